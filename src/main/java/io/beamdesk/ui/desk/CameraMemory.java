package io.beamdesk.ui.desk;

import io.beamdesk.app.Settings;
import io.beamdesk.ui.align.Calibration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.geometry.Point2D;

/// What is remembered of the alignment camera in the operator's settings, for each level of its zoom.
final class CameraMemory {
    private final String beamline;
    private final Executor background;
    private final Map<String, Settings.Crosshair> crosshairs;
    private final Map<String, Settings.CameraCalibration> calibrations;

    /// @param settings as they were read at the start
    /// @param background for what writes files
    CameraMemory(Settings settings, String beamline, Executor background) {
        this.beamline = beamline;
        this.background = background;
        crosshairs = new ConcurrentHashMap<>(settings.crosshairs());
        calibrations = new ConcurrentHashMap<>(settings.calibrations());
    }

    /// A level by its label, empty without a zoom.
    Level level(String label) {
        return new Level(label.isEmpty() ? beamline : beamline + "@" + label);
    }

    /// One level of the zoom.
    final class Level {
        private final String key;

        private Level(String key) {
            this.key = key;
        }

        /// Where the crosshair was left.
        Optional<Point2D> crosshair() {
            return Optional.ofNullable(crosshairs.get(key))
                    .map(at -> new Point2D(at.column(), at.row()));
        }

        /// Remembers where the crosshair is.
        CompletableFuture<Void> remember(Point2D place) {
            Settings.Crosshair now = new Settings.Crosshair(place.getX(), place.getY());
            crosshairs.put(key, now);
            return write("crosshair", settings -> settings.withCrosshair(key, now));
        }

        /// What was measured.
        Calibration calibration() {
            Settings.CameraCalibration stored = calibrations.get(key);
            if (stored == null) {
                return Calibration.NONE;
            }
            Double size = stored.pixelSize();
            return new Calibration(
                    size == null ? OptionalDouble.empty() : OptionalDouble.of(size),
                    Optional.ofNullable(stored.beam()).map(b -> new Point2D(b.column(), b.row())));
        }

        /// Remembers what was measured.
        CompletableFuture<Void> calibrate(Calibration measured) {
            Settings.CameraCalibration now =
                    new Settings.CameraCalibration(
                            measured.pixelSize().isPresent()
                                    ? measured.pixelSize().getAsDouble()
                                    : null,
                            measured.beam()
                                    .map(b -> new Settings.Crosshair(b.getX(), b.getY()))
                                    .orElse(null));
            calibrations.put(key, now);
            return write("calibration", settings -> settings.withCalibration(key, now));
        }
    }

    private CompletableFuture<Void> write(String what, UnaryOperator<Settings> change) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        Settings.change(change);
                    } catch (IOException problem) {
                        throw new UncheckedIOException(
                                "The "
                                        + what
                                        + " holds now, but could not be remembered: "
                                        + problem.getMessage(),
                                problem);
                    }
                },
                background);
    }
}
