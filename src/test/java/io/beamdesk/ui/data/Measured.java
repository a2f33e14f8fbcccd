package io.beamdesk.ui.data;

import io.beamdesk.document.Compression;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.DataKey.Role;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import io.beamdesk.product.ProductWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Products of scans and tomographies whose every value follows from its place.
final class Measured {
    static final Instant BEGIN = Instant.parse("2026-03-04T05:06:07Z");
    static final int ROWS = 4;
    static final int COLUMNS = 6;

    /// Darks, flats, then projections.
    static final int DARKS = 2;

    static final int FLATS = 2;

    private Measured() {}

    /// A scan of one axis: `it` is a hundred more for each scan.
    static Path scan(Path folder, int number, String sample) {
        try (ProductWriter writer = begun(folder, number, "step-scan", sample, Map.of())) {
            Map<String, DataKey> keys = new LinkedHashMap<>();
            keys.put("x", DataKey.number("ca://SIM:m1.RBV", "mm", 3, "x", Role.READBACK));
            keys.put("it", DataKey.number("ca://SIM:it", "counts", 0, "scaler", Role.SIGNAL));
            writer.accept(descriptor(keys));
            for (int i = 0; i < 20; i++) {
                event(writer, i, Map.of("x", i / 10.0, "it", 100.0 * number + i));
            }
            end(writer, 20);
            return writer.path();
        }
    }

    /// A tomography that goes on; its frames come from [#frame].
    static ProductWriter tomography(Path folder, int number, String sample, int planned) {
        Map<String, Object> metadata =
                Map.of(
                        "definition",
                        "NXtomo",
                        "definition_fields",
                        Map.of(
                                "data", "camera",
                                "image_key", "image_key",
                                "rotation_angle", "rotation"),
                        "num_points",
                        planned);
        ProductWriter writer = begun(folder, number, "tomography", sample, metadata);
        Map<String, DataKey> keys = new LinkedHashMap<>();
        keys.put(
                "rotation", DataKey.number("ca://SIM:m4.RBV", "deg", 3, "rotation", Role.READBACK));
        keys.put(
                "image_key",
                new DataKey(
                        "plan",
                        DataKey.Dtype.INTEGER,
                        "",
                        List.of(),
                        "",
                        0,
                        List.of(),
                        java.util.Optional.empty(),
                        "camera",
                        Role.AUXILIARY));
        keys.put("camera", DataKey.frames("pva://SIM:image1", "<u2", ROWS, COLUMNS, "camera"));
        writer.accept(descriptor(keys));
        writer.accept(
                new StreamResource(
                        "camera-resource",
                        "run-" + number,
                        "camera",
                        "application/x-hdf5",
                        writer.path().toUri().toString(),
                        Map.of("dataset", ProductWriter.framesPath("camera"))));
        return writer;
    }

    /// Adds a frame: darks of 100, flats of 1100, and projections through which a half of the beam goes.
    static void frame(ProductWriter writer, int i) {
        long key = i < DARKS ? 2 : i < DARKS + FLATS ? 1 : 0;
        short[] pixels = new short[ROWS * COLUMNS];
        Arrays.fill(pixels, (short) (key == 2 ? 100 : key == 1 ? 1100 : 600));
        Frame frame = new Frame(i, BEGIN.plusSeconds(i), "<u2", ROWS, COLUMNS, pixels);
        writer.accept(
                new StreamDatum(
                        "datum-" + i,
                        "camera-resource",
                        "primary",
                        i,
                        i + 1,
                        i + 1,
                        List.of(frame)));
        event(writer, i, Map.of("rotation", i * 1.5, "image_key", key));
    }

    private static ProductWriter begun(
            Path folder, int number, String technique, String sample, Map<String, Object> more) {
        Map<String, Object> metadata = new LinkedHashMap<>(more);
        metadata.put("title", technique + " " + number);
        metadata.put("plan_name", technique.replace('-', '_'));
        metadata.put("recipe", "{\"technique\": \"" + technique + "\"}");
        metadata.put("sample", sample);
        metadata.put("hints", Map.of("dimensions", List.of(List.of(List.of("x"), "primary"))));
        ProductWriter writer = ProductWriter.create(folder, technique, _ -> Compression.NONE);
        writer.accept(new RunStart("run-" + number, BEGIN.plusSeconds(60L * number), metadata));
        return writer;
    }

    private static EventDescriptor descriptor(Map<String, DataKey> keys) {
        return new EventDescriptor(
                "primary",
                "run",
                BEGIN,
                "primary",
                keys,
                Map.of(),
                keys.containsKey("it") ? Map.of("scaler", List.of("it")) : Map.of());
    }

    private static void event(ProductWriter writer, int i, Map<String, Object> values) {
        Instant time = BEGIN.plusSeconds(i);
        Map<String, Reading> data = new LinkedHashMap<>();
        values.forEach((name, value) -> data.put(name, new Reading(value, time)));
        writer.accept(new Event("event-" + i, "primary", time, i + 1, data));
    }

    static void end(ProductWriter writer, int events) {
        writer.accept(
                new RunStop(
                        "stop",
                        "run",
                        BEGIN.plusSeconds(100),
                        ExitStatus.SUCCESS,
                        "",
                        Map.of("primary", events)));
    }
}
