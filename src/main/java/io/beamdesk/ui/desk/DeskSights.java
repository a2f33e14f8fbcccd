package io.beamdesk.ui.desk;

import io.beamdesk.app.CameraScale;
import io.beamdesk.app.Desk;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.CameraView;
import io.beamdesk.device.epics.CameraView.Beam;
import io.beamdesk.document.Frame;
import io.beamdesk.image.ImageScale;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import io.beamdesk.ui.recipes.Backdrop;
import io.beamdesk.ui.recipes.MapProduct;
import io.beamdesk.ui.recipes.RecipeDesk.AxisState;
import io.beamdesk.ui.recipes.Sights;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// What a region can be drawn on, of a desk.
final class DeskSights implements Sights {
    private final Desk desk;
    private final Supplier<List<AxisState>> axes;
    private volatile Optional<Backdrop> lastMap = Optional.empty();

    /// @param axes the axes as they are now
    DeskSights(Desk desk, Supplier<List<AxisState>> axes) {
        this.desk = desk;
        this.axes = axes;
    }

    @Override
    public Optional<String> blind() {
        return DeskCamera.of(desk)
                .map(camera ->
                        camera.settings().view().isPresent()
                                ? Optional.<String>empty()
                                : Optional.of(
                                        camera.label()
                                                + " has no view in the beamline file; give it one"
                                                + " with the axes that it shows."))
                .orElse(
                        Optional.of(
                                "The beamline file names no alignment_camera among its roles."));
    }

    @Override
    public CompletableFuture<Backdrop> camera() {
        Optional<AreaDetector> camera =
                DeskCamera.of(desk).filter(c -> c.settings().view().isPresent());
        if (camera.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new DeviceException("alignment_camera", blind().orElse("")));
        }
        AreaDetector seeing = camera.get();
        return DeskCamera.frame(desk, seeing).thenApplyAsync(frame -> backdrop(seeing, frame));
    }

    private Backdrop backdrop(AreaDetector camera, Frame frame) {
        CameraView view = camera.settings().view().orElseThrow();
        Beam beam = camera.beam().orElse(new Beam(frame.columns() / 2.0, frame.rows() / 2.0));
        double size = camera.pixelSize();
        return Backdrop.of(
                camera.label() + ", now",
                new ImageScale(
                        side(view.across(), beam.column(), size),
                        side(view.down(), beam.row(), size)),
                Pixels.grey(frame.dtypeNumpy(), frame.columns(), frame.rows(), frame.pixels()),
                Look.PLAIN);
    }

    private ImageScale.Side side(CameraView.Towards towards, double beam, double size) {
        AxisState axis =
                axes.get().stream()
                        .filter(a -> a.name().equals(towards.axis()))
                        .findFirst()
                        .orElseThrow(() ->
                                new DeviceException(
                                        towards.axis(),
                                        towards.axis() + " is no axis; correct the camera's view"));
        double here =
                axis.position()
                        .orElseThrow(() ->
                                new DeviceException(
                                        axis.name(),
                                        axis.label() + " does not say where it is; see Devices"));
        return CameraScale.side(towards, beam, size, axis.label(), axis.units(), here);
    }

    @Override
    public CompletableFuture<Measured> map(Path product, Optional<String> column) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Measured map = MapProduct.read(product, column);
                    lastMap = Optional.of(map.image());
                    return map;
                },
                task -> Thread.ofVirtual().name("map of a product").start(task));
    }

    @Override
    public Optional<Backdrop> lastMap() {
        return lastMap;
    }

    @Override
    public Path folder() {
        return desk.dataFolder();
    }
}
