package io.beamdesk.ui.align;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.FrameSource;
import io.beamdesk.image.ImageScale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Point2D;

/// A camera that looks at the sample, and the axes that move what it sees. Nothing here blocks.
public interface Sight {
    /// Where axes are sent, both at once.
    ///
    /// @param across position of the axis across the frame, in its units
    /// @param down position of the axis down the frame, in its units
    record Target(double across, double down) {}

    /// What the camera is called.
    String label();

    /// Its frames.
    FrameSource frames();

    /// How far it is magnified, if that can be changed. What is known of the pixels, the beam and the
    /// crosshair is known of the present level.
    Optional<Magnification> magnification();

    /// Size of a pixel at the sample in mm, if it is known.
    OptionalDouble pixelSize();

    /// Where the beam meets the frame, if the beamline file says so.
    Optional<Point2D> beam();

    /// Where the axes are, as positions that bring a pixel to a place in the frame.
    ///
    /// @param place column and row that a pixel is brought to
    /// @throws DeviceException if the camera does not know its axes, or they do not say where they are
    ImageScale scale(Point2D place);

    /// What turns the sample, if the beamline file says how it does.
    Optional<Turntable> turntable();

    /// Why nothing can be set by hand now, as a sentence: a run is under way, or the queue; empty if it can.
    Optional<String> busy();

    /// Why the axes cannot be moved now, as a sentence; empty if they can.
    Optional<String> held();

    /// Sends both axes, after both were asked whether they can get there; neither moves otherwise. Fails
    /// with a [DeviceException] whose message is a sentence.
    CompletableFuture<Void> move(ImageScale scale, Target target);

    /// Lets the camera take frames without end, or stops it.
    CompletableFuture<Void> acquire(boolean on);

    /// Moves the axis across the frame by so many mm, whatever the size of a pixel. Fails with a sentence
    /// where it is refused.
    CompletableFuture<Void> shift(double mm);

    /// What was measured of the camera at this desk.
    Calibration calibration();

    /// Lets what was measured hold at once, and remembers it. Fails with a sentence if it could not be
    /// remembered.
    CompletableFuture<Void> calibrate(Calibration measured);

    /// Where the crosshair was left.
    Optional<Point2D> crosshair();

    /// Remembers where the crosshair is. Fails with a sentence if that could not be done.
    CompletableFuture<Void> remember(Point2D crosshair);
}
