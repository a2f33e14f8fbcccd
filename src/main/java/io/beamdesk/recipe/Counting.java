package io.beamdesk.recipe;

import io.beamdesk.plan.Devices;
import io.beamdesk.plan.Measurement;
import io.beamdesk.plan.path.Line;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The fields that say what is measured at each point; the same in every scan's recipe.
///
/// @param detectors what measures
/// @param read what is read without measuring
/// @param exposure exposure of each detector in s
/// @param settle pause after the arrival in s
record Counting(List<String> detectors, List<String> read, double exposure, double settle) {
    static Counting read(Fields fields) {
        return read(fields, fields.pause("settle"));
    }

    /// For a recipe that moves nothing and has no settle time.
    static Counting readAtRest(Fields fields) {
        return read(fields, 0);
    }

    private static Counting read(Fields fields, double settle) {
        Counting counting =
                new Counting(
                        fields.names("detectors", "a list of detectors"),
                        fields.names("read", "a list of device names"),
                        fields.time("exposure"),
                        settle);
        if (counting.detectors.isEmpty() && counting.read.isEmpty()) {
            fields.fault(
                    "detectors",
                    "is missing, and so is read; name at least one detector, or one device to read");
        }
        return counting;
    }

    /// Notes what is wrong with the axes of a grid as a whole.
    static void checkGrid(Fields fields, List<String> devices, List<Line> lines) {
        checkDistinct(fields, devices);
        double points = lines.stream().mapToDouble(Line::points).reduce(1, (a, b) -> a * b);
        if (lines.size() > 1 && points > StepScanRecipe.MAX_POINTS) {
            fields.fault(
                    "axes",
                    "make "
                            + Math.round(points)
                            + " points together; give at most "
                            + StepScanRecipe.MAX_POINTS);
        }
    }

    /// Notes axes that are named twice.
    static void checkDistinct(Fields fields, List<String> devices) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < devices.size(); i++) {
            String device = devices.get(i);
            if (!device.isBlank() && !seen.add(device)) {
                fields.fault(
                        "axes[" + i + "].device",
                        "names " + device + " again; name each axis once");
            }
        }
    }

    Measurement measurement(Devices devices) {
        return new Measurement(
                detectors.stream().map(devices::detector).toList(),
                read.stream().map(devices::readable).toList(),
                seconds(exposure),
                seconds(settle),
                devices.beamShutter());
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
