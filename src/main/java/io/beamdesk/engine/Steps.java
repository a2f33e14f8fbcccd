package io.beamdesk.engine;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Recovery;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Securable;
import io.beamdesk.device.Stageable;
import io.beamdesk.engine.EngineState.Trigger;
import io.beamdesk.plan.Msg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private final Function<String, Recovery> rules;
    private final Runnable progressed;

    /// Where the shutters are to go back to after the present pause.
    private final Map<Movable<?>, Msg.Move<?>> closedForPause = new LinkedHashMap<>();

    private @Nullable Present step;

    /// A step being done: which of its `once` bodies are over, and how many rows these have read.
    private static final class Present {
        /// Of the plan, for people; may be empty.
        final String part;

        int onceDone;
        int onceSeen;
        int keep;
        boolean interrupted;
        boolean inOnce;

        /// Because of it the step will be done again; null if nothing has failed.
        @Nullable Remedy remedy;

        final Remedy.Tries tries = new Remedy.Tries();

        Present(String part) {
            this.part = part;
        }

        boolean isUnwound() {
            return interrupted || remedy != null;
        }
    }

    Steps(
            Gate gate,
            Scheduler scheduler,
            SafeState safeState,
            Hardware hardware,
            Runs runs,
            Function<String, Recovery> rules,
            Runnable progressed) {
        this.gate = gate;
        this.scheduler = scheduler;
        this.safeState = safeState;
        this.hardware = hardware;
        this.runs = runs;
        this.rules = rules;
        this.progressed = progressed;
    }

    /// Whether a step is being done.
    boolean inStep() {
        return step != null;
    }

    /// Whether what is being done now can be done again.
    boolean canRepeat() {
        Present present = step;
        return present != null && !present.inOnce;
    }

    /// A verb of the present step was unwound by a pause.
    void interrupted() {
        Present present = step;
        if (present != null) {
            present.interrupted = true;
        }
    }

    /// A verb failed: in a step that can be done again the run is held for it, otherwise it fails.
    void failed(RuntimeException failure) {
        Present present = step;
        if (present != null && present.remedy != null) {
            return;
        }
        String tries = "";
        String where = present == null || present.part.isEmpty() ? "" : present.part + ": ";
        if (present != null && failure instanceof DeviceException broken) {
            if (!present.inOnce) {
                present.remedy =
                        Remedy.of(broken, hardware.met(), rules, present.tries, gate, scheduler)
                                .orElse(null);
                if (present.remedy != null) {
                    present.remedy.ask();
                    return;
                }
            }
            tries = present.tries.said(broken.device());
        }
        // At once, so that the scopes being closed on the way out know how the run ends.
        gate.command(Trigger.FAIL, where + Live.sentence(failure) + tries);
    }

    /// @param part of the plan that it belongs to; may be empty
    @Nullable Object step(String part, Supplier<@Nullable Object> body) {
        if (step != null) {
            throw new EngineException("The plan has a step within a step; a step is one whole");
        }
        Present present = new Present(part);
        boolean unwound = false;
        try {
            while (true) {
                step = present;
                Remedy remedy = present.remedy;
                present.interrupted = false;
                present.remedy = null;
                present.onceSeen = 0;
                try {
                    // What the unwound step had started comes to rest even if the pause was taken
                    // back meanwhile: nothing is started again that has not ended.
                    if (unwound || gate.wantsPause()) {
                        unwound = false;
                        hold(remedy);
                    }
                    orderAgain();
                    reopenShutters();
                    gate.pass();
                    Object result = body.get();
                    unwound = present.isUnwound();
                    if (!unwound && isSound(present)) {
                        runs.commit();
                        progressed.run();
                        return result;
                    }
                } catch (Gate.StepInterrupted _) {
                    // Done again after the pause.
                    unwound = true;
                } catch (RuntimeException failure) {
                    repeatOrThrow(present, failure);
                    unwound = true;
                }
                runs.forget(present.keep);
            }
        } catch (RuntimeException leaving) {
            runs.forget(0);
            throw leaving;
        } finally {
            step = null;
        }
    }

    private void repeatOrThrow(Present present, RuntimeException failure) {
        if (failure instanceof Gate.RunEnded) {
            throw failure;
        }
        if (failure instanceof DeviceException && !gate.state().isEnding()) {
            failed(failure);
        }
        if (present.remedy == null) {
            throw failure;
        }
        if (gate.state() == EngineState.FAILING) {
            // A clean-up within the step has failed after it.
            gate.command(Trigger.FAIL, Live.sentence(failure));
        }
    }

    /// Whether nothing that the plan had set was lost while the step was being done, even if no verb
    /// has noticed; otherwise the step is done again.
    private boolean isSound(Present present) {
        List<Msg> lost = hardware.orders().lost();
        if (lost.isEmpty()) {
            return true;
        }
        if (!present.tries.loss()) {
            throw new EngineException(
                    names(lost)
                            + " lost the connection again and again; look at the IOC and network");
        }
        return false;
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
        present.inOnce = true;
        try {
            var _ = body.get();
        } finally {
            present.inOnce = false;
        }
        present.onceDone++;
        present.keep = runs.drafts();
        return null;
    }

    /// Brings to rest what the step has started, closes the shutters, and waits.
    ///
    /// @param remedy what is waited for beside the operator and the beamline; may be null
    private void hold(@Nullable Remedy remedy) {
        try {
            List<Securable> quiet = new ArrayList<>(hardware.takeActive());
            quiet.addAll(safeState.shutters());
            // Nothing can be asked of them before they are back.
            List<Securable> away =
                    remedy != null && remedy.isLoss()
                            ? quiet.stream().filter(Remedy::isAway).toList()
                            : List.of();
            quiet.removeAll(away);
            rememberOpen(quiet);
            List<String> hazards = safeState.confirm(quiet);
            if (!hazards.isEmpty()) {
                throw new EngineException(
                        (remedy == null ? "" : String.join("; ", gate.waitsFor()) + ". ")
                                + "The pause was not reached: "
                                + String.join("; ", hazards));
            }
            Instant since = scheduler.steady();
            String why = gate.heldFor();
            why = why.isEmpty() ? "paused, and the pause was taken back" : why;
            LOG.atLevel(gate.waitsFor().isEmpty() ? Level.INFO : Level.WARN).log("Run {}", why);
            runs.interruption(why);
            awaitRelease(remedy);
            rememberOpen(away);
            hardware.atRest(away);
            List<String> overrides = gate.overrides();
            String over =
                    String.format(
                            Locale.ROOT,
                            "resumed after %.1f s%s",
                            Duration.between(since, scheduler.steady()).toMillis() / 1e3,
                            overrides.isEmpty()
                                    ? ""
                                    : ", overriding: " + String.join("; ", overrides));
            LOG.info("Run {}", over);
            runs.interruption(over);
        } catch (InterruptedException _) {
            throw new Gate.RunEnded();
        }
    }

    private void awaitRelease(@Nullable Remedy remedy) throws InterruptedException {
        if (remedy == null) {
            gate.awaitRelease();
            return;
        }
        remedy.begin();
        try {
            gate.awaitRelease();
        } finally {
            remedy.end();
        }
    }

    /// Where open shutters go back to.
    private void rememberOpen(List<Securable> devices) {
        for (Securable shutter : safeState.shutters()) {
            if (devices.contains(shutter)
                    && shutter instanceof Movable<?> movable
                    && shutter.hazard().isPresent()) {
                closedForPause.putIfAbsent(
                        movable, new Msg.Move<>(cast(movable), movable.position()));
            }
        }
    }

    /// Sets again what devices have forgotten whose IOC was away; of a shutter it is remembered.
    private void orderAgain() {
        List<Msg> lost = hardware.orders().lost();
        if (lost.isEmpty()) {
            return;
        }
        for (Msg order : lost) {
            if (order instanceof Msg.Stage(Stageable device)) {
                boolean was = gate.protectFromPause(true);
                try {
                    hardware.stage(device);
                } finally {
                    gate.protectFromPause(was);
                }
            } else if (order instanceof Msg.Move<?> move) {
                if (move.movable() instanceof Securable shutter
                        && safeState.shutters().contains(shutter)) {
                    closedForPause.put(move.movable(), move);
                } else {
                    hardware.move(move);
                }
            }
        }
        String again = "set again after a lost connection: " + names(lost);
        LOG.info("Run {}", again);
        runs.interruption(again);
    }

    private static String names(List<Msg> orders) {
        return orders.stream()
                .map(order ->
                        order instanceof Msg.Stage(Stageable device)
                                ? device.name()
                                : order instanceof Msg.Move<?> move ? move.movable().name() : "")
                .distinct()
                .collect(Collectors.joining(", "));
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
