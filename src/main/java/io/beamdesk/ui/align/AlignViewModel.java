package io.beamdesk.ui.align;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.ImageScale;
import io.beamdesk.pv.Subscription;
import io.beamdesk.replay.Replay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;

/// The alignment camera or a replay in its place, the crosshair, and the way of a feature to it.
///
/// Frames are taken only while the pane is in view and the picture is not frozen; with low bandwidth one
/// a second. All of it belongs to the JavaFX thread, except where frames come in.
public final class AlignViewModel {
    /// What is said about the picture or the last motion.
    ///
    /// @param text a sentence, empty for nothing
    /// @param problem whether a person has to do something about it
    public record Note(String text, boolean problem) {
        static final Note NONE = new Note("", false);
    }

    /// A feature on its way to the crosshair.
    ///
    /// @param scale names the axes
    /// @param target where they are sent
    record Journey(ImageScale scale, Sight.Target target) {}

    /// An older picture does not show where things are.
    private static final Duration OLDEST = Duration.ofSeconds(5);

    /// The first frame after a change of the zoom may have begun before it.
    private static final int FRAMES_OF_A_LEVEL = 2;

    private final ChosenSight sight;
    private final BooleanSupplier lowBandwidth;
    private final Executor background;
    private final Executor fxThread;
    private final FrameFeed feed;
    private final BooleanProperty frozen = new SimpleBooleanProperty(this, "frozen");
    private final BooleanProperty unlocked = new SimpleBooleanProperty(this, "unlocked");
    private final BooleanProperty centring = new SimpleBooleanProperty(this, "centring");
    private final ReadOnlyObjectWrapper<Optional<Point2D>> crosshair;
    private final ReadOnlyObjectWrapper<Note> motion =
            new ReadOnlyObjectWrapper<>(this, "motion", Note.NONE);
    private final ReadOnlyObjectWrapper<Optional<Journey>> journey =
            new ReadOnlyObjectWrapper<>(this, "journey", Optional.empty());
    private final ReadOnlyObjectWrapper<Magnification.State> zoom =
            new ReadOnlyObjectWrapper<>(this, "zoom", Magnification.State.NONE);
    private final ReadOnlyStringWrapper busy = new ReadOnlyStringWrapper(this, "busy", "");
    private final ThreeClicks clicks;
    private final CalibrationViewModel calibration;
    private final Optional<Subscription> zooming;
    private long framesBefore = -FRAMES_OF_A_LEVEL;
    private boolean shown;
    private boolean opening;
    private boolean closed;

    /// @param lowBandwidth whether few bytes may cross the network
    /// @param background for what talks to the network
    /// @param fxThread runs a task on the JavaFX thread
    public AlignViewModel(
            Sight sight,
            InstantSource clock,
            BooleanSupplier lowBandwidth,
            Executor background,
            Executor fxThread) {
        this.sight = new ChosenSight(sight);
        this.lowBandwidth = lowBandwidth;
        this.background = background;
        this.fxThread = fxThread;
        feed = new FrameFeed(this.sight::frames, clock, lowBandwidth, background, fxThread);
        crosshair = new ReadOnlyObjectWrapper<>(this, "crosshair", sight.crosshair());
        clicks = new ThreeClicks(this.sight.turntable(), this::lock, this::crosshair, fxThread);
        calibration =
                new CalibrationViewModel(
                        this.sight, this::lock, feed::latest, background, fxThread);
        zoom.set(state());
        zooming = sight.magnification().map(m -> m.watch(() -> fxThread.execute(this::magnified)));
        frozen.subscribe((_, _) -> look());
        one(modes());
    }

    private List<BooleanProperty> modes() {
        return List.of(unlocked, centring, clicks.activeProperty(), calibration.activeProperty());
    }

    /// A click does one thing: switching it on switches the others off.
    private static void one(List<BooleanProperty> modes) {
        for (BooleanProperty mode : modes) {
            mode.subscribe(on -> {
                for (BooleanProperty other : modes) {
                    if (on && !other.equals(mode)) {
                        other.set(false);
                    }
                }
            });
        }
    }

    /// Why nothing can be set by hand now, as a sentence: a run is under way, or a replay is shown; empty if
    /// it can.
    public ReadOnlyStringProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    // ---- zoom

    private Magnification.State state() {
        return sight.magnification().map(Magnification::state).orElse(Magnification.State.NONE);
    }

    private void magnified() {
        Magnification.State now = state();
        if (!now.level().equals(zoom.get().level())) {
            seeAnew("The zoom has changed");
        }
        zoom.set(now);
    }

