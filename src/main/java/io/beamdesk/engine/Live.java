package io.beamdesk.engine;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Flyable;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Recovery;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Triggerable;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineState.Trigger;
import io.beamdesk.plan.Interpreter;
import io.beamdesk.plan.Metadata;
import io.beamdesk.plan.Msg;
import io.beamdesk.plan.PlanException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The verbs on hardware. Used by the one thread that runs the plan.
final class Live implements Interpreter {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private final Gate gate;
    private final Scheduler scheduler;
    private final Hardware hardware;
    private final Runs runs;
    private final Steps steps;
    private final Function<String, Recovery> rules;
    private final Pace pace;
    private final Instant began;
    private final Runnable progressed;

    Live(
            Gate gate,
            Scheduler scheduler,
            SafeState safeState,
            Runs runs,
            Function<String, Recovery> rules,
            Pace pace,
            Runnable progressed) {
        this.gate = gate;
        this.scheduler = scheduler;
        this.runs = runs;
        this.rules = rules;
        this.progressed = progressed;
        hardware = new Hardware(gate, safeState, pace);
        this.pace = pace;
        steps = new Steps(gate, scheduler, safeState, hardware, runs, rules, progressed);
        began = scheduler.steady();
    }

    /// Devices that the run has touched, in the order of their first use.
    Set<Securable> used() {
        return hardware.used();
    }

    /// Rows of all runs so far.
    int points() {
        return runs.points();
    }

    /// Publishes the stop document of the present run and gives it up.
    ///
    /// @return what went wrong with its product; null if nothing
    @Nullable String finish(ExitStatus exitStatus, String reason) {
        return runs.finish(exitStatus, reason);
    }

    @Override
    public @Nullable Object perform(Msg msg) {
        try {
            return switch (msg) {
                case Msg.OpenRun(Metadata metadata) -> unpaused(done(() -> openRun(metadata)));
                case Msg.CloseRun _ -> cleanUp(runs::close);
                case Msg.Stage(Stageable device) -> unpaused(done(() -> hardware.stage(device)));
                case Msg.Unstage(Stageable device) -> cleanUp(() -> hardware.unstage(device));
                case Msg.Move<?> move -> repeatable(done(() -> hardware.move(move)));
                case Msg.Restore<?> restore -> cleanUp(() -> hardware.restore(restore));
                case Msg.Locate(Movable<?> movable) -> unpaused(() -> locate(movable));
                case Msg.Trigger(List<Triggerable> detectors) ->
                        repeatable(done(() -> trigger(detectors)));
                case Msg.Read(String stream, List<Readable> readables) ->
                        repeatable(() -> read(stream, readables));
                case Msg.Fly(Flyable flyer, List<Readable> columns) ->
                        repeatable(done(() -> fly(flyer, columns)));
                case Msg.Sleep(Duration time) -> repeatable(done(() -> sleep(time)));
                case Msg.Elapsed _ -> elapsed();
                case Msg.Step(String part, Runnable body) -> steps.step(part, done(body));
                case Msg.Once(Runnable body) -> steps.once(() -> unpaused(done(body)));
            };
        } catch (Gate.StepInterrupted unwinding) {
            steps.interrupted();
            throw unwinding;
        } catch (Gate.RunEnded unwinding) {
            throw unwinding;
        } catch (RuntimeException failure) {
            if (gate.state().isEnding()) {
                // The end of the run made it fail: a stopped axis, a refused start.
                LOG.info("While the run was ending: {}", failure.getMessage());
                throw new Gate.RunEnded();
            }
            steps.failed(failure);
            throw failure;
        }
    }

    /// What a failure says to a person.
    static String sentence(Throwable failure) {
        return failure instanceof DeviceException
                        || failure instanceof EngineException
                        || failure instanceof PlanException
                        || failure instanceof DocumentBus.SinkFailure
                ? String.valueOf(failure.getMessage())
                : "The plan failed: " + failure;
    }

    private static Supplier<@Nullable Object> done(Runnable verb) {
        return () -> {
            verb.run();
            return null;
        };
    }

    /// A verb outside a step is a step of its own.
    private @Nullable Object repeatable(Supplier<@Nullable Object> verb) {
        if (steps.inStep()) {
            gate.pass();
            return verb.get();
        }
        return steps.step("", verb);
    }

    /// A verb that cannot be repeated: a pause waits for its end.
    private @Nullable Object unpaused(Supplier<@Nullable Object> verb) {
        boolean was = gate.protectFromPause(true);
        try {
            return verb.get();
        } finally {
            gate.protectFromPause(was);
        }
    }

    /// Something to be done at a clean-up that may fail.
    private interface CleanUp {
        void run() throws InterruptedException;
    }

    /// Clean-up passes the gate; its failure is kept as a reason and does not prevent the rest of it.
    private @Nullable Object cleanUp(CleanUp action) {
        boolean was = gate.clean(true);
        try {
            return gate.await(() -> {
                action.run();
                return null;
            });
        } catch (Gate.RunEnded _) {
            LOG.info("A clean-up was cut short by a halt");
        } catch (Exception failure) {
            LOG.warn("Clean-up: {}", failure.getMessage(), failure);
            gate.command(Trigger.FAIL, "clean-up: " + sentence(failure));
        } finally {
            gate.clean(was);
        }
        return null;
    }

    private void openRun(Metadata metadata) {
        gate.pass();
        runs.open(metadata.entries());
        hardware.await(() -> {
            runs.baseline();
            return null;
        });
    }

    /// What a detector has lost although it has a result: its step is done again if its rule has
    /// tries for that, otherwise it is noted.
    private void trigger(List<Triggerable> detectors) {
        hardware.trigger(detectors);
        for (Triggerable detector : detectors) {
            detector.lost()
                    .ifPresent(lost -> {
                        if (steps.canRepeat() && rules.apply(detector.name()).retries() > 0) {
                            throw new DeviceException.Lost(detector.name(), lost);
                        }
                        LOG.warn("{}", lost);
                        runs.interruption(lost);
                    });
        }
    }

    private Object read(String stream, List<Readable> readables) {
        readables.forEach(hardware::meet);
        Instant asked = scheduler.steady();
        Object row = hardware.await(() -> runs.read(stream, readables));
        pace.learn(DryRun.ROW, Duration.ZERO, Duration.between(asked, scheduler.steady()));
        return row;
    }

    /// The rows of a pass that does not come to its end stay, and it goes on after them.
    private void fly(Flyable flyer, List<Readable> columns) {
        try {
            hardware.fly(
                    flyer,
                    columns,
                    rows -> {
                        runs.publish(columns, rows);
                        progressed.run();
                    });
        } finally {
            for (String remark : flyer.remarks()) {
                LOG.warn("{}", remark);
                runs.interruption(remark);
            }
        }
    }

    private Object locate(Movable<?> movable) {
        gate.pass();
        return movable.position();
    }

    private Duration elapsed() {
        gate.pass();
        return Duration.between(began, scheduler.steady());
    }

    private void sleep(Duration time) {
        gate.pass();
        if (time.isPositive()) {
            CountDownLatch over = new CountDownLatch(1);
            Scheduler.Cancellable alarm = scheduler.after(time, over::countDown);
            try {
                hardware.await(() -> {
                    over.await();
                    return null;
                });
            } finally {
                alarm.cancel();
            }
        }
    }
}
