package io.beamdesk.plan;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Detector;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Triggerable;
import io.beamdesk.document.Event;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What is measured at each point of a scan, and what that needs around the scan.
///
/// @param detectors what measures
/// @param others what is read without measuring
/// @param exposure exposure of each detector
/// @param settle pause after the arrival, before the trigger
/// @param shutter opened for the run, if there is one
public record Measurement(
        List<Detector> detectors,
        List<Readable> others,
        Duration exposure,
        Duration settle,
        Optional<StepScan.Opening<?>> shutter) {
    /// Copies the lists.
    public Measurement {
        detectors = List.copyOf(detectors);
        others = List.copyOf(others);
    }

    /// Does the body in a run with the detectors ready and the shutter open. Afterwards everything is
    /// put back, the axes too unless the body has kept them.
    void around(RunContext run, Metadata metadata, List<Axis> axes, Consumer<Restoring> body) {
        Movable<?>[] exposures =
                detectors.stream().map(Detector::exposure).toArray(Movable<?>[]::new);
        Movable<?>[] shutters =
                shutter.stream().map(StepScan.Opening::shutter).toArray(Movable<?>[]::new);
        try (var _ = run.openRun(metadata);
                var _ = run.stage(detectors.toArray(Stageable[]::new));
                var _ = run.restoring(exposures);
                Restoring places = run.restoring(axes.toArray(Movable<?>[]::new));
                var _ = run.restoring(shutters)) {
            for (Detector detector : detectors) {
                run.move(detector.exposure(), seconds(exposure));
            }
            shutter.ifPresent(opening -> open(run, opening));
            body.accept(places);
        }
    }

    private static <P> void open(RunContext run, StepScan.Opening<P> opening) {
        run.move(opening.shutter(), opening.open());
    }

    /// Within a step: settles, triggers, reads a row with the axes first.
    Event at(RunContext run, List<Axis> axes) {
        run.sleep(settle);
        run.trigger(detectors.toArray(Triggerable[]::new));
        return run.read(
                Stream.of(axes.stream(), detectors.stream(), others.stream())
                        .flatMap(s -> s.map(Readable.class::cast))
                        .toArray(Readable[]::new));
    }

    /// The entries of the start document that every scan has.
    Map<String, Object> entries(String plan, List<Axis> axes) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("plan_name", plan);
        entries.put("plan_type", "plan");
        entries.put("motors", axes.stream().map(Axis::name).toList());
        entries.put("detectors", detectors.stream().map(Detector::name).toList());
        return entries;
    }

    /// The entries of `plan_args` that every scan has.
    Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("exposure", seconds(exposure));
        arguments.put("settle", seconds(settle));
        return arguments;
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
