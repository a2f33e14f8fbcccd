package io.beamdesk.ui.desk;

import io.beamdesk.app.CameraScale;
import io.beamdesk.app.Desk;
import io.beamdesk.app.Settings;
import io.beamdesk.config.DeviceSpec;
import io.beamdesk.config.Role;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.FrameSource;
import io.beamdesk.device.Movable;
import io.beamdesk.device.epics.AreaDetector;
import io.beamdesk.device.epics.CameraView;
import io.beamdesk.device.epics.Motor;
import io.beamdesk.device.epics.WaveformFrames;
import io.beamdesk.engine.EngineState;
import io.beamdesk.image.ImageScale;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.ui.align.AlignCard;
import io.beamdesk.ui.align.AlignPane;
import io.beamdesk.ui.align.AlignViewModel;
import io.beamdesk.ui.align.Calibration;
import io.beamdesk.ui.align.CountingCard;
import io.beamdesk.ui.align.CountingViewModel;
import io.beamdesk.ui.align.PictureControls;
import io.beamdesk.ui.align.Sight;
import io.beamdesk.ui.align.TrendCard;
import io.beamdesk.ui.align.Turntable;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.live.CountersModel;
import io.beamdesk.ui.recipes.RecipeShelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Point2D;

/// Align on a desk whose beamline file names an alignment camera.
final class DeskAlignment implements AutoCloseable {
    private final AlignViewModel model;
    private final List<Runnable> closing = new ArrayList<>();
    private final AlignPane pane;

    private DeskAlignment(
            Sight sight,
            Desk desk,
            Optional<CountersModel> counters,
            RecipeShelf shelf,
            Pulse pulse,
            InstantSource clock,
            Executor back) {
        model =
                new AlignViewModel(
                        sight, clock, () -> FxPulse.isLow(pulse), back, Platform::runLater);
        AlignSettings settings = new AlignSettings(desk, pulse, clock);
        closing.add(settings::close);
        List<AlignCard> below = new ArrayList<>();
        counters.ifPresent(c -> below.add(new TrendCard(c, c.counters().getFirst())));
        List<AlignCard> beside = new ArrayList<>();
        AlignCounting.wires(desk.beamline())
                .ifPresent(wires -> {
                    CountingViewModel counting =
                            new CountingViewModel(
                                    wires,
                                    () -> AlignCounting.held(desk),
                                    desk.pvs(),
                                    pulse,
                                    clock,
                                    Platform::runLater);
                    closing.add(counting::close);
                    beside.add(new CountingCard(counting));
                });
        settings.light().ifPresent(beside::add);
        beside.add(settings.motors());
        AlignTools tools = new AlignTools(desk, model, shelf, pulse, back);
        closing.add(tools::close);
        beside.add(tools.card());
        pane =
                new AlignPane(
                        model,
                        new PictureControls(
                                settings.keys(sight), new DeskPictures(desk, back), back, clock),
                        below,
                        beside);
    }

    /// @return empty if there is no alignment camera
    static Optional<DeskAlignment> of(
            Desk desk,
            Settings settings,
            Optional<CountersModel> counters,
            RecipeShelf shelf,
            Pulse pulse,
            InstantSource clock,
            Executor background) {
        return camera(desk, settings, background)
                .map(sight ->
                        new DeskAlignment(sight, desk, counters, shelf, pulse, clock, background));
    }

    /// The alignment camera of a desk.
    static Optional<Sight> camera(Desk desk, Settings settings, Executor background) {
        Optional<AreaDetector> camera =
                desk.beamline().role(Role.ALIGNMENT_CAMERA, AreaDetector.class);
        return camera.flatMap(seen ->
                desk.beamline().file().devices().stream()
                        .filter(entry -> entry.name().equals(seen.name()))
                        .flatMap(entry ->
                                entry.spec() instanceof DeviceSpec.Detector spec
                                        ? Stream.<Sight>of(
                                                new Microscope(
                                                        desk,
                                                        seen,
                                                        spec,
                                                        settings,
                                                        new AtomicReference<>(
                                                                MeasuredCamera.of(
                                                                        settings,
                                                                        desk.beamline().name())),
                                                        background))
                                        : Stream.empty())
                        .findFirst());
    }

    Pane pane() {
        return pane;
    }

    @Override
    public void close() {
        model.close();
        closing.forEach(Runnable::run);
    }

    /// The alignment camera with the axes of its view.
    private record Microscope(
            Desk desk,
            AreaDetector camera,
            DeviceSpec.Detector spec,
            Settings atStart,
            AtomicReference<Calibration> measured,
            Executor background)
            implements Sight {
        @Override
        public String label() {
            return camera.label();
        }

        @Override
        public FrameSource frames() {
            return new WaveformFrames(camera.label(), spec.image(), desk.pvs());
        }

        @Override
        public OptionalDouble pixelSize() {
            OptionalDouble own = calibration().pixelSize();
            return own.isPresent() ? own : camera.settings().pixelSize();
        }

        @Override
        public Optional<Point2D> beam() {
            return calibration()
                    .beam()
                    .or(() ->
                            camera.settings()
                                    .view()
                                    .flatMap(CameraView::beam)
                                    .map(beam -> new Point2D(beam.column(), beam.row())));
        }

        @Override
        public ImageScale scale(Point2D place) {
            CameraView view = view();
            return new ImageScale(
                    side(view.across(), place.getX()), side(view.down(), place.getY()));
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
                    towards,
                    pixel,
                    pixelSize()
                            .orElseThrow(() ->
                                    new DeviceException(
                                            camera.name(),
                                            camera.label()
                                                    + " has no size of a pixel; measure it under"
                                                    + " Calibration.")),
                    axis.label(),
                    axis.units(),
                    axis.position());
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
            return Objects.requireNonNull(measured.get());
        }

        @Override
        public void calibrate(Calibration now) {
            measured.set(now);
            MeasuredCamera.remember(now, desk.beamline().name());
        }

        @Override
        public Optional<Turntable> turntable() {
            return camera.settings()
                    .view()
                    .flatMap(CameraView::turning)
                    .map(turning -> new DeskTurntable(desk, camera.name(), turning.upright()));
        }

        @Override
        public Optional<String> held() {
            if (desk.engine().status().state() != EngineState.IDLE) {
                return Optional.of(
                        "A run is under way and holds the axes; click again when it has ended.");
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
            if (desk.engine().status().state() != EngineState.IDLE) {
                return CompletableFuture.failedFuture(
                        new DeviceException(
                                camera.name(),
                                "A run is under way and may use "
                                        + camera.label()
                                        + "; start or stop it when the run has ended."));
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
            return Optional.ofNullable(atStart.crosshairs().get(desk.beamline().name()))
                    .map(at -> new Point2D(at.column(), at.row()));
        }

        @Override
        public void remember(Point2D crosshair) {
            try {
                Settings.change(settings ->
                        settings.withCrosshair(
                                desk.beamline().name(),
                                new Settings.Crosshair(crosshair.getX(), crosshair.getY())));
            } catch (IOException problem) {
                throw new UncheckedIOException(
                        "The crosshair holds now, but could not be remembered: "
                                + problem.getMessage(),
                        problem);
            }
        }
    }
}
