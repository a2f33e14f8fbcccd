package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.product.RecordedFrames;
import io.beamdesk.replay.Replay;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.fx.Theme;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class AlignViewTest extends FxRobot {
    @TempDir private Path folder;
    private final ScriptedPictures pictures = new ScriptedPictures();
    private final ScriptedSight sight = new ScriptedSight();
    private AlignViewModel model;
    private CameraView camera;

    private final ScriptedTurntable turntable = new ScriptedTurntable();

    @Start
    void start(Stage stage) {
        sight.turntable = Optional.of(turntable);
        model =
                new AlignViewModel(
                        sight, () -> Instant.EPOCH, () -> false, Runnable::run, Platform::runLater);
        AlignPane pane =
                new AlignPane(
                        model,
                        new PictureControls(
                                new JogKeys(
                                        sight,
                                        Map.of(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional::empty),
                                pictures,
                                Runnable::run,
                                InstantSource.system()),
                        List.of(
                                new CentringCard(
                                        model,
                                        new LoopCentring(
                                                new ScriptedScanning(),
                                                Optional::empty,
                                                Runnable::run,
                                                Platform::runLater))),
                        List.of());
        Scene scene = new Scene((javafx.scene.Parent) pane.content(), 980, 640);
        new Theme(false).dress(scene);
        stage.setScene(scene);
        stage.show();
        camera = (CameraView) scene.lookup("#align-camera");
        model.setShown(true);
    }

    private void see() throws TimeoutException {
        sight.give(1);
        until(() -> camera.shownProperty().get().isPresent());
        until(() -> camera.getScene().getWindow().isFocused());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition)
            throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    }

    private Point2D onScreen(double column, double row) {
        return camera.localToScreen(
                camera.zoomProperty().get().viewX(column), camera.zoomProperty().get().viewY(row));
    }

    @Test
    void keyAndClickBringTheFeatureToTheCrosshair() throws TimeoutException {
        see();
        push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        until(() -> model.centringProperty().get());
        clickOn(onScreen(150, 20));
        until(() -> !sight.moves.isEmpty());
        double pixel = 0.01 / camera.zoomProperty().get().scale();
        assertThat(sight.moves.getFirst().across()).isCloseTo(0.5, within(2 * pixel));
        assertThat(sight.moves.getFirst().down()).isCloseTo(1.7, within(2 * pixel));
        until(() -> lookup(".image-plate.target").query().getParent().isVisible());
    }

    @Test
    void replayIsLabelledMovesNothingAndGivesTheCameraBack() throws Exception {
        see();
        Replay replay = Replay.open(RecordedFrames.write(folder, 3));
        interact(() -> model.show(Optional.of(replay)));
        until(() -> lookup("#align-replay-plate").query().isVisible());
        clickOn("#replay-first");
        until(() -> plate().contains("frame 1 of 3"));
        interact(replay::pause);
        clickOn("#replay-next");
        until(() -> plate().contains("frame 2 of 3"));
        assertThat(plate()).startsWith("REPLAY").contains("scan_0001", "2026");
        clickOn("#align-centring");
        clickOn(onScreen(3, 2));
        until(() -> model.motionProperty().get().text().equals(ReplayedSight.REFUSAL));
        clickOn("#replay-live");
        until(() -> model.replayProperty().get().isEmpty());
        until(() -> !lookup("#align-replay-plate").query().isVisible());
        assertThat(camera.shownProperty().get()).isEmpty();
        sight.give(2);
        until(() -> camera.shownProperty().get().isPresent());
        assertThat(camera.shownProperty().get().orElseThrow().frame().pixels().columns())
                .isEqualTo(ScriptedSight.COLUMNS);
        assertThat(lookup(".replay-bar").query().isVisible()).isFalse();
        assertThat(sight.moves).isEmpty();
    }

    private String plate() {
        return lookup("#align-replay-plate").queryLabeled().getText();
    }

    @Test
    void doubleClickShowsTheWholeFrameAndMovesNothing() throws TimeoutException {
        see();
        clickOn("#align-centring");
        interact(() -> camera.zoomBy(3));
        WaitForAsyncUtils.waitForFxEvents();
        double near = camera.zoomProperty().get().scale();
        doubleClickOn(onScreen(100, 50));
        until(() -> camera.zoomProperty().get().scale() < near / 2);
        // A click after it is done, and is the only one.
        clickOn(onScreen(150, 20));
        until(() -> !sight.moves.isEmpty());
        assertThat(sight.moves).hasSize(1);
        assertThat(sight.moves.getFirst().across()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void crosshairMovesOnlyOnceItIsUnlocked() throws TimeoutException {
        see();
        clickOn("#align-unlocked");
        clickOn(onScreen(60, 70));
        until(() -> sight.remembered.isPresent());
        assertThat(sight.remembered.orElseThrow().distance(60, 70)).isLessThan(1);
        clickOn("#align-unlocked");
        assertThat(lookup("#align-unlocked").queryAs(CheckBox.class).isSelected()).isFalse();
    }

    @Test
    void pictureThatIsNotThereYetSaysWhyAndWhatToDo() throws TimeoutException {
        interact(() -> sight.silence("Microscope: SIM:image2:ArrayData has no frame yet."));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup(".no-picture").query().isVisible()).isTrue();
        assertThat(lookup(".no-picture .muted").queryLabeled().getText())
                .contains("SIM:image2:ArrayData");
        assertThat(lookup(".align-problem").tryQuery()).isEmpty();
        clickOn("#align-start");
        assertThat(sight.acquiring).isTrue();
        see();
        assertThat(lookup(".no-picture").query().isVisible()).isFalse();
    }

    @Test
    void threeClicksAndAButtonBringTheFeatureOntoTheAxis() throws TimeoutException {
        see();
        clickOn("#align-clicks");
        for (double column : new double[] {120, 90, 60}) {
            int before = model.clicks().clickedProperty().get().clicks().size();
            clickOn(onScreen(column, 50));
            until(() -> model.clicks().clickedProperty().get().clicks().size() == before + 1);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(turntable.turns).containsExactly(120.0, 210.0);
        clickOn("#align-clicks-centre");
        until(() -> !turntable.centred.isEmpty());
        double pixel = 1 / camera.zoomProperty().get().scale();
        assertThat(turntable.centred.getFirst().seen().centre()).isCloseTo(90, within(2 * pixel));
        assertThat(turntable.centred.getFirst().along()).isCloseTo(50, within(2 * pixel));
        assertThat(turntable.centred.getFirst().place()).isEqualTo(new Point2D(100, 50));
    }
}
