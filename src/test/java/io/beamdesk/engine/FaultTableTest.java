package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Flyable;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Recovery;
import io.beamdesk.device.SeriesCamera;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Status;
import io.beamdesk.device.Triggerable;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Event;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.plan.Autorock;
import io.beamdesk.plan.BeforeScan;
import io.beamdesk.plan.Centring;
import io.beamdesk.plan.Counters;
import io.beamdesk.plan.FlyTomographyScan;
import io.beamdesk.plan.Goniometer;
import io.beamdesk.plan.Measurement;
import io.beamdesk.plan.Metadata;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.Restoring;
import io.beamdesk.plan.Rocking;
import io.beamdesk.plan.RunContext;
import io.beamdesk.plan.Scope;
import io.beamdesk.plan.Screening;
import io.beamdesk.plan.StepScan;
import io.beamdesk.plan.TimeSeries;
import io.beamdesk.plan.TomographyScan;
import io.beamdesk.plan.TomographySetup;
import io.beamdesk.plan.XasScan;
import io.beamdesk.plan.path.Grid;
import io.beamdesk.plan.path.Line;
import io.beamdesk.plan.path.Positions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every plan, with every verb that it issues failing in every way that it can.
class FaultTableTest {
    private static final Duration DWELL = Duration.ofMillis(100);

    /// Ways to fail.
    private enum Fault {
        REFUSED("refused to be written"),
        LOST("is not connected"),
        LOST_AND_BACK("is not connected"),
        STALLED("stands still"),
        NEVER_FINISHES("has not finished"),
        FRAME_LOST("lost 1 of 2 frames"),
        MISTAKE("a mistake in the plan");

        final String text;

        Fault(String text) {
            this.text = text;
        }

        boolean fits(Call call) {
            boolean device = !call.device.isEmpty();
            return switch (this) {
                case MISTAKE -> !call.isEnd();
                case REFUSED ->
                        device && !call.verb.equals("read") && !call.verb.equals("position");
                case LOST, LOST_AND_BACK -> device;
                case STALLED ->
                        (call.axis && (call.verb.equals("move") || call.isEnd()))
                                || call.verb.equals("fly");
                case NEVER_FINISHES -> call.verb.equals("trigger") || call.verb.equals("fly");
                case FRAME_LOST -> call.verb.equals("trigger");
            };
        }

        DeviceException exception(String device) {
            String sentence = device + ": " + text + "; look at it";
            return switch (this) {
                case REFUSED -> new DeviceException.Refused(device, sentence, null);
                case LOST, LOST_AND_BACK -> new DeviceException.Disconnected(device, sentence);
                case STALLED -> new DeviceException.Stalled(device, sentence);
                case NEVER_FINISHES -> new DeviceException.TimedOut(device, sentence);
                case FRAME_LOST -> new DeviceException.Lost(device, sentence);
                case MISTAKE -> throw new IllegalStateException(text);
            };
        }
    }

    /// A verb that a plan has issued.
    ///
    /// @param device the first that it talks to; empty if to none that could fail
    private record Call(String verb, String device, boolean axis) {
        boolean isEnd() {
            return verb.startsWith("end of");
        }

        /// Whether a lost device is waited for: where the step can be done again.
        boolean isRepeated() {
            return List.of("move", "trigger", "read", "fly").contains(verb);
        }
    }

    enum Technique {
        LINE,
        GRID,
        LIST,
        XAS,
        XAS_ROCKED,
        XAS_SET,
        TIME_SERIES,
        AUTOROCK,
        CENTRING,
        SCREENING,
        SCREENING_CENTRED,
        TOMOGRAPHY,
        FLY
    }

    private final Bench bench = new Bench();
    private final List<Bench.FakeAxis> axes =
            List.of(
                    bench.axis,
                    bench.outer,
                    bench.new FakeAxis("c"),
                    bench.new FakeAxis("u"),
                    bench.new FakeAxis("v"));
    private final FakeGain gain = new FakeGain();
    private final FakeCamera camera = new FakeCamera();

