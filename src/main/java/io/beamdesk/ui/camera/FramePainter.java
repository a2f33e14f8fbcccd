package io.beamdesk.ui.camera;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.Colouring;
import io.beamdesk.image.Levels;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import io.beamdesk.image.Rows;
import io.beamdesk.image.Shrinking;
import io.beamdesk.image.Thinning;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    /// A frame that came in.
    ///
    /// @param frame the frame
    /// @param time how often the painter had been cleared
    private record Offered(FrameEvent.Shot frame, int time) {}

    /// A frame that is coloured.
    ///
    /// @param frame where it came from
    /// @param levels the numbers shown darkest and brightest
    /// @param canvas where its pixels are
    /// @param changed whether they differ from those of the frame before
    /// @param time how often the painter had been cleared
    record Painted(
            FrameEvent.Shot frame, Levels levels, FrameCanvas canvas, boolean changed, int time) {}

    /// Most columns of a coarse picture.
    private static final int COARSE = 400;

    private static final Logger LOG = LoggerFactory.getLogger(FramePainter.class);

    private final Executor worker;
    private final Executor fxThread;
    private final Consumer<Painted> shown;
    private final AtomicReference<@Nullable Offered> latest = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Look look = Look.PLAIN;
    private volatile boolean wanted;
    private volatile boolean coarse;
    private volatile double shrink = 1;
    private volatile @Nullable Offered last;
    private final AtomicInteger cleared = new AtomicInteger();

    // Of whoever holds `busy`, from here on.
    private final Colouring colouring = new Colouring();
    private final Thinning thinning = new Thinning();
    private final Shrinking shrinking = new Shrinking();
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
        latest.set(new Offered(frame, cleared.get()));
        next();
    }

    /// Knows of no frame any more: none that was offered before is shown from now on. The JavaFX thread only,
    /// when nobody offers those.
    void clear() {
        cleared.incrementAndGet();
        latest.set(null);
        last = null;
    }

    /// Whether it was offered since the painter was cleared.
    boolean isCurrent(Painted painted) {
        return painted.time() == cleared.get();
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

    /// Paints with few pixels, which takes few bytes on a network, or with all of them again.
    void setCoarse(boolean now) {
        if (coarse != now) {
            coarse = now;
            latest.compareAndSet(null, last);
            next();
        }
    }

    /// Paints no more pixels than the screen has for the frame: the software pipeline draws only a
    /// picture fast that needs no scaling.
    ///
    /// @param scale pixels of the screen for one of the frame; from 1 on all of them are painted
    void setScale(double scale) {
        double now = Math.min(1, scale);
        if (shrink != now) {
            shrink = now;
            latest.compareAndSet(null, last);
            next();
        }
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
        Offered offered = latest.getAndSet(null);
        if (offered == null) {
            busy.set(false);
            return;
        }
        try {
            last = offered;
            Painted painted = paint(offered);
            fxThread.execute(() -> shown.accept(painted));
        } catch (RuntimeException e) {
            LOG.error("Frame {} could not be coloured", offered.frame().uniqueId(), e);
            busy.set(false);
        }
    }

    private Painted paint(Offered offered) {
        FrameEvent.Shot frame = offered.frame();
        Pixels pixels = frame.pixels();
        Levels levels = colouring.of(pixels, look);
        Rows picture = fewer(colouring, shrink);
        FrameCanvas canvas = back;
        if (canvas == null || !canvas.fits(picture)) {
            canvas = new FrameCanvas(picture.columns(), picture.rows());
        }
        picture.fill(canvas.argb());
        FrameCanvas before = front;
        // What is on the screen already is not sent to it again.
        if (before != null && before.fits(picture) && Arrays.equals(before.argb(), canvas.argb())) {
            back = canvas;
            return new Painted(frame, levels, before, false, offered.time());
        }
        back = before;
        front = canvas;
        return new Painted(frame, levels, canvas, true, offered.time());
    }

    /// The picture as it is drawn: rows pass through means and interpolation while they are in the
    /// processor's cache.
    private Rows fewer(Rows all, double scale) {
        int side = coarse ? Thinning.count(all.columns(), COARSE) : (int) (1 / scale);
        int square = Math.clamp(side, 1, Thinning.LARGEST);
        Rows thin = square > 1 ? thinning.of(all, square) : all;
        int columns = shrunk(all.columns(), scale);
        int rows = shrunk(all.rows(), scale);
        return coarse || (columns == thin.columns() && rows == thin.rows())
                ? thin
                : shrinking.of(thin, columns, rows);
    }

    /// How many pixels of the screen so many of a frame take.
    static int shrunk(int pixels, double scale) {
        return scale < 1 ? Math.max(1, (int) Math.round(pixels * scale)) : pixels;
    }
}
