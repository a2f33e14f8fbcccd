package io.beamdesk.ui.align;

import io.beamdesk.device.DeviceException;
import io.beamdesk.image.Sinusoid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Point2D;

/// A rotation that does what a test says.
final class ScriptedTurntable implements Turntable {
    /// Where a feature was sent.
    record Centred(Sinusoid seen, double along, Point2D place) {}

    final List<Double> turns = new ArrayList<>();
    final List<Centred> centred = new ArrayList<>();
    List<Double> standing = List.of(0.0, 0.0, 0.0, 0.0);
    double angle = 30;
    boolean upright = true;
    double limit = 3600;
    CompletableFuture<Void> motion = CompletableFuture.completedFuture(null);

    @Override
    public boolean upright() {
        return upright;
    }

    @Override
    public double angle() {
        return angle;
    }

    @Override
    public List<Double> standing() {
        return standing;
    }

    @Override
    public CompletableFuture<Void> turn(double degrees) {
        if (degrees > limit) {
            return CompletableFuture.failedFuture(
                    new DeviceException("rotation", "rotation: 120 deg above 90 deg."));
        }
        turns.add(degrees);
        angle = degrees;
        return motion;
    }

    @Override
    public CompletableFuture<Void> centre(Sinusoid seen, double along, Point2D place) {
        centred.add(new Centred(seen, along, place));
        return motion;
    }
}