    /// What was clicked on the picture before does not count.
    private void seeAnew(String why) {
        framesBefore = feed.count();
        crosshair.set(sight.crosshair());
        clicks.forget(why);
        calibration.forget(why);
    }

    /// How far the camera is magnified.
    ReadOnlyObjectProperty<Magnification.State> zoomProperty() {
        return zoom.getReadOnlyProperty();
    }

    /// Magnifies in another way.
    void choose(String level) {
        Optional<String> held = sight.held();
        if (held.isPresent()) {
            motion.set(new Note(held.get(), true));
            zoom.set(Magnification.State.NONE);
            zoom.set(state());
            return;
        }
        sight.magnification()
                .ifPresent(m -> {
                    var _ =
                            m.choose(level)
                                    .whenCompleteAsync(
                                            (_, failure) -> {
                                                if (failure != null) {
                                                    motion.set(
                                                            new Note(Sentences.of(failure), true));
                                                }
                                            },
                                            fxThread);
                });
    }

    /// What is seen: the camera, or the replay in its place.
    public Sight sight() {
        return sight;
    }

    /// Whether few bytes may cross the network.
    boolean isLowBandwidth() {
        return lowBandwidth.getAsBoolean();
    }

    // ---- frames

    /// Who draws the frames; called on the source's thread.
    void setScreen(Consumer<FrameEvent.Shot> screen) {
        feed.setScreen(screen);
    }

    /// Takes frames while the pane is in view.
    public void setShown(boolean now) {
        shown = now;
        tick();
    }

    /// Looks again at what depends on the time alone; once a second.
    public void tick() {
        busy.set(sight.busy().orElse(""));
        look();
    }

    private void look() {
        feed.look(shown && !frozen.get());
    }

    /// How many frames come, and how old the last is.
    FrameFeed feed() {
        return feed;
    }

    /// Whether the picture stands still.
    BooleanProperty frozenProperty() {
        return frozen;
    }

    /// What is said about the picture.
    ReadOnlyObjectProperty<Note> pictureProperty() {
        return feed.pictureProperty();
    }

    /// Starts or stops the camera.
    void acquire(boolean on) {
        var _ =
                sight.acquire(on)
                        .whenComplete((_, failure) ->
                                fxThread.execute(() -> {
                                    if (failure != null) {
                                        feed.say(Sentences.of(failure));
                                    }
                                }));
    }

    // ---- replay

    /// The replay that is shown in place of the camera; empty for the camera.
    ReadOnlyObjectProperty<Optional<Replay>> replayProperty() {
        return sight.replayProperty();
    }

    /// Opens a file or a folder of pictures and shows it in place of the camera; says why if that is not
    /// possible.
    void replay(Path place) {
        if (opening) {
            return;
        }
        opening = true;
        say("Opening " + place + "…", false);
        var _ =
                CompletableFuture.supplyAsync(() -> Replay.open(place), background)
                        .whenCompleteAsync(this::opened, fxThread);
    }

    private void opened(@Nullable Replay replay, @Nullable Throwable failure) {
        opening = false;
        if (replay != null && closed) {
            replay.close();
        } else if (replay != null) {
            show(Optional.of(replay));
        } else if (failure != null) {
            say(Sentences.of(failure), true);
        }
    }

    /// Shows the camera again.
    void live() {
        if (replayProperty().get().isPresent()) {
            show(Optional.empty());
        }
    }

    /// Shows a replay, which belongs to the view-model from now on, or the camera. Nothing of what was seen
    /// or clicked before is left.
    void show(Optional<Replay> chosen) {
        Optional<Replay> before = replayProperty().get();
        frozen.set(false);
        for (BooleanProperty mode : modes()) {
            mode.set(false);
        }
        motion.set(Note.NONE);
        feed.forget();
        sight.choose(chosen);
        zoom.set(state());
        seeAnew(chosen.isPresent() ? "A replay is shown" : "The live camera is shown again");
        before.ifPresent(over -> background.execute(over::close));
        tick();
    }

    // ---- crosshair and centring

    /// Where the crosshair is, in pixels of the frame; empty for its middle.
    ReadOnlyObjectProperty<Optional<Point2D>> crosshairProperty() {
        return crosshair.getReadOnlyProperty();
    }

    /// Column and row of the crosshair.
    Point2D crosshair() {
        return crosshair.get().orElseGet(feed::middle);
    }

    /// Whether a click moves the crosshair.
    BooleanProperty unlockedProperty() {
        return unlocked;
    }

    /// Whether a click moves the stage.
    BooleanProperty centringProperty() {
        return centring;
    }

