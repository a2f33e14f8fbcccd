package io.beamdesk.ui.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.device.FrameEvent.Shot;
import io.beamdesk.image.ColourMap;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import io.beamdesk.ui.fx.Theme;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class CameraViewTest extends FxRobot {
    private final CameraView camera = new CameraView();
    private final List<Point2D> clicks = new CopyOnWriteArrayList<>();

    @Start
    void start(Stage stage) {
        Scene scene = new Scene(new BorderPane(camera), 600, 400);
        new Theme(false).dress(scene);
        camera.setOnFrameClicked(clicks::add);
        stage.setScene(scene);
        stage.show();
    }

    /// A frame whose columns get brighter to the right.
    private void show(long id, int columns, int rows) throws TimeoutException {
        byte[] pixels = new byte[columns * rows];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (255 * (i % columns) / (columns - 1));
        }
        camera.offer(
                new Shot(
                        id,
                        Instant.EPOCH,
                        new Pixels(columns, rows, Depth.UINT8, Layout.MONO, pixels)));
        WaitForAsyncUtils.waitFor(
                10,
                TimeUnit.SECONDS,
                () ->
                        camera.shownProperty()
                                .get()
                                .filter(s -> s.frame().uniqueId() == id)
                                .isPresent());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Zoom zoom() {
        return camera.zoomProperty().get();
    }

    private Color at(double x, double y) {
        return WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> camera.snapshot(null, null).getPixelReader().getColor((int) x, (int) y));
    }

    @Test
    void offerShowsTheWholeFrame() throws TimeoutException {
        show(1, 300, 100);
        assertThat(zoom()).isEqualTo(new Zoom(2, 0, 100));
        assertThat(at(30, 200).getBrightness()).isLessThan(0.2);
        assertThat(at(570, 200).getBrightness()).isGreaterThan(0.8);
    }

    @Test
    void offerShowsOneFrameAfterTheOther() throws TimeoutException {
        for (int id = 1; id <= 5; id++) {
            show(id, 30, 20);
        }
    }

    @Test
    void setLookColoursTheFrameOnTheScreen() throws TimeoutException {
        show(1, 300, 100);
        camera.setLook(Look.PLAIN.withMap(ColourMap.INFERNO));
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> at(450, 200).getSaturation() > 0.5);
    }

    private static ScrollEvent turn(double x, double y, double by) {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                x,
                y,
                x,
                y,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                by,
                0,
                by,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    @Test
    void wheelZoomsAboutThePointer() throws TimeoutException {
        show(1, 300, 200);
        Zoom before = zoom();
        // Two turns before the next layout count both.
        interact(() -> {
            camera.fireEvent(turn(400, 250, 40));
            camera.fireEvent(turn(400, 250, 40));
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(zoom().scale()).isCloseTo(2 * 1.2 * 1.2, within(1e-9));
        assertThat(zoom().column(400)).isCloseTo(before.column(400), within(1e-9));
        assertThat(zoom().row(250)).isCloseTo(before.row(250), within(1e-9));
        interact(() -> camera.fireEvent(turn(400, 250, -400)));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(zoom()).isEqualTo(before);
    }

    @Test
    void dragMovesAndDoubleClickShowsTheWholeFrameAgain() throws TimeoutException {
        show(1, 300, 200);
        interact(() -> camera.zoomBy(4));
        Zoom before = zoom();
        drag(camera, MouseButton.PRIMARY).moveBy(40, -30).drop();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(zoom().x() - before.x()).isCloseTo(40, within(2.0));
        assertThat(zoom().y() - before.y()).isCloseTo(-30, within(2.0));
        assertThat(clicks).isEmpty();
        doubleClickOn(camera);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(zoom()).isEqualTo(Zoom.fit(600, 400, 300, 200));
    }

    @Test
    void clickTellsThePlaceInTheFrame() throws TimeoutException {
        show(1, 300, 200);
        clickOn(camera);
        assertThat(clicks).hasSize(1);
        assertThat(clicks.getFirst().distance(150, 100)).isLessThan(1);
    }

    @Test
    void clickBesideTheFrameTellsNothing() throws TimeoutException {
        show(1, 300, 20);
        moveTo(camera);
        moveBy(0, 150);
        clickOn();
        assertThat(clicks).isEmpty();
        assertThat(camera.pointerProperty().get()).isEmpty();
    }

    @Test
    void overlayIsPlacedWhereTheFrameIs() throws TimeoutException {
        Line line = new Line();
        interact(() ->
                camera.addOverlay(
                        new Overlay() {
                            @Override
                            public Node node() {
                                return line;
                            }

                            @Override
                            public void place(Zoom zoom, double width, double height) {
                                line.setStartX(zoom.viewX(30));
                                line.setStartY(zoom.viewY(0));
                            }
                        }));
        show(1, 300, 100);
        assertThat(line.getStartX()).isEqualTo(60);
        assertThat(line.getStartY()).isEqualTo(100);
        interact(camera::showOneToOne);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(line.getStartX()).isEqualTo(150 + 30);
    }

    @Test
    void offerOfAnotherSizeFitsAnew() throws TimeoutException {
        show(1, 300, 200);
        interact(() -> camera.zoomBy(8));
        show(2, 60, 40);
        assertThat(zoom()).isEqualTo(Zoom.fit(600, 400, 60, 40));
    }

    @Test
    void setDrawnHoldsFramesBack() throws Exception {
        show(1, 30, 20);
        interact(() -> camera.setDrawn(false));
        camera.offer(new Shot(2, Instant.EPOCH, Pixels.grey("|u1", 30, 20, new byte[600])));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(camera.shownProperty().get().orElseThrow().frame().uniqueId()).isEqualTo(1);
        interact(() -> camera.setDrawn(true));
        WaitForAsyncUtils.waitFor(
                10,
                TimeUnit.SECONDS,
                () -> camera.shownProperty().get().orElseThrow().frame().uniqueId() == 2);
    }

    private void keys(KeyCode... codes) {
        for (KeyCode code : codes) {
            type(code);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void focus() {
        interact(() -> {
            camera.setFocusTraversable(true);
            camera.requestFocus();
        });
    }

    @Test
    void keysClickWhereTheyPoint() throws TimeoutException {
        List<KeyCode> jogs = new CopyOnWriteArrayList<>();
        interact(() -> camera.setOnKeyPressed(event -> jogs.add(event.getCode())));
        show(1, 300, 200);
        focus();
        keys(KeyCode.RIGHT);
        assertThat(jogs).as("without the pointer").containsExactly(KeyCode.RIGHT);
        keys(KeyCode.ENTER, KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.UP);
        assertThat(clicks).isEmpty();
        press(KeyCode.SHIFT);
        keys(KeyCode.DOWN);
        release(KeyCode.SHIFT);
        keys(KeyCode.ENTER);
        assertThat(clicks).containsExactly(new Point2D(152, 109));
        assertThat(camera.pointerProperty().get()).contains(new Point2D(152, 109));
        keys(KeyCode.ESCAPE, KeyCode.LEFT);
        assertThat(camera.pointerProperty().get()).isEmpty();
        assertThat(jogs).doesNotContain(KeyCode.UP, KeyCode.DOWN, KeyCode.ENTER, KeyCode.ESCAPE);
        assertThat(jogs).last().isEqualTo(KeyCode.LEFT);
        assertThat(clicks).hasSize(1);
    }

    @Test
    void keysPointWithinTheFrameOnly() throws TimeoutException {
        show(1, 30, 20);
        focus();
        keys(KeyCode.ENTER);
        press(KeyCode.SHIFT);
        keys(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.UP, KeyCode.UP, KeyCode.UP);
        release(KeyCode.SHIFT);
        keys(KeyCode.ENTER);
        assertThat(clicks.getFirst().getX()).isBetween(29.0, Math.nextDown(30.0));
        assertThat(clicks.getFirst().getY()).isZero();
    }

    @Test
    void keysDragATool() throws TimeoutException {
        List<String> done = new CopyOnWriteArrayList<>();
        DragTool tool =
                new DragTool() {
                    @Override
                    public void pressed(Point2D place, double reach) {
                        done.add("pressed " + place.getX());
                    }

                    @Override
                    public void dragged(Point2D place) {
                        done.add("dragged " + place.getX());
                    }
                };
        show(1, 300, 200);
        focus();
        interact(() -> camera.setTool(tool));
        keys(KeyCode.ENTER, KeyCode.LEFT, KeyCode.ENTER, KeyCode.RIGHT, KeyCode.RIGHT);
        keys(KeyCode.ENTER, KeyCode.RIGHT);
        assertThat(done).containsExactly("pressed 149.0", "dragged 150.0", "dragged 151.0");
        assertThat(clicks).isEmpty();
    }

    @Test
    void anEnterThatIsHeldClicksNoMore() throws TimeoutException {
        show(1, 300, 200);
        focus();
        interact(() -> {
            for (int repeat = 0; repeat < 5; repeat++) {
                camera.fireEvent(
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED,
                                "",
                                "",
                                KeyCode.ENTER,
                                false,
                                false,
                                false,
                                false));
            }
        });
        assertThat(camera.pointerProperty().get()).isPresent();
        assertThat(clicks).isEmpty();
    }

    @Test
    void keysPointAtNothingWithoutAFrame() {
        focus();
        keys(KeyCode.ENTER, KeyCode.ENTER);
        assertThat(clicks).isEmpty();
        assertThat(camera.pointerProperty().get()).isEmpty();
    }
}
