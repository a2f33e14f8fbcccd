package io.beamdesk.ui.align;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.FrameSource;
import io.beamdesk.image.ImageScale;
import io.beamdesk.image.Sinusoid;
import io.beamdesk.replay.Replay;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;

/// The camera, or the replay that is shown in its place. It is chosen on the JavaFX thread, and asked from
/// any.
final class ChosenSight implements Sight {
    private final Sight camera;
    private final ReadOnlyObjectWrapper<Optional<Replay>> replay =
            new ReadOnlyObjectWrapper<>(this, "replay", Optional.empty());
    private volatile Sight now;

    ChosenSight(Sight camera) {
        this.camera = camera;
        now = camera;
    }

    /// The camera, whatever is shown.
    Sight camera() {
        return camera;
    }

    /// The replay that is shown; empty for the camera.
    ReadOnlyObjectProperty<Optional<Replay>> replayProperty() {
        return replay.getReadOnlyProperty();
    }

    /// Shows a replay, or the camera. Who follows the property is told when all else goes by it already.
    void choose(Optional<Replay> chosen) {
        now = chosen.<Sight>map(ReplayedSight::new).orElse(camera);
        replay.set(chosen);
    }

    @Override
    public String label() {
        return now.label();
    }

    @Override
    public FrameSource frames() {
        return now.frames();
    }

    @Override
    public Optional<Magnification> magnification() {
        return now.magnification();
    }

    @Override
    public OptionalDouble pixelSize() {
        return now.pixelSize();
    }

    @Override
    public Optional<Point2D> beam() {
        return now.beam();
    }

    @Override
    public ImageScale scale(Point2D place) {
        return now.scale(place);
    }

    /// The camera's, which refuses to turn while a replay is shown.
    @Override
    public Optional<Turntable> turntable() {
        return camera.turntable().map(table -> new ChosenTurntable(table, this));
    }

    @Override
    public Optional<String> busy() {
        return now.busy();
    }

    @Override
    public Optional<String> held() {
        return now.held();
    }

    @Override
    public CompletableFuture<Void> move(ImageScale scale, Target target) {
        return now.move(scale, target);
    }

    @Override
    public CompletableFuture<Void> acquire(boolean on) {
        return now.acquire(on);
    }

    @Override
    public CompletableFuture<Void> shift(double mm) {
        return now.shift(mm);
    }

    @Override
    public Calibration calibration() {
        return now.calibration();
    }

    @Override
    public CompletableFuture<Void> calibrate(Calibration measured) {
        return now.calibrate(measured);
    }

    @Override
    public Optional<Point2D> crosshair() {
        return now.crosshair();
    }

    @Override
    public CompletableFuture<Void> remember(Point2D crosshair) {
        return now.remember(crosshair);
    }

    private record ChosenTurntable(Turntable table, ChosenSight sight) implements Turntable {
        private void require() {
            if (sight.now instanceof ReplayedSight(Replay shown)) {
                throw new DeviceException(shown.name(), ReplayedSight.REFUSAL);
            }
        }

        @Override
        public boolean upright() {
            return table.upright();
        }

        @Override
        public double angle() {
            require();
            return table.angle();
        }

        @Override
        public List<Double> standing() {
            require();
            return table.standing();
        }

        @Override
        public CompletableFuture<Void> turn(double degrees) {
            require();
            return table.turn(degrees);
        }

        @Override
        public CompletableFuture<Void> centre(Sinusoid seen, double along, Point2D place) {
            require();
            return table.centre(seen, along, place);
        }
    }
}
