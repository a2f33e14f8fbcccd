package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.device.DeviceException;
import io.beamdesk.image.Sinusoid;
import io.beamdesk.plan.Goniometer;
import io.beamdesk.plan.Goniometer.Slide;
import io.beamdesk.plan.OnSample.Axle;
import io.beamdesk.ui.align.Turntable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import javafx.geometry.Point2D;

/// The rotation in front of a camera of a desk. The axes say their units only once they are connected, so
/// that they are asked each time.
///
/// @param camera name of the camera
/// @param upright whether the axis stands upright in its frames
/// @param pixelSize size of a pixel at the sample in mm; throws a [DeviceException] if it is not known
record DeskTurntable(Desk desk, String camera, boolean upright, DoubleSupplier pixelSize)
        implements Turntable {
    private Goniometer goniometer() {
        return desk.goniometer(camera, pixelSize.getAsDouble());
    }

    private static Stream<Slide> slides(Goniometer goniometer) {
        return Stream.of(
                goniometer.at0(), goniometer.at90(), goniometer.across(), goniometer.along());
    }

    @Override
    public double angle() {
        return goniometer().rotation().position();
    }

    @Override
    public List<Double> standing() {
        return slides(goniometer())
                .map(slide -> slide.axis().position() / slide.perPixel())
                .toList();
    }

    @Override
    public CompletableFuture<Void> turn(double degrees) {
        try {
            return go(List.of(new Axle(goniometer().rotation(), degrees)));
        } catch (DeviceException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public CompletableFuture<Void> centre(Sinusoid seen, double along, Point2D place) {
        try {
            return go(
                    goniometer()
                            .targets(seen, along, new Goniometer.Spot(place.getX(), place.getY())));
        } catch (DeviceException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static CompletableFuture<Void> go(List<Axle> targets) {
        Goniometer.check(targets);
        return CompletableFuture.allOf(
                targets.stream()
                        .map(target -> target.axis().set(target.at()).future())
                        .toArray(CompletableFuture<?>[]::new));
    }
}
