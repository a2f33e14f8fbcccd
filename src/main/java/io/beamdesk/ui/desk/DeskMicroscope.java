package io.beamdesk.ui.desk;

import io.beamdesk.app.CameraScale;
import io.beamdesk.app.Desk;
import io.beamdesk.app.Settings;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.FrameSource;
import io.beamdesk.device.Movable;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.CameraView;
import io.beamdesk.device.epics.Motor;
import io.beamdesk.device.epics.NdArrayFrames;
import io.beamdesk.device.epics.WaveformFrames;
import io.beamdesk.device.epics.Zoom;
import io.beamdesk.image.ImageScale;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import io.beamdesk.ui.align.Calibration;
import io.beamdesk.ui.align.Magnification;
import io.beamdesk.ui.align.Sight;
import io.beamdesk.ui.align.Turntable;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.geometry.Point2D;

/// The alignment camera of a desk with the axes of its view.
///
/// @param background for what talks to the network or writes files
record DeskMicroscope(
        Desk desk,
        AreaDetector camera,
        DeviceSpec.Detector spec,
        CameraMemory memory,
        Executor background)
        implements Sight {
    /// @return empty if the beamline file names no alignment camera
    static Optional<Sight> of(Desk desk, Settings settings, Executor background) {
        return DeskCamera.of(desk)
                .flatMap(seen ->
                        desk.beamline().file().devices().stream()
                                .filter(entry -> entry.name().equals(seen.name()))
                                .flatMap(entry ->
                                        entry.spec() instanceof DeviceSpec.Detector spec
                                                ? Stream.<Sight>of(
                                                        new DeskMicroscope(
                                                                desk,
                                                                seen,
                                                                spec,
                                                                new CameraMemory(
                                                                        settings,
                                                                        desk.beamline().name(),
                                                                        background),
                                                                background))
                                                : Stream.empty())
                                .findFirst());
    }

    /// What is remembered of the present level of the zoom, or of the camera without one; empty while the
    /// level is not known.
    private Optional<CameraMemory.Level> remembered() {
        return camera.zoom().isEmpty()
                ? Optional.of(memory.level(""))
                : camera.zoom().flatMap(Zoom::level).map(memory::level);
    }

    @Override
    public Optional<Magnification> magnification() {
        return camera.zoom().map(zoom -> new DeskMagnification(desk, zoom));
    }

    /// The zoom of the camera.
    private record DeskMagnification(Desk desk, Zoom zoom) implements Magnification {
        @Override
        public State state() {
            return new State(zoom.level(), zoom.levels(), zoom.writable());
        }

        @Override
        public Subscription watch(Runnable watcher) {
            return zoom.watch(watcher);
        }

        @Override
        public CompletableFuture<Void> choose(String level) {
            return desk.busy()
                    .map(why ->
                            CompletableFuture.<Void>failedFuture(new DeviceException(level, why)))
                    .orElseGet(() -> zoom.choose(level));
        }
    }

    @Override
    public String label() {
        return camera.label();
    }

    @Override
    public FrameSource frames() {
        return camera.settings()
                .live()
                .<FrameSource>map(array -> new NdArrayFrames(camera.label(), array, desk.pvs()))
                .orElseGet(() -> new WaveformFrames(camera.label(), spec.image(), desk.pvs()));
    }

    @Override
    public OptionalDouble pixelSize() {
        OptionalDouble own = calibration().pixelSize();
        return own.isPresent() ? own : camera.knownPixelSize();
    }

    @Override
    public Optional<Point2D> beam() {
        return calibration()
                .beam()
                .or(() -> camera.beam().map(beam -> new Point2D(beam.column(), beam.row())));
    }

    @Override
    public ImageScale scale(Point2D place) {
        CameraView view = view();
        return new ImageScale(side(view.across(), place.getX()), side(view.down(), place.getY()));
    }

    private CameraView view() {
        return camera.settings()
                .view()
                .orElseThrow(() ->
                        new DeviceException(
                                camera.name(),
                                camera.label()
                                        + " has no view in the beamline file; give it one with"
                                        + " the axes that it shows."));
    }

    private ImageScale.Side side(CameraView.Towards towards, double pixel) {
        Movable<Double> axis = desk.beamline().movable(towards.axis());
        return CameraScale.side(
                towards, pixel, sureSize(), axis.label(), axis.units(), axis.position());
    }

    private double sureSize() {
        return pixelSize()
                .orElseThrow(() ->
                        new DeviceException(
                                camera.name(),
                                camera.label()
                                        + " has no size of a pixel"
                                        + camera.zoom()
                                                .flatMap(Zoom::level)
                                                .map(level -> " at zoom " + level)
                                                .orElse("")
                                        + "; measure it under Calibration."));
    }

    @Override
    public CompletableFuture<Void> shift(double mm) {
        try {
            Movable<Double> axis = desk.beamline().movable(view().across().axis());
            double perMm = CameraScale.perMillimetre(axis.name(), axis.label(), axis.units());
            double target = axis.position() + mm * perMm;
            axis.check(target);
            return axis.set(target).future();
        } catch (DeviceException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public Calibration calibration() {
        return remembered().map(CameraMemory.Level::calibration).orElse(Calibration.NONE);
    }

    @Override
    public CompletableFuture<Void> calibrate(Calibration now) {
        return remembered().map(level -> level.calibrate(now)).orElseGet(this::unknownLevel);
    }

    private CompletableFuture<Void> unknownLevel() {
        return CompletableFuture.failedFuture(
                new DeviceException(
                        camera.name(),
                        "The zoom of "
                                + camera.label()
                                + " does not say its level, so that nothing was remembered; see Devices."));
    }

    @Override
    public Optional<Turntable> turntable() {
        return camera.settings()
                .view()
                .flatMap(CameraView::turning)
                .map(turning ->
                        new DeskTurntable(desk, camera.name(), turning.upright(), this::sureSize));
    }

    @Override
    public Optional<String> busy() {
        return desk.busy();
    }

    @Override
    public Optional<String> held() {
        Optional<String> busy = busy();
        if (busy.isPresent()) {
            return busy;
        }
        return moved().map(desk.beamline()::movable)
                .filter(axis ->
                        axis instanceof Motor motor
                                && motor.done().state().number().orElse(1.0) == 0)
                .map(axis -> axis.label() + " is moving; click again when it has arrived.")
                .findFirst();
    }

    /// Names of the axes that move what is seen.
    private Stream<String> moved() {
        return camera.settings().view().stream()
                .flatMap(view ->
                        Stream.concat(
                                Stream.of(view.across().axis(), view.down().axis()),
                                view.turning().stream()
                                        .flatMap(turning ->
                                                Stream.of(
                                                        turning.rotation(),
                                                        turning.at0().axis(),
                                                        turning.at90().axis()))));
    }

    @Override
    public CompletableFuture<Void> move(ImageScale scale, Target target) {
        try {
            Movable<Double> across = desk.beamline().movable(scale.across().device());
            Movable<Double> down = desk.beamline().movable(scale.down().device());
            across.check(target.across());
            down.check(target.down());
            return CompletableFuture.allOf(
                    across.set(target.across()).future(), down.set(target.down()).future());
        } catch (DeviceException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public CompletableFuture<Void> acquire(boolean on) {
        Optional<String> busy = desk.busy();
        if (busy.isPresent()) {
            return CompletableFuture.failedFuture(new DeviceException(camera.name(), busy.get()));
        }
        return on ? put("ImageMode", "Continuous").thenCompose(_ -> send(1)) : send(0);
    }

    private CompletableFuture<Void> put(String suffix, String choice) {
        Channel channel = desk.pvs().open(pv(suffix));
        return channel.put(new Value.Text(choice))
                .<Void>thenApply(_ -> null)
                .whenComplete((_, _) -> background.execute(channel::close));
    }

    private CompletableFuture<Void> send(long number) {
        return camera.acquire().send(new Value.Whole(number));
    }

    private PvName pv(String suffix) {
        return new PvName(spec.camera().scheme(), spec.camera().name() + suffix);
    }

    @Override
    public Optional<Point2D> crosshair() {
        return remembered().flatMap(CameraMemory.Level::crosshair);
    }

    @Override
    public CompletableFuture<Void> remember(Point2D crosshair) {
        return remembered().map(level -> level.remember(crosshair)).orElseGet(this::unknownLevel);
    }
}
