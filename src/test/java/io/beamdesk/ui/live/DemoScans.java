package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.plan.path.Grid;
import io.beamdesk.plan.path.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Documents of spectra, maps and tomographies, as their plans publish them.
final class DemoScans {
    static final double EDGE = 8333;
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private DemoScans() {}

    private static DataKey key(String device, String units, DataKey.Role role) {
        return DataKey.number("ca://" + device, units, 3, device, role);
    }

    private static EventDescriptor stream(
            String run, Map<String, DataKey> keys, Map<String, List<String>> hints) {
        return new EventDescriptor(run + "-d", run, NOW, "primary", keys, Map.of(), hints);
    }

    private static Event row(String run, int number, Map<String, ? extends Object> values) {
        Map<String, Reading> data = new LinkedHashMap<>();
        values.forEach((key, value) -> data.put(key, new Reading(value, NOW)));
        return new Event(run + "-" + number, run + "-d", NOW, number, data);
    }

    /// A repeat of a spectrum over an edge of arctangent shape at [#EDGE], finer near it.
    static List<Document> spectrum(String uid, int repeat, double height, int done) {
        List<Double> points =
                IntStream.rangeClosed(-120, 120)
                        .mapToObj(i -> EDGE + Math.signum(i) * (Math.abs(i) * 0.2 + i * i * 0.004))
                        .toList();
        List<Document> documents = new ArrayList<>();
        documents.add(
                new RunStart(
                        uid,
                        NOW,
                        Map.of(
                                "plan_name",
                                "xas_scan",
                                "title",
                                "Ni K edge",
                                "scan_id",
                                400 + repeat,
                                "motors",
                                List.of("energy"),
                                "num_points",
                                points.size(),
                                "plan_args",
                                Map.of("points", points, "repeat", repeat, "repeats", 3))));
        Map<String, DataKey> keys = new LinkedHashMap<>();
        keys.put("energy", key("energy", "eV", DataKey.Role.READBACK));
        keys.put(
                "mu",
                DataKey.number(
                        DataKey.DERIVED + "ln(i0 / it)", "", 4, "absorption", DataKey.Role.SIGNAL));
        keys.put("i0", key("scaler", "counts", DataKey.Role.SIGNAL));
        keys.put("it", key("scaler", "counts", DataKey.Role.SIGNAL));
        documents.add(stream(uid, keys, Map.of("scaler", List.of("mu", "i0", "it"))));
        for (int i = 0; i < done; i++) {
            double mu = 0.5 + height * (0.5 + Math.atan((points.get(i) - EDGE) / 2) / Math.PI);
            documents.add(
                    row(
                            uid,
                            i + 1,
                            Map.of(
                                    "energy",
                                    points.get(i),
                                    "mu",
                                    mu,
                                    "i0",
                                    1e6,
                                    "it",
                                    1e6 * Math.exp(-mu))));
        }
        return documents;
    }

    /// A snaked map whose value in every cell is 100 z + 10 y + x of the cell's place.
    static List<Document> map(String uid, List<Line> lines, int done) {
        Grid grid = new Grid(lines, true);
        List<String> motors = List.of("sample_z", "sample_y", "sample_x");
        motors = motors.subList(3 - lines.size(), 3);
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("plan_name", "step_scan");
        start.put("title", "Plate map");
        start.put("scan_id", 500);
        start.put("motors", motors);
        start.put("num_points", grid.size());
        start.put("shape", grid.shape());
        start.put(
                "extents",
                lines.stream().map(l -> List.of(l.at(0), l.at(l.points() - 1))).toList());
        start.put("snaking", IntStream.range(0, lines.size()).mapToObj(i -> i > 0).toList());
        start.put("plan_args", Map.of("relative", false));
        Map<String, DataKey> keys = new LinkedHashMap<>();
        for (String motor : motors) {
            keys.put(motor, key(motor, "mm", DataKey.Role.READBACK));
            keys.put(motor + "_setpoint", key(motor, "mm", DataKey.Role.SETPOINT));
        }
        keys.put("signal", key("scaler", "counts", DataKey.Role.SIGNAL));
        keys.put("other", key("scaler", "counts", DataKey.Role.SIGNAL));
        // So many that they are a list.
        List.of("third", "fourth", "fifth")
                .forEach(more -> keys.put(more, key("scaler", "counts", DataKey.Role.SIGNAL)));
        List<Document> documents = new ArrayList<>();
        documents.add(new RunStart(uid, NOW, start));
        documents.add(stream(uid, keys, Map.of()));
        documents.addAll(rows(uid, lines, 0, done));
        return documents;
    }