    private Plan plan(Technique technique) {
        var open =
                Optional.<StepScan.Opening<?>>of(
                        new StepScan.Opening<>(bench.shutter, true, false));
        Measurement measurement =
                new Measurement(
                        List.of(bench.detector), List.of(bench.outer), DWELL, Duration.ZERO, open);
        Measurement alone =
                new Measurement(List.of(bench.detector), List.of(), DWELL, Duration.ZERO, open);
        Rocking rocking =
                new Rocking(bench.outer, new Line(-2, 2, 9), false, bench.detector, "det");
        List<Axis> both = List.of(bench.outer, bench.axis);
        return switch (technique) {
            case LINE -> bench.scan(2);
            case GRID ->
                    new StepScan(
                            "map",
                            both,
                            new Grid(List.of(new Line(0, 1, 2), new Line(0, 1, 2)), true),
                            true,
                            alone);
            case LIST ->
                    new StepScan(
                            "list_scan",
                            both,
                            new Positions(List.of(List.of(0.0, 1.0), List.of(2.0, 1.0))),
                            false,
                            alone);
            case XAS -> xas(2, Optional.empty(), open);
            case XAS_ROCKED ->
                    xas(1, Optional.of(new BeforeScan.Rock(rocking, DWELL, Duration.ZERO)), open);
            case XAS_SET -> xas(2, Optional.of(new BeforeScan.Move<>(bench.outer, 1.0)), open);
            case TIME_SERIES -> new TimeSeries(2, Optional.empty(), Duration.ZERO, measurement);
            case AUTOROCK ->
                    new Autorock(
                            new Rocking(
                                    bench.axis, new Line(-2, 2, 9), false, bench.detector, "det"),
                            alone);
            case CENTRING -> centring(open);
            case SCREENING -> screening(Optional.empty(), open);
            case SCREENING_CENTRED -> screening(Optional.of(centring(open)), open);
            case TOMOGRAPHY -> new TomographyScan(tomography(open));
            case FLY -> new FlyTomographyScan(tomography(open), bench.axis, camera, DWELL);
        };
    }

    private Centring centring(Optional<StepScan.Opening<?>> open) {
        List<Goniometer.Slide> slides =
                axes.stream().skip(1).map(axis -> new Goniometer.Slide(axis, 0.01)).toList();
        return new Centring(
                camera,
                DWELL,
                List.of(),
                new Goniometer(
                        bench.axis,
                        true,
                        slides.get(0),
                        slides.get(1),
                        slides.get(2),
                        slides.get(3)),
                Optional.empty(),
                open);
    }

    private Screening screening(Optional<Centring> centring, Optional<StepScan.Opening<?>> open) {
        return new Screening(
                camera,
                DWELL,
                List.of(new Screening.Setting(bench.outer, 1)),
                centring,
                bench.detector,
                new Counters("det", "det", "det", Optional.empty()),
                3,
                DWELL,
                open);
    }

    private XasScan xas(
            int repeats, Optional<BeforeScan> before, Optional<StepScan.Opening<?>> open) {
        return new XasScan(
                bench.axis,
                List.of(
                        new XasScan.Point("pre-edge", 1, DWELL),
                        new XasScan.Point("XANES", 2, DWELL.multipliedBy(2))),
                List.of(bench.detector),
                List.of(),
                Optional.empty(),
                List.of(new XasScan.Gain(gain, "10^5")),
                Duration.ZERO,
                Duration.ZERO,
                repeats,
                before,
                open);
    }

