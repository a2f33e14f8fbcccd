package io.beamdesk.replay;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.FrameSource;
import io.beamdesk.device.Scheduler;
import io.beamdesk.pv.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A recording that is shown as a camera shows its frames: which one is due follows from the time, as
/// recorded or at a rate, whether somebody watches or not. A frame that is not read in time is left
/// out. The number of a frame is its place in the recording, from 1.
///
/// Frames are read on a thread of its own, one at a time, and only while somebody watches. Any thread.
public final class Replay implements FrameSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Replay");

    /// Where it is.
    ///
    /// @param index of the frame that is due, from 0
    /// @param playing whether it goes on by itself
    /// @param looping whether the first frame follows the last
    /// @param perSecond frames a second; empty for as they were recorded
    public record State(int index, boolean playing, boolean looping, OptionalDouble perSecond) {}

    /// Frames a second of a recording that does not say when its frames were taken.
    public static final double USUAL_RATE = 10;

    private static final double NANOS = 1e9;

    private final Recording recording;
    private final Scheduler scheduler;
    private final Executor reader;
    private final Runnable end;
    private final List<Consumer<FrameEvent>> consumers = new CopyOnWriteArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private State state;

    /// When the state's frame was due, as far as it plays.
    private Instant since;

    /// Counts what was asked for: what was asked before does not happen any more.
    private long turn;

    private boolean closed;
    private Scheduler.@Nullable Cancellable next;

    /// Opens a file or a folder, with a thread of its own.
    ///
    /// @throws RecordingException if there are no frames in it, or they cannot be read
    public static Replay open(Path path) {
        Recording recording = Recording.open(path);
        Scheduler scheduler = Scheduler.system();
        ExecutorService reader =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("replay").factory());
        return new Replay(
                recording,
                scheduler,
                reader,
                () -> {
                    scheduler.close();
                    reader.shutdown();
                });
    }

    /// @param recording belongs to the replay from now on
    /// @param reader reads frames, one after the other
    Replay(Recording recording, Scheduler scheduler, Executor reader, Runnable end) {
        this.recording = recording;
        this.scheduler = scheduler;
        this.reader = reader;
        this.end = end;
        state =
                new State(
                        0,
                        recording.count() > 1,
                        false,
                        recording.timed() ? OptionalDouble.empty() : OptionalDouble.of(USUAL_RATE));
        since = scheduler.steady();
    }

    @Override
    public String name() {
        return recording.name();
    }

    /// Where the recording is: its path, and the dataset in it.
    public String place() {
        return recording.place();
    }

    /// Number of frames.
    public int count() {
        return recording.count();
    }

    /// Whether it can be shown as it was recorded.
    public boolean timed() {
        return recording.timed();
    }

    /// Where it is now.
    public synchronized State state() {
        settle();
        return state;
    }

    // ---- Time

    /// When a frame is due after the first, in seconds.
    private double offset(int index) {
        return state.perSecond().isPresent()
                ? index / state.perSecond().getAsDouble()
                : recording.seconds(index);
    }

    /// How long all of it takes: the last frame stays as long as the others do on average.
    private double whole() {
        int last = recording.count() - 1;
        return last == 0 ? 1 / USUAL_RATE : offset(last) * (last + 1) / last;
    }

    /// Goes on to the frame that is due.
    private void settle() {
        if (!state.playing()) {
            return;
        }
        int last = recording.count() - 1;
        double passed = Duration.between(since, scheduler.steady()).toNanos() / NANOS;
        double at = offset(state.index()) + passed;
        double whole = whole();
        boolean around = state.looping() && whole > 0;
        int due = due(around ? at % whole : at);
        boolean over = !around && due == last;
        state = new State(due, !over, state.looping(), state.perSecond());
        since =
                since.plusNanos(
                        Math.round((passed - ((around ? at % whole : at) - offset(due))) * NANOS));
    }

    /// The last frame that is due so long after the first.
    private int due(double seconds) {
        int low = 0;
        int high = recording.count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (offset(middle) <= seconds) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// How long it is until another frame is due.
    private Duration untilNext() {
        int index = state.index();
        double then = index + 1 < recording.count() ? offset(index + 1) : whole();
        double passed = Duration.between(since, scheduler.steady()).toNanos() / NANOS;
        return Duration.ofNanos(
                Math.max(0, (long) Math.ceil((then - offset(index) - passed) * NANOS)));
    }

    // ---- What a person does

    /// Goes on by itself, from the first frame if it was at the last.
    public void play() {
        change(now ->
                new State(
                        now.index() == recording.count() - 1 ? 0 : now.index(),
                        recording.count() > 1,
                        now.looping(),
                        now.perSecond()));
    }

    /// Stays at the frame that is due.
    public void pause() {
        change(now -> new State(now.index(), false, now.looping(), now.perSecond()));
    }

    /// Goes to a frame, the nearest one there is, and goes on from there if it plays.
    public void seek(int index) {
        change(now -> new State(within(index), now.playing(), now.looping(), now.perSecond()));
    }

    /// Goes so many frames on or back, and stays there.
    public void step(int frames) {
        change(now ->
                new State(
                        within((long) now.index() + frames),
                        false,
                        now.looping(),
                        now.perSecond()));
    }

    private int within(long index) {
        return Math.clamp(index, 0, recording.count() - 1);
    }

    /// Whether the first frame follows the last.
    public void setLooping(boolean looping) {
        change(now -> new State(now.index(), now.playing(), looping, now.perSecond()));
    }

    /// Shows so many frames a second, or shows them as they were recorded.
    ///
    /// @param perSecond above 0; empty for as recorded
    /// @throws IllegalArgumentException if the recording does not say when its frames were taken
    public void setRate(OptionalDouble perSecond) {
        if (perSecond.isEmpty() && !recording.timed()) {
            throw new IllegalArgumentException(name() + " was recorded without times");
        }
        change(now -> new State(now.index(), now.playing(), now.looping(), perSecond));
    }

    private void change(UnaryOperator<State> change) {
        synchronized (this) {
            settle();
            state = change.apply(state);
            since = scheduler.steady();
        }
        request();
        told();
    }

    // ---- Who looks

    /// Calls whenever it was changed, or has come to its end, until closed; on any thread.
    public Subscription watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private void told() {
        watchers.forEach(Runnable::run);
    }

    @Override
    public Subscription watch(Consumer<FrameEvent> consumer) {
        consumers.add(consumer);
        request();
        return () -> consumers.remove(consumer);
    }

    /// Reads the frame that is due, in place of any that is waited for.
    private synchronized void request() {
        if (closed) {
            return;
        }
        turn++;
        if (next != null) {
            next.cancel();
            next = null;
        }
        long mine = turn;
        reader.execute(() -> show(mine));
    }

    private void show(long mine) {
        int index;
        synchronized (this) {
            if (mine != turn || closed || consumers.isEmpty()) {
                return;
            }
            settle();
            index = state.index();
        }
        FrameEvent event = read(index);
        consumers.forEach(consumer -> consumer.accept(event));
        boolean told;
        synchronized (this) {
            if (mine != turn || closed) {
                return;
            }
            if (event instanceof FrameEvent.Silence) {
                // A person decides how it goes on.
                state = new State(index, false, state.looping(), state.perSecond());
            }
            told = !state.playing();
            if (!told) {
                next = scheduler.after(untilNext(), () -> goOn(mine));
            }
        }
        if (told) {
            told();
        }
    }

    private synchronized void goOn(long mine) {
        if (mine == turn && !closed) {
            reader.execute(() -> show(mine));
        }
    }

    private FrameEvent read(int index) {
        try {
            Recording.Picture picture = recording.read(index);
            return new FrameEvent.Shot(
                    index + 1, picture.taken().orElse(Instant.EPOCH), picture.pixels());
        } catch (RecordingException unreadable) {
            return new FrameEvent.Silence(String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException unforeseen) {
            LOG.error("Frame {} of {} could not be read", index + 1, place(), unforeseen);
            return new FrameEvent.Silence(
                    "Frame %d of %s could not be read (%s); step over it"
                            .formatted(index + 1, place(), unforeseen));
        }
    }

    /// Shows no more frames, and closes the recording.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (next != null) {
                next.cancel();
                next = null;
            }
            consumers.clear();
            watchers.clear();
        }
        reader.execute(recording::close);
        end.run();
    }
}
