package io.beamdesk.engine;

import io.beamdesk.engine.EngineState.Trigger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the operator's wishes meet the plan: the engine's state, and the waits it may interrupt.
///
/// One thread runs the plan; any thread may command. The plan's thread is interrupted only while it
/// waits in [#await], so that an interrupt never reaches a document on its way to the product.
final class Gate {
    /// Unwinds a step that will be repeated after a pause.
    static final class StepInterrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepInterrupted() {
            super("the step was interrupted by a pause and will be repeated", null, false, false);
        }
    }

    /// Unwinds a plan whose run is ending.
    static final class RunEnded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RunEnded() {
            super("the run is ending", null, false, false);
        }
    }

    private final Consumer<EngineState> changed;
    private EngineState state = EngineState.IDLE;
    private String reason = "";
    private boolean pauseNow;
    private boolean pauseProtected;
    private boolean cleaning;
    private @Nullable Thread waiting;

    /// Whether the operator wants the pause, beside the beamline or alone.
    private boolean operatorPause;

    /// Why the beamline is not ready, by the name of what watches it.
    private final Map<String, String> unready = new LinkedHashMap<>();

    /// What is waited for before a failed step is done again; empty if nothing.
    private String recovering = "";

    /// What the operator overrides until it is ready again, or the run is over.
    private final Set<String> overridden = new LinkedHashSet<>();

    /// Calls the consumer after each change of the state, on the thread that made it.
    Gate(Consumer<EngineState> changed) {
        this.changed = changed;
    }

    synchronized EngineState state() {
        return state;
    }

    /// Why the run is ending, the first reason first; empty if it is not or succeeded.
    synchronized String reason() {
        return reason;
    }

    /// Makes a transition if the table has it.
    ///
    /// @throws EngineException if it cannot happen now
    void command(Trigger trigger, String why) {
        changed.accept(make(trigger, why));
    }

    private synchronized EngineState make(Trigger trigger, String why) {
        EngineState was = state;
        EngineState now =
                was.on(trigger).orElseThrow(() -> new EngineException(refusal(was, trigger)));
        state = now;
        switch (trigger) {
            case START -> {
                reason = "";
                pauseNow = false;
                pauseProtected = false;
                cleaning = false;
                operatorPause = false;
                recovering = "";
                overridden.clear();
            }
            case PAUSE_NOW -> {
                pauseNow = true;
                operatorPause = true;
            }
            case PAUSE_AT_STEP -> operatorPause = true;
            case SUSPEND -> pauseNow = true;
            case WAIT -> operatorPause = false;
            case RESUME -> {
                pauseNow = false;
                operatorPause = false;
            }
            case HELD, HELD_FOR_BEAMLINE, CLEAR -> pauseNow = false;
            case STOP, ABORT, HALT, FAIL -> reason = joined(reason, why);
            case ENDED -> {}
        }
        boolean unwind =
                switch (trigger) {
                    case PAUSE_NOW, SUSPEND -> !pauseProtected && !cleaning;
                    case STOP, ABORT, FAIL -> !cleaning;
                    case HALT -> was != EngineState.HALTING;
                    case START,
                            PAUSE_AT_STEP,
                            HELD,
                            HELD_FOR_BEAMLINE,
                            CLEAR,
                            WAIT,
                            RESUME,
                            ENDED ->
                            false;
                };
        if (unwind && waiting != null) {
            waiting.interrupt();
        }
        notifyAll();
        return now;
    }

    /// Looks at what is not ready at the beamline now, a clause each by the name of what watches it.
    /// Holds a run, or lets it go on when nothing else does.
    ///
    /// @param look called while the gate is held: an older look never follows a newer one, and what
    ///     it locks is always locked after the gate, also by a device that is started under the gate
    void beamline(Supplier<Map<String, String>> look) {
        EngineState now;
        synchronized (this) {
            Map<String, String> reasons = look.get();
            unready.clear();
            unready.putAll(reasons);
            overridden.retainAll(reasons.keySet());
            now = reconsider();
        }
        changed.accept(now);
    }

    /// Holds the run because a step that failed will be done again, one clause with the reason; an
    /// empty one lets it go on when nothing else holds it.
    void recovering(String why) {
        EngineState now;
        synchronized (this) {
            recovering = why;
            now = reconsider();
        }
        changed.accept(now);
    }

    private EngineState reconsider() {
        boolean ready = waitsFor().isEmpty();
        return switch (state) {
            case RUNNING -> ready ? state : make(Trigger.SUSPEND, "");
            case PAUSING -> {
                if (!ready) {
                    yield make(Trigger.SUSPEND, "");
                }
                yield operatorPause ? state : make(Trigger.CLEAR, "");
            }
            case SUSPENDED -> ready ? make(Trigger.CLEAR, "") : state;
            case IDLE, PAUSED, STOPPING, ABORTING, HALTING, FAILING -> state;
        };
    }

    /// What the run waits for: what is not ready and not overridden, a clause each.
    synchronized List<String> waitsFor() {
        Stream<String> beamline =
                unready.entrySet().stream()
                        .filter(entry -> !overridden.contains(entry.getKey()))
                        .map(Map.Entry::getValue);
        return Stream.concat(Stream.of(recovering).filter(why -> !why.isEmpty()), beamline)
                .toList();
    }

    /// What is not ready and overridden by the operator, a clause each.
    synchronized List<String> overrides() {
        return unready.entrySet().stream()
                .filter(entry -> overridden.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// The operator lets the run go on: at once, or when the beamline is ready.
    ///
    /// @throws EngineException if no pause of the operator's is there to be ended
    void resume() {
        EngineState now;
        synchronized (this) {
            List<String> waits = waitsFor();
            if (state == EngineState.SUSPENDED
                    || (state == EngineState.PAUSING && !operatorPause)) {
                throw new EngineException(
                        "Cannot resume now: "
                                + String.join("; ", waits)
                                + "; it goes on by itself when that is over, or resume anyway");
            }
            now = make(waits.isEmpty() ? Trigger.RESUME : Trigger.WAIT, "");
        }
        changed.accept(now);
    }

    /// The operator lets the run go on against what the beamline says.
    ///
    /// @return what is overridden, a clause each
    /// @throws EngineException if nothing is held
    List<String> resumeAnyway() {
        List<String> against;
        EngineState now;
        synchronized (this) {
            against = waitsFor();
            now = make(Trigger.RESUME, "");
            overridden.addAll(unready.keySet());
            recovering = "";
        }
        changed.accept(now);
        return against;
    }

    /// Why the run is held or is about to be, one clause.
    synchronized String heldFor() {
        List<String> waits = waitsFor();
        String beamline = waits.isEmpty() ? "" : "suspended: " + String.join("; ", waits);
        String operator = operatorPause ? "paused by the operator" : "";
        return operator.isEmpty() || beamline.isEmpty()
                ? operator + beamline
                : operator + "; " + beamline;
    }

    /// The first reason is kept; a later one is added unless it says the same.
    private static String joined(String first, String then) {
        if (first.isEmpty()) {
            return then;
        }
        return first.contains(then.replaceFirst("^clean-up: ", ""))
                ? first
                : first + "; then " + then;
    }

    private static String refusal(EngineState state, Trigger trigger) {
        String verb = trigger.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "Cannot "
                + verb
                + " now: the engine is "
                + state.name().toLowerCase(Locale.ROOT)
                + (trigger == Trigger.START ? "; wait for the present run to end or abort it" : "");
    }

    /// Lets a verb pass, or unwinds the plan. Clean-up always passes.
    synchronized void pass() {
        if (cleaning) {
            return;
        }
        if (state.isEnding()) {
            throw new RunEnded();
        }
        if (pauseNow && !pauseProtected) {
            throw new StepInterrupted();
        }
    }

    /// Starts something on hardware, unless the run is being ended or paused: the check and the start
    /// cannot be torn apart, so that nothing starts after a stop.
    synchronized <T> T start(Supplier<T> start) {
        pass();
        return start.get();
    }

    /// Starts a motion of the clean-up, unless the run was halted; torn apart as little as [#start].
    synchronized <T> Optional<T> startUnlessHalted(Supplier<T> start) {
        return state == EngineState.HALTING ? Optional.empty() : Optional.of(start.get());
    }

    /// Waits for hardware. Interrupted by a pause at once, by the end of the run, and in clean-up by
    /// a halt alone.
    <T> T await(Callable<T> wait) throws Exception {
        synchronized (this) {
            pass();
            waiting = Thread.currentThread();
        }
        try {
            return wait.call();
        } catch (InterruptedException _) {
            throw unwinding();
        } finally {
            synchronized (this) {
                waiting = null;
                // An interrupt that came after the wait had ended must not reach the next one.
                boolean _ = Thread.interrupted();
            }
        }
    }

    /// What an interrupted wait is left with. A pause that was taken back meanwhile has ended the
    /// wait all the same: the step is done again, and the run does not end.
    private synchronized RuntimeException unwinding() {
        return cleaning || state.isEnding() ? new RunEnded() : new StepInterrupted();
    }

    /// Whether a pause is to be held between steps.
    synchronized boolean wantsPause() {
        return state == EngineState.PAUSING;
    }

    /// The pause is reached: waits until it is over.
    ///
    /// @throws RunEnded if the run ends instead of going on
    void awaitRelease() throws InterruptedException {
        EngineState now;
        synchronized (this) {
            // Otherwise the wish was taken back, or the run is ending: pass() knows.
            now =
                    state == EngineState.PAUSING
                            ? make(operatorPause ? Trigger.HELD : Trigger.HELD_FOR_BEAMLINE, "")
                            : state;
        }
        changed.accept(now);
        synchronized (this) {
            while (state == EngineState.PAUSED || state == EngineState.SUSPENDED) {
                wait();
            }
        }
        pass();
    }

    /// Between `true` and `false` a pause does not unwind; returns what was set before.
    synchronized boolean protectFromPause(boolean on) {
        boolean was = pauseProtected;
        pauseProtected = on;
        return was;
    }

    /// Enters clean-up; returns whether it was in clean-up before.
    synchronized boolean clean(boolean on) {
        boolean was = cleaning;
        cleaning = on;
        return was;
    }
}