    /// Rows of such a map, counted from 0.
    static List<Document> rows(String uid, List<Line> lines, int from, int to) {
        Grid grid = new Grid(lines, true);
        List<String> motors = List.of("sample_z", "sample_y", "sample_x");
        motors = motors.subList(3 - lines.size(), 3);
        List<Document> documents = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            double signal = 0;
            for (int axis = 0; axis < motors.size(); axis++) {
                double at = grid.coordinate(i, axis);
                values.put(motors.get(axis), at);
                values.put(motors.get(axis) + "_setpoint", at);
                signal = 10 * signal + at;
            }
            values.put("signal", signal);
            values.put("other", -signal);
            documents.add(row(uid, i + 1, values));
        }
        return documents;
    }

    /// A tomography of 4 × 6 pixels: a dark of 100, a flat of 1100, and projections over 0 to 180°
    /// whose column c absorbs c / 10 in row 2 and nothing elsewhere.
    static List<Document> tomography(String uid, int projections, int done, boolean field) {
        List<Document> documents = new ArrayList<>();
        documents.add(
                new RunStart(
                        uid,
                        NOW,
                        Map.of(
                                "plan_name",
                                "tomography",
                                "title",
                                "Step tomo",
                                "scan_id",
                                600,
                                "motors",
                                List.of("rotation"),
                                "definition",
                                "NXtomo",
                                "definition_fields",
                                Map.of("data", "camera", "rotation_angle", "rotation"),
                                "plan_args",
                                Map.of(
                                        "start",
                                        0,
                                        "range",
                                        180,
                                        "step",
                                        180.0 / (projections - 1),
                                        "projections",
                                        projections))));
        Map<String, DataKey> keys = new LinkedHashMap<>();
        keys.put("rotation", key("rotation", "deg", DataKey.Role.READBACK));
        keys.put("camera", DataKey.frames("ca://camera", "<u2", 4, 6, "camera"));
        keys.put(
                "image_key",
                new DataKey(
                        "derived:",
                        DataKey.Dtype.INTEGER,
                        "<i8",
                        List.of(),
                        "",
                        0,
                        List.of(),
                        Optional.empty(),
                        "camera",
                        DataKey.Role.AUXILIARY));
        documents.add(stream(uid, keys, Map.of()));
        int number = 1;
        if (field) {
            for (int i = 0; i < 2; i++) {
                frame(documents, uid, number++, 2, 0, _ -> 100);
            }
            for (int i = 0; i < 2; i++) {
                frame(documents, uid, number++, 1, 0, _ -> 1100);
            }
        }
        for (int i = 0; i < done; i++) {
            frame(
                    documents,
                    uid,
                    number++,
                    0,
                    180.0 * i / (projections - 1),
                    pixel -> 100 + 1000 * (pixel / 6 == 2 ? Math.exp(-(pixel % 6) / 10.0) : 1));
        }
        return documents;
    }

    private static void frame(
            List<Document> documents,
            String uid,
            int number,
            long key,
            double angle,
            java.util.function.IntToDoubleFunction value) {
        short[] pixels = new short[24];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) Math.round(value.applyAsDouble(i));
        }
        documents.add(
                new StreamDatum(
                        uid + "-f" + number,
                        "r",
                        uid + "-d",
                        number - 1,
                        number,
                        number,
                        List.of(new Frame(number, NOW, "<u2", 4, 6, pixels))));
        documents.add(row(uid, number, Map.of("rotation", angle, "image_key", key)));
    }
}
