package io.beamdesk.engine;

import io.beamdesk.device.Axis;
import io.beamdesk.device.Device;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Stageable;
import io.beamdesk.device.Status;
import io.beamdesk.device.Triggerable;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.document.Event;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineState.Trigger;
import io.beamdesk.plan.Interpreter;
import io.beamdesk.plan.Metadata;
import io.beamdesk.plan.Msg;
import io.beamdesk.plan.PlanException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The verbs on hardware. Used by the one thread that runs the plan.
final class Live implements Interpreter {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private final Gate gate;
    private final Scheduler scheduler;
    private final SafeState safeState;
    private final List<Readable> baseline;
    private final Function<Map<String, Object>, RunRecord> recorder;
    private final Runnable progressed;
    private final Instant began;

    /// Devices that the run has touched, in the order of their first use.
    private final Set<Securable> used = new LinkedHashSet<>();

    /// Devices of the present step that were started and have not ended.
    private final Set<Device> active = new LinkedHashSet<>();

    /// Where the shutters are to go back to after the present pause.
    private final Map<Movable<?>, Msg.Move<?>> closedForPause = new LinkedHashMap<>();

    private @Nullable RunRecord record;
    private int earlier;
    private boolean recordClosed;
    private @Nullable StepInProgress step;

    /// A step being done: which of its `once` bodies are over, and how many rows these have read.
    private static final class StepInProgress {
        int onceDone;
        int onceSeen;
        int keep;
        boolean interrupted;
    }

    Live(
            Gate gate,
            Scheduler scheduler,
            SafeState safeState,
            List<Readable> baseline,
            Function<Map<String, Object>, RunRecord> recorder,
            Runnable progressed) {
        this.gate = gate;
        this.scheduler = scheduler;
        this.safeState = safeState;
        this.baseline = baseline;
        this.recorder = recorder;
        this.progressed = progressed;
        began = scheduler.instant();
    }

    Set<Securable> used() {
        return used;
    }

    /// Rows of all runs so far.
    int points() {
        RunRecord open = record;
        return earlier + (open == null ? 0 : open.points());
    }

