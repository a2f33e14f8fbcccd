package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Recovery;
import io.beamdesk.device.epics.Scaler;
import io.beamdesk.device.epics.Setting;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.plan.StepScan;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Steps that are done again: after a failure that may pass, and after an IOC was restarted.
class RecoveryTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Recovery TWICE = new Recovery(2, Duration.ofMillis(5), HOUR);

    private final Bench bench = new Bench();

    // An IOC with an axis and a scaler record, which forgets everything when it is restarted.
    private final LocalProvider pvs = new LocalProvider();
    private final LocalPv position = pvs.create("x", new Value.Floating(0));
    private final LocalPv count =
            pvs.create("sc.CNT", new Value.Choice(0, List.of("Done", "Count")));
    private final LocalPv mode =
            pvs.create("sc.CONT", new Value.Choice(1, List.of("OneShot", "AutoCount")));
    private final LocalPv preset = pvs.create("sc.TP", new Value.Floating(1));
    private final LocalPv elapsed = pvs.create("sc.T", new Value.Floating(0));
    private final LocalPv counts = pvs.create("sc.S2", new Value.Floating(0));
    private final List<LocalPv> ioc = List.of(position, count, mode, preset, elapsed, counts);
    private final Setting axis =
            Setting.open(
                    "mtr_x",
                    "X",
                    PvName.of("loc://x"),
                    Optional.empty(),
                    OptionalDouble.of(1e-6),
                    Duration.ofSeconds(5),
                    new Pvs(pvs),
                    bench.scheduler);
    private final Scaler scaler =
            new Scaler(
                    "scaler",
                    "Ion chambers",
                    PvName.of("loc://sc"),
                    Map.of("i0", 2),
                    Duration.ofSeconds(5),
                    _ -> Optional.empty(),
                    new Pvs(pvs),
                    bench.scheduler);
    private volatile CompletableFuture<Void> counting = new CompletableFuture<>();
    private final AtomicInteger started = new AtomicInteger();

    /// What happens at the count of this number instead of its end.
    private Map<Integer, Runnable> incidents = Map.of();

    RecoveryTest() {
        axis.connect();
        scaler.connect();
        count.onWrite(wanted -> {
            if (wanted.number().orElseThrow() == 0) {
                counting.complete(null);
                return CompletableFuture.completedFuture(null);
            }
            Runnable incident = incidents.get(started.incrementAndGet());
            if (incident != null) {
                counting = new CompletableFuture<>();
                Thread.ofVirtual().start(incident);
                return counting;
            }
            elapsed.set(preset.value());
            counts.set(100 * position.value().number().orElseThrow());
            return CompletableFuture.completedFuture(null);
        });
    }

    @AfterEach
    void close() {
        bench.close();
        axis.close();
        scaler.close();
        pvs.close();
    }

    private void lose() {
        ioc.forEach(LocalPv::disconnect);
    }

    private void restart() {
        position.set(0);
        preset.set(1);
        mode.set(new Value.Whole(1));
        ioc.forEach(LocalPv::reconnect);
    }

    private StepScan scan() {
        return new StepScan(
                axis,
                List.of(1.0, 2.0, 3.0, 4.0),
                false,
                List.of(scaler),
                List.of(),
                Duration.ofMillis(250),
                Duration.ZERO,
                Optional.of(new StepScan.Opening<>(bench.shutter, true, false)));
    }

    private List<Object> column(String stream, String column) {
        String uid =
                bench.documents(EventDescriptor.class).stream()
                        .filter(d -> d.name().equals(stream))
                        .map(EventDescriptor::uid)
                        .findFirst()
                        .orElse("");
        return bench.documents(Event.class).stream()
                .filter(e -> e.descriptor().equals(uid))
                .map(e -> e.data().get(column).value())
                .toList();
    }

    private List<Object> interruptions() {
        return column("interruptions", "interruption");
    }

    private void assertEveryPointOnce(Outcome outcome) {
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(column("primary", "mtr_x")).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(column("primary", "i0")).containsExactly(100.0, 200.0, 300.0, 400.0);
        assertThat(column("primary", "scaler_time")).containsOnly(0.25);
        assertThat(outcome.points()).isEqualTo(4);
        assertThat(bench.shutter.open).isFalse();
    }

    private static DeviceException stall() {
        return new DeviceException.Stalled("x", "x: stands at 0.2 mm; check it");
    }

    @Test
    void stepWhoseFrameWasLostIsDoneAgainWithinTheRetries() {
        bench.rules.put("det", TWICE);
        bench.detector.losses.addAll(List.of("det: lost 1 of 2 frames", "det: lost 1 of 2 frames"));
        Outcome outcome = bench.run(bench.scan(3));

        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(column("primary", "x")).containsExactly(0.0, 0.5, 1.0);
        assertThat(column("primary", "det")).containsExactly(3.0, 4.0, 5.0);
        assertThat(interruptions()).hasSize(4);
        assertThat(interruptions().getFirst())
                .isEqualTo("suspended: det: lost 1 of 2 frames; try 2 of 3 in 0.005 s");
    }

    @Test
    void framesThatAreLostAgainAndAgainFailTheRun() {
        bench.rules.put("det", TWICE);
        bench.detector.losses.addAll(List.of("det: lost", "det: lost", "det: lost", "det: lost"));
        Outcome outcome = bench.run(bench.scan(3));

        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason()).contains("det: lost; given up after 3 tries");
        assertThat(column("primary", "x")).isEmpty();
        assertThat(bench.shutter.open).isFalse();
    }

    @Test
    void frameThatWasLostIsNotedWhereItsDetectorHasNoRetries() {
        bench.detector.losses.add("det: lost 1 of 2 frames");
        Outcome outcome = bench.run(bench.scan(3));

        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(column("primary", "det")).containsExactly(1.0, 2.0, 3.0);
        assertThat(interruptions()).containsExactly("det: lost 1 of 2 frames");
    }

    @Test
    void failureThatMayPassIsTriedAgainAndEachPointIsThereOnce() {
        bench.rules.put("x", TWICE);
        bench.onCall =
                n -> {
                    if (bench.axis.targets.size() == 1 && bench.axis.failures.isEmpty()) {
                        bench.onCall = _ -> {};
                        bench.axis.failures.addAll(List.of(stall(), stall()));
                    }
                };
        Outcome outcome = bench.run(bench.scan(3));

        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(column("primary", "x")).containsExactly(0.0, 0.5, 1.0);
        assertThat(bench.axis.targets).containsExactly(0.0, 0.5, 0.5, 0.5, 1.0, -3.0);
        String first = "x: stands at 0.2 mm; check it; try 2 of 3 in 0.005 s";
        assertThat(interruptions()).hasSize(4);
        assertThat(interruptions().get(0)).isEqualTo("suspended: " + first);
        assertThat(interruptions().get(1)).asString().startsWith("resumed after");
        assertThat(interruptions().get(2)).asString().endsWith("try 3 of 3 in 0.005 s");
        assertThat(bench.shutter.open).isFalse();
    }

    @Test
    void failureThatDoesNotPassFailsTheRunWithTheNumberOfTries() {
        bench.rules.put("x", TWICE);
        bench.axis.failures.addAll(List.of(stall(), stall(), stall()));
        Outcome outcome = bench.run(bench.scan(3));

        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason())
                .isEqualTo("x: stands at 0.2 mm; check it; given up after 3 tries");
        assertThat(outcome.safe()).isTrue();
        assertThat(outcome.points()).isZero();
    }

    @Test
    void limitsPersonsAndDevicesWithoutARuleAreNotTriedAgain() {
        DeviceException limit = new DeviceException.LimitViolation("x", "x: 3 mm above 2 mm");
        DeviceException person = new DeviceException.Stopped("x", "x: stopped by someone else");
        for (DeviceException failure : List.of(limit, person, stall())) {
            boolean ruled = failure == limit || failure == person;
            bench.rules.clear();
            bench.rules.put(ruled ? "x" : "y", TWICE);
            bench.documents.clear();
            bench.axis.failures.add(failure);
            Outcome outcome = bench.run(bench.scan(3));
            assertThat(outcome.reason()).isEqualTo(failure.getMessage());
            assertThat(interruptions()).isEmpty();
        }
    }

    @Test
    void waitForTheNextTryEndsWhenTheOperatorSaysSo() throws Exception {
        bench.rules.put("x", new Recovery(1, HOUR, HOUR));
        bench.axis.failures.add(stall());
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(bench.scan(3)));
        untilState(EngineState.SUSPENDED);
        assertThat(bench.engine.status().message())
                .isEqualTo("x: stands at 0.2 mm; check it; try 2 of 2 in 3600 s");
        bench.engine.resumeAnyway();
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(column("primary", "x")).containsExactly(0.0, 0.5, 1.0);

        bench.axis.failures.add(stall());
        end = bench.engine.start(bench.request(bench.scan(3)));
        untilState(EngineState.SUSPENDED);
        bench.engine.stop();
        assertThat(Bench.await(end).stopped()).isTrue();
    }

    private void untilState(EngineState state) throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        try (var _ =
                bench.engine.watch(status -> {
                    if (status.state() == state) {
                        reached.complete(null);
                    }
                })) {
            reached.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void scanGoesOnWhenTheIocIsBackWithItsSettingsGivenAgain() throws Exception {
        CompletableFuture<Void> lost = new CompletableFuture<>();
        incidents =
                Map.of(
                        2,
                        () -> {
                            lose();
                            lost.complete(null);
                        });
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(scan()));
        lost.get(20, TimeUnit.SECONDS);
        untilState(EngineState.SUSPENDED);
        assertThat(bench.shutter.open).isFalse();
        restart();
        assertEveryPointOnce(Bench.await(end));

        assertThat(interruptions()).hasSize(3);
        assertThat(interruptions().getFirst())
                .isEqualTo("suspended: scaler, mtr_x lost their connections; waiting up to 60 s");
        assertThat(interruptions().getLast())
                .isEqualTo("set again after a lost connection: scaler, scaler_exposure, mtr_x");
        assertThat(preset.value()).as("put back").isEqualTo(new Value.Floating(1));
        assertThat(mode.value().number()).as("put back").hasValue(1);
    }

    @Test
    void iocThatIsBackAtOnceIsNoticedAllTheSame() {
        incidents =
                Map.of(
                        1,
                        () -> {
                            lose();
                            restart();
                        },
                        4,
                        () -> {
                            lose();
                            restart();
                        });
        assertEveryPointOnce(bench.run(scan()));
    }

    @Test
    void iocRestartedDuringAPauseGetsItsSettingsAgain() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        incidents =
                Map.of(
                        3,
                        () -> {
                            bench.engine.pauseNow();
                            asked.complete(null);
                        });
        CompletableFuture<Outcome> end = bench.engine.start(bench.request(scan()));
        asked.get(20, TimeUnit.SECONDS);
        untilState(EngineState.PAUSED);
        lose();
        restart();
        bench.engine.resume();
        assertEveryPointOnce(Bench.await(end));
    }

    @Test
    void lossLongerThanTheLimitFailsTheRunSafely() {
        bench.rules.put("mtr_x", new Recovery(0, Duration.ZERO, Duration.ofMillis(20)));
        incidents = Map.of(2, this::lose);
        Outcome outcome = bench.run(scan());
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason())
                .startsWith(
                        "scaler, mtr_x lost their connections and did not come back within 0.02 s"
                                + " (scaler: ");
        assertThat(outcome.hazards()).as("nobody knows").hasSize(1);
        assertThat(column("primary", "mtr_x")).containsExactly(1.0);
        assertThat(bench.shutter.open).isFalse();
    }

    @Test
    void lossFailsAtOnceWhereTheLimitIsZero() {
        bench.rules.put("scaler", new Recovery(0, Duration.ZERO, Duration.ZERO));
        incidents = Map.of(2, this::lose);
        Outcome outcome = bench.run(scan());
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason()).startsWith("scaler: ");
        assertThat(interruptions()).isEmpty();
    }
}
