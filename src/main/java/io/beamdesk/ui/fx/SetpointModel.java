package io.beamdesk.ui.fx;

import io.beamdesk.pv.Range;
import io.beamdesk.pv.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// A setpoint being edited: what is typed waits for Enter, and Escape forgets it.
public final class SetpointModel {
    /// How a setpoint field stands.
    public enum Mode {
        /// Shows what the server has.
        IDLE,
        /// Typed and not sent.
        PENDING,
        /// Typed, and cannot be sent for the reason given.
        REFUSED,
        /// This desk may not write it.
        READ_ONLY,
        /// Nobody answers.
        DISCONNECTED
    }

    private final Function<Value, CompletableFuture<Void>> send;
    private final Executor fxThread;
    private final ReadOnlyStringWrapper text =
            new ReadOnlyStringWrapper(this, "text", Figures.DASH);
    private final ReadOnlyObjectWrapper<Mode> mode =
            new ReadOnlyObjectWrapper<>(this, "mode", Mode.DISCONNECTED);
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper(this, "reason", "");
    private PvState state;
    private boolean edited;
    private String held = "";
    private OptionalDouble sent = OptionalDouble.empty();

    /// @param initial what is known of the variable
    /// @param send writes a value; the future fails with a sentence if it is refused
    /// @param fxThread runs what changes the properties
    public SetpointModel(
            PvState initial, Function<Value, CompletableFuture<Void>> send, Executor fxThread) {
        this.state = initial;
        this.send = send;
        this.fxThread = fxThread;
        settle();
    }

    /// What the field shows.
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /// How the field stands.
    public ReadOnlyObjectProperty<Mode> modeProperty() {
        return mode.getReadOnlyProperty();
    }

    /// Why it is refused or read only, empty otherwise.
    public ReadOnlyStringProperty reasonProperty() {
        return reason.getReadOnlyProperty();
    }

    /// What is known of the variable.
    public PvState state() {
        return state;
    }

    /// Takes over what the server says; what is being typed stays.
    public void show(PvState next) {
        state = next;
        sent = OptionalDouble.empty();
        if (!edited || !permitted()) {
            settle();
        }
    }

    /// Refuses every change for a reason, or allows them again where it is empty; what is being typed stays.
    public void hold(String why) {
        if (why.equals(held)) {
            return;
        }
        held = why;
        if (!edited) {
            settle();
        } else {
            judge(why.isEmpty() ? problem(text.get()) : why);
        }
    }

    /// Takes what was typed. Text equal to the server's is no edit.
    public void edit(String typed) {
        if (!writable() || typed.equals(text.get())) {
            return;
        }
        if (typed.equals(state.text())) {
            settle();
            return;
        }
        edited = true;
        text.set(typed);
        judge(problem(typed));
    }

    private void judge(String problem) {
        reason.set(problem);
        mode.set(problem.isEmpty() ? Mode.PENDING : Mode.REFUSED);
    }

    /// Adds a number of steps to what is typed, or to the setpoint; still to be sent with Enter.
    public void step(int steps, double size) {
        List<String> labels = state.properties().labels();
        if (!labels.isEmpty()) {
            int at = labels.indexOf(text.get());
            edit(labels.get(Math.clamp(at + Integer.signum(steps), 0, labels.size() - 1)));
            return;
        }
        double from = typed().orElseGet(() -> state.number().orElse(Double.NaN));
        if (!Double.isNaN(from)) {
            edit(Figures.of(from + steps * size, state.properties().precision()));
        }
    }

    /// Sends what was typed, if it can be sent.
    public void commit() {
        if (!edited || !writable()) {
            return;
        }
        String problem = problem(text.get());
        if (!problem.isEmpty()) {
            refuse(problem);
            return;
        }
        send(value(text.get()));
    }

    /// Sends the setpoint moved by so many steps at once; from the last one sent, if the server has not
    /// told it back yet, so that no step is lost.
    public void jog(int steps, double size) {
        OptionalDouble from = sent.isPresent() && state.connected() ? sent : state.number();
        if (from.isEmpty() || !writable()) {
            return;
        }
        double target = from.getAsDouble() + steps * size;
        String typed = Figures.of(target, state.properties().precision());
        String problem = problem(typed);
        if (problem.isEmpty()) {
            sent = OptionalDouble.of(target);
            send(new Value.Floating(target));
        } else {
            edited = true;
            text.set(typed);
            refuse(problem);
        }
    }

    /// Forgets what was typed.
    public void revert() {
        settle();
    }

    /// Whether this desk may write it now.
    public boolean writable() {
        return permitted() && held.isEmpty();
    }

    private boolean permitted() {
        return state.connected() && state.access().writable();
    }

    private void send(Value value) {
        String typed = text.get();
        settle();
        var _ =
                send.apply(value)
                        .whenCompleteAsync(
                                (_, failure) -> {
                                    if (failure != null) {
                                        sent = OptionalDouble.empty();
                                        edited = true;
                                        text.set(typed);
                                        refuse(sentence(failure));
                                    }
                                },
                                fxThread);
    }

    private void settle() {
        edited = false;
        text.set(state.text());
        if (!state.connected()) {
            reason.set("not connected");
            mode.set(Mode.DISCONNECTED);
        } else if (!state.access().writable()) {
            reason.set("no write access");
            mode.set(Mode.READ_ONLY);
        } else if (!held.isEmpty()) {
            reason.set(held);
            mode.set(Mode.READ_ONLY);
        } else {
            reason.set("");
            mode.set(Mode.IDLE);
        }
    }

    private void refuse(String why) {
        reason.set(why);
        mode.set(Mode.REFUSED);
    }

    private OptionalDouble typed() {
        try {
            return edited ? OptionalDouble.of(Figures.parse(text.get())) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    private Value value(String typed) {
        return label(typed)
                .<Value>map(Value.Text::new)
                .orElseGet(() -> new Value.Floating(Figures.parse(typed)));
    }

    /// The label that was meant, whatever its case; empty where there are no labels or none fits.
    private Optional<String> label(String typed) {
        return state.properties().labels().stream()
                .filter(label -> label.equalsIgnoreCase(typed.strip()))
                .findFirst();
    }

    private String problem(String typed) {
        List<String> labels = state.properties().labels();
        if (!labels.isEmpty()) {
            return label(typed).isPresent() ? "" : "choose one of " + String.join(", ", labels);
        }
        double number;
        try {
            number = Figures.parse(typed);
        } catch (NumberFormatException e) {
            return String.valueOf(e.getMessage());
        }
        Range limits = state.properties().control();
        if (limits.contains(number)) {
            return "";
        }
        boolean above = number > limits.high();
        String units = state.properties().units();
        return typed.strip()
                + (above ? " is above " : " is below ")
                + Figures.brief(above ? limits.high() : limits.low())
                + (units.isEmpty() ? "" : "\u00a0" + units);
    }

    private static String sentence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
