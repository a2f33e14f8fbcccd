package io.beamdesk.ui.camera;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.Colouring;
import io.beamdesk.image.Levels;
import io.beamdesk.image.Look;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The latest frame on its way to the screen: coloured off the JavaFX thread, one at a time, into the
/// one of two canvases that is not shown, and the next one only when the screen has taken this one.
///
/// Frames that come meanwhile replace each other.
final class FramePainter {
    /// A frame that is coloured.
    ///
    /// @param frame where it came from
    /// @param levels the numbers shown darkest and brightest
    /// @param canvas where its pixels are
    record Painted(FrameEvent.Shot frame, Levels levels, FrameCanvas canvas) {}

    private static final Logger LOG = LoggerFactory.getLogger(FramePainter.class);

    private final Executor worker;
    private final Executor fxThread;
    private final Consumer<Painted> shown;
    private final AtomicReference<FrameEvent.@Nullable Shot> latest = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Look look = Look.PLAIN;
    private volatile boolean wanted;
    private volatile FrameEvent.@Nullable Shot last;

    // Of whoever holds `busy`, from here on.
    private final Colouring colouring = new Colouring();
    private @Nullable FrameCanvas front;
    private @Nullable FrameCanvas back;

    /// @param worker colours
    /// @param fxThread shows
    /// @param shown gets what is coloured, on the JavaFX thread; calls [#taken] when it is on screen
    FramePainter(Executor worker, Executor fxThread, Consumer<Painted> shown) {
        this.worker = worker;
        this.fxThread = fxThread;
        this.shown = shown;
    }

    /// Takes a frame from any thread, in place of one that nobody has looked at.
    void offer(FrameEvent.Shot frame) {
        latest.set(frame);
        next();
    }

    /// Whether anybody looks; the latest frame is kept meanwhile.
    void setWanted(boolean now) {
        wanted = now;
        next();
    }

    /// Colours in another way from now on, and the last frame anew.
    void setLook(Look now) {
        look = now;
        latest.compareAndSet(null, last);
        next();
    }

    Look look() {
        return look;
    }

    /// The screen has taken what was shown; the next may come.
    void taken() {
        busy.set(false);
        next();
    }

    private void next() {
        if (wanted && latest.get() != null && busy.compareAndSet(false, true)) {
            worker.execute(this::paint);
        }
    }

    private void paint() {
        FrameEvent.Shot frame = latest.getAndSet(null);
        if (frame == null) {
            busy.set(false);
            return;
        }
        try {
            last = frame;
            FrameCanvas canvas = back;
            if (canvas == null || !canvas.fits(frame.pixels())) {
                canvas = new FrameCanvas(frame.pixels().columns(), frame.pixels().rows());
            }
            Levels levels = colouring.paint(frame.pixels(), look, canvas.argb());
            back = front;
            front = canvas;
            Painted painted = new Painted(frame, levels, canvas);
            fxThread.execute(() -> shown.accept(painted));
        } catch (RuntimeException e) {
            LOG.error("Frame {} could not be coloured", frame.uniqueId(), e);
            busy.set(false);
        }
    }
}
