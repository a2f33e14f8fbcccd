package io.beamdesk.product;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.DataKey.Dtype;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Documents of a step scan of one axis with a counter and, if wanted, a camera. Every value
/// follows from its index, so that a reader can tell what should be there.
final class ScanDocuments {
    static final Instant BEGIN = Instant.parse("2026-03-04T05:06:07.125Z");
    static final String RUN = "5a3c2f8e-0000-4000-8000-000000000001";
    static final String PRIMARY = "primary-descriptor";
    static final String BASELINE = "baseline-descriptor";
    static final String RESOURCE = "camera-resource";

    private ScanDocuments() {}

    static RunStart start() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("plan_name", "step_scan");
        metadata.put("plan_args", Map.of("start", -1.0, "stop", 1.0));
        metadata.put("title", "Step scan of sample_x");
        metadata.put("scan_id", 7);
        metadata.put("sample", Map.of("name", "Ni foil", "thickness_um", 5.0));
        metadata.put("user", "operator");
        metadata.put("recipe", "{\"kind\": \"step-scan\", \"version\": 1}");
        metadata.put("beamline_file", "simulated.json");
        metadata.put("beamline_digest", "sha256:0123");
        metadata.put("beamdesk_version", "0.1.0");
        metadata.put("motors", List.of("sample_x"));
        metadata.put(
                "hints", Map.of("dimensions", List.of(List.of(List.of("sample_x"), "primary"))));
        return new RunStart(RUN, BEGIN, metadata);
    }

    /// A start that says how many points will come.
    static RunStart start(int points) {
        Map<String, Object> metadata = new LinkedHashMap<>(start().metadata());
        metadata.put("num_points", points);
        return new RunStart(RUN, BEGIN, metadata);
    }

    static Map<String, DataKey> scalarKeys() {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        keys.put("sample_x", DataKey.number("ca://SIM:m1.RBV", "mm", 4, "sample_x", Role.READBACK));
        keys.put(
                "sample_x_setpoint",
                DataKey.number("ca://SIM:m1.VAL", "mm", 4, "sample_x", Role.SETPOINT));
        keys.put("i0", DataKey.number("ca://SIM:scaler1.S2", "counts", 0, "scaler1", Role.SIGNAL));
        keys.put("it", DataKey.number("ca://SIM:scaler1.S3", "counts", 0, "scaler1", Role.SIGNAL));
        keys.put("shutter", key("ca://SIM:fs:status", Dtype.STRING, List.of(), "shutter"));
        keys.put("turns", key("ca://SIM:turns", Dtype.INTEGER, List.of(), "wheel"));
        keys.put("beam_on", key("pva://SIM:beam", Dtype.BOOLEAN, List.of(), "ring"));
        keys.put("spectrum", key("ca://SIM:mca1", Dtype.ARRAY, List.of(8), "mca"));
        return keys;
    }

    static DataKey key(String source, Dtype dtype, List<Integer> shape, String device) {
        return new DataKey(
                source,
                dtype,
                "",
                shape,
                "",
                0,
                List.of(),
                Optional.empty(),
                device,
                Role.AUXILIARY);
    }

    static EventDescriptor primary(Map<String, DataKey> keys) {
        return new EventDescriptor(
                PRIMARY,
                RUN,
                BEGIN,
                "primary",
                keys,
                Map.of("scaler1", Map.of("preset", new Reading(0.5, BEGIN))),
                Map.of("scaler1", List.of("it")));
    }

    static EventDescriptor scalars() {
        return primary(scalarKeys());
    }

    static EventDescriptor withCamera(String dtype, int rows, int columns) {
        Map<String, DataKey> keys = scalarKeys();
        keys.put("camera", DataKey.frames("ca://SIM:cam1:", dtype, rows, columns, "camera"));
        return primary(keys);
    }

    static EventDescriptor withLinkedCamera(String dtype, int rows, int columns) {
        Map<String, DataKey> keys = scalarKeys();
        keys.put(
                "camera",
                DataKey.frames("ca://SIM:HDF1:", dtype, rows, columns, "camera").linked());
        return primary(keys);
    }

    static StreamResource linkedResource(Path file) {
        return new StreamResource(
                RESOURCE,
                RUN,
                "camera",
                "application/x-hdf5",
                file.toUri().toString(),
                Map.of("dataset", "/entry/data/data"));
    }

    /// The frame of a point, which has that place in a detector's file.
    static StreamDatum linkedFrame(int point, Path file, int inFile, int rows, int columns) {
        Frame frame =
                new Frame(
                        100 + point,
                        time(point),
                        "<u2",
                        rows,
                        columns,
                        new Frame.Elsewhere(file, "/entry/data/data", inFile));
        return new StreamDatum(
                "datum-" + point, RESOURCE, PRIMARY, inFile, inFile + 1, point + 1, List.of(frame));
    }

    static EventDescriptor baseline() {
        return new EventDescriptor(
                BASELINE,
                RUN,
                BEGIN,
                "baseline",
                Map.of(
                        "ring_current",
                        DataKey.number("ca://SIM:ring:current", "mA", 1, "ring", Role.READBACK)),
                Map.of(),
                Map.of());
    }

    static double position(int index) {
        return -1 + 0.25 * index;
    }

    static double counts(int index) {
        return index % 5 == 3 ? Double.NaN : 1000 + 3 * index;
    }

    static String shutter(int index) {
        return index % 7 == 6 ? "" : "öffnet " + index / 3;
    }

    static double[] spectrum(int index) {
        double[] spectrum = new double[8];
        Arrays.setAll(spectrum, i -> index * 10 + i);
        return spectrum;
    }

    static Instant time(int index) {
        return BEGIN.plusMillis(250L * index);
    }

    /// The event of a row, rows counted from 0.
    static Event event(int index) {
        Map<String, Reading> data = new LinkedHashMap<>();
        data.put("sample_x", reading(position(index) + 1e-4, index));
        data.put("sample_x_setpoint", reading(position(index), index));
        data.put("i0", reading(5000.0 + index, index));
        data.put("it", reading(counts(index), index));
        data.put("shutter", reading(shutter(index), index));
        data.put("turns", reading((long) index * index, index));
        data.put("beam_on", reading(index % 3 != 0, index));
        data.put("spectrum", reading(spectrum(index), index));
        return new Event("event-" + index, PRIMARY, time(index), index + 1, data);
    }

    private static Reading reading(Object value, int index) {
        return new Reading(value, time(index).minusMillis(5));
    }

    static Event baselineEvent(int index) {
        return new Event(
                "baseline-" + index,
                BASELINE,
                time(index),
                index + 1,
                Map.of("ring_current", reading(100.0 + index, index)));
    }

    static StreamResource resource() {
        return new StreamResource(
                RESOURCE,
                RUN,
                "camera",
                "application/x-hdf5",
                "file://localhost/scan.h5",
                Map.of("dataset", ProductWriter.framesPath("camera")));
    }

    static StreamDatum frames(int start, Frame... frames) {
        return new StreamDatum(
                "datum-" + start,
                RESOURCE,
                PRIMARY,
                start,
                start + frames.length,
                start + 1,
                List.of(frames));
    }

    /// A frame of 16-bit pixels whose every pixel follows from its index.
    static Frame frame(int index, int rows, int columns) {
        short[] pixels = new short[rows * columns];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (index * 31 + i);
        }
        return new Frame(100 + index, time(index), "<u2", rows, columns, pixels);
    }

    static RunStop stop(ExitStatus status, String reason, int events) {
        return new RunStop("stop", RUN, time(events), status, reason, Map.of("primary", events));
    }
}
