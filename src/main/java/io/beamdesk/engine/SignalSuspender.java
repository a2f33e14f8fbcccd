package io.beamdesk.engine;

import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Holds a run while a signal is not as it should be, does not answer, or cannot be trusted.
///
/// After it was bad it must be good for a while; what has never been bad is good at once.
public final class SignalSuspender implements Suspender {
    private enum Verdict {
        GOOD,
        /// Not bad enough to hold a run, not good enough to let one go on.
        BETWEEN,
        BAD
    }

    /// @param why one clause, for a state that is not good
    private record Judgement(Verdict verdict, String why) {}

    private static final Judgement GOOD = new Judgement(Verdict.GOOD, "");

    private final String name;
    private final Signal signal;
    private final Duration settle;
    private final Scheduler scheduler;
    private final Function<Signal.State, Judgement> condition;
    private final Subscription subscription;
    private Runnable watcher = () -> {};
    private String why;
    private boolean met;
    private Scheduler.@Nullable Cancellable settling;

    private SignalSuspender(
            String name,
            Signal signal,
            Duration settle,
            Scheduler scheduler,
            Function<Signal.State, Judgement> condition) {
        this.name = name;
        this.signal = signal;
        this.settle = settle;
        this.scheduler = scheduler;
        this.condition = condition;
        this.why = unanswered();
        this.subscription = signal.watch(this::heard);
    }

    /// Holds a run while a number is too low.
    ///
    /// @param name of the quantity, for people
    /// @param signal of one number; stays the caller's
    /// @param below holds below this, and at NaN
    /// @param resumeAbove lets go at or above this
    /// @param settle how long it must be there
    public static SignalSuspender low(
            String name,
            Signal signal,
            double below,
            double resumeAbove,
            Duration settle,
            Scheduler scheduler) {
        return new SignalSuspender(
                name,
                signal,
                settle,
                scheduler,
                state -> {
                    double value = state.number().orElse(Double.NaN);
                    if (value >= resumeAbove) {
                        return GOOD;
                    }
                    String units = state.properties().units();
                    String upper = Quantity.exact(resumeAbove, units);
                    String shown = name + " " + state.shown() + " below ";
                    return value >= below
                            ? new Judgement(Verdict.BETWEEN, shown + upper)
                            : new Judgement(
                                    Verdict.BAD,
                                    shown
                                            + Quantity.exact(below, units)
                                            + " (resumes above "
                                            + upper
                                            + ")");
                });
    }

    /// Holds a run while a choice or a text is another than the one wanted.
    ///
    /// @param name of the quantity, for people
    /// @param signal of one choice or text; stays the caller's
    /// @param wanted label of the good state
    /// @param settle how long it must be there
    public static SignalSuspender unless(
            String name, Signal signal, String wanted, Duration settle, Scheduler scheduler) {
        return new SignalSuspender(
                name,
                signal,
                settle,
                scheduler,
                state ->
                        state.shown().equals(wanted)
                                ? GOOD
                                : new Judgement(
                                        Verdict.BAD,
                                        name + " is " + state.shown() + ", not " + wanted));
    }

    private String unanswered() {
        return name + " does not answer (" + signal.pv() + ")";
    }

    private void heard(Signal.State state) {
        boolean changed;
        synchronized (this) {
            String before = why;
            Judgement now = judge(state);
            boolean first = !met && state.live().isPresent();
            met |= first;
            switch (now.verdict()) {
                case BAD -> {
                    callOff();
                    why = now.why();
                }
                case BETWEEN -> {
                    callOff();
                    why = first || why.isEmpty() ? "" : now.why();
                }
                case GOOD -> {
                    if (first || settle.isZero()) {
                        why = "";
                    } else if (!why.isEmpty() && settling == null) {
                        why =
                                name
                                        + " is good again, and must be for "
                                        + Quantity.exact(settle.toMillis() / 1e3, "s");
                        settling = scheduler.after(settle, this::settled);
                    }
                }
            }
            changed = !why.equals(before);
        }
        if (changed) {
            watcher.run();
        }
    }

    private Judgement judge(Signal.State state) {
        Optional<Sample> sample = state.live();
        if (sample.isEmpty()) {
            return new Judgement(Verdict.BAD, unanswered());
        }
        if (sample.get().alarm().severity() == Severity.INVALID) {
            return new Judgement(
                    Verdict.BAD,
                    name
                            + " is INVALID ("
                            + sample.get().alarm().status()
                            + ", "
                            + signal.pv()
                            + ")");
        }
        return condition.apply(state);
    }

    private void settled() {
        synchronized (this) {
            if (settling == null) {
                return;
            }
            settling = null;
            why = "";
        }
        watcher.run();
    }

    private void callOff() {
        if (settling != null) {
            settling.cancel();
            settling = null;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Optional<String> reason() {
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }

    @Override
    public synchronized void watch(Runnable next) {
        watcher = next;
    }

    @Override
    public synchronized void close() {
        subscription.close();
        callOff();
    }
}
