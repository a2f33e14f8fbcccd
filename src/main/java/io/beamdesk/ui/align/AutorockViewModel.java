package io.beamdesk.ui.align;

import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.live.PeakStatistics;
import io.beamdesk.ui.plot.Marker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The autorock of a beamline's recipe, run from Align: over which range, what it finds, and where the
/// axis is left. Belongs to the JavaFX thread.
public final class AutorockViewModel {
    /// What an autorock has left behind.
    ///
    /// @param parked where the axis is, in its units
    /// @param gain how many times as high as before the counter is at its maximum; NaN if it was not
    ///     measured
    record Result(double parked, double gain) {}

    private final Scanning scanning;
    private final Supplier<Optional<AutorockRecipe>> source;
    private final MeasuredCurve curve;
    private final Executor background;
    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<Optional<AutorockRecipe>> recipe =
            new ReadOnlyObjectWrapper<>(this, "recipe", Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyObjectWrapper<Optional<Result>> result =
            new ReadOnlyObjectWrapper<>(this, "result", Optional.empty());
    private final ReadOnlyObjectWrapper<AlignViewModel.Note> note =
            new ReadOnlyObjectWrapper<>(this, "note", AlignViewModel.Note.NONE);

    /// @param source reads the recipe, away from the JavaFX thread; empty if there is none
    /// @param curve follows the runs of autorocks
    /// @param fxThread runs a task on the JavaFX thread
    public AutorockViewModel(
            Scanning scanning,
            Supplier<Optional<AutorockRecipe>> source,
            MeasuredCurve curve,
            Executor background,
            Executor fxThread) {
        this.scanning = scanning;
        this.source = source;
        this.curve = curve;
        this.background = background;
        this.fxThread = fxThread;
    }

    /// Reads the recipe, unless there is one already.
    void load() {
        if (recipe.get().isEmpty()) {
            background.execute(() -> {
                Optional<AutorockRecipe> found = source.get();
                fxThread.execute(() -> take(found));
            });
        }
    }

    private void take(Optional<AutorockRecipe> found) {
        recipe.set(found);
        found.ifPresentOrElse(
                r -> curve.setColumn(r.counter()),
                () ->
                        note.set(
                                new AlignViewModel.Note(
                                        "There is no autorock recipe; save one in Recipes.",
                                        false)));
    }

    /// What will be run, with what was changed here.
    ReadOnlyObjectProperty<Optional<AutorockRecipe>> recipeProperty() {
        return recipe.getReadOnlyProperty();
    }

    /// The axis that rocks.
    Optional<Scanning.Axis> axis() {
        return recipe.get()
                .flatMap(r ->
                        scanning.axes().stream()
                                .filter(axis -> axis.name().equals(r.axis().device()))
                                .findFirst());
    }

    /// Its position now, NaN if nobody knows.
    double position() {
        return recipe.get()
                .map(r -> scanning.position(r.axis().device()).orElse(Double.NaN))
                .orElse(Double.NaN);
    }

    /// Rocks so far to either side from where the axis is.
    void setHalfRange(double half) {
        change(r -> new AxisRange(r.axis().device(), -half, half, r.axis().points()), null);
    }

    /// Measures so many points.
    void setPoints(int points) {
        change(r -> new AxisRange(r.axis().device(), r.axis().from(), r.axis().to(), points), null);
    }

    /// Counts so long at each, in s.
    void setCountTime(double seconds) {
        change(AutorockRecipe::axis, seconds);
    }

    private void change(Function<AutorockRecipe, AxisRange> range, @Nullable Double seconds) {
        recipe.set(
                recipe.get()
                        .map(r ->
                                new AutorockRecipe(
                                        r.name(),
                                        range.apply(r),
                                        true,
                                        r.detector(),
                                        r.counter(),
                                        seconds == null ? r.exposure() : seconds,
                                        r.settle(),
                                        r.sample(),
                                        r.notes())));
    }

    /// The curve.
    MeasuredCurve curve() {
        return curve;
    }

    /// Whether the run that was started here is under way.
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// What the last one found; empty while one is under way, or if it found nothing.
    ReadOnlyObjectProperty<Optional<Result>> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// What is said about the last one.
    ReadOnlyObjectProperty<AlignViewModel.Note> noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Rocks, and leaves the axis at the maximum.
    void run() {
        if (running.get() || recipe.get().isEmpty()) {
            return;
        }
        AutorockRecipe now = recipe.get().get();
        double origin = position();
        running.set(true);
        result.set(Optional.empty());
        note.set(AlignViewModel.Note.NONE);
        var _ =
                scanning.start(now)
                        .whenCompleteAsync(
                                (outcome, failure) -> over(origin, outcome, failure), fxThread);
    }

    private void over(double origin, @Nullable Outcome outcome, @Nullable Throwable failure) {
        running.set(false);
        if (outcome == null) {
            note.set(
                    new AlignViewModel.Note(
                            failure == null ? "" : Sentences.of(failure), failure != null));
        } else if (outcome.exitStatus() == ExitStatus.SUCCESS && !outcome.stopped()) {
            Result found = new Result(position(), curve.gainOver(origin));
            result.set(Optional.of(found));
            mark(found.parked());
        } else {
            note.set(
                    new AlignViewModel.Note(
                            outcome.stopped()
                                    ? "Stopped; the axis went back to where it was."
                                    : outcome.reason(),
                            !outcome.stopped()));
        }
    }

    private void mark(double parked) {
        String words = Figures.of(parked, axis().map(Scanning.Axis::precision).orElse(2));
        curve.fit();
        curve.plot().mark(List.of(new Marker(parked, "parked " + words, "", Marker.Kind.PARKED)));
    }

    /// Ends it; the axis goes back to where it was.
    void stop() {
        if (running.get()) {
            scanning.stop();
        }
    }

    /// The peak of the curve as it is measured.
    PeakStatistics peak() {
        return curve.statistics();
    }
}
