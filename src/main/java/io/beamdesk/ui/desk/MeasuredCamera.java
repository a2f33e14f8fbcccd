package io.beamdesk.ui.desk;

import io.beamdesk.app.Settings;
import io.beamdesk.ui.align.Calibration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.Point2D;

/// What was measured of an alignment camera, among the operator's settings.
final class MeasuredCamera {
    private MeasuredCamera() {}

    static Calibration of(Settings settings, String beamline) {
        Settings.CameraCalibration stored = settings.calibrations().get(beamline);
        if (stored == null) {
            return Calibration.NONE;
        }
        Double size = stored.pixelSize();
        return new Calibration(
                size == null ? OptionalDouble.empty() : OptionalDouble.of(size),
                Optional.ofNullable(stored.beam()).map(b -> new Point2D(b.column(), b.row())));
    }

    /// @throws UncheckedIOException if it cannot be written
    static void remember(Calibration now, String beamline) {
        try {
            Settings.change(settings -> settings.withCalibration(beamline, stored(now)));
        } catch (IOException problem) {
            throw new UncheckedIOException(
                    "The calibration holds now, but could not be remembered: "
                            + problem.getMessage(),
                    problem);
        }
    }

    private static Settings.CameraCalibration stored(Calibration now) {
        return new Settings.CameraCalibration(
                now.pixelSize().isPresent() ? now.pixelSize().getAsDouble() : null,
                now.beam().map(b -> new Settings.Crosshair(b.getX(), b.getY())).orElse(null));
    }
}
