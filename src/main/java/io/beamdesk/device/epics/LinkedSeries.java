package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.SeriesCamera;
import io.beamdesk.device.Status;
import io.beamdesk.document.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A series whose frames a file plugin writes: the frames of the image plugin tell their numbers and
/// times, and a frame is in the file where its number says.
///
/// That holds only if the plugin has left none out, which it tells at the end; so the frames are
/// handed on then, and none where it is not so.
final class LinkedSeries implements SeriesCamera.Series {
    private final FilePlugin plugin;
    private final String device;
    private final int frames;
    private final Consumer<SeriesCamera.Taken> taken;
    private final SeriesCamera.Series series;
    private final Status status;
    private volatile long before;

    // Guarded by this.
    private final List<SeriesCamera.Taken> held = new ArrayList<>();

    /// @param series makes the series of the image plugin, given who gets its frames
    LinkedSeries(
            FilePlugin plugin,
            String device,
            int frames,
            Consumer<SeriesCamera.Taken> taken,
            Function<Consumer<SeriesCamera.Taken>, SeriesCamera.Series> series) {
        this.plugin = plugin;
        this.device = device;
        this.frames = frames;
        this.taken = taken;
        this.series = series.apply(this::hold);
        status = new Status(device + " writing " + frames + " frames");
    }

    private synchronized void hold(SeriesCamera.Taken one) {
        Frame frame = one.frame();
        held.add(
                new SeriesCamera.Taken(
                        one.index(),
                        new Frame(
                                frame.uniqueId(),
                                frame.timestamp(),
                                frame.dtypeNumpy(),
                                frame.rows(),
                                frame.columns(),
                                plugin.place(before + one.index()))));
    }

    @Override
    public Status prepare() {
        Status prepared = new Status(device + " preparing " + frames + " frames");
        var _ =
                plugin.count()
                        .thenCompose(count -> {
                            before = count;
                            return series.prepare().future();
                        })
                        .whenComplete((_, failure) -> {
                            if (failure == null) {
                                prepared.complete();
                            } else {
                                prepared.fail(Failures.of(failure));
                            }
                        });
        return prepared;
    }

    @Override
    public Status start() {
        var _ =
                series.start()
                        .future()
                        .thenCompose(_ -> plugin.after(before + frames - 1))
                        .thenAccept(this::handOn)
                        .whenComplete((_, failure) -> {
                            if (failure == null) {
                                status.complete();
                            } else {
                                status.fail(Failures.of(failure));
                            }
                        });
        return status;
    }

    /// As many frames as were asked for, and the last of them the last number: none was left out.
    private void handOn(FilePlugin.Written last) {
        List<SeriesCamera.Taken> whole;
        synchronized (this) {
            whole = List.copyOf(held);
            held.clear();
        }
        for (SeriesCamera.Taken one : whole) {
            long end = one.frame().uniqueId() - one.index() + frames - 1;
            if (last.place().index() != before + frames - 1 || last.id() != end) {
                throw new DeviceException.Lost(
                        device,
                        "%s: %s has %d frames of the %d that were taken, the last of them %d where %d was due; which are missing nobody can say, look at DroppedArrays of the plugin and at who else uses the camera"
                                .formatted(
                                        device,
                                        last.place().file(),
                                        last.place().index() + 1 - before,
                                        frames,
                                        last.id(),
                                        end));
            }
        }
        whole.forEach(taken);
    }

    @Override
    public void close() {
        series.close();
    }
}
