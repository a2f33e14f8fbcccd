package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Scheduler;
import io.beamdesk.device.Signal;
import io.beamdesk.document.Frame;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Fetches the frame that follows a known one from an areaDetector image plugin.
///
/// Plugins lag behind the camera: the frame is there when the plugin's UniqueId changes, which may
/// be after the camera's Acquire completed.
///
/// @param device the device's name
/// @param uniqueId UniqueId_RBV of the plugin
/// @param columns ArraySize0_RBV
/// @param rows ArraySize1_RBV
/// @param planes ArraySize2_RBV, 0 or 1 for a monochrome frame
/// @param dataType DataType_RBV of the plugin
/// @param data ArrayData
/// @param limit how long the plugin may lag
/// @param scheduler times the limit
record FrameFetch(
        String device,
        Signal uniqueId,
        Signal columns,
        Signal rows,
        Signal planes,
        Signal dataType,
        Signal data,
        Duration limit,
        Scheduler scheduler) {
    private static final int ATTEMPTS = 3;

    /// The number of the frame that is there now.
    CompletableFuture<Long> lastId() {
        return Fresh.ask(List.of(uniqueId)).thenApply(s -> id(s.getFirst()));
    }

    /// Completes with the first frame that is not the one of this number; fails with a
    /// [DeviceException] if none comes within the limit.
    CompletableFuture<Frame> after(long before) {
        return lastId().thenCompose(now ->
                        now == before ? changed(before) : CompletableFuture.completedFuture(now))
                .thenCompose(id -> fetch(id, ATTEMPTS));
    }

    private CompletableFuture<Long> changed(long before) {
        CompletableFuture<Signal.State> change =
                uniqueId.until(state ->
                        !state.connected()
                                || state.number()
                                        .filter(id -> id.longValue() != before)
                                        .isPresent());
        return Deadline.on(change, limit, scheduler, () -> missing(before))
                .thenApply(state -> {
                    if (!state.connected()) {
                        throw uniqueId.disconnected(state);
                    }
                    return state.number().orElseThrow().longValue();
                });
    }

    private DeviceException missing(long before) {
        return new DeviceException.TimedOut(
                device,
                device
                        + ": no new frame "
                        + limit.toMillis() / 1000.0
                        + " s after the exposure ended, "
                        + uniqueId.pv()
                        + " stays at "
                        + before
                        + "; check ArrayCallbacks of the camera, EnableCallbacks of the plugin and"
                        + " its DroppedArrays");
    }

    /// The frame that is there now, whichever it is.
    CompletableFuture<Frame> latest() {
        return shape().thenCompose(shape -> {
            if (number(shape.getFirst()) < 1) {
                throw new DeviceException(
                        device,
                        device
                                + ": there is no frame yet, "
                                + columns.pv()
                                + " is 0; acquire one first");
            }
            return pixels(shape);
        });
    }

    private CompletableFuture<Frame> fetch(long id, int attempts) {
        return shape().thenCompose(shape -> pixels(shape))
                .thenCompose(frame -> settled(frame, id, attempts));
    }

    /// What the plugin says of its frames, as [#frame] takes it.
    CompletableFuture<List<Sample>> shape() {
        return Fresh.ask(List.of(columns, rows, planes, dataType));
    }

    private CompletableFuture<Frame> pixels(List<Sample> shape) {
        PixelType type = PixelType.of(device, dataType.pv().toString(), shape.get(3).value());
        // The number is asked for after the pixels, to learn whether they are still that frame's.
        return data.get(Request.as(type.request))
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(data.refused("reading a frame", failure)))
                .thenCompose(pixels -> lastId().thenApply(now -> frame(shape, pixels, now)));
    }

    private CompletableFuture<Frame> settled(Frame frame, long id, int attempts) {
        if (frame.uniqueId() == id) {
            return CompletableFuture.completedFuture(frame);
        }
        if (attempts > 1) {
            return fetch(frame.uniqueId(), attempts - 1);
        }
        return CompletableFuture.failedFuture(
                new DeviceException(
                        device,
                        device
                                + ": frames keep coming while one is read from "
                                + data.pv()
                                + "; someone else is acquiring, stop that first"));
    }

    /// A frame of that shape and number.
    ///
    /// @throws DeviceException if it is not whole, or has colours
    Frame frame(List<Sample> shape, Sample pixels, long id) {
        PixelType type = PixelType.of(device, dataType.pv().toString(), shape.get(3).value());
        long width = (long) number(shape.get(0));
        long height = (long) number(shape.get(1));
        if (number(shape.get(2)) > 1) {
            throw new DeviceException(
                    device,
                    device
                            + ": "
                            + data.pv()
                            + " has colours ("
                            + planes.pv()
                            + " is "
                            + (long) number(shape.get(2))
                            + "); set the camera's ColorMode to Mono");
        }
        long count = width * height;
        Object array =
                PixelType.pixels(pixels.value(), Math.clamp(count, 0, Integer.MAX_VALUE))
                        .filter(_ -> count > 0)
                        .orElseThrow(() -> incomplete(width, height, pixels));
        return new Frame(id, pixels.timestamp(), type.numpy, (int) height, (int) width, array);
    }

    private DeviceException incomplete(long width, long height, Sample pixels) {
        return new DeviceException(
                device,
                device
                        + ": "
                        + data.pv()
                        + " holds "
                        + pixels.value().count()
                        + " pixels instead of "
                        + width
                        + " x "
                        + height
                        + "; check the plugin's array size (NELM) and the client's array limit");
    }

    private static double number(Sample sample) {
        return sample.value().number().orElse(0);
    }

    private static long id(Sample sample) {
        return (long) number(sample);
    }
}
