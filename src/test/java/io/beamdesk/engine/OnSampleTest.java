package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Changer;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Obstacle;
import io.beamdesk.device.Place;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Status;
import io.beamdesk.device.Whereabouts;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Event;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.plan.OnSample;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.StepScan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnSampleTest {
    private static final Place GOAL = new Place.Position(2, 7);

    private final Bench bench = new Bench();
    private final FakeChanger changer = new FakeChanger();

    @AfterEach
    void close() {
        bench.close();
    }

    private static void until(BooleanSupplier condition) {
        RunEngineTest.until(condition);
    }

    private Plan plan(Optional<Place> next) {
        return new OnSample(
                changer,
                GOAL,
                "lysozyme 3",
                Optional.of(new StepScan.Opening<>(bench.shutter, true, false)),
                List.of(new OnSample.Axle(bench.outer, 4)),
                next,
                bench.scan(3));
    }

    private CompletableFuture<Outcome> start() {
        return bench.engine.start(bench.request(plan(Optional.empty())));
    }

    private long rows() {
        return bench.documents(Event.class).stream()
                .filter(event -> event.data().containsKey("det"))
                .count();
    }

    @Test
    void sampleIsMountedWithTheShutterClosedAndTheAxesInPlaceThenMeasured() {
        bench.shutter.open = true;
        changer.onCommand =
                () -> {
                    changer.commands.add(bench.shutter.open + " at " + bench.outer.position);
                    changer.arrive();
                };
        Outcome outcome = Bench.await(start());
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(changer.commands).containsExactly("P2-7", "false at 4.0");
        assertThat(rows()).isEqualTo(3);
        assertThat(changer.mounted).isEqualTo(GOAL);
    }

    @Test
    void sampleThatWasPreparedForAnotherTurnIsPutBackFirst() {
        changer.freeing = Optional.of(new Preparing(changer.commands, new Place.Position(4, 4)));
        changer.onCommand = changer::arrive;
        assertThat(Bench.await(start()).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(changer.commands).containsExactly("begun P4-4", "P2-7", "ended P4-4");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void sampleThatIsMountedLeavesTheGripperAsItIs() {
        changer.mounted = GOAL;
        changer.freeing = Optional.of(new Preparing(changer.commands, new Place.Position(4, 4)));
        assertThat(Bench.await(start()).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(changer.commands).isEmpty();
    }

    @Test
    void sampleThatIsMountedIsMeasuredWithoutAMotion() {
        changer.mounted = GOAL;
        assertThat(Bench.await(start()).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(changer.commands).isEmpty();
        assertThat(bench.outer.targets).isEmpty();
    }

    @Test
    void pauseNowWaitsForTheMountAndDoesNotRepeatIt() {
        CompletableFuture<Outcome> end = start();
        until(() -> changer.moving);
        bench.engine.pauseNow();
        until(() -> bench.engine.status().state() == EngineState.PAUSING);
        assertThat(changer.moving).isTrue();
        assertThat(changer.stops).isEmpty();
        changer.arrive();
        until(() -> bench.engine.status().state() == EngineState.PAUSED);
        assertThat(changer.mounted).isEqualTo(GOAL);
        bench.engine.resume();
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(changer.commands).containsExactly("P2-7");
        assertThat(changer.stops).isEmpty();
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void abortStopsTheChangerAndMeasuresNothing() {
        CompletableFuture<Outcome> end = start();
        until(() -> changer.moving);
        bench.engine.abort("enough");
        Outcome outcome = Bench.await(end);
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.ABORT);
        assertThat(outcome.hazards()).isEmpty();
        assertThat(changer.stops).isNotEmpty();
        assertThat(changer.moving).isFalse();
        assertThat(rows()).isZero();
    }

    @Test
    void haltStopsTheChanger() {
        CompletableFuture<Outcome> end = start();
        until(() -> changer.moving);
        Bench.await(bench.engine.halt("STOP"));
        assertThat(Bench.await(end).exitStatus()).isEqualTo(ExitStatus.ABORT);
        assertThat(changer.moving).isFalse();
    }

    @Test
    void mountThatWasLostIsAskedForAgainAndNotStopped() {
        CompletableFuture<Outcome> end = start();
        until(() -> changer.moving);
        changer.fail(new DeviceException.Disconnected("changer", "changer: lost on the way"));
        until(() -> changer.asked.get() == 2);
        assertThat(changer.stops).isEmpty();
        changer.arrive();
        Outcome outcome = Bench.await(end);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(changer.commands).containsExactly("P2-7");
    }

    @Test
    void failureNamesChangerPlaceAndSample() {
        CompletableFuture<Outcome> end = start();
        until(() -> changer.moving);
        changer.moving = false;
        changer.fail(new DeviceException("changer", "changer: mounting P2-7 failed; look at it"));
        Outcome outcome = Bench.await(end);
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason())
                .isEqualTo(
                        "mounting lysozyme 3, puck 2, position 7: changer: mounting P2-7 failed;"
                                + " look at it");
        assertThat(rows()).isZero();
    }

    @Test
    void dryRunCountsTheTravelAndTellsWhatStandsInTheWay() {
        Forecast without = bench.engine.forecast(bench.scan(3));
        Forecast with = bench.engine.forecast(plan(Optional.empty()));
        assertThat(moving(with)).isGreaterThanOrEqualTo(moving(without).plus(FakeChanger.EXCHANGE));
        assertThat(with.problems()).isEmpty();
        changer.obstacle = "changer: cannot mount P2-7: the lid is not open (open it)";
        assertThat(bench.engine.forecast(plan(Optional.empty())).problems())
                .extracting(Problem::message)
                .containsExactly(changer.obstacle);
        assertThat(changer.commands).isEmpty();
    }

    private static Duration moving(Forecast forecast) {
        return forecast.shares().getOrDefault(Forecast.Share.MOVING, Duration.ZERO);
    }

    @Test
    void nextSampleIsPreparedWhileThisOneIsMeasured() {
        changer.mounted = GOAL;
        changer.prepares = true;
        Place next = new Place.Position(2, 8);
        Outcome outcome = Bench.await(bench.engine.start(bench.request(plan(Optional.of(next)))));
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(changer.prepared).containsExactly("begun P2-8", "ended P2-8");
    }

    /// A changer whose command ends when the test says so.
    private static final class FakeChanger implements Changer {
        static final Duration EXCHANGE = Duration.ofSeconds(25);

        final List<String> commands = new CopyOnWriteArrayList<>();
        final List<String> stops = new CopyOnWriteArrayList<>();
        final List<String> prepared = new CopyOnWriteArrayList<>();
        volatile Place mounted = new Place.Position(1, 1);
        volatile Place target = mounted;
        volatile boolean moving;
        private Optional<Stageable> freeing = Optional.empty();
        volatile boolean prepares;
        final AtomicInteger asked = new AtomicInteger();
        volatile String obstacle = "";
        volatile Runnable onCommand = () -> {};
        private volatile @Nullable Status status;

        void arrive() {
            mounted = target;
            moving = false;
            if (status != null) {
                status.complete();
            }
        }

        void fail(DeviceException failure) {
            if (status != null) {
                status.fail(failure);
            }
        }

        @Override
        public Status set(Place to) {
            Status next = new Status("mounting " + to.text());
            status = next;
            if (to.equals(mounted)) {
                next.complete();
            } else if (!moving) {
                commands.add(to.text());
                target = to;
                moving = true;
                onCommand.run();
            }
            asked.incrementAndGet();
            return next;
        }

        @Override
        public void stop() {
            stops.add("stop");
            moving = false;
            fail(new DeviceException.Stopped("changer", "changer: stopped"));
        }

        @Override
        public void secure() {
            if (moving) {
                stop();
            }
        }

        @Override
        public Optional<String> hazard() {
            return moving ? Optional.of("changer is mounting") : Optional.empty();
        }

        @Override
        public void check(Place to) {
            if (!obstacle.isEmpty()) {
                throw new DeviceException.Refused("changer", obstacle, null);
            }
        }

        @Override
        public Place position() {
            return mounted;
        }

        @Override
        public Duration estimate(Place from, Place to) {
            return from.equals(to) ? Duration.ZERO : EXCHANGE;
        }

        @Override
        public Whereabouts whereabouts() {
            return new Whereabouts(new Whereabouts.Holds(mounted), new Whereabouts.Empty());
        }

        @Override
        public List<Obstacle> obstacles(Place to) {
            return List.of();
        }

        @Override
        public Optional<Stageable> freeing(Place goal) {
            return freeing;
        }

        @Override
        public Optional<Stageable> preparing(Place next) {
            return prepares ? Optional.of(new Preparing(prepared, next)) : Optional.empty();
        }

        @Override
        public Map<String, DataKey> describe() {
            return Map.of();
        }

        @Override
        public Map<String, Reading> read() {
            return Map.of("changer", new Reading(mounted.text(), Instant.EPOCH));
        }

        @Override
        public String name() {
            return "changer";
        }

        @Override
        public String label() {
            return "Sample changer";
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }
    }

    private record Preparing(List<String> done, Place next) implements Stageable {
        @Override
        public void stage() {
            done.add("begun " + next.text());
        }

        @Override
        public void unstage() {
            done.add("ended " + next.text());
        }

        @Override
        public String name() {
            return "preparation";
        }

        @Override
        public String label() {
            return "Preparation";
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }
    }
}
