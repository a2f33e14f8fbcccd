package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.document.Event;
import io.beamdesk.document.Reading;
import io.beamdesk.plan.path.Line;
import java.util.List;
import java.util.Map;

/// A rocking curve: an axis over a range, a counter at each point, then the axis to the counter's
/// maximum, where it stays.
///
/// If there is no maximum within the range, or the run ends before it is reached, the axis returns to
/// where it was.
///
/// @param axis what rocks
/// @param line its targets in its units
/// @param relative whether they are added to where it stood
/// @param detector what measures
/// @param counter column of the detector to be highest
/// @param measurement of that detector alone
public record Autorock(
        Axis axis,
        Line line,
        boolean relative,
        Detector detector,
        String counter,
        Measurement measurement)
        implements Plan {
    @Override
    public String name() {
        return "autorock";
    }

    @Override
    public void run(RunContext run) {
        measurement.around(run, metadata(), List.of(axis), place -> rock(run, place));
    }

    private void rock(RunContext run, Restoring place) {
        requireCounter();
        double origin = relative ? run.position(axis) : 0;
        double[] positions = new double[line.points()];
        double[] counts = new double[line.points()];
        boolean[] measured = new boolean[line.points()];
        for (int i = 0; i < line.points(); i++) {
            int point = i;
            run.step(() -> {
                run.move(axis, origin + line.at(point));
                Event row = measurement.at(run, List.of(axis));
                measured[point] = !row.data().isEmpty();
                positions[point] = number(row, axis.hints().getFirst());
                counts[point] = number(row, counter);
            });
        }
        // In a dry run nothing was measured; the middle takes as long as any place.
        double target =
                measured[0]
                        ? maximum(new RockingCurve(positions, counts))
                        : origin + (line.from() + line.to()) / 2;
        // From the side on which the curve was measured, so that play and creep are the same.
        run.move(axis, origin + line.from());
        run.move(axis, target);
        place.keep();
    }

    private void requireCounter() {
        var columns = detector.describe().keySet();
        if (!columns.contains(counter)) {
            throw new PlanException(
                    detector.name()
                            + " has no column "
                            + counter
                            + "; choose one of "
                            + String.join(", ", columns));
        }
    }

    private static double number(Event row, String column) {
        Reading reading = row.data().get(column);
        return reading != null && reading.value() instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    private double maximum(RockingCurve curve) {
        return switch (curve.maximum()) {
            case RockingCurve.Maximum(double position) -> position;
            case RockingCurve.NoMaximum(String reason) ->
                    throw new PlanException(
                            axis.name()
                                    + ": "
                                    + counter
                                    + " from "
                                    + text(curve.positions()[0])
                                    + " to "
                                    + text(curve.positions()[curve.positions().length - 1])
                                    + " "
                                    + axis.units()
                                    + " "
                                    + reason
                                    + ". The axis goes back to where it was");
        };
    }

    private static String text(double value) {
        return Double.toString(Math.round(value * 1e4) / 1e4);
    }

    private Metadata metadata() {
        Map<String, Object> entries = measurement.entries(name(), List.of(axis));
        entries.put("num_points", line.points());
        entries.put("num_intervals", line.points() - 1);
        Map<String, Object> arguments = measurement.arguments();
        arguments.put("axis", axis.name());
        arguments.put("counter", counter);
        arguments.put("from", line.from());
        arguments.put("to", line.to());
        arguments.put("relative", relative);
        entries.put("plan_args", arguments);
        entries.put("hints", Map.of("dimensions", List.of(List.of(axis.hints(), "primary"))));
        return new Metadata(entries);
    }
}
