package io.beamdesk.ui.shell;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the run strip says of the run, and what it can ask of it.
///
/// Whoever drives the run sets the properties on the JavaFX thread.
public final class RunStripViewModel {
    /// What a person can ask of a run. None of them may block.
    ///
    /// @param pause hold after the present step
    /// @param resume go on
    /// @param resumeAnyway go on although the beamline is not ready
    /// @param stop end here and keep the data
    /// @param abort end at once and close the shutter
    /// @param openProduct show the product on the desktop
    /// @param acknowledge seen: take the strip away
    public record Commands(
            Runnable pause,
            Runnable resume,
            Runnable resumeAnyway,
            Runnable stop,
            Runnable abort,
            Runnable openProduct,
            Runnable acknowledge) {}

    private final Commands commands;
    private final ObjectProperty<RunState> state =
            new SimpleObjectProperty<>(this, "state", RunState.NONE);
    private final StringProperty title = new SimpleStringProperty(this, "title", "");
    private final StringProperty detail = new SimpleStringProperty(this, "detail", "");
    private final DoubleProperty progress = new SimpleDoubleProperty(this, "progress");
    private final StringProperty points = new SimpleStringProperty(this, "points", "");
    private final StringProperty elapsed = new SimpleStringProperty(this, "elapsed", "");
    private final StringProperty left = new SimpleStringProperty(this, "left", "");
    private final StringProperty finish = new SimpleStringProperty(this, "finish", "");
    private final BooleanProperty productAvailable =
            new SimpleBooleanProperty(this, "productAvailable");

    /// A strip with no run.
    public RunStripViewModel(Commands commands) {
        this.commands = commands;
    }

    /// What a person can ask.
    public Commands commands() {
        return commands;
    }

    /// How the run stands.
    public ObjectProperty<RunState> stateProperty() {
        return state;
    }

    /// What runs on which sample; for a suspension or a failure its reason.
    public StringProperty titleProperty() {
        return title;
    }

    /// One line more: where it is, what it waits for, what was kept, what to do next.
    public StringProperty detailProperty() {
        return detail;
    }

    /// Share of the points that is done, 0 to 1.
    public DoubleProperty progressProperty() {
        return progress;
    }

    /// Points done of all, such as `166 of 240 points`.
    public StringProperty pointsProperty() {
        return points;
    }

    /// Time so far, such as `elapsed 4:54`, or how long it waits.
    public StringProperty elapsedProperty() {
        return elapsed;
    }

    /// Time left, such as `2:11`; empty if unknown.
    public StringProperty leftProperty() {
        return left;
    }

    /// When it ends, such as `ends 16:34`.
    public StringProperty finishProperty() {
        return finish;
    }

    /// Whether there is a product that can be opened.
    public BooleanProperty productAvailableProperty() {
        return productAvailable;
    }
}
