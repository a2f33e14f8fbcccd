package io.beamdesk.ui.align;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.FrameSource;
import io.beamdesk.image.ImageScale;
import io.beamdesk.replay.Replay;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Point2D;

/// What was recorded, in place of a camera: it has frames, and nothing that could be moved, set or
/// measured by them. All else is refused with one sentence.
record ReplayedSight(Replay replay) implements Sight {
    /// Why nothing can be set by hand while a replay is shown.
    static final String REFUSAL =
            "A replay is shown, not the sample as it is now; go back to the live camera first.";

    private DeviceException refusal() {
        return new DeviceException(replay.name(), REFUSAL);
    }

    private CompletableFuture<Void> refused() {
        return CompletableFuture.failedFuture(refusal());
    }

    @Override
    public String label() {
        return "Replay of " + replay.name();
    }

    @Override
    public FrameSource frames() {
        return replay;
    }

    @Override
    public Optional<Magnification> magnification() {
        return Optional.empty();
    }

    @Override
    public OptionalDouble pixelSize() {
        return OptionalDouble.empty();
    }

    @Override
    public Optional<Point2D> beam() {
        return Optional.empty();
    }

    @Override
    public ImageScale scale(Point2D place) {
        throw refusal();
    }

    @Override
    public Optional<Turntable> turntable() {
        return Optional.empty();
    }

    @Override
    public Optional<String> busy() {
        return Optional.of(REFUSAL);
    }

    @Override
    public Optional<String> held() {
        return Optional.of(REFUSAL);
    }

    @Override
    public CompletableFuture<Void> move(ImageScale scale, Target target) {
        return refused();
    }

    @Override
    public CompletableFuture<Void> acquire(boolean on) {
        return refused();
    }

    @Override
    public CompletableFuture<Void> shift(double mm) {
        return refused();
    }

    @Override
    public Calibration calibration() {
        return Calibration.NONE;
    }

    @Override
    public CompletableFuture<Void> calibrate(Calibration measured) {
        return refused();
    }

    @Override
    public Optional<Point2D> crosshair() {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Void> remember(Point2D crosshair) {
        return refused();
    }
}
