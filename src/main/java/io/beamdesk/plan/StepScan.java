package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.plan.path.Grid;
import io.beamdesk.plan.path.Line;
import io.beamdesk.plan.path.Positions;
import io.beamdesk.plan.path.Trajectory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Axes over points; at each: move, settle, trigger, read. Afterwards the axes return and the
/// shutter closes.
///
/// The start document describes a grid as Bluesky's `grid_scan` does: `shape`, `extents`, `snaking`,
/// and in `hints` one of `dimensions` for each axis, outermost first, with `gridding` rectilinear
/// (<https://blueskyproject.io/bluesky/main/documents.html>).
///
/// @param name name of the plan: `step_scan`
/// @param axes what moves, outermost first
/// @param path targets in the axes' units; relative ones are added to where the axes stood
/// @param relative whether the targets are relative
/// @param measurement what is measured at each point
public record StepScan(
        String name, List<Axis> axes, Trajectory path, boolean relative, Measurement measurement)
        implements Plan {

    /// A shutter and what "open" and "closed" are for it.
    ///
    /// @param shutter opened for the run, then put back
    /// @param open its open position
    /// @param closed its closed position
    /// @param <P> its positions
    public record Opening<P>(Movable<P> shutter, P open, P closed) {}

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if the path has not one coordinate for each axis
    public StepScan {
        axes = List.copyOf(axes);
        if (path.axes() != axes.size()) {
            throw new IllegalArgumentException(
                    path.axes() + " coordinates for " + axes.size() + " axes");
        }
    }

    /// One axis over points.
    public StepScan(
            Axis axis,
            List<Double> points,
            boolean relative,
            List<Detector> detectors,
            List<Readable> others,
            Duration exposure,
            Duration settle,
            Optional<Opening<?>> shutter) {
        this(
                "step_scan",
                List.of(axis),
                Positions.along(points),
                relative,
                new Measurement(detectors, others, exposure, settle, shutter));
    }

    /// Evenly spaced points, both ends included; the middle one alone if there is only one.
    public static List<Double> evenly(double from, double to, int count) {
        return new Line(from, to, count).positions();
    }

    @Override
    public void run(RunContext run) {
        measurement.around(
                run,
                metadata(),
                axes,
                _ -> {
                    double[] origins =
                            axes.stream()
                                    .mapToDouble(axis -> relative ? run.position(axis) : 0)
                                    .toArray();
                    for (int i = 0; i < path.size(); i++) {
                        int point = i;
                        run.step(() -> {
                            moveTo(run, point, origins);
                            var _ = measurement.at(run, axes);
                        });
                    }
                });
    }

    /// Axes that a point shares with the one before stay as they are.
    private void moveTo(RunContext run, int point, double[] origins) {
        for (int axis = 0; axis < origins.length; axis++) {
            double target = path.coordinate(point, axis);
            if (point == 0 || target != path.coordinate(point - 1, axis)) {
                run.move(axes.get(axis), origins[axis] + target);
            }
        }
    }

    private Metadata metadata() {
        Map<String, Object> entries = measurement.entries(name, axes);
        entries.put("num_points", path.size());
        entries.put("num_intervals", path.size() - 1);
        Map<String, Object> arguments = measurement.arguments();
        arguments.put("relative", relative);
        Map<String, Object> hints = new LinkedHashMap<>();
        hints.put(
                "dimensions", axes.stream().map(axis -> List.of(axis.hints(), "primary")).toList());
        if (axes.size() == 1) {
            arguments.put("axis", axes.getFirst().name());
            arguments.put(
                    "points",
                    IntStream.range(0, path.size()).mapToObj(i -> path.coordinate(i, 0)).toList());
        } else {
            arguments.put("axes", axes.stream().map(Axis::name).toList());
        }
        if (path instanceof Grid grid && axes.size() > 1) {
            arguments.put("snaked", grid.snaked());
            entries.put("shape", grid.shape());
            entries.put(
                    "extents",
                    grid.lines().stream()
                            .map(l -> List.of(l.at(0), l.at(l.points() - 1)))
                            .toList());
            // The outermost axis goes its way once.
            entries.put(
                    "snaking",
                    IntStream.range(0, axes.size()).mapToObj(i -> i > 0 && grid.snaked()).toList());
            hints.put("gridding", "rectilinear");
        }
        entries.put("plan_args", arguments);
        entries.put("hints", hints);
        return new Metadata(entries);
    }
}
