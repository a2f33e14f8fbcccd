package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.document.Event;
import io.beamdesk.document.Reading;
import io.beamdesk.plan.path.Line;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Rocks an axis through a range and brings it to where a counter is highest.
///
/// @param axis what rocks
/// @param line its targets in its units
/// @param relative whether they are added to where it stood
/// @param detector what measures
/// @param counter column of the detector to be highest
public record Rocking(Axis axis, Line line, boolean relative, Detector detector, String counter) {

    /// Measures the curve and goes to its maximum.
    ///
    /// @param part of the plan, for people
    /// @param place takes the axis back unless the maximum was reached
    /// @param row measures and reads a row within a step
    void run(RunContext run, String part, Restoring place, Supplier<Event> row) {
        requireCounter();
        double origin = relative ? run.position(axis) : 0;
        double[] positions = new double[line.points()];
        double[] counts = new double[line.points()];
        boolean[] measured = new boolean[line.points()];
        for (int i = 0; i < line.points(); i++) {
            int point = i;
            run.step(
                    part,
                    () -> {
                        run.move(axis, origin + line.at(point));
                        Event read = row.get();
                        measured[point] = !read.data().isEmpty();
                        positions[point] = number(read, axis.hints().getFirst());
                        counts[point] = number(read, counter);
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
            case RockingCurve.Maximum(double position, var _) -> position;
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

    /// What it says of itself in `plan_args`.
    Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("axis", axis.name());
        arguments.put("counter", counter);
        arguments.put("from", line.from());
        arguments.put("to", line.to());
        arguments.put("relative", relative);
        return arguments;
    }
}
