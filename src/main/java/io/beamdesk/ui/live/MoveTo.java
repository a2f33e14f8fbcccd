package io.beamdesk.ui.live;

import io.beamdesk.ui.plot.PlotModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Moves the axis of the latest run to a place on its plot, or both axes of a map, unless something
/// holds them.
public final class MoveTo {
    /// An axis and where it is sent.
    ///
    /// @param device the axis
    /// @param value where to
    /// @param axis how that is written
    public record Target(String device, double value, PlotModel.Axis axis) {}

    /// How the last motion stands.
    public sealed interface Outcome {
        /// None was asked for.
        record None() implements Outcome {}

        /// Under way.
        ///
        /// @param targets the axes and where to
        record Moving(List<Target> targets) implements Outcome {}

        /// Arrived.
        ///
        /// @param targets the axes and where they were sent
        record Arrived(List<Target> targets) implements Outcome {}

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
        if (run.get().stop().isEmpty()) {
            return Optional.of(
                    "This run holds "
                            + String.join(", ", run.get().motors())
                                    .replaceFirst(", ([^,]*)$", " and $1")
                                    .replace('_', ' ')
                            + ". Move-to unlocks when it ends.");
        }
        return outcome.get() instanceof Outcome.Moving(List<Target> targets)
                ? Optional.of("Moving " + words(targets, " to ") + "; STOP ends it.")
                : engineHolds.get();
    }

    /// Axes and places in words.
    ///
    /// @param link what stands between the two
    static String words(List<Target> targets, String link) {
        return targets.stream()
                .map(t -> t.device().replace('_', ' ') + link + Places.words(t.value(), t.axis()))
                .collect(Collectors.joining(" and "));
    }

    /// Sends the axis of the latest run there.
    public void go(double target) {
        live.current()
                .flatMap(LiveRun::axisDevice)
                .ifPresent(device ->
                        go(List.of(new Target(device, target, live.curves().plot().xAxis()))));
    }

    /// Sends axes of the latest run there, all at once.
    public void go(List<Target> targets) {
        if (lock().isPresent() || targets.stream().anyMatch(t -> !Double.isFinite(t.value()))) {
            return;
        }
        outcome.set(new Outcome.Moving(targets));
        CompletableFuture<?>[] motions =
                targets.stream()
                        .map(t -> axes.move(t.device(), t.value()))
                        .toArray(CompletableFuture[]::new);
        var _ =
                CompletableFuture.allOf(motions)
                        .whenComplete((_, failure) ->
                                fxThread.execute(() ->
                                        outcome.set(
                                                failure == null
                                                        ? new Outcome.Arrived(targets)
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
