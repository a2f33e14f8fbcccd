package io.beamdesk.engine;

import io.beamdesk.engine.EngineState.Trigger;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
        EngineState now;
        synchronized (this) {
            EngineState was = state;
            now = was.on(trigger).orElseThrow(() -> new EngineException(refusal(was, trigger)));
            state = now;
            switch (trigger) {
                case START -> {
                    reason = "";
                    pauseNow = false;
                    pauseProtected = false;
                    cleaning = false;
                }
                case PAUSE_NOW -> pauseNow = true;
                case RESUME, HELD -> pauseNow = false;
                case STOP, ABORT, HALT, FAIL -> reason = joined(reason, why);
                case PAUSE_AT_STEP, ENDED -> {}
            }
            boolean unwind =
                    switch (trigger) {
                        case PAUSE_NOW -> !pauseProtected && !cleaning;
                        case STOP, ABORT, FAIL -> !cleaning;
                        case HALT -> was != EngineState.HALTING;
                        case START, PAUSE_AT_STEP, HELD, RESUME, ENDED -> false;
                    };
            if (unwind && waiting != null) {
                waiting.interrupt();
            }
            notifyAll();
        }
        changed.accept(now);
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
            pass();
            throw new RunEnded();
        } finally {
            synchronized (this) {
                waiting = null;
                // An interrupt that came after the wait had ended must not reach the next one.
                boolean _ = Thread.interrupted();
            }
        }
    }

    /// Whether a pause is to be held between steps.
    synchronized boolean wantsPause() {
        return state == EngineState.PAUSING;
    }

    /// The pause is reached: waits until it is over.
    ///
    /// @throws RunEnded if the run ends instead of going on
    void hold() throws InterruptedException {
        try {
            command(Trigger.HELD, "");
        } catch (EngineException _) {
            // The wish was taken back, or the run is ending: pass() knows.
        }
        synchronized (this) {
            while (state == EngineState.PAUSED) {
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
