package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Quantity;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.SeriesCamera;
import io.beamdesk.device.Signal;
import io.beamdesk.device.Status;
import io.beamdesk.document.Frame;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Frames of an areaDetector camera in image mode Multiple, each taken from its own update of the
/// image plugin's array.
///
/// The array's update carries no number. It is the frame whose UniqueId_RBV has the nearest time
/// stamp, at most half a period away: both are stamped with the frame's own time where the records
/// have TSE -2, as areaDetector's have, otherwise with the time at which the plugin handles them. That
/// time is the end of the exposure: a driver stamps a frame when it has read it out.
final class FrameSeries implements SeriesCamera.Series {
    private static final Value ON = new Value.Whole(1);

    private final String device;
    private final Signal imageMode;
    private final Signal imageCount;
    private final Signal acquire;
    private final FrameFetch fetch;
    private final Request request;
    private final Duration margin;
    private final Consumer<Boolean> exposing;
    private final Scheduler scheduler;
    private final int frames;
    private final Duration period;
    private final Consumer<SeriesCamera.Taken> taken;
    private final Status status;
    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private volatile long before = Long.MAX_VALUE;

    // Guarded by order.
    private final Object order = new Object();
    private @Nullable CompletableFuture<List<Sample>> shape;
    private CompletableFuture<Void> delivery = CompletableFuture.completedFuture(null);

    // Guarded by this.
    private final List<Subscription> watches = new ArrayList<>();
    private final Deque<Sample> ids = new ArrayDeque<>();
    private final Deque<Sample> arrays = new ArrayDeque<>();
    private boolean any;
    private boolean last;
    private boolean acquired;
    private boolean closed;
    private Scheduler.@Nullable Cancellable patience;

    private record Numbered(long id, Sample pixels) {}

    /// @param acquire the camera's Acquire
    /// @param request how the array is asked for
    /// @param margin how much longer than its frames the acquisition may take
    /// @param exposing told when the acquisition begins and ends
    FrameSeries(
            FrameFetch fetch,
            Signal imageMode,
            Signal imageCount,
            Signal acquire,
            Request request,
            Duration margin,
            Consumer<Boolean> exposing,
            int frames,
            Duration period,
            Consumer<SeriesCamera.Taken> taken) {
        this.device = fetch.device();
        this.imageMode = imageMode;
        this.imageCount = imageCount;
        this.acquire = acquire;
        this.fetch = fetch;
        this.request = request;
        this.margin = margin;
        this.exposing = exposing;
        this.scheduler = fetch.scheduler();
        this.frames = frames;
        this.period = period;
        this.taken = taken;
        status = new Status(device + " acquiring " + frames + " frames");
    }

    @Override
    public Status prepare() {
        Status prepared = new Status(device + " preparing " + frames + " frames");
        var _ =
                write(imageMode, new Value.Text("Multiple"))
                        .thenCompose(_ -> write(imageCount, new Value.Whole(frames)))
                        .thenCompose(_ -> fetch.lastId())
                        .thenCompose(this::listen)
                        .whenComplete((_, failure) -> {
                            if (failure == null) {
                                prepared.complete();
                            } else {
                                prepared.fail(Failures.of(failure));
                            }
                        });
        return prepared;
    }

