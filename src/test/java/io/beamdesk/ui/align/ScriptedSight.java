package io.beamdesk.ui.align;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.FrameEvent;
import io.beamdesk.device.FrameSource;
import io.beamdesk.image.Depth;
import io.beamdesk.image.ImageScale;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Pixels;
import io.beamdesk.pv.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;

/// A camera whose frames and axes do what a test says.
final class ScriptedSight implements Sight {
    static final int COLUMNS = 200;
    static final int ROWS = 100;

    final List<Consumer<FrameEvent>> watchers = new CopyOnWriteArrayList<>();
    final List<Target> moves = new ArrayList<>();
    final List<Double> shifts = new ArrayList<>();
    Calibration calibration = Calibration.NONE;
    CompletableFuture<Void> motion = new CompletableFuture<>();
    Optional<String> held = Optional.empty();
    Optional<Turntable> turntable = Optional.empty();
    Optional<Point2D> remembered = Optional.empty();
    OptionalDouble pixelSize = OptionalDouble.of(0.01);
    @Nullable ScriptedZoom zoom;
    boolean acquiring;
    double x = 1;
    double y = 2;

    void give(long id) {
        byte[] pixels = new byte[COLUMNS * ROWS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % COLUMNS);
        }
        watchers.forEach(watcher ->
                watcher.accept(
                        new FrameEvent.Shot(
                                id,
                                Instant.EPOCH,
                                new Pixels(COLUMNS, ROWS, Depth.UINT8, Layout.MONO, pixels))));
    }

    void silence(String reason) {
        watchers.forEach(watcher -> watcher.accept(new FrameEvent.Silence(reason)));
    }

    @Override
    public String label() {
        return "Microscope";
    }

    @Override
    public FrameSource frames() {
        return new FrameSource() {
            @Override
            public String name() {
                return "microscope";
            }

            @Override
            public Subscription watch(Consumer<FrameEvent> consumer) {
                watchers.add(consumer);
                return () -> watchers.remove(consumer);
            }
        };
    }

    @Override
    public Optional<Magnification> magnification() {
        return Optional.ofNullable(zoom);
    }

    @Override
    public OptionalDouble pixelSize() {
        return pixelSize;
    }

    @Override
    public Optional<Point2D> beam() {
        return Optional.empty();
    }

    @Override
    public ImageScale scale(Point2D place) {
        return new ImageScale(
                ImageScale.Side.of("x", x, place.getX(), -0.01),
                ImageScale.Side.of("y", y, place.getY(), 0.01));
    }

    @Override
    public Optional<Turntable> turntable() {
        return turntable;
    }

    @Override
    public Optional<String> busy() {
        return held;
    }

    @Override
    public Optional<String> held() {
        return held;
    }

    @Override
    public CompletableFuture<Void> move(ImageScale scale, Target target) {
        if (target.across() > 1.9) {
            return CompletableFuture.failedFuture(
                    new DeviceException("x", "x: 1.95 mm above 1.9 mm, the limit X.HLM."));
        }
        moves.add(target);
        return motion;
    }

    @Override
    public CompletableFuture<Void> acquire(boolean on) {
        acquiring = on;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> shift(double mm) {
        shifts.add(mm);
        return motion;
    }

    @Override
    public Calibration calibration() {
        return calibration;
    }

    @Override
    public CompletableFuture<Void> calibrate(Calibration measured) {
        calibration = measured;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Optional<Point2D> crosshair() {
        return remembered;
    }

    @Override
    public CompletableFuture<Void> remember(Point2D crosshair) {
        remembered = Optional.of(crosshair);
        return CompletableFuture.completedFuture(null);
    }
}
