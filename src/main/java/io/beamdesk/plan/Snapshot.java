package io.beamdesk.plan;

import io.beamdesk.device.Detector;
import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Frame;
import io.beamdesk.document.Reading;
import io.beamdesk.image.Pixels;
import io.beamdesk.image.Score;
import io.beamdesk.image.SnapshotScore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A camera whose last frame is kept to be scored.
final class Snapshot implements Readable {
    private final Detector camera;
    private volatile @Nullable Frame last;

    Snapshot(Detector camera) {
        this.camera = camera;
    }

    @Override
    public String name() {
        return camera.name();
    }

    @Override
    public String label() {
        return camera.label();
    }

    @Override
    public List<Signal> signals() {
        return camera.signals();
    }

    @Override
    public Map<String, DataKey> describe() {
        Map<String, DataKey> keys = camera.describe();
        DataKey frames = keys.get(camera.name());
        if (frames == null || frames.external().isEmpty()) {
            throw new PlanException(
                    camera.name() + " takes no frames; name a camera as the recipe's camera");
        }
        return keys;
    }

    @Override
    public Map<String, Reading> read() throws InterruptedException {
        Map<String, Reading> readings = camera.read();
        Reading reading = readings.get(camera.name());
        last = reading != null && reading.value() instanceof Frame frame ? frame : null;
        return readings;
    }

    /// What takes the pictures.
    Detector camera() {
        return camera;
    }

    /// The last picture.
    ///
    /// @throws PlanException if none was taken, or its pixels are of no type that a picture can have
    Pixels pixels() {
        Frame frame = last;
        if (frame == null) {
            throw new PlanException(camera.name() + " took no picture");
        }
        try {
            return Pixels.grey(frame.dtypeNumpy(), frame.columns(), frame.rows(), frame.pixels());
        } catch (IllegalArgumentException unfit) {
            throw new PlanException(camera.name() + ": " + unfit.getMessage());
        }
    }

    /// When it was taken.
    Instant time() {
        Frame frame = last;
        return frame == null ? Instant.EPOCH : frame.timestamp();
    }

    /// How good the picture is.
    Score score() {
        if (last == null) {
            return new Score(0, "no picture was taken");
        }
        try {
            return SnapshotScore.of(pixels());
        } catch (PlanException | IllegalArgumentException unfit) {
            return new Score(0, "no score: " + unfit.getMessage());
        }
    }

    @Override
    public Map<String, Reading> configuration() {
        return camera.configuration();
    }

    @Override
    public List<String> hints() {
        return camera.hints();
    }
}