    /// How the size of a pixel and the place of the beam are measured.
    CalibrationViewModel calibration() {
        return calibration;
    }

    /// The way of a feature onto the rotation's axis.
    ThreeClicks clicks() {
        return clicks;
    }

    /// What is said about the last motion.
    ReadOnlyObjectProperty<Note> motionProperty() {
        return motion.getReadOnlyProperty();
    }

    /// Says something about a motion that was asked for elsewhere.
    void say(String text, boolean problem) {
        motion.set(new Note(text, problem));
    }

    /// The feature on its way.
    ReadOnlyObjectProperty<Optional<Journey>> journeyProperty() {
        return journey.getReadOnlyProperty();
    }

    /// Where the feature on its way is now, in pixels of the frame.
    Optional<Point2D> feature() {
        try {
            return journey.get()
                    .map(way -> {
                        ImageScale now = sight.scale(crosshair());
                        return new Point2D(
                                now.across().pixel(way.target().across()),
                                now.down().pixel(way.target().down()));
                    });
        } catch (DeviceException _) {
            return Optional.empty();
        }
    }

    /// A click on the frame: moves the crosshair if that is allowed, or the stage in that mode, is one
    /// of three in that, or does nothing.
    ///
    /// @param place column and row from the frame's upper left corner
    void click(Point2D place) {
        if (unlocked.get()) {
            Optional<String> why = replayed().or(this::unsettled);
            if (why.isPresent()) {
                motion.set(new Note(why.get(), true));
                return;
            }
            crosshair.set(Optional.of(place));
            remember(place);
        } else if (centring.get()) {
            centre(place);
        } else if (calibration.activeProperty().get()) {
            calibration.click(place);
        } else if (clicks.activeProperty().get()) {
            clicks.click(place);
        }
    }

    private void remember(Point2D place) {
        var _ =
                sight.remember(place)
                        .whenCompleteAsync(
                                (_, failure) -> {
                                    if (failure != null) {
                                        motion.set(new Note(Sentences.of(failure), true));
                                    }
                                },
                                fxThread);
    }

    private void centre(Point2D place) {
        Optional<String> lock = lock();
        if (lock.isPresent()) {
            motion.set(new Note(lock.get(), true));
            return;
        }
        ImageScale scale;
        try {
            scale = sight.scale(crosshair());
        } catch (DeviceException unknown) {
            motion.set(new Note(String.valueOf(unknown.getMessage()), true));
            return;
        }
        Sight.Target target =
                new Sight.Target(
                        scale.across().position(place.getX()), scale.down().position(place.getY()));
        journey.set(Optional.of(new Journey(scale, target)));
        motion.set(new Note("The feature is on its way to the crosshair; STOP ends it.", false));
        CompletableFuture<Void> moved = sight.move(scale, target);
        var _ = moved.whenComplete((_, failure) -> fxThread.execute(() -> arrived(failure)));
    }

    private void arrived(@Nullable Throwable failure) {
        journey.set(Optional.empty());
        motion.set(failure == null ? Note.NONE : new Note(Sentences.of(failure), true));
    }

    private Optional<String> replayed() {
        return replayProperty().get().map(_ -> ReplayedSight.REFUSAL);
    }

    private Optional<String> lock() {
        Optional<String> replayed = replayed();
        if (replayed.isPresent()) {
            return replayed;
        }
        if (journey.get().isPresent()) {
            return Optional.of("The stage is still on its way; click again when it has arrived.");
        }
        if (frozen.get()) {
            return Optional.of(
                    "The picture is frozen and may not show where the sample is; let it go on first.");
        }
        if (feed.age().filter(age -> age.compareTo(OLDEST) < 0).isEmpty()) {
            return Optional.of(
                    sight.label()
                            + " has sent no frame for some seconds, the picture may not show where the"
                            + " sample is; start the camera first.");
        }
        return unsettled().or(sight::held);
    }

    /// Why the picture does not belong to what is known of the pixels, as a sentence.
    private Optional<String> unsettled() {
        Optional<Magnification.State> now = sight.magnification().map(Magnification::state);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        if (now.get().level().isEmpty()) {
            return Optional.of(
                    "The zoom changes or does not say its level; click again when it has arrived.");
        }
        return now.get().level().equals(zoom.get().level())
                        && feed.count() - framesBefore >= FRAMES_OF_A_LEVEL
                ? Optional.empty()
                : Optional.of("The zoom has just changed; click again when the picture shows it.");
    }

    /// Takes no more frames.
    public void close() {
        closed = true;
        shown = false;
        zooming.ifPresent(Subscription::close);
        look();
        replayProperty().get().ifPresent(Replay::close);
    }
}
