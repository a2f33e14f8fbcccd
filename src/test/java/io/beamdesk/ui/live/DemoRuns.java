package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.StreamDatum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Documents of step scans of a slit through a beam, as the engine publishes them.
public final class DemoRuns {
    private DemoRuns() {}

    /// A start: sample, number in the session, points to come.
    public static RunStart start(String uid, int scan, String sample, int points, Instant time) {
        return new RunStart(
                uid,
                time,
                Map.of(
                        "plan_name",
                        "step_scan",
                        "title",
                        "Slit profile",
                        "scan_id",
                        scan,
                        "motors",
                        List.of("sample_x"),
                        "num_points",
                        points,
                        "sample",
                        sample));
    }

    /// Columns: axis, two counters, a third, counting time.
    public static EventDescriptor descriptor(String run, Instant time) {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        keys.put(
                "sample_x",
                DataKey.number("ca://SIM:m1.RBV", "mm", 3, "sample_x", DataKey.Role.READBACK));
        keys.put(
                "sample_x_setpoint",
                DataKey.number("ca://SIM:m1.VAL", "mm", 3, "sample_x", DataKey.Role.SETPOINT));
        keys.put(
                "i0",
                DataKey.number("ca://SIM:scaler1.S2", "counts", 0, "scaler", DataKey.Role.SIGNAL));
        keys.put(
                "it",
                DataKey.number("ca://SIM:scaler1.S3", "counts", 0, "scaler", DataKey.Role.SIGNAL));
        keys.put(
                "i2",
                DataKey.number("ca://SIM:scaler1.S4", "counts", 0, "scaler", DataKey.Role.SIGNAL));
        keys.put(
                "scaler_time",
                DataKey.number("ca://SIM:scaler1.T", "s", 3, "scaler", DataKey.Role.AUXILIARY));
        return new EventDescriptor(
                run + "-d",
                run,
                time,
                "primary",
                keys,
                Map.of(),
                Map.of("sample_x", List.of("sample_x"), "scaler", List.of("i0", "it", "i2")));
    }

    /// One row: a Gaussian of transmission around the centre.
    public static Event event(
            String run,
            int number,
            double x,
            double centre,
            double height,
            Random noise,
            Instant time) {
        double i0 = 1_250_000 * (1 - 0.0001 * number) * (1 + 0.002 * noise.nextGaussian());
        double it =
                i0
                        * (0.02 + height * Math.exp(-Math.pow((x - centre) / 0.21, 2) / 2))
                        * (1 + 0.004 * noise.nextGaussian());
        Map<String, Reading> row = new LinkedHashMap<>();
        row.put("sample_x", new Reading(x + 0.0004 * noise.nextGaussian(), time));
        row.put("sample_x_setpoint", new Reading(x, time));
        row.put("i0", new Reading(i0, time));
        row.put("it", new Reading(it, time));
        row.put("i2", new Reading(it * 0.4, time));
        row.put("scaler_time", new Reading(1.0, time));
        return new Event(run + "-" + number, run + "-d", time, number, row);
    }

    /// A run of so many points from -1.5 to 1.5, `done` of which are measured.
    public static List<Document> run(
            String uid,
            int scan,
            String sample,
            double centre,
            double height,
            int points,
            int done,
            Instant begin) {
        Random noise = new Random(scan);
        List<Document> documents = new ArrayList<>();
        documents.add(start(uid, scan, sample, points, begin));
        documents.add(descriptor(uid, begin));
        for (int i = 0; i < done; i++) {
            documents.add(
                    event(
                            uid,
                            i + 1,
                            -1.5 + 3.0 * i / (points - 1),
                            centre,
                            height,
                            noise,
                            begin.plusSeconds(i)));
        }
        if (done == points) {
            documents.add(stop(uid, begin.plusSeconds(points)));
        }
        return documents;
    }

    /// A successful end.
    public static RunStop stop(String run, Instant time) {
        return new RunStop(run + "-s", run, time, RunStop.ExitStatus.SUCCESS, "", Map.of());
    }

    /// A frame with a bright spot.
    public static StreamDatum frame(String run, int number, int rows, int columns) {
        short[] pixels = new short[rows * columns];
        Random noise = new Random(number);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double d = Math.hypot(r - rows / 2.0, c - columns / 2.2) / (rows / 6.0);
                pixels[r * columns + c] =
                        (short) (100 + 3000 * Math.exp(-d * d) + 20 * noise.nextGaussian());
            }
        }
        Frame frame = new Frame(number, Instant.EPOCH, "<u2", rows, columns, pixels);
        return new StreamDatum(
                run + "-f" + number, "r", run + "-d", number - 1, number, number, List.of(frame));
    }
}
