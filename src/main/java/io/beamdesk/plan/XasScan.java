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
import java.util.function.Supplier;
import java.util.stream.Stream;

/// An absorption spectrum: the energy over points with a dwell each; at each: set the dwell, move,
/// settle, trigger, settle, read. Each repeat is a run of its own. The gains are set before the first
/// run, so that its baseline has them; afterwards gains and energy return and the shutter closes.
///
/// What is to be done before the scan is done before each repeat, as the sscan record does it before
/// each scan: a crystal drifts from one spectrum to the next, and each product has its own curve. It
/// rocks at the energy of the first point, where i0 is to be highest.
///
/// The two settle times are PDLY and DDLY of the EPICS sscan record
/// (<https://github.com/epics-modules/sscan>).
///
/// @param energy what moves, in eV
/// @param points ascending
/// @param detectors what measures
/// @param others what is read without measuring
/// @param counters columns that the absorbance is computed from, if one of the detectors has them
/// @param gains set before the first run, then put back
/// @param positionerSettle pause after the arrival, before the trigger
/// @param detectorSettle pause after the detectors are done, before they are read
/// @param repeats how many runs
/// @param before done before each of them, if anything
/// @param shutter opened for each run, if there is one
public record XasScan(
        Axis energy,
        List<Point> points,
        List<Detector> detectors,
        List<Readable> others,
        Optional<Counters> counters,
        List<Gain> gains,
        Duration positionerSettle,
        Duration detectorSettle,
        int repeats,
        Optional<BeforeScan> before,
        Optional<StepScan.Opening<?>> shutter)
        implements Plan {

    /// Where to measure and for how long.
    ///
    /// @param region what it belongs to, for people
    /// @param energyEv in eV
    /// @param dwell exposure of every detector
    public record Point(String region, double energyEv, Duration dwell) {}

    /// A gain and its setting.
    ///
    /// @param amplifier what is set
    /// @param label one of its choices
    public record Gain(Movable<String> amplifier, String label) {}

    /// Copies the lists.
    public XasScan {
        points = List.copyOf(points);
        detectors = List.copyOf(detectors);
        others = List.copyOf(others);
        gains = List.copyOf(gains);
    }

    @Override
    public String name() {
        return "xas_scan";
    }

    @Override
    public void run(RunContext run) {
        try (var _ = run.restoring(energy);
                var _ =
                        run.restoring(
                                gains.stream().map(Gain::amplifier).toArray(Movable<?>[]::new))) {
            gains.forEach(gain -> run.move(gain.amplifier(), gain.label()));
            for (int repeat = 1; repeat <= repeats; repeat++) {
                spectrum(run, repeat);
            }
        }
    }

    private void spectrum(RunContext run, int repeat) {
        Duration[] dwell = {Duration.ZERO};
        Readable[] columns = columns(() -> dwell[0]);
        Triggerable[] triggers = detectors.toArray(Triggerable[]::new);
        List<Detector> used = used();
        Movable<?>[] exposures = used.stream().map(Detector::exposure).toArray(Movable<?>[]::new);
        try (var _ = run.openRun(metadata(repeat));
                var _ = run.stage(used.toArray(Stageable[]::new));
                var _ = run.restoring(exposures);
                var _ =
                        run.restoring(
                                shutter.stream()
                                        .map(StepScan.Opening::shutter)
                                        .toArray(Movable<?>[]::new))) {
            begin(run);
            for (Point point : points) {
                boolean other = !point.dwell().equals(dwell[0]);
                dwell[0] = point.dwell();
                run.step(
                        point.region(),
                        () -> {
                            if (other) {
                                setDwell(run, point.dwell());
                            }
                            run.move(energy, point.energyEv());
                            run.sleep(positionerSettle);
                            run.trigger(triggers);
                            run.sleep(detectorSettle);
                            run.read(columns);
                        });
            }
        }
    }

    /// The detectors of the points and of what is done before.
    private List<Detector> used() {
        Stream<Detector> rocked =
                before.stream()
                        .filter(BeforeScan.Rock.class::isInstance)
                        .map(action -> ((BeforeScan.Rock) action).rocking().detector());
        return Stream.concat(detectors.stream(), rocked).distinct().toList();
    }

    /// A device is set before there is light on the sample; a crystal rocks in the light.
    private void begin(RunContext run) {
        if (before.isPresent() && before.get() instanceof BeforeScan.Move<?> move) {
            move.run(run);
        }
        shutter.ifPresent(opening -> open(run, opening));
        if (before.isPresent() && before.get() instanceof BeforeScan.Rock rock) {
            run.step(BeforeScan.PART, () -> run.move(energy, points.getFirst().energyEv()));
            rock.run(run);
        }
    }

    private void setDwell(RunContext run, Duration dwell) {
        for (Detector detector : detectors) {
            run.move(detector.exposure(), seconds(dwell));
        }
    }

    private static <P> void open(RunContext run, StepScan.Opening<P> opening) {
        run.move(opening.shutter(), opening.open());
    }

    private Readable[] columns(Supplier<Duration> dwell) {
        Stream<Readable> measured =
                detectors.stream()
                        .map(detector ->
                                counters.filter(c -> c.device().equals(detector.name()))
                                        .<Readable>map(c -> new Absorbance(detector, c, dwell))
                                        .orElse(detector));
        return Stream.of(Stream.of(energy), measured, others.stream())
                .flatMap(s -> s.map(Readable.class::cast))
                .toArray(Readable[]::new);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private Metadata metadata(int repeat) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("axis", energy.name());
        arguments.put("points", points.stream().map(Point::energyEv).toList());
        arguments.put("dwell", points.stream().map(p -> seconds(p.dwell())).toList());
        Map<String, String> amplifiers = new LinkedHashMap<>();
        gains.forEach(gain -> amplifiers.put(gain.amplifier().name(), gain.label()));
        arguments.put("gains", amplifiers);
        arguments.put("positioner_settle", seconds(positionerSettle));
        arguments.put("detector_settle", seconds(detectorSettle));
        before.ifPresent(action -> arguments.put("before", action.arguments()));
        arguments.put("repeat", repeat);
        arguments.put("repeats", repeats);
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("plan_name", name());
        entries.put("plan_type", "plan");
        entries.put("motors", List.of(energy.name()));
        entries.put("detectors", detectors.stream().map(Detector::name).toList());
        entries.put("num_points", points.size());
        entries.put("num_intervals", points.size() - 1);
        entries.put("plan_args", arguments);
        counters.filter(c -> detectors.stream().anyMatch(d -> d.name().equals(c.device())))
                .ifPresent(c -> {
                    entries.put("definition", "NXxas");
                    entries.put(
                            "definition_fields",
                            Map.of(
                                    "energy", energy.hints().getFirst(),
                                    "incoming_beam", c.i0(),
                                    "absorbed_beam", c.it(),
                                    "preset", Absorbance.DWELL,
                                    "mode", "Transmission"));
                });
        entries.put("hints", Map.of("dimensions", List.of(List.of(energy.hints(), "primary"))));
        return new Metadata(entries);
    }
}