    private TomographySetup tomography(Optional<StepScan.Opening<?>> open) {
        return new TomographySetup(
                new TomographySetup.Rotation(bench.axis, 0, 2, 3, true),
                camera,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                DWELL,
                Optional.empty(),
                Duration.ZERO,
                Optional.of(new TomographySetup.Flats(bench.outer, 4, true, 1, 0)),
                1,
                0,
                Optional.empty(),
                open,
                "");
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultAtEveryVerbEndsSafeCompleteAndWithTheDevicesName(Technique technique) {
        bench.detector.counts =
                () ->
                        1000
                                * Math.exp(-bench.axis.position * bench.axis.position / 2)
                                * Math.exp(-bench.outer.position * bench.outer.position / 2);
        bench.rules.clear();
        StringBuilder table = new StringBuilder();
        try (bench) {
            Plan plan = plan(technique);
            // A plan that follows what it sees issues other verbs in a dry run.
            Listening live = new Listening(plan, 0, _ -> {});
            reset();
            Outcome undisturbed = bench.run(live);
            assertThat(undisturbed.exitStatus())
                    .as(undisturbed.reason())
                    .isEqualTo(ExitStatus.SUCCESS);
            long rows = rows();
            assertThat(live.calls).hasSizeGreaterThan(10);
            for (int k = 1; k <= live.calls.size(); k++) {
                Call call = live.calls.get(k - 1);
                for (Fault fault : Fault.values()) {
                    if (fault.fits(call)) {
                        Outcome outcome = runWith(plan, k, fault);
                        check(call, fault, outcome, rows);
                        if (technique == Technique.XAS_ROCKED && !call.device.equals("y")) {
                            assertThat(Math.abs(bench.outer.position))
                                    .as("back or parked, %s at %s", fault, call)
                                    .satisfiesAnyOf(
                                            y -> assertThat(y).isEqualTo(3),
                                            y -> assertThat(y).isLessThan(0.2));
                        }
                        table.append(
                                String.format(
                                        "%-11s %3d %-16s %-12s %-14s %-7s %s%n",
                                        technique,
                                        k,
                                        call.verb,
                                        call.device,
                                        fault,
                                        outcome.exitStatus(),
                                        outcome.reason()));
                    }
                }
            }
        }
        System.out.println(table);
    }

    private void reset() {
        bench.documents.clear();
        bench.onCall = _ -> {};
        for (Bench.FakeAxis axis : axes) {
            axis.position = -3;
            axis.velocity.value = 0.5;
            axis.failures.clear();
        }
        for (Bench.FakeDetector detector : List.of(bench.detector, camera)) {
            detector.failures.clear();
            detector.losses.clear();
        }
    }

    private Outcome runWith(Plan plan, int at, Fault fault) {
        reset();
        Function<String, Recovery> rule =
                _ ->
                        switch (fault) {
                            case LOST -> new Recovery(0, Duration.ZERO, Duration.ZERO);
                            case FRAME_LOST -> new Recovery(1, Duration.ZERO, Duration.ZERO);
                            case REFUSED, LOST_AND_BACK, STALLED, NEVER_FINISHES, MISTAKE ->
                                    Recovery.DEFAULT;
                        };
        List.of("x", "y", "c", "u", "v", "det", "det_exposure", "x_velocity", "shutter", "gain")
                .forEach(name -> bench.rules.put(name, rule.apply(name)));
        return bench.run(new Listening(plan, at, call -> inject(call, fault)));
    }

    private void inject(Call call, Fault fault) {
        switch (fault) {
            case MISTAKE -> throw new IllegalStateException(fault.text);
            case STALLED ->
                    axes.stream()
                            .filter(axis -> axis.name().equals(call.device))
                            .forEach(axis -> axis.failures.add(fault.exception(call.device)));
            case NEVER_FINISHES -> {
                bench.detector.failures.add(fault.exception(call.device));
                camera.failures.add(fault.exception(call.device));
            }
            case FRAME_LOST -> {
                String sentence = String.valueOf(fault.exception(call.device).getMessage());
                bench.detector.losses.add(sentence);
                camera.losses.add(sentence);
            }
            case REFUSED, LOST, LOST_AND_BACK ->
                    bench.onCall =
                            _ -> {
                                bench.onCall = _ -> {};
                                throw fault.exception(call.device);
                            };
        }
    }

    /// What was measured; the axes of the bench are at their targets at once, so that a pass is late.
    private long rows() {
        return bench.documents(Event.class).stream()
                .filter(e -> !e.data().containsKey("interruption"))
                .count();
    }

    private void check(Call call, Fault fault, Outcome outcome, long rows) {
        String row = fault + " at " + call;
        boolean recovered =
                fault == Fault.FRAME_LOST || (fault == Fault.LOST_AND_BACK && call.isRepeated());
        assertThat(outcome.exitStatus())
                .as(row + ": " + outcome.reason())
                .isEqualTo(recovered ? ExitStatus.SUCCESS : ExitStatus.FAIL);
        if (recovered) {
            assertThat(rows()).as(row).isEqualTo(rows);
            // The gains are set before there is a product to tell it.
            if (!call.device.equals("gain")) {
                assertThat(bench.documents(Event.class))
                        .as("told, " + row)
                        .filteredOn(e -> e.data().containsKey("interruption"))
                        .anyMatch(e ->
                                String.valueOf(e.data().get("interruption").value())
                                        .contains(call.device));
            }
        } else {
            assertThat(outcome.reason())
                    .as(row)
                    .contains(
                            fault == Fault.MISTAKE
                                    ? fault.text
                                    : call.device + ": " + fault.text + "; look at it");
        }
        assertThat(outcome.hazards()).as(row).isEmpty();
        assertThat(bench.shutter.open).as("shutter open, " + row).isFalse();
        assertThat(axes).as("moving, " + row).noneMatch(axis -> axis.moving);
        for (Bench.FakeDetector detector : List.of(bench.detector, camera)) {
            assertThat(detector.busy).as("counting, " + row).isFalse();
            assertThat(detector.staged).as("staged, " + row).isFalse();
        }
        assertThat(bench.axis.velocity.value).as("velocity, " + row).isEqualTo(0.5);
        assertThat(bench.documents(RunStop.class))
                .as(row)
                .hasSameSizeAs(bench.documents(RunStart.class));
        if (!bench.documents.isEmpty()) {
            assertThat(bench.placeClosed).as("product closed, " + row).isTrue();
            RunStop stop = (RunStop) bench.documents.getLast();
            assertThat(stop.exitStatus()).as(row).isEqualTo(outcome.exitStatus());
            assertThat(stop.reason()).as(row).isEqualTo(outcome.reason());
        }
    }

    /// The plan with each of its verbs noted, and something done before one of them.
    private static final class Listening implements Plan {
        private final Plan plan;
        private final int at;
        private final Consumer<Call> before;
        final List<Call> calls = new ArrayList<>();

        Listening(Plan plan, int at, Consumer<Call> before) {
            this.plan = plan;
            this.at = at;
            this.before = before;
        }

        @Override
        public String name() {
            return plan.name();
        }

        @Override
        public void run(RunContext run) {
            plan.run(new Heard(run));
        }

        private void hear(String verb, Device... devices) {
            boolean named = devices.length > 0;
            Call call =
                    new Call(
                            verb,
                            named ? devices[0].name() : "",
                            named && devices[0] instanceof Axis);
            calls.add(call);
            if (calls.size() == at) {
                before.accept(call);
            }
        }

        /// The last one is put back first. A shutter is only closed, which cannot be refused.
        private void hearEnd(String verb, Device[] devices) {
            if (devices.length > 0 && !devices[devices.length - 1].name().equals("shutter")) {
                hear("end of " + verb, devices[devices.length - 1]);
            }
        }

        private final class Heard implements RunContext {
            private final RunContext run;

            Heard(RunContext run) {
                this.run = run;
            }

            @Override
            public Scope openRun(Metadata metadata) {
                hear("openRun");
                return run.openRun(metadata);
            }

            @Override
            public Scope stage(Stageable... devices) {
                hear("stage", devices);
                Scope scope = run.stage(devices);
                return () -> {
                    hearEnd("stage", devices);
                    scope.close();
                };
            }

            @Override
            public Restoring restoring(Movable<?>... movables) {
                if (movables.length > 0) {
                    hear("position", movables);
                }
                Restoring scope = run.restoring(movables);
                boolean[] kept = new boolean[1];
                return new Restoring() {
                    @Override
                    public void keep() {
                        kept[0] = true;
                        scope.keep();
                    }

                    @Override
                    public void close() {
                        if (!kept[0]) {
                            hearEnd("restoring", movables);
                        }
                        scope.close();
                    }
                };
            }

            @Override
            public void step(String part, Runnable body) {
                hear("step");
                run.step(part, body);
            }

            @Override
            public void once(Runnable body) {
                hear("once");
                run.once(body);
            }

            @Override
            public <T> void move(Movable<T> movable, T target) {
                hear("move", movable);
                run.move(movable, target);
            }

            @Override
            public <T> T position(Movable<T> movable) {
                hear("position", movable);
                return run.position(movable);
            }

            @Override
            public void trigger(Triggerable... detectors) {
                hear("trigger", detectors);
                run.trigger(detectors);
            }

            @Override
            public void fly(Flyable flyer, Readable... columns) {
                // What it is made of fails, not it.
                hear("fly", columns[0]);
                run.fly(flyer, columns);
            }

            @Override
            public Event read(String stream, Readable... readables) {
                // The scores are computed: there is no device that could fail.
                boolean computed =
                        stream.equals(Screening.STREAM) || stream.equals(Centring.STREAM);
                hear("read", computed ? new Readable[0] : readables);
                return run.read(stream, readables);
            }

            @Override
            public void sleep(Duration time) {
                hear("sleep");
                run.sleep(time);
            }

            @Override
            public Duration elapsed() {
                hear("elapsed");
                return run.elapsed();
            }
        }
    }

    /// A camera of single frames and series.
    private final class FakeCamera extends Bench.FakeDetector implements SeriesCamera {
        FakeCamera() {
            bench.super();
        }

        @Override
        public Map<String, DataKey> describe() {
            return Map.of(
                    "det",
                    DataKey.frames("loc://det", "<u2", 2, 3, "det"),
                    "det_unique_id",
                    DataKey.number("loc://det:id", "", 0, "det", DataKey.Role.AUXILIARY));
        }

        private Frame frame(long id) {
            return new Frame(id, Instant.now(), "<u2", 2, 3, new short[6]);
        }

        @Override
        public Map<String, Reading> read() {
            bench.called();
            Frame frame = frame(triggers());
            return Map.of(
                    "det",
                    new Reading(frame, frame.timestamp()),
                    "det_unique_id",
                    new Reading((long) triggers(), frame.timestamp()));
        }

        @Override
        public Series series(int frames, Duration period, Consumer<Taken> taken) {
            return new Series() {
                @Override
                public Status prepare() {
                    bench.called();
                    return Status.done("prepare");
                }

                @Override
                public Status start() {
                    DeviceException failure = failures.poll();
                    if (failure != null) {
                        busy = true;
                        return Status.failed("series", failure);
                    }
                    for (int i = 0; i < frames; i++) {
                        taken.accept(new Taken(i, frame(i)));
                    }
                    return Status.done("series");
                }

                @Override
                public void close() {}
            };
        }
    }

    private final class FakeGain implements Movable<String> {
        private volatile String label = "10^4";

        @Override
        public String name() {
            return "gain";
        }

        @Override
        public String label() {
            return "Gain";
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }

        @Override
        public void check(String target) {}

        @Override
        public Status set(String target) {
            bench.called();
            label = target;
            return Status.done("gain");
        }

        @Override
        public String position() {
            bench.called();
            return label;
        }

        @Override
        public Duration estimate(String from, String to) {
            return Duration.ZERO;
        }

        @Override
        public void stop() {}
    }
}
