package io.beamdesk.ui.live;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Moves the axis of the latest run to a place on its plot, unless something holds the axis.
public final class MoveTo {
    /// How the last motion stands.
    public sealed interface Outcome {
        /// None was asked for.
        record None() implements Outcome {}

        /// Under way.
        ///
        /// @param device the axis
        /// @param target where to
        record Moving(String device, double target) implements Outcome {}

        /// Arrived.
        ///
        /// @param device the axis
        /// @param target where it was sent
        record Arrived(String device, double target) implements Outcome {}

        /// Not done.
        ///
        /// @param reason one sentence
        record Refused(String reason) implements Outcome {}
    }

    private final Axes axes;
    private final Executor fxThread;
    private final LiveViewModel live;
    private final ObjectProperty<Optional<String>> engineHolds =
            new SimpleObjectProperty<>(this, "engineHolds", Optional.empty());
    private final ReadOnlyObjectWrapper<Outcome> outcome =
            new ReadOnlyObjectWrapper<>(this, "outcome", new Outcome.None());

    /// @param live whose axis is moved
    /// @param axes the beamline's axes
    /// @param fxThread runs a task on the JavaFX thread
    public MoveTo(LiveViewModel live, Axes axes, Executor fxThread) {
        this.live = live;
        this.axes = axes;
        this.fxThread = fxThread;
    }

    /// What holds the axes beside a run that Live knows of, in one sentence.
    public ObjectProperty<Optional<String>> engineHoldsProperty() {
        return engineHolds;
    }

    /// How the last motion stands.
    public ReadOnlyObjectProperty<Outcome> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /// Why no motion can be asked for now, empty if one can.
    public Optional<String> lock() {
        Optional<LiveRun> run = live.current();
        if (run.isEmpty() || run.get().axis().isEmpty()) {
            return Optional.of("This run has no axis to move.");
        }
        String axis = run.get().axisDevice().orElse("the axis").replace('_', ' ');
        if (run.get().stop().isEmpty()) {
            return Optional.of("This run holds " + axis + ". Move-to unlocks when it ends.");
        }
        return outcome.get() instanceof Outcome.Moving
                ? Optional.of(axis + " is moving; STOP ends it.")
                : engineHolds.get();
    }

    /// Sends the axis of the latest run there.
    public void go(double target) {
        if (lock().isPresent() || !Double.isFinite(target)) {
            return;
        }
        String device = live.current().flatMap(LiveRun::axisDevice).orElseThrow();
        outcome.set(new Outcome.Moving(device, target));
        var _ =
                axes.move(device, target)
                        .whenComplete((_, failure) ->
                                fxThread.execute(() ->
                                        outcome.set(
                                                failure == null
                                                        ? new Outcome.Arrived(device, target)
                                                        : new Outcome.Refused(reason(failure)))));
    }

    private static String reason(Throwable failure) {
        Throwable root =
                failure instanceof java.util.concurrent.CompletionException
                                && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
