package io.beamdesk.ui.align;

import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import io.beamdesk.ui.live.LiveRun;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// A quick scan: any axis about where it is, against any column, and the way to the peak. Belongs to the
/// JavaFX thread.
public final class ScanViewModel {
    private static final String NAME = "Quick scan";

    private final Scanning scanning;
    private final MeasuredCurve curve;
    private final Executor fxThread;
    private final ObjectProperty<Optional<Scanning.Axis>> axis =
            new SimpleObjectProperty<>(this, "axis", Optional.empty());
    private final ObjectProperty<Optional<Scanning.Column>> column =
            new SimpleObjectProperty<>(this, "column", Optional.empty());
    private final DoubleProperty halfRange = new SimpleDoubleProperty(this, "halfRange", 0.5);
    private final IntegerProperty points = new SimpleIntegerProperty(this, "points", 21);
    private final DoubleProperty countTime = new SimpleDoubleProperty(this, "countTime", 0.2);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyBooleanWrapper moving = new ReadOnlyBooleanWrapper(this, "moving");
    private final ReadOnlyObjectWrapper<AlignViewModel.Note> note =
            new ReadOnlyObjectWrapper<>(this, "note", AlignViewModel.Note.NONE);

    /// @param curve follows the runs that are [#ours]
    /// @param fxThread runs a task on the JavaFX thread
    public ScanViewModel(Scanning scanning, MeasuredCurve curve, Executor fxThread) {
        this.scanning = scanning;
        this.curve = curve;
        this.fxThread = fxThread;
        column.subscribe(now -> now.ifPresent(c -> curve.setColumn(c.column())));
    }

    /// Whether a run is a quick scan.
    public static boolean ours(RunStart start) {
        return NAME.equals(start.metadata().get("title"));
    }

    Scanning scanning() {
        return scanning;
    }

    MeasuredCurve curve() {
        return curve;
    }

    /// What is scanned.
    ObjectProperty<Optional<Scanning.Axis>> axisProperty() {
        return axis;
    }

    /// What is measured.
    ObjectProperty<Optional<Scanning.Column>> columnProperty() {
        return column;
    }

    /// How far to either side, in the axis' units.
    DoubleProperty halfRangeProperty() {
        return halfRange;
    }

    /// Number of points.
    IntegerProperty pointsProperty() {
        return points;
    }

    /// How long is counted at each, in s.
    DoubleProperty countTimeProperty() {
        return countTime;
    }

    /// Whether the scan that was started here is under way.
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Whether the axis is on its way to what was found.
    ReadOnlyBooleanProperty movingProperty() {
        return moving.getReadOnlyProperty();
    }

    /// What is said about the last scan or motion.
    ReadOnlyObjectProperty<AlignViewModel.Note> noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Scans; the axis goes back to where it was.
    void run() {
        if (running.get() || axis.get().isEmpty() || column.get().isEmpty()) {
            return;
        }
        Scanning.Column measured = column.get().get();
        running.set(true);
        note.set(AlignViewModel.Note.NONE);
        StepScanRecipe recipe =
                new StepScanRecipe(
                        NAME,
                        List.of(
                                new AxisRange(
                                        axis.get().get().name(),
                                        -halfRange.get(),
                                        halfRange.get(),
                                        points.get())),
                        true,
                        false,
                        measured.triggered() ? List.of(measured.device()) : List.of(),
                        measured.triggered() ? List.of() : List.of(measured.device()),
                        countTime.get(),
                        0,
                        "",
                        "");
        var _ = scanning.start(recipe).whenCompleteAsync(this::over, fxThread);
    }

    private void over(@Nullable Outcome outcome, @Nullable Throwable failure) {
        running.set(false);
        if (failure != null) {
            note.set(new AlignViewModel.Note(Sentences.of(failure), true));
        } else if (outcome != null && outcome.exitStatus() != ExitStatus.SUCCESS) {
            note.set(new AlignViewModel.Note(outcome.reason(), true));
        }
    }

    /// Ends the scan; what it measured is kept.
    void stop() {
        if (running.get()) {
            scanning.stop();
        }
    }

    /// Sends the axis that was scanned to a place on the curve.
    void moveTo(double place) {
        Optional<String> device = curve.run().flatMap(LiveRun::axisDevice);
        if (running.get() || moving.get() || device.isEmpty() || !Double.isFinite(place)) {
            return;
        }
        moving.set(true);
        note.set(AlignViewModel.Note.NONE);
        var _ =
                scanning.move(device.get(), place)
                        .whenCompleteAsync(
                                (_, failure) -> {
                                    moving.set(false);
                                    if (failure != null) {
                                        note.set(
                                                new AlignViewModel.Note(
                                                        Sentences.of(failure), true));
                                    }
                                },
                                fxThread);
    }
}
