package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.History;
import io.beamdesk.ui.fx.PvState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the header says on every pane. Whoever knows it sets it, on the JavaFX thread.
public final class HeaderViewModel {
    /// A state that is a shape and a word.
    ///
    /// @param word in capitals
    /// @param icon literal of the icon, or `shape:` and a class of the stylesheet that draws it
    /// @param styleClass class of the stylesheet
    public record Word(String word, String icon, String styleClass) {
        /// A shutter that lets the beam through.
        public static final Word OPEN = new Word("OPEN", "mdi2c-crosshairs-gps", "open");

        /// A shutter that does not.
        public static final Word CLOSED = new Word("CLOSED", "shape:shutter-closed", "closed");

        /// A shutter on its way.
        public static final Word TRAVELLING =
                new Word("MOVING", "mdi2c-chevron-double-right", "travelling");

        /// The hutch is searched and interlocked.
        public static final Word READY = new Word("READY", "mdi2s-shield-check", "ready");

        /// The hutch may be entered, so that no beam can come.
        public static final Word NOT_READY = new Word("OPEN", "mdi2s-shield-alert", "not-ready");

        /// Nobody answers.
        public static final Word UNKNOWN = new Word(" –", "mdi2l-lan-disconnect", "unknown");

        /// This desk may move things.
        public static final Word THIS_DESK =
                new Word("This desk", "mdi2k-key-variant", "this-desk");
    }

    private static final Duration RING_WINDOW = Duration.ofMinutes(10);

    private final StringProperty beamline = new SimpleStringProperty(this, "beamline", "");
    private final StringProperty experiment = new SimpleStringProperty(this, "experiment", "");
    private final ObjectProperty<PvState> ring;
    private final ObjectProperty<PvState> energy;
    private final BooleanProperty energyMoving = new SimpleBooleanProperty(this, "energyMoving");
    private final ObjectProperty<Word> frontEnd =
            new SimpleObjectProperty<>(this, "frontEnd", Word.UNKNOWN);
    private final ObjectProperty<Word> fastShutter =
            new SimpleObjectProperty<>(this, "fastShutter", Word.UNKNOWN);
    private final ObjectProperty<Word> hutch =
            new SimpleObjectProperty<>(this, "hutch", Word.UNKNOWN);
    private final ObjectProperty<Word> control =
            new SimpleObjectProperty<>(this, "control", Word.THIS_DESK);
    private final ObjectProperty<Instant> now;
    private final BooleanProperty seconds = new SimpleBooleanProperty(this, "seconds", true);
    private final BooleanProperty opening = new SimpleBooleanProperty(this, "opening");
    private final ZoneId zone;
    private final History ringHistory = new History(RING_WINDOW, 88);

    /// @param clock tells the time shown and the age of the ring's values
    /// @param zone of the time shown
    public HeaderViewModel(InstantSource clock, ZoneId zone) {
        this.zone = zone;
        PvState unknown = PvState.unknown(clock.instant());
        ring = new SimpleObjectProperty<>(this, "ring", unknown);
        energy = new SimpleObjectProperty<>(this, "energy", unknown);
        now = new SimpleObjectProperty<>(this, "now", clock.instant());
        ring.subscribe(
                state -> ringHistory.add(clock.instant(), state.number().orElse(Double.NaN)));
    }

    /// Name of the beamline.
    public StringProperty beamlineProperty() {
        return beamline;
    }

    /// Experiment and its title.
    public StringProperty experimentProperty() {
        return experiment;
    }

    /// Current in the storage ring.
    public ObjectProperty<PvState> ringProperty() {
        return ring;
    }

    /// The ring current of the last ten minutes.
    public History ringHistory() {
        return ringHistory;
    }

    /// Photon energy.
    public ObjectProperty<PvState> energyProperty() {
        return energy;
    }

    /// Whether the energy is on its way.
    public BooleanProperty energyMovingProperty() {
        return energyMoving;
    }

    /// Front-end shutter.
    public ObjectProperty<Word> frontEndProperty() {
        return frontEnd;
    }

    /// Fast shutter.
    public ObjectProperty<Word> fastShutterProperty() {
        return fastShutter;
    }

    /// Whether values are only on their way, so that nothing is said of one that is not there yet.
    public BooleanProperty openingProperty() {
        return opening;
    }

    /// Whether the hutch is searched and interlocked.
    public ObjectProperty<Word> hutchProperty() {
        return hutch;
    }

    /// Who may move things.
    public ObjectProperty<Word> controlProperty() {
        return control;
    }

    /// The time, set once a second.
    public ObjectProperty<Instant> nowProperty() {
        return now;
    }

    /// Whether the time is shown with its seconds.
    public BooleanProperty secondsProperty() {
        return seconds;
    }

    /// Zone of the time shown.
    public ZoneId zone() {
        return zone;
    }
}
