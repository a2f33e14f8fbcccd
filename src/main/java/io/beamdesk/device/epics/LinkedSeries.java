package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.SeriesCamera;
import io.beamdesk.device.Status;
import io.beamdesk.document.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A series whose frames a file plugin writes: the frames of the image plugin tell their numbers and
/// times, and a frame is in the file where its number says.
///
/// That holds only if the plugin has left none out: its count has grown by as much as the number of its
/// last frame. So a frame is handed on when the plugin has told that of it or of a later one, and none
/// behind one that was left out.
final class LinkedSeries implements SeriesCamera.Series {
    private final FilePlugin plugin;
    private final String device;
    private final int frames;
    private final Supplier<CompletableFuture<Long>> lastId;
    private final Consumer<SeriesCamera.Taken> taken;
    private final SeriesCamera.Series series;
    private final Status status;
    private final Object order = new Object();

    // Guarded by this.
    private final Deque<SeriesCamera.Taken> held = new ArrayDeque<>();
    private Origin origin = new Origin(0, 0);
    private boolean asking;
    private boolean closed;

    /// How many frames the file had before the series, and the number of the last of them.
    private record Origin(long count, long id) {
        long index(long frame) {
            return count - 1 + frame - id;
        }

        boolean nothingLeftOut(FilePlugin.Written last) {
            return last.id() - id == last.count() - count;
        }
    }

    /// @param lastId asks for the number of the frame that the image plugin had last
    /// @param series makes the series of the image plugin, given who gets its frames
    LinkedSeries(
            FilePlugin plugin,
            String device,
            int frames,
            Supplier<CompletableFuture<Long>> lastId,
            Consumer<SeriesCamera.Taken> taken,
            Function<Consumer<SeriesCamera.Taken>, SeriesCamera.Series> series) {
        this.plugin = plugin;
        this.device = device;
        this.frames = frames;
        this.lastId = lastId;
        this.taken = taken;
        this.series = series.apply(this::hold);
        status = new Status(device + " writing " + frames + " frames");
    }

    /// Frames of a series before, which was ended, may still be on their way into the file.
    @Override
    public Status prepare() {
        Status prepared = new Status(device + " preparing " + frames + " frames");
        var _ =
                lastId.get()
                        .thenCompose(id -> plugin.upTo(id).thenAccept(last -> begin(last, id)))
                        .thenCompose(_ -> series.prepare().future())
                        .whenComplete((_, failure) -> {
                            if (failure == null) {
                                prepared.complete();
                            } else {
                                prepared.fail(Failures.of(failure));
                            }
                        });
        return prepared;
    }

    private synchronized void begin(FilePlugin.Written last, long id) {
        origin = new Origin(last.count(), Math.max(last.id(), id));
    }

    /// Keeps a frame, without its pixels, until the file is known to have it.
    private void hold(SeriesCamera.Taken one) {
        synchronized (this) {
            Frame frame = one.frame();
            if (origin.count() == 0) {
                origin = new Origin(0, frame.uniqueId() - one.index() - 1);
            }
            held.add(
                    new SeriesCamera.Taken(
                            one.index(),
                            new Frame(
                                    frame.uniqueId(),
                                    frame.timestamp(),
                                    frame.dtypeNumpy(),
                                    frame.rows(),
                                    frame.columns(),
                                    plugin.place(origin.index(frame.uniqueId())))));
            if (asking || closed) {
                return;
            }
            asking = true;
        }
        var _ =
                plugin.last()
                        .whenComplete((last, failure) -> {
                            synchronized (this) {
                                asking = false;
                            }
                            // What cannot be asked now is asked again with the next frame, or at
                            // the end.
                            if (failure == null) {
                                handOn(last);
                            }
                        });
    }

    /// In order, and not under the lock that closing takes: whoever gets the frames may close.
    private void handOn(FilePlugin.Written last) {
        synchronized (order) {
            written(last).forEach(taken);
        }
    }

    private synchronized List<SeriesCamera.Taken> written(FilePlugin.Written last) {
        List<SeriesCamera.Taken> written = new ArrayList<>();
        while (!closed
                && origin.nothingLeftOut(last)
                && !held.isEmpty()
                && held.element().frame().uniqueId() <= last.id()) {
            written.add(held.remove());
        }
        return written;
    }

    @Override
    public Status start() {
        var _ =
                series.start()
                        .future()
                        .thenCompose(_ -> rest())
                        .whenComplete((_, failure) -> {
                            if (failure == null) {
                                status.complete();
                            } else {
                                status.fail(Failures.of(failure));
                            }
                        });
        return status;
    }

    /// Done when the frames that are still held are handed on.
    private synchronized CompletableFuture<Void> rest() {
        if (held.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        long end = origin.index(held.getLast().frame().uniqueId());
        return plugin.after(end)
                .thenAccept(last -> {
                    handOn(last);
                    requireNone(last);
                });
    }

    private synchronized void requireNone(FilePlugin.Written last) {
        if (!held.isEmpty() && !closed) {
            throw new DeviceException.Lost(
                    device,
                    "%s: %s has got %d frames while their numbers went from %d to %d; which are missing nobody can say, look at DroppedArrays of the plugin and at who else uses the camera"
                            .formatted(
                                    device,
                                    plugin.place(last.count() - 1).file(),
                                    last.count() - origin.count(),
                                    origin.id() + 1,
                                    last.id()));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        series.close();
    }
}
