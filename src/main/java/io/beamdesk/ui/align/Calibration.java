package io.beamdesk.ui.align;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.Point2D;

/// What was measured of a camera at this desk; it goes before what the beamline file says.
///
/// @param pixelSize size of a pixel at the sample in mm
/// @param beam where the beam meets the frame, in pixels
public record Calibration(OptionalDouble pixelSize, Optional<Point2D> beam) {
    /// Nothing was measured.
    public static final Calibration NONE =
            new Calibration(OptionalDouble.empty(), Optional.empty());

    /// With another size of a pixel.
    Calibration withPixelSize(OptionalDouble now) {
        return new Calibration(now, beam);
    }

    /// With the beam elsewhere.
    Calibration withBeam(Optional<Point2D> now) {
        return new Calibration(pixelSize, now);
    }
}
