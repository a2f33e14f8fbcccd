package io.beamdesk.app;

import io.beamdesk.config.Beamline;
import io.beamdesk.config.Role;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.CameraView;
import io.beamdesk.image.ImageScale;
import java.util.Optional;
import java.util.OptionalDouble;

/// The axes of a camera's view as directions of its image.
public final class CameraScale {
    private static final double PER_MM = 1000;

    private CameraScale() {}

    /// How much of the sample a pixel of a camera shows in mm: of the alignment camera what the person at the
    /// desk has measured, else what the beamline file says, each for the present level of the zoom.
    ///
    /// @param camera its name in the beamline file
    public static OptionalDouble pixelSize(Beamline beamline, String camera) {
        Optional<AreaDetector> eye =
                beamline.devices().stream()
                        .filter(device -> device.name().equals(camera))
                        .filter(AreaDetector.class::isInstance)
                        .map(AreaDetector.class::cast)
                        .findFirst();
        return eye.flatMap(e -> measured(beamline, e))
                .map(OptionalDouble::of)
                .or(() -> eye.map(AreaDetector::knownPixelSize))
                .orElse(OptionalDouble.empty());
    }

    private static Optional<Double> measured(Beamline beamline, AreaDetector camera) {
        boolean aligns =
                beamline.role(Role.ALIGNMENT_CAMERA, AreaDetector.class)
                        .filter(a -> a.name().equals(camera.name()))
                        .isPresent();
        String key =
                beamline.name() + camera.zoom().map(z -> "@" + z.level().orElse("")).orElse("");
        return aligns
                ? Optional.ofNullable(Settings.load().calibrations().get(key))
                        .map(Settings.CameraCalibration::pixelSize)
                : Optional.empty();
    }

    /// One direction.
    ///
    /// @param towards the axis and its sense
    /// @param pixel where the axis brings what is seen, from the frame's upper left corner
    /// @param size of a pixel at the sample in mm
    /// @param label of the axis
    /// @param units of the axis
    /// @param here where the axis is
    /// @throws DeviceException if the axis is neither in mm nor in µm
    public static ImageScale.Side side(
            CameraView.Towards towards,
            double pixel,
            double size,
            String label,
            String units,
            double here) {
        return ImageScale.Side.of(
                towards.axis(), here, pixel, perPixel(towards, size, label, units));
    }

    /// How much higher the position of an axis is that brings into place what is seen one pixel further
    /// to the right, or further down.
    static double perPixel(CameraView.Towards towards, double size, String label, String units) {
        double perPixel = size * perMillimetre(towards.axis(), label, units);
        return towards.rising() ? perPixel : -perPixel;
    }

    /// The size of a pixel is in mm, an axis may count in µm.
    public static double perMillimetre(String axis, String label, String units) {
        return switch (units) {
            case "mm", "" -> 1;
            case "um", "µm", "micron", "microns" -> PER_MM;
            default ->
                    throw new DeviceException(
                            axis,
                            label
                                    + " is in "
                                    + units
                                    + ", the camera's view needs an axis in mm or µm");
        };
    }
}
