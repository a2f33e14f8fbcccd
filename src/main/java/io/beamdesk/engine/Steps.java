package io.beamdesk.engine;

import io.beamdesk.device.Movable;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.plan.Msg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Steps as transactions: each is done as a whole, held where the operator or the beamline wants it,
/// and done again after what unwound it.
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final Gate gate;
    private final Scheduler scheduler;
    private final SafeState safeState;
    private final Hardware hardware;
    private final Runs runs;
    private final Runnable progressed;

    /// Where the shutters are to go back to after the present pause.
    private final Map<Movable<?>, Msg.Move<?>> closedForPause = new LinkedHashMap<>();

    private @Nullable Present step;

    /// A step being done: which of its `once` bodies are over, and how many rows these have read.
    private static final class Present {
        int onceDone;
        int onceSeen;
        int keep;
        boolean interrupted;
    }

    Steps(
            Gate gate,
            Scheduler scheduler,
            SafeState safeState,
            Hardware hardware,
            Runs runs,
            Runnable progressed) {
        this.gate = gate;
        this.scheduler = scheduler;
        this.safeState = safeState;
        this.hardware = hardware;
        this.runs = runs;
        this.progressed = progressed;
    }

    /// Whether a step is being done.
    boolean inStep() {
        return step != null;
    }

    /// A verb of the present step was unwound by a pause.
    void interrupted() {
        Present present = step;
        if (present != null) {
            present.interrupted = true;
        }
    }

    @Nullable Object step(Supplier<@Nullable Object> body) {
        if (step != null) {
            throw new EngineException("The plan has a step within a step; a step is one whole");
        }
        Present present = new Present();
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
                    Object result = body.get();
                    if (!present.interrupted) {
                        runs.commit();
                        progressed.run();
                        return result;
                    }
                } catch (Gate.StepInterrupted _) {
                    // Repeated below, after the pause.
                }
                unwound = true;
                runs.forget(present.keep);
            }
        } catch (RuntimeException leaving) {
            runs.forget(0);
            throw leaving;
        } finally {
            step = null;
        }
    }

    /// @param body protected from pauses
    @Nullable Object once(Supplier<@Nullable Object> body) {
        Present present = step;
        if (present == null) {
            throw new EngineException("The plan has a once outside a step; it belongs into one");
        }
        gate.pass();
        if (present.onceSeen++ < present.onceDone) {
            return null;
        }
        var _ = body.get();
        present.onceDone++;
        present.keep = runs.drafts();
        return null;
    }

    /// Brings to rest what the step has started, closes the shutters, and waits.
    private void hold() {
        try {
            List<Securable> quiet = new ArrayList<>(hardware.takeActive());
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
            runs.interruption(why);
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
            runs.interruption(over);
        } catch (InterruptedException _) {
            throw new Gate.RunEnded();
        }
    }

    @SuppressWarnings("unchecked") // its own position is a target of a movable, whatever its type
    private static Movable<Object> cast(Movable<?> movable) {
        return (Movable<Object>) movable;
    }

    /// Opens what a pause has closed; what a further pause interrupts is opened after that one.
    private void reopenShutters() {
        for (Msg.Move<?> back : List.copyOf(closedForPause.values())) {
            hardware.move(back);
            closedForPause.remove(back.movable());
        }
    }
}