    @Override
    public @Nullable Object perform(Msg msg) {
        try {
            return switch (msg) {
                case Msg.OpenRun(Metadata metadata) -> unpaused(() -> openRun(metadata));
                case Msg.CloseRun _ -> cleanUp(this::closeRun);
                case Msg.Stage(Stageable device) -> unpaused(() -> stage(device));
                case Msg.Unstage(Stageable device) -> cleanUp(() -> unstage(device));
                case Msg.Move<?> move -> repeatable(() -> move(move));
                case Msg.Restore<?> restore -> cleanUp(() -> restore(restore));
                case Msg.Locate(Movable<?> movable) -> unpaused(() -> locate(movable));
                case Msg.Trigger(List<Triggerable> detectors) ->
                        repeatable(() -> trigger(detectors));
                case Msg.Read(List<Readable> readables) -> repeatable(() -> read(readables));
                case Msg.Sleep(Duration time) -> repeatable(() -> sleep(time));
                case Msg.Elapsed _ -> elapsed();
                case Msg.Step(String _, Runnable body) -> step(() -> run(body));
                case Msg.Once(Runnable body) -> once(body);
            };
        } catch (Gate.StepInterrupted | Gate.RunEnded unwinding) {
            throw unwinding;
        } catch (RuntimeException failure) {
            if (gate.state().isEnding()) {
                // The end of the run made it fail: a stopped axis, a refused start.
                LOG.info("While the run was ending: {}", failure.getMessage());
                throw new Gate.RunEnded();
            }
            // At once, so that the scopes being closed on the way out know how the run ends.
            gate.command(Trigger.FAIL, sentence(failure));
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

    private static @Nullable Object run(Runnable body) {
        body.run();
        return null;
    }

    private @Nullable Object openRun(Metadata metadata) {
        gate.pass();
        if (record != null) {
            if (!recordClosed) {
                throw new EngineException(
                        "The plan opened a run within a run; close the first one before");
            }
            String problem = finish(ExitStatus.SUCCESS, "");
            if (problem != null) {
                throw new EngineException(problem);
            }
        }
        RunRecord opened = recorder.apply(metadata.entries());
        record = opened;
        recordClosed = false;
        return await(() -> {
            opened.baseline(baseline);
            return null;
        });
    }

    private void closeRun() throws InterruptedException {
        RunRecord open = record;
        if (open != null && !recordClosed) {
            recordClosed = true;
            open.baseline(baseline);
        }
    }

    /// Publishes the stop document of the present run and gives it up.
    ///
    /// @return what went wrong with its product; null if nothing
    @Nullable String finish(ExitStatus exitStatus, String reason) {
        RunRecord open = record;
        record = null;
        earlier += open == null ? 0 : open.points();
        return open == null ? null : open.stop(exitStatus, reason);
    }

    private @Nullable Object stage(Stageable device) {
        use(device);
        return await(() -> {
            device.stage();
            return null;
        });
    }

    private void unstage(Stageable device) throws InterruptedException {
        settle(device);
        device.unstage();
    }

    private <T> @Nullable Object move(Msg.Move<T> move) {
        use(move.movable());
        active.add(move.movable());
        await(gate.start(() -> move.movable().set(move.target())));
        active.remove(move.movable());
        return null;
    }

    private <T> void restore(Msg.Restore<T> restore) throws InterruptedException {
        Movable<T> movable = restore.movable();
        settle(movable);
        if (movable instanceof Securable shutter && safeState.shutters().contains(shutter)) {
            // Wherever it was: the safe state is closed, and nothing opens it after the
            // measurement.
            atRest(safeState.confirm(List.of(shutter)));
        } else if (movable instanceof Securable || movable instanceof Axis) {
            gate.startUnlessHalted(() -> movable.set(restore.origin()))
                    .ifPresentOrElse(
                            this::await,
                            () ->
                                    LOG.info(
                                            "{} stays where it stopped, for the run was halted",
                                            movable.label()));
        } else {
            await(movable.set(restore.origin()));
        }
    }

    private Object locate(Movable<?> movable) {
        gate.pass();
        return movable.position();
    }

    private @Nullable Object trigger(List<Triggerable> detectors) {
        List<Status> started = new ArrayList<>();
        for (Triggerable detector : detectors) {
            use(detector);
            active.add(detector);
            started.add(gate.start(detector::trigger));
        }
        started.forEach(this::await);
        detectors.forEach(active::remove);
        return null;
    }

    private Event read(List<Readable> readables) {
        RunRecord open = record;
        if (open == null || recordClosed) {
            throw new EngineException("The plan read a row outside a run; open one before");
        }
        return await(() -> open.read(readables));
    }

    private Duration elapsed() {
        gate.pass();
        return Duration.between(began, scheduler.instant());
    }

    private @Nullable Object sleep(Duration time) {
        gate.pass();
        if (time.isPositive()) {
            CountDownLatch over = new CountDownLatch(1);
            Scheduler.Cancellable alarm = scheduler.after(time, over::countDown);
            try {
                return await(() -> {
                    over.await();
                    return null;
                });
            } finally {
                alarm.cancel();
            }
        }
        return null;
    }

    /// A verb outside a step is a step of its own.
    private @Nullable Object repeatable(Callable<@Nullable Object> verb) {
        if (step != null) {
            gate.pass();
            return call(verb);
        }
        return step(verb);
    }

    /// A verb that cannot be repeated: a pause waits for its end.
    private @Nullable Object unpaused(Callable<@Nullable Object> verb) {
        boolean was = gate.protectFromPause(true);
        try {
            return call(verb);
        } finally {
            gate.protectFromPause(was);
        }
    }

    private @Nullable Object step(Callable<@Nullable Object> body) {
        if (step != null) {
            throw new EngineException("The plan has a step within a step; a step is one whole");
        }
        StepInProgress present = new StepInProgress();
        boolean unwound = false;
        try {
            while (true) {
                step = present;
                present.interrupted = false;
                present.onceSeen = 0;
                try {
                    // What the unwound step had started comes to rest even if the pause was taken
                    // back meanwhile: nothing is started again that has not ended.
                    if (unwound || gate.wantsPause()) {
                        unwound = false;
                        hold();
                    }
                    reopenShutters();
                    gate.pass();
                    Object result = call(body);
                    if (!present.interrupted) {
                        commit();
                        return result;
                    }
                } catch (Gate.StepInterrupted _) {
                    // Repeated below, after the pause.
                }
                unwound = true;
                forget(present.keep);
            }
        } catch (RuntimeException leaving) {
            forget(0);
            throw leaving;
        } finally {
            step = null;
        }
    }

    private void commit() {
        RunRecord open = record;
        if (open != null) {
            open.commit();
            progressed.run();
        }
    }

    private void forget(int from) {
        RunRecord open = record;
        if (open != null && open.drafts() > from) {
            open.forget(from);
        }
    }

    private @Nullable Object once(Runnable body) {
        StepInProgress present = step;
        if (present == null) {
            throw new EngineException("The plan has a once outside a step; it belongs into one");
        }
        gate.pass();
        if (present.onceSeen++ < present.onceDone) {
            return null;
        }
        unpaused(() -> run(body));
        present.onceDone++;
        RunRecord open = record;
        present.keep = open == null ? 0 : open.drafts();
        return null;
    }

    /// Brings to rest what the step has started, closes the shutters, and waits.
    private void hold() {
        try {
            List<Securable> quiet = new ArrayList<>(securables(active));
            active.clear();
            for (Securable shutter : safeState.shutters()) {
                if (shutter instanceof Movable<?> movable && shutter.hazard().isPresent()) {
                    closedForPause.putIfAbsent(
                            movable, new Msg.Move<>(cast(movable), movable.position()));
                }
                quiet.add(shutter);
            }
            List<String> hazards = safeState.confirm(quiet);
            if (!hazards.isEmpty()) {
                throw new EngineException(
                        "The pause was not reached: " + String.join("; ", hazards));
            }
            Instant since = scheduler.instant();
            String why = gate.heldFor();
            why = why.isEmpty() ? "paused, and the pause was taken back" : why;
            LOG.atLevel(gate.waitsFor().isEmpty() ? Level.INFO : Level.WARN).log("Run {}", why);
            interruption(why);
            gate.awaitRelease();
            List<String> overrides = gate.overrides();
            String over =
                    String.format(
                            Locale.ROOT,
                            "resumed after %.1f s%s",
                            Duration.between(since, scheduler.instant()).toMillis() / 1e3,
                            overrides.isEmpty()
                                    ? ""
                                    : ", overriding: " + String.join("; ", overrides));
            LOG.info("Run {}", over);
            interruption(over);
        } catch (InterruptedException _) {
            throw new Gate.RunEnded();
        }
    }

    private void interruption(String what) {
        RunRecord open = record;
        if (open != null && !recordClosed) {
            open.interruption(what);
        }
    }

    @SuppressWarnings("unchecked") // its own position is a target of a movable, whatever its type
    private static Movable<Object> cast(Movable<?> movable) {
        return (Movable<Object>) movable;
    }

    /// Opens what a pause has closed; what a further pause interrupts is opened after that one.
    private void reopenShutters() {
        for (Msg.Move<?> back : List.copyOf(closedForPause.values())) {
            move(back);
            closedForPause.remove(back.movable());
        }
    }

    private static List<Securable> securables(Set<Device> devices) {
        return devices.stream()
                .filter(Securable.class::isInstance)
                .map(Securable.class::cast)
                .toList();
    }

    /// Before a device is put back, what the run had started on it comes to rest.
    private void settle(Device device) throws InterruptedException {
        if (active.remove(device) && device instanceof Securable securable) {
            atRest(safeState.confirm(List.of(securable)));
        }
    }

    private static void atRest(List<String> hazards) {
        if (!hazards.isEmpty()) {
            throw new EngineException(String.join("; ", hazards));
        }
    }

    private void use(Device device) {
        if (device instanceof Securable securable) {
            used.add(securable);
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

    private void await(Status status) {
        await(() -> {
            try {
                return status.future().get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
        });
    }

    private <T extends @Nullable Object> T await(Callable<T> wait) {
        try {
            return gate.await(wait);
        } catch (Gate.RunEnded ending) {
            // At once: what was started does not go on while the clean-up begins elsewhere.
            securables(active).forEach(Securable::secure);
            throw ending;
        } catch (Gate.StepInterrupted interrupted) {
            StepInProgress present = step;
            if (present != null) {
                present.interrupted = true;
            }
            throw interrupted;
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception checked) {
            throw new EngineException(String.valueOf(checked.getMessage()));
        }
    }

    private static @Nullable Object call(Callable<@Nullable Object> body) {
        try {
            return body.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }
}