    private static CompletableFuture<Void> write(Signal signal, Value value) {
        return signal.put(value)
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(
                                signal.refused("setting " + signal.pv(), failure)));
    }

    /// Done when the updates arrive: the first is the frame that is there already.
    private synchronized CompletableFuture<Void> listen(long lastId) {
        before = lastId;
        if (!closed) {
            watches.add(fetch.uniqueId().subscribe(Request.NATIVE, this::id));
            watches.add(fetch.data().subscribe(request, this::array));
        }
        return Deadline.on(
                listening,
                margin,
                scheduler,
                () ->
                        new DeviceException.TimedOut(
                                device,
                                device
                                        + ": "
                                        + fetch.data().pv()
                                        + " sends no updates; look at the image plugin"));
    }

    private void id(PvEvent event) {
        if (event instanceof Sample sample && number(sample) > before) {
            deliver(ids, sample);
        }
    }

    private void array(PvEvent event) {
        if (event instanceof Sample sample && !listening.complete(null)) {
            deliver(arrays, sample);
        } else if (event instanceof PvEvent.Disconnected && listening.isDone()) {
            fail(fetch.data().disconnected(fetch.data().state()));
        }
    }

    private static long number(Sample sample) {
        return (long) sample.value().number().orElse(0);
    }

    /// In order, and not under the lock that closing takes: whoever gets the frames may close.
    private void deliver(Deque<Sample> queue, Sample sample) {
        synchronized (order) {
            match(queue, sample).forEach(this::deliver);
        }
    }

    /// A number without an array is a lost frame: it is left out.
    private synchronized List<Numbered> match(Deque<Sample> queue, Sample sample) {
        List<Numbered> matched = new ArrayList<>();
        if (closed) {
            return matched;
        }
        queue.add(sample);
        while (!arrays.isEmpty() && !ids.isEmpty()) {
            Duration apart = Duration.between(ids.peek().timestamp(), arrays.peek().timestamp());
            if (apart.abs().compareTo(period.dividedBy(2)) <= 0) {
                matched.add(new Numbered(number(ids.remove()), arrays.remove()));
            } else if (apart.isPositive()) {
                ids.remove();
            } else {
                arrays.remove();
            }
        }
        return matched;
    }

    private void deliver(Numbered numbered) {
        long index = numbered.id - before - 1;
        if (index >= frames) {
            return;
        }
        CompletableFuture<List<Sample>> known = shape;
        if (known == null) {
            known = fetch.shape();
            shape = known;
        }
        delivery =
                delivery.thenCombine(
                        known,
                        (_, is) -> {
                            Frame frame = fetch.frame(is, numbered.pixels, numbered.id);
                            taken.accept(new SeriesCamera.Taken((int) index, frame));
                            arrived(index == frames - 1L);
                            return null;
                        });
        var _ =
                delivery.whenComplete((_, failure) -> {
                    if (failure != null) {
                        fail(Failures.of(failure));
                    }
                });
    }

    private synchronized void arrived(boolean theLast) {
        any = true;
        last |= theLast;
        if (acquired) {
            await();
        }
    }

    @Override
    public Status start() {
        exposing.accept(true);
        Duration limit = period.multipliedBy(frames).multipliedBy(2).plus(margin);
        Instant since = scheduler.steady();
        var _ =
                Deadline.on(
                                acquire.put(ON),
                                limit,
                                scheduler,
                                () -> late(Duration.between(since, scheduler.steady())))
                        .whenComplete((_, failure) -> {
                            exposing.accept(false);
                            if (failure == null) {
                                acquired();
                            } else {
                                fail(acquire.refused("acquiring", failure));
                            }
                        });
        return status;
    }

    private DeviceException late(Duration waited) {
        return new DeviceException.TimedOut(
                device,
                device
                        + ": "
                        + acquire.pv()
                        + " has not finished "
                        + frames
                        + " frames of "
                        + Quantity.exact(period.toNanos() / 1e9, "s")
                        + " each after "
                        + waited.toMillis() / 1000.0
                        + " s; check the camera's trigger mode and frame rate");
    }

    private synchronized void acquired() {
        acquired = true;
        await();
    }

    /// Ends the series if no other frame comes: the plugin may lag behind the camera.
    private void await() {
        if (patience != null) {
            patience.cancel();
        }
        patience = scheduler.after(last ? Duration.ZERO : fetch.limit(), this::end);
    }

    private void end() {
        boolean none;
        synchronized (this) {
            if (closed) {
                return;
            }
            none = !any;
        }
        if (none) {
            fail(missing());
            return;
        }
        var _ =
                write(imageMode, new Value.Text("Single"))
                        .thenCompose(_ -> write(imageCount, ON))
                        .whenComplete((_, failure) -> {
                            if (failure == null) {
                                close();
                                status.complete();
                            } else {
                                fail(Failures.of(failure));
                            }
                        });
    }

    private DeviceException missing() {
        return new DeviceException.TimedOut(
                device,
                device
                        + ": none of "
                        + frames
                        + " frames came, "
                        + fetch.uniqueId().pv()
                        + " stays at "
                        + before
                        + "; check ArrayCallbacks of the camera and EnableCallbacks of the plugin");
    }

    private void fail(DeviceException failure) {
        close();
        status.fail(failure);
    }

    @Override
    public void close() {
        List<Subscription> closing;
        synchronized (this) {
            closed = true;
            closing = List.copyOf(watches);
            watches.clear();
            arrays.clear();
            ids.clear();
        }
        closing.forEach(Subscription::close);
    }
}
