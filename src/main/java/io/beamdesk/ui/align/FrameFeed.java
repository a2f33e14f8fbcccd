package io.beamdesk.ui.align;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.FrameSource;
import io.beamdesk.image.Pixels;
import io.beamdesk.pv.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;

/// Frames on their way to the screen, and what is known of the latest; with low bandwidth it stops after
/// each until it is told to look again. All of it belongs to the JavaFX thread, except where frames come
/// in: many that come within a pulse are noted together.
final class FrameFeed {
    /// What came in and was not noted yet.
    ///
    /// @param id number of a frame
    /// @param at when it came
    /// @param silence why there is no frame; empty for a frame
    private record Arrival(long id, Instant at, Optional<String> silence) {}

    private final Supplier<FrameSource> source;
    private final InstantSource clock;
    private final BooleanSupplier lowBandwidth;
    private final Executor background;
    private final Executor fxThread;
    private final FrameRate rate = new FrameRate();
    private final ReadOnlyObjectWrapper<AlignViewModel.Note> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", AlignViewModel.Note.NONE);
    private @Nullable Subscription watch;
    private @Nullable Pixels latest;
    private Instant arrived = Instant.MIN;
    private long count;

    // Of whoever holds the lock, from here on: who is watched, and what came from there.
    private final Object lock = new Object();
    private Consumer<FrameEvent.Shot> screen = _ -> {};
    private long watching;
    private List<Arrival> arrivals = new ArrayList<>();
    private @Nullable Pixels newest;

    /// @param source of frames now
    /// @param background for what talks to the network
    /// @param fxThread runs a task on the JavaFX thread
    FrameFeed(
            Supplier<FrameSource> source,
            InstantSource clock,
            BooleanSupplier lowBandwidth,
            Executor background,
            Executor fxThread) {
        this.source = source;
        this.clock = clock;
        this.lowBandwidth = lowBandwidth;
        this.background = background;
        this.fxThread = fxThread;
    }

    /// Who draws the frames; called on the source's thread.
    void setScreen(Consumer<FrameEvent.Shot> now) {
        synchronized (lock) {
            screen = now;
        }
    }

    /// Takes frames from now on, or no more.
    void look(boolean wanted) {
        if (wanted && watch == null) {
            rate.interrupted();
            long number = ended();
            watch = source.get().watch(event -> take(number, event));
        } else if (!wanted) {
            rest();
        }
    }

    private void rest() {
        Subscription over = watch;
        if (over != null) {
            watch = null;
            ended();
            background.execute(over::close);
        }
    }

    /// Nothing that was watched before is taken any more.
    private long ended() {
        synchronized (lock) {
            watching++;
            arrivals.clear();
            return watching;
        }
    }

    /// Takes no more frames from where they came from, and knows of none.
    void forget() {
        rest();
        latest = null;
        arrived = Instant.MIN;
        picture.set(AlignViewModel.Note.NONE);
    }

    private void take(long number, FrameEvent event) {
        synchronized (lock) {
            if (number != watching) {
                return;
            }
            switch (event) {
                case FrameEvent.Shot shot -> {
                    screen.accept(shot);
                    newest = shot.pixels();
                    arrivals.add(new Arrival(shot.uniqueId(), clock.instant(), Optional.empty()));
                }
                case FrameEvent.Silence silence ->
                        arrivals.add(
                                new Arrival(0, clock.instant(), Optional.of(silence.reason())));
            }
            if (arrivals.size() > 1) {
                return;
            }
        }
        fxThread.execute(() -> note(number));
    }

    private void note(long number) {
        List<Arrival> now;
        Pixels pixels;
        synchronized (lock) {
            if (number != watching) {
                return;
            }
            now = arrivals;
            arrivals = new ArrayList<>();
            pixels = newest;
            newest = null;
        }
        if (pixels != null) {
            latest = pixels;
        }
        boolean frames = false;
        for (Arrival each : now) {
            if (each.silence().isEmpty()) {
                frames = true;
                arrived = each.at();
                rate.arrived(each.id(), each.at());
                count++;
            }
        }
        if (!now.isEmpty()) {
            picture.set(
                    now.getLast()
                            .silence()
                            .map(reason -> new AlignViewModel.Note(reason, true))
                            .orElse(AlignViewModel.Note.NONE));
        }
        if (frames && lowBandwidth.getAsBoolean()) {
            rest();
        }
    }

    /// Says something about the picture.
    void say(String text) {
        picture.set(new AlignViewModel.Note(text, true));
    }

    /// What is said about the picture.
    ReadOnlyObjectProperty<AlignViewModel.Note> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// The latest frame; empty before the first.
    Optional<Pixels> latest() {
        return Optional.ofNullable(latest);
    }

    /// The middle of the latest frame, in pixels; the upper left corner before the first.
    Point2D middle() {
        return latest().map(pixels -> new Point2D(pixels.columns() / 2.0, pixels.rows() / 2.0))
                .orElse(Point2D.ZERO);
    }

    /// Frames that have come.
    long count() {
        return count;
    }

    /// How many frames come.
    double perSecond() {
        return rate.perSecond(clock.instant());
    }

    /// Frames lost on their way.
    long lost() {
        return rate.lost();
    }

    /// How long ago the last frame came; empty before the first.
    Optional<Duration> age() {
        return arrived.equals(Instant.MIN)
                ? Optional.empty()
                : Optional.of(Duration.between(arrived, clock.instant()));
    }
}
