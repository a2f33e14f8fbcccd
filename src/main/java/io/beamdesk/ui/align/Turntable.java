package io.beamdesk.ui.align;

import io.beamdesk.device.DeviceException;
import io.beamdesk.image.Sinusoid;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Point2D;

/// What turns the sample in front of the camera, with the axes that centre it. Nothing here blocks.
public interface Turntable {
    /// Whether the axis that it turns about stands upright in the frames.
    boolean upright();

    /// Where it stands, in degrees.
    ///
    /// @throws DeviceException if it does not say
    double angle();

    /// Where the axes stand that move the sample in the frames, in pixels from anywhere.
    ///
    /// @throws DeviceException if one does not say
    List<Double> standing();

    /// Turns the sample, after it was asked whether it can get there. Fails with a [DeviceException]
    /// whose message is a sentence.
    CompletableFuture<Void> turn(double degrees);

    /// Brings a point of the sample to a place of the frame, where it stays while the sample turns. All
    /// axes are asked first whether they can get there; none moves otherwise. Fails with a
    /// [DeviceException] whose message is a sentence.
    ///
    /// @param seen where the point is seen across the axis, against the angle
    /// @param along where it is seen along the axis
    /// @param place where it is to be
    CompletableFuture<Void> centre(Sinusoid seen, double along, Point2D place);
}
