package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.device.DeviceException;
import io.beamdesk.document.Document;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.plan.Metadata;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.RunContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunEngineTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private record Written(String name, Consumer<RunContext> body) implements Plan {
        @Override
        public void run(RunContext run) {
            body.accept(run);
        }
    }

    private static Plan plan(Consumer<RunContext> body) {
        return new Written("written", body);
    }

    private void assertSafe() {
        assertThat(bench.shutter.open).as("shutter open").isFalse();
        assertThat(bench.axis.moving).as("axis moving").isFalse();
        assertThat(bench.detector.busy).as("detector busy").isFalse();
    }

    private RunStop stop() {
        assertThat(bench.documents.getLast()).isInstanceOf(RunStop.class);
        assertThat(bench.placeClosed).as("product closed").isTrue();
        return (RunStop) bench.documents.getLast();
    }

    private List<Event> primary() {
        String uid =
                bench.documents(EventDescriptor.class).stream()
                        .filter(d -> d.name().equals("primary"))
                        .findFirst()
                        .map(Document::uid)
                        .orElse("");
        return bench.documents(Event.class).stream()
                .filter(e -> e.descriptor().equals(uid))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, 3600})
    void aClockThatIsSetInARunDisordersNothingAndIsSaid(int seconds) {
        bench.onCall = call -> bench.set = call < 20 ? Duration.ZERO : Duration.ofSeconds(seconds);

        Outcome outcome = bench.run(bench.scan(11));

        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(Duration.between(outcome.started(), outcome.ended()))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        List<Instant> times = new ArrayList<>();
        times.add(bench.documents(RunStart.class).getFirst().time());
        bench.documents(Event.class).forEach(event -> times.add(event.time()));
        times.add(stop().time());
        assertThat(times).isSorted();
        assertThat(Duration.between(times.getFirst(), times.getLast()))
                .isLessThan(Duration.ofMinutes(1));
        assertThat(bench.documents(Event.class).getLast().data().get("interruption").value())
                .isEqualTo(
                        "the computer's clock was set %s by 3600 s; the times of this run go on from its beginning"
                                .formatted(seconds < 0 ? "back" : "forward"));
    }

    @Test
    void scanPublishesEveryPointOnceInOrder() {
        Outcome outcome = bench.run(bench.scan(11));

        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(outcome.points()).isEqualTo(11);
        assertThat(outcome.safe()).isTrue();
        assertThat(primary())
                .extracting(Event::seqNum)
                .isEqualTo(IntStream.rangeClosed(1, 11).boxed().toList());
        assertThat(primary())
                .extracting(e -> e.data().get("x").value())
                .isEqualTo(IntStream.range(0, 11).mapToObj(i -> i / 10.0).toList());
        assertThat(primary()).allSatisfy(e -> assertThat(e.data()).doesNotContainKey("det_frame"));
        assertThat(bench.documents(StreamDatum.class))
                .extracting(StreamDatum::start)
                .isEqualTo(IntStream.range(0, 11).boxed().toList());
        assertThat(stop().numEvents()).isEqualTo(Map.of("primary", 11, "baseline", 2));
        assertThat(bench.axis.position).as("restored").isEqualTo(-3);
        assertThat(bench.documents(RunStart.class).getFirst().metadata())
                .containsEntry("scan_id", 7);
        assertThat(bench.detector.exposure().position()).as("restored").isEqualTo(0.5);
        assertSafe();
    }

    @Test
    void failureAtEveryCallEndsSafeWithCompleteProduct() {
        bench.run(bench.scan(3));
        int calls = bench.calls.get();
        assertThat(calls).isGreaterThan(20);
        for (int k = 1; k <= calls; k++) {
            int failing = k;
            reset();
            bench.onCall =
                    n -> {
                        if (n == failing) {
                            throw new DeviceException(
                                    "det", "det: call " + failing + " failed; look at it");
                        }
                    };
            Outcome outcome = bench.run(bench.scan(3));
            bench.onCall = _ -> {};

            // Reading the baseline is the one thing that may fail without ending a run.
            if (outcome.exitStatus() != ExitStatus.SUCCESS) {
                assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
                assertThat(outcome.reason()).contains("call " + failing + " failed; look at it");
            } else {
                assertThat(primary()).as("call %d", failing).hasSize(3);
            }
            assertThat(outcome.safe()).isTrue();
            assertSafe();
            assertThat(stop().exitStatus()).as("call %d", failing).isEqualTo(outcome.exitStatus());
            assertThat(stop().reason()).isEqualTo(outcome.reason());
            assertThat(bench.detector.staged)
                    .as("staged after failure at call %d", failing)
                    .isFalse();
        }
        System.out.println(
                "failure injected at each of "
                        + calls
                        + " device calls: safe and complete each time");
    }

    @Test
    void commandAtEveryCallEndsSafeWithCompleteProduct() {
        bench.run(bench.scan(3));
        int calls = bench.calls.get();
        for (EngineState.Trigger end :
                List.of(
                        EngineState.Trigger.STOP,
                        EngineState.Trigger.ABORT,
                        EngineState.Trigger.HALT)) {
            for (int k = 1; k <= calls; k++) {
                int at = k;
                reset();
                bench.onCall =
                        n -> {
                            if (n == at) {
                                command(end);
                            }
                        };
                Outcome outcome = bench.run(bench.scan(3));
                bench.onCall = _ -> {};

                assertSafe();
                assertThat(stop().exitStatus())
                        .as("%s at call %d", end, at)
                        .isEqualTo(
                                end == EngineState.Trigger.STOP
                                        ? ExitStatus.SUCCESS
                                        : ExitStatus.ABORT);
                assertThat(outcome.reason()).isNotEmpty();
                if (end == EngineState.Trigger.HALT) {
                    long after = bench.axis.targets.stream().filter(t -> t == -3).count();
                    assertThat(after <= 1).as("no motion after a halt at call %d", at).isTrue();
                }
            }
        }
    }

    private void command(EngineState.Trigger end) {
        switch (end) {
            case STOP -> bench.engine.stop();
            case ABORT -> bench.engine.abort("test");
            case HALT -> {
                var _ = bench.engine.halt("test");
            }
            default -> throw new AssertionError(end);
        }
    }

    private void reset() {
        bench.documents.clear();
        bench.calls.set(0);
        bench.axis.targets.clear();
        bench.axis.position = -3;
        bench.axis.moving = false;
        bench.shutter.open = false;
        bench.detector.staged = false;
    }

    @Test
    void pauseNowStopsTheAxisClosesTheShutterAndRepeatsTheStep() {
        bench.axis.endless = 0.5;
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        until(() -> bench.axis.moving);
        assertThat(bench.shutter.open).isTrue();

        bench.engine.pauseNow();
        until(() -> bench.engine.status().state() == EngineState.PAUSED);
        assertSafe();
        // Documents reach their sinks on threads of their own.
        until(() -> primary().size() == 1);

        bench.axis.endless = Double.NaN;
        bench.engine.resume();
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(primary())
                .extracting(e -> e.data().get("x").value())
                .containsExactly(0.0, 0.5, 1.0);
        assertThat(bench.axis.targets).containsExactly(0.0, 0.5, 0.5, 1.0, -3.0);
        assertThat(bench.detector.triggers()).isEqualTo(3);
        assertSafe();
    }

    @Test
    void pauseThatIsTakenBackAtOnceStartsNothingThatHasNotEnded() {
        bench.axis.endless = 0.5;
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        for (int i = 0; i < 20; i++) {
            int begun = i + 2;
            until(() -> bench.axis.targets.size() == begun && bench.axis.moving);
            if (i == 19) {
                bench.axis.endless = Double.NaN;
            }
            bench.engine.pauseNow();
            bench.engine.resume();
        }
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(bench.axis.startedOnTheWay).hasValue(0);
        assertThat(primary()).hasSize(3);
        assertSafe();
    }

    @Test
    void stopWhileTheAxisMovesBringsItToRestBeforeItGoesBack() {
        bench.axis.endless = 0.5;
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        until(() -> bench.axis.moving);

        bench.engine.stop();
        Outcome outcome = Bench.await(end);
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(outcome.stopped()).isTrue();
        assertThat(primary()).as("the unfinished point is not kept").hasSize(1);
        assertThat(bench.axis.position).isEqualTo(-3);
        assertSafe();
    }

    @Test
    void haltWhileTheAxisMovesLeavesItWhereItStopped() {
        bench.axis.endless = 0.5;
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        until(() -> bench.axis.moving);

        assertThat(Bench.await(bench.engine.halt("Stop was pressed"))).isEmpty();
        Outcome outcome = Bench.await(end);
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.ABORT);
        assertThat(outcome.reason()).isEqualTo("Stop was pressed");
        assertThat(bench.axis.targets).containsExactly(0.0, 0.5);
        assertSafe();
    }

    @Test
    void pauseAtStepLetsTheStepEnd() {
        bench.onCall =
                n -> {
                    if (bench.axis.targets.size() == 1
                            && bench.engine.status().state() == EngineState.RUNNING) {
                        bench.engine.pauseAtStep();
                    }
                };
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        until(() -> bench.engine.status().state() == EngineState.PAUSED);
        bench.onCall = _ -> {};
        until(() -> primary().size() == 1);
        assertSafe();
        bench.engine.abort("enough");
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.ABORT);
        assertThat(primary()).hasSize(1);
        assertSafe();
    }

    @Test
    void deviceThatPausesWhileItIsStartedAndSomebodyWhoAsksDoNotWaitForEachOther() {
        CompletableFuture<EngineStatus> asked = new CompletableFuture<>();
        bench.onCall =
                _ -> {
                    if (bench.axis.targets.size() == 1) {
                        bench.onCall = _ -> {};
                        Thread asking =
                                Thread.ofPlatform()
                                        .daemon()
                                        .start(() -> asked.complete(bench.engine.status()));
                        until(() -> asking.getState() == Thread.State.BLOCKED || asked.isDone());
                        bench.engine.pauseAtStep();
                    }
                };
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        assertThat(asked.orTimeout(20, TimeUnit.SECONDS).join().title()).isNotEmpty();
        until(() -> bench.engine.status().state() == EngineState.PAUSED);
        bench.engine.resume();
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
    }

    @Test
    void onceIsNeverRepeatedAndKeepsItsEvents() {
        bench.axis.endless = 2;
        CompletableFuture<Outcome> end =
                bench.engine.start(
                        bench.request(
                                plan(run -> {
                                    try (var _ = run.openRun(new Metadata(Map.of()))) {
                                        run.step(() -> {
                                            run.once(() -> {
                                                run.trigger(bench.detector);
                                                run.read(bench.axis, bench.detector);
                                            });
                                            run.move(bench.axis, 2.0);
                                        });
                                    }
                                })));
        until(() -> bench.axis.moving);
        bench.engine.pauseNow();
        until(() -> bench.engine.status().state() == EngineState.PAUSED);
        bench.axis.endless = Double.NaN;
        bench.engine.resume();
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(bench.detector.triggers()).isEqualTo(1);
        assertThat(primary()).hasSize(1);
    }

    @Test
    void abortNeverOpensAShutterThatThePauseHasClosed() {
        bench.shutter.open = true;
        bench.axis.endless = 0.5;
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        until(() -> bench.axis.moving);
        bench.engine.pauseNow();
        until(() -> bench.engine.status().state() == EngineState.PAUSED);
        int opened = bench.shutter.opened.get();

        bench.engine.abort("enough");
        Bench.await(end);
        assertThat(bench.shutter.opened).hasValue(opened);
        assertSafe();
    }

    private void untilState(EngineState state) {
        until(() -> bench.engine.status().state() == state);
    }

    private List<Object> interruptions() {
        String uid =
                bench.documents(EventDescriptor.class).stream()
                        .filter(d -> d.name().equals("interruptions"))
                        .findFirst()
                        .map(Document::uid)
                        .orElse("");
        return bench.documents(Event.class).stream()
                .filter(e -> e.descriptor().equals(uid))
                .map(e -> e.data().get("interruption").value())
                .toList();
    }

    @Test
    void suspenderHoldsTheRunRecordsWhyAndLetsItGoOn() {
        bench.axis.endless = 0.5;
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        until(() -> bench.axis.moving);

        bench.beam.say("beam lost");
        untilState(EngineState.SUSPENDED);
        assertSafe();
        assertThat(bench.engine.status().message()).isEqualTo("beam lost");
        assertThatThrownBy(bench.engine::resume).hasMessageContaining("beam lost");

        bench.axis.endless = Double.NaN;
        bench.beam.say("");
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(primary())
                .extracting(e -> e.data().get("x").value())
                .containsExactly(0.0, 0.5, 1.0);
        assertThat(interruptions()).hasSize(2);
        assertThat(interruptions().getFirst()).isEqualTo("suspended: beam lost");
        assertThat(interruptions().getLast()).asString().matches("resumed after \\d+\\.\\d s");
        assertSafe();
    }

    @Test
    void runThatStartsWithoutBeamWaitsBeforeAnythingMoves() {
        bench.beam.say("beam lost");
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        untilState(EngineState.SUSPENDED);
        assertThat(bench.axis.targets).isEmpty();
        assertThat(bench.shutter.opened).hasValue(0);
        assertThat(bench.detector.triggers()).isZero();

        bench.beam.say("");
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(primary()).hasSize(3);
    }

    @Test
    void pauseOfTheOperatorOutlastsTheSuspension() {
        bench.beam.say("beam lost");
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        untilState(EngineState.SUSPENDED);
        bench.engine.pauseAtStep();
        assertThat(bench.engine.status().state()).isEqualTo(EngineState.PAUSED);
        bench.beam.say("");
        assertThat(bench.engine.status().state()).isEqualTo(EngineState.PAUSED);

        bench.beam.say("beam lost again");
        bench.engine.resume();
        assertThat(bench.engine.status().state())
                .as("the operator let go, the beamline has not")
                .isEqualTo(EngineState.SUSPENDED);
        bench.beam.say("");
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(primary()).hasSize(3);
    }

    @Test
    void resumeAnywayOverridesUntilTheBeamlineWasReadyOnce() {
        bench.beam.say("beam lost");
        bench.axis.endless = 1;
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        untilState(EngineState.SUSPENDED);
        bench.engine.resumeAnyway();
        until(() -> bench.axis.moving);
        bench.beam.say("beam still lost");
        assertThat(bench.engine.status().state()).isEqualTo(EngineState.RUNNING);

        bench.beam.say("");
        bench.beam.say("beam lost once more");
        untilState(EngineState.SUSPENDED);
        bench.axis.endless = Double.NaN;
        bench.beam.say("");
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(interruptions())
                .hasSize(4)
                .element(1)
                .asString()
                .endsWith("overriding: beam lost");
        assertSafe();
    }

    @Test
    void suspendedRunCanBeEndedInEveryWay() {
        List<Runnable> ways =
                List.of(
                        bench.engine::stop,
                        () -> bench.engine.abort("enough"),
                        () -> {
                            var _ = bench.engine.halt("Stop was pressed");
                        });
        for (Runnable way : ways) {
            bench.beam.say("");
            bench.axis.endless = 0.5;
            CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
            until(() -> bench.axis.moving);
            bench.beam.say("beam lost");
            untilState(EngineState.SUSPENDED);
            way.run();
            assertThat(Bench.await(end).safe()).isTrue();
            assertSafe();
            bench.axis.endless = Double.NaN;
        }
    }

    @Test
    void engineThatWasClosedStartsNothing() {
        bench.engine.close("over");
        assertThatThrownBy(() -> bench.engine.start(bench.request(bench.scan(3))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("being closed");
    }

    @Test
    void deviceThatFailsInTheSafeStateIsAHazardAndKeepsNobodyBack() {
        bench.axis.broken = true;
        bench.onCall =
                n -> {
                    if (bench.shutter.open) {
                        bench.engine.abort("test");
                        bench.onCall = _ -> {};
                    }
                };
        Outcome outcome = bench.run(bench.scan(3));
        bench.axis.broken = false;
        assertThat(outcome.reason()).contains("x could not be read: no such field");
        assertThat(bench.shutter.open).isFalse();
        stop();
    }

    @Test
    void planThatCatchesEverythingStillAborts() {
        Plan stubborn =
                plan(run -> {
                    for (int i = 0; i < 1000; i++) {
                        try {
                            run.move(bench.axis, 1.0);
                        } catch (RuntimeException ignored) {
                            // That is the point of this plan.
                        }
                    }
                });
        bench.onCall =
                n -> {
                    if (n == 5) {
                        bench.engine.abort("no more");
                    }
                };
        Outcome outcome = bench.run(stubborn);
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.ABORT);
        assertThat(bench.axis.targets).hasSize(5);
    }

    @Test
    void exceptionOfThePlanItselfIsAFailureWithCompleteProduct() {
        Outcome outcome =
                bench.run(
                        plan(run -> {
                            try (var _ = run.openRun(new Metadata(Map.of()))) {
                                run.read(bench.axis);
                                throw new IllegalStateException("a mistake");
                            }
                        }));
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason()).contains("a mistake");
        assertThat(stop().exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(primary()).hasSize(1);
    }

    @Test
    void productThatCannotBeWrittenFailsTheRunWithItsReason() {
        bench.sinkFailsAfter = 7;
        Outcome outcome = bench.run(bench.scan(50));
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason()).contains("no space left");
        assertThat(bench.placeClosed).isTrue();
        assertSafe();
    }

    @Test
    void shutterThatStaysOpenIsReportedNeverHidden() {
        try (Bench own = new Bench()) {
            SafeState impatient =
                    new SafeState(
                            List.of(own.shutter), List.of(), Duration.ofMillis(50), own.scheduler);
            own.shutter.stuck = true;
            RunEngine engine =
                    new RunEngine(
                            own.scheduler,
                            own.bus,
                            _ -> {
                                throw new EngineException("no place");
                            },
                            impatient,
                            List.of(),
                            List.of());
            Outcome outcome =
                    Bench.await(
                            engine.start(own.request(plan(run -> run.move(own.shutter, true)))));
            assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
            assertThat(outcome.reason()).contains("not confirmed").contains("shutter is open");
            assertThat(outcome.safe()).isFalse();
        }
    }

    @Test
    void twoRunsInOnePlanHaveTheirOwnDocuments() {
        bench.run(
                plan(run -> {
                    for (int i = 0; i < 2; i++) {
                        try (var _ = run.openRun(new Metadata(Map.of("number", i)))) {
                            run.read(bench.axis);
                        }
                    }
                }));
        assertThat(bench.documents(RunStart.class)).hasSize(2);
        assertThat(bench.documents(RunStop.class))
                .hasSize(2)
                .allSatisfy(s -> assertThat(s.exitStatus()).isEqualTo(ExitStatus.SUCCESS));
    }

    @Test
    void commandThatMakesNoSenseIsRefusedWithTheReason() {
        assertThatThrownBy(bench.engine::resume)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Cannot resume now")
                .hasMessageContaining("idle");
    }

    @Test
    void dryRunFindsEveryProblemAndTheTime() {
        Forecast good = bench.engine.forecast(bench.scan(11));
        assertThat(good.problems()).isEmpty();
        assertThat(good.points()).isEqualTo(11);
        // A little beyond the formula for each count and for each row.
        assertThat(good.shares().get(Forecast.Share.COUNTING))
                .isEqualTo(Duration.ofMillis(1100).plus(Pace.UNKNOWN.multipliedBy(11 + 11)));
        // From -3 to 0, ten steps of 0.1, back from 1 to -3, the shutter and the exposure twice.
        assertThat(good.shares().get(Forecast.Share.MOVING))
                .isEqualTo(
                        Duration.ofMillis(3000 + 1000 + 4000 + 40)
                                .plus(Pace.UNKNOWN.multipliedBy(11 + 1 + 2 + 2)));
        assertThat(good.bytes()).isEqualTo(11 * (8 + 8 + 8 + 12));
        assertThat(bench.axis.targets).as("nothing moved").isEmpty();

        bench.run(bench.scan(11));
        assertThat(bench.engine.forecast(bench.scan(11)).total())
                .as("less for each count, which took no time here")
                .isLessThan(good.total().minusSeconds(1));

        Forecast bad =
                bench.engine.forecast(
                        new io.beamdesk.plan.StepScan(
                                bench.axis,
                                List.of(0.0, 11.0, 12.0),
                                false,
                                List.of(bench.detector),
                                List.of(),
                                Duration.ofSeconds(1),
                                Duration.ZERO,
                                java.util.Optional.empty()));
        assertThat(bad.problems())
                .extracting(Problem::message)
                .containsExactly("x: 11.0 mm outside -10 to 10 mm");
    }

    /// Looks as slowly as a test wants.
    private static final class SlowSuspender implements Suspender {
        volatile Runnable look = () -> {};
        private volatile Runnable watcher = () -> {};

        void say() {
            watcher.run();
        }

        @Override
        public String name() {
            return "Beam";
        }

        @Override
        public Optional<String> reason() {
            look.run();
            return Optional.empty();
        }

        @Override
        public void watch(Runnable next) {
            watcher = next;
        }

        @Override
        public void close() {}
    }

    @Test
    void suspenderHeardWhileADeviceIsStartedAndAnotherThreadLooksLocksNothing() {
        SlowSuspender beam = new SlowSuspender();
        bench.baseline.clear();
        RunEngine engine = bench.engine(beam);
        AtomicBoolean heard = new AtomicBoolean();
        AtomicReference<Thread> looking = new AtomicReference<>();
        bench.onCall =
                call -> {
                    if (call > 1) {
                        return;
                    }
                    Thread starting = Thread.currentThread();
                    Thread other = Thread.ofPlatform().daemon().unstarted(beam::say);
                    beam.look =
                            () -> {
                                if (Thread.currentThread().equals(other)) {
                                    looking.set(other);
                                    until(() -> heard.get() || blocked(starting));
                                }
                            };
                    other.start();
                    until(() -> looking.get() != null || blocked(other));
                    // As the readback that the start of the device has changed.
                    beam.say();
                    heard.set(true);
                };
        Outcome outcome =
                Bench.await(engine.start(bench.request(plan(run -> run.move(bench.axis, 1.0)))));
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(heard).isTrue();
        engine.close();
    }

    private static boolean blocked(Thread thread) {
        return thread.getState() == Thread.State.BLOCKED;
    }

    static void until(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
