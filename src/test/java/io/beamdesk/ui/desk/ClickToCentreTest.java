package io.beamdesk.ui.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Settings;
import io.beamdesk.image.Pixels;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.sim.physics.AlignmentView;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.recipes.ScriptedDesk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The crystal on the simulated stage, clicked in the window and brought to the crosshair over Channel Access.
@ExtendWith(ApplicationExtension.class)
class ClickToCentreTest extends FxRobot {
    private static final int STARTS = 50;
    private static final double ALLOWED = 2;

    // The crystal and a margin, and nothing of the loop.
    private static final int WINDOW = 26;
    private static final double CRYSTAL_X = 0.12;
    private static final double CRYSTAL_Y = 0.05;

    /// A frame shows the world in the middle of its exposure, and is stamped with its end.
    private static final Duration EXPOSURE = Duration.ofMillis(50);

    @TempDir private Path folder;
    private Stage stage;

    @Start
    void start(Stage window) {
        stage = window;
    }

    private static void put(Desk desk, String pv, Value value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(value).get(30, TimeUnit.SECONDS);
        }
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
    }

    /// The frame on the screen once it was exposed after now.
    private static Pixels fresh(CameraView camera) throws TimeoutException {
        Instant from = Instant.now().plus(EXPOSURE);
        AtomicReference<Pixels> seen = new AtomicReference<>();
        until(() -> {
            camera.shownProperty()
                    .get()
                    .map(CameraView.Shown::frame)
                    .filter(frame -> frame.timestamp().isAfter(from))
                    .ifPresent(frame -> seen.set(frame.pixels()));
            return seen.get() != null;
        });
        return seen.get();
    }

    /// Centre of mass of what is darker than its surroundings, near a place.
    private static Point2D crystal(Pixels frame, Point2D near) {
        double darkest = 255;
        double brightest = 0;
        int left = (int) near.getX() - WINDOW;
        int top = (int) near.getY() - WINDOW;
        for (int row = top; row < top + 2 * WINDOW; row++) {
            for (int column = left; column < left + 2 * WINDOW; column++) {
                double light = frame.at(column, row, 0);
                darkest = Math.min(darkest, light);
                brightest = Math.max(brightest, light);
            }
        }
        double edge = (darkest + brightest) / 2;
        double mass = 0;
        double x = 0;
        double y = 0;
        for (int row = top; row < top + 2 * WINDOW; row++) {
            for (int column = left; column < left + 2 * WINDOW; column++) {
                double dark = Math.max(0, edge - frame.at(column, row, 0));
                mass += dark;
                x += dark * (column + 0.5);
                y += dark * (row + 0.5);
            }
        }
        return new Point2D(x / mass, y / mass);
    }

    private static Point2D expected(Desk desk) {
        double x = desk.beamline().movable("sample_x").position() + CRYSTAL_X;
        double y = desk.beamline().movable("sample_y").position() + CRYSTAL_Y;
        return new Point2D(
                AlignmentView.SIZE / 2.0 + x / AlignmentView.PIXEL,
                AlignmentView.SIZE / 2.0 - y / AlignmentView.PIXEL);
    }

    private static void move(Desk desk, String axis, double target) throws Exception {
        desk.beamline().movable(axis).set(target).future().get(30, TimeUnit.SECONDS);
    }

    /// The pane on a desk, with the picture as large as it gets and clicks that centre.
    private final class Window implements AutoCloseable {
        private final Desk desk;
        private final DeskAlignment alignment;
        private final CameraView camera;
        private final AtomicInteger arrived = new AtomicInteger();

        Window(Desk desk) throws Exception {
            this.desk = desk;
            assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
            for (String axis : new String[] {"SIM:m1", "SIM:m2"}) {
                put(desk, axis + ".VELO", new Value.Floating(25));
                put(desk, axis + ".ACCL", new Value.Floating(0.05));
            }
            AtomicReference<DeskAlignment> made = new AtomicReference<>();
            interact(() -> {
                made.set(
                        DeskAlignment.of(
                                        desk,
                                        Settings.DEFAULT,
                                        Optional.empty(),
                                        ScriptedDesk.shelf(List.of(), folder.resolve("recipes")),
                                        FxPulse.create(),
                                        InstantSource.system(),
                                        task -> Thread.ofVirtual().start(task))
                                .orElseThrow());
                Scene scene = new Scene((Parent) made.get().content(), 1000, 1000);
                new Theme(false).dress(scene);
                stage.setScene(scene);
                stage.show();
                made.get().shown();
            });
            alignment = made.get();
            camera = lookup("#align-camera").queryAs(CameraView.class);
            until(() -> camera.getScene().getWindow().isFocused());
            push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.G);
            until(() -> camera.shownProperty().get().isPresent());
            push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
            // A pixel of the screen should not be three of the frame.
            push(KeyCode.F11);
            until(() -> camera.zoomProperty().get().scale() > 0.7);
            lookup(".image-plate.target")
                    .query()
                    .getParent()
                    .visibleProperty()
                    .subscribe((before, now) -> {
                        if (before && !now) {
                            arrived.incrementAndGet();
                        }
                    });
        }

        void click(Point2D place) {
            clickOn(
                    camera.localToScreen(
                            camera.zoomProperty().get().viewX(place.getX()),
                            camera.zoomProperty().get().viewY(place.getY())));
        }

        /// How far the crystal is from the middle of the frame after a click on it.
        double centre() throws Exception {
            int journeys = arrived.get() + 1;
            click(crystal(fresh(camera), expected(desk)));
            until(() -> arrived.get() == journeys);
            Point2D middle = new Point2D(AlignmentView.SIZE / 2.0, AlignmentView.SIZE / 2.0);
            return crystal(fresh(camera), middle).distance(middle);
        }

        @Override
        public void close() {
            interact(() -> {
                alignment.hidden();
                alignment.close();
                stage.setFullScreen(false);
            });
        }
    }

    @Test
    @Timeout(300)
    void clickBringsTheFeatureToTheCrosshairFromAnyStart() throws Exception {
        Random random = new Random(20);
        double worst = 0;
        try (Desk desk = Desk.open(Optional.empty(), folder, Experiment.NONE);
                Window window = new Window(desk)) {
            for (int start = 0; start < STARTS; start++) {
                move(desk, "sample_x", 1.6 * random.nextDouble() - 0.8);
                move(desk, "sample_y", 1.6 * random.nextDouble() - 0.8);
                double off = window.centre();
                assertThat(off).as("start %d", start).isLessThan(ALLOWED);
                worst = Math.max(worst, off);
            }
        }
        System.out.printf("click to centre: at most %.2f pixels off%n", worst);
    }

    @Test
    @Timeout(120)
    void levelOfTheZoomCentresByItsOwnCalibrationAndNotWithoutOne() throws Exception {
        try (Desk desk = Desk.open(Optional.empty(), folder, Experiment.NONE);
                Window window = new Window(desk)) {
            put(desk, "SIM:cam2:Zoom", new Value.Text("2x"));
            until(() -> zoomLevel().equals("2x"));
            var _ = fresh(window.camera);
            // Half as far as in the widest view: the crystal is at twice as many pixels.
            double x = desk.beamline().movable("sample_x").position();
            int journeys = window.arrived.get() + 1;
            window.click(new Point2D(AlignmentView.SIZE / 2.0 + 200, AlignmentView.SIZE / 2.0));
            until(() -> window.arrived.get() == journeys);
            assertThat(x - desk.beamline().movable("sample_x").position())
                    .isCloseTo(200 * AlignmentView.PIXEL / 2, within(2 * AlignmentView.PIXEL));
            put(desk, "SIM:cam2:Zoom", new Value.Text("4x"));
            until(() -> zoomLevel().equals("4x"));
            var _ = fresh(window.camera);
            window.click(new Point2D(300, 300));
            until(() -> lookup(".align-problem").tryQuery().isPresent());
            assertThat(lookup(".align-problem").queryLabeled().getText())
                    .isEqualTo(
                            "Alignment camera has no size of a pixel at zoom 4x; measure it under"
                                    + " Calibration.");
            assertThat(window.arrived).hasValue(journeys);
        }
    }

    private String zoomLevel() {
        return String.valueOf(lookup("#align-zoom").queryComboBox().getValue());
    }
}
