package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Triggerable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// One axis over points; at each: move, settle, trigger, read. Afterwards the axis returns and the
/// shutter closes.
///
/// @param axis what moves
/// @param points targets in the axis' units, in order; relative ones are added to where it stood
/// @param relative whether the points are relative
/// @param detectors what measures
/// @param others what is read without measuring
/// @param exposure exposure of each detector
/// @param settle pause after the arrival, before the trigger
/// @param shutter opened for the run, if there is one
public record StepScan(
        Axis axis,
        List<Double> points,
        boolean relative,
        List<Detector> detectors,
        List<Readable> others,
        Duration exposure,
        Duration settle,
        Optional<Opening<?>> shutter)
        implements Plan {

    /// A shutter and what "open" is for it.
    ///
    /// @param shutter opened for the run, then put back
    /// @param open its open position
    /// @param <P> its positions
    public record Opening<P>(Movable<P> shutter, P open) {}

    /// Copies the lists.
    public StepScan {
        points = List.copyOf(points);
        detectors = List.copyOf(detectors);
        others = List.copyOf(others);
    }

    /// Evenly spaced points, both ends included; the middle one alone if there is only one.
    public static List<Double> evenly(double from, double to, int count) {
        if (count == 1) {
            return List.of((from + to) / 2);
        }
        // From both ends, so that the last point is exactly the end.
        return DoubleStream.iterate(0, i -> i < count, i -> i + 1)
                .map(i -> (from * (count - 1 - i) + to * i) / (count - 1))
                .boxed()
                .toList();
    }

    @Override
    public String name() {
        return "step_scan";
    }

    @Override
    public void run(RunContext run) {
        Readable[] columns =
                Stream.of(Stream.of(axis), detectors.stream(), others.stream())
                        .flatMap(s -> s.map(Readable.class::cast))
                        .toArray(Readable[]::new);
        Triggerable[] triggers = detectors.toArray(Triggerable[]::new);
        Movable<?>[] exposures =
                detectors.stream().map(Detector::exposure).toArray(Movable<?>[]::new);
        try (var _ = run.openRun(metadata());
                var _ = run.stage(detectors.toArray(Stageable[]::new));
                var _ = run.restoring(exposures);
                var _ = run.restoring(axis);
                var _ =
                        run.restoring(
                                shutter.stream()
                                        .map(Opening::shutter)
                                        .toArray(Movable<?>[]::new))) {
            double origin = relative ? run.position(axis) : 0;
            for (Detector detector : detectors) {
                run.move(detector.exposure(), exposure.toNanos() / 1e9);
            }
            shutter.ifPresent(opening -> open(run, opening));
            for (double point : points) {
                run.step(() -> {
                    run.move(axis, origin + point);
                    run.sleep(settle);
                    run.trigger(triggers);
                    run.read(columns);
                });
            }
        }
    }

    private static <P> void open(RunContext run, Opening<P> opening) {
        run.move(opening.shutter(), opening.open());
    }

    private Metadata metadata() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("plan_name", name());
        entries.put("plan_type", "plan");
        entries.put("motors", List.of(axis.name()));
        entries.put("detectors", detectors.stream().map(Detector::name).toList());
        entries.put("num_points", points.size());
        entries.put("num_intervals", points.size() - 1);
        entries.put(
                "plan_args",
                Map.of(
                        "axis",
                        axis.name(),
                        "points",
                        points,
                        "relative",
                        relative,
                        "exposure",
                        exposure.toNanos() / 1e9,
                        "settle",
                        settle.toNanos() / 1e9));
        entries.put("hints", Map.of("dimensions", List.of(List.of(axis.hints(), "primary"))));
        return new Metadata(entries);
    }
}
