package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.image.Area;
import io.beamdesk.image.Scaling;
import io.beamdesk.ui.camera.CameraView;
import io.beamdesk.ui.fx.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PictureToolsTest extends FxRobot {
    @TempDir private Path folder;
    private final ScriptedPictures pictures = new ScriptedPictures();
    private final ScriptedSight sight = new ScriptedSight();
    private AlignViewModel model;
    private CameraView camera;

    @Start
    void start(Stage stage) {
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
                        List.of(),
                        List.of());
        Scene scene = new Scene((Parent) pane.content(), 980, 640);
        new Theme(false).dress(scene);
        stage.setScene(scene);
        stage.show();
        camera = (CameraView) scene.lookup("#align-camera");
        model.setShown(true);
    }

    @BeforeEach
    void see() throws TimeoutException {
        pictures.folder = folder;
        sight.give(1);
        until(() -> camera.shownProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    }

    private Point2D onScreen(double column, double row) {
        return camera.localToScreen(
                camera.zoomProperty().get().viewX(column), camera.zoomProperty().get().viewY(row));
    }

    private void dragFrame(double column, double row, double toColumn, double toRow) {
        drag(onScreen(column, row), MouseButton.PRIMARY).dropTo(onScreen(toColumn, toRow));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String plate(String styleClass) {
        return ((Label) lookup(".image-plate." + styleClass).query()).getText();
    }

    @Test
    void measureWordsAreLengthPixelsAndAngle() {
        assertThat(
                        MeasureLayer.words(
                                new Point2D(10, 20), new Point2D(40, -20), OptionalDouble.of(0.01)))
                .isEqualTo("500 µm  50.0 px  53.1°");
        assertThat(MeasureLayer.words(Point2D.ZERO, new Point2D(0, 3), OptionalDouble.empty()))
                .isEqualTo("3.0 px  −90.0°");
    }

    @Test
    void dragMeasuresADistanceAndMovesNeitherPictureNorStage() {
        double left = camera.zoomProperty().get().x();
        clickOn("#tool-measure");
        dragFrame(50, 50, 150, 50);
        assertThat(plate("measure")).startsWith("1.00 mm").endsWith("°");
        assertThat(camera.zoomProperty().get().x()).isEqualTo(left);
        assertThat(sight.moves).isEmpty();
        clickOn("#tool-measure");
        assertThat(lookup(".image-plate.measure").query().getParent().isVisible()).isFalse();
    }

    @Test
    void regionSaysWhatItsPixelsAreLike() throws TimeoutException {
        clickOn("#tool-region");
        dragFrame(40, 30, 60, 70);
        sight.give(2);
        until(() -> plate("region").contains("mean"));
        // The frame counts up with its columns: about 40 to 59.
        assertThat(plate("region")).contains("max 59").contains("mean 49.5");
    }

    @Test
    void describeMeasuresTheAreaAlone() {
        sight.give(3);
        assertThat(
                        RegionLayer.describe(
                                camera.shownProperty().get().orElseThrow().frame().pixels(),
                                new Area(10, 0, 2, 5)))
                .isEqualTo("ROI  mean 10.5  max 11  σ 0.5");
    }

    @Test
    void levelsStayWhereTheyWereDraggedUntilTheyFollowAgain() throws TimeoutException {
        clickOn("#tool-look");
        sight.give(2);
        LevelsView levels = (LevelsView) lookup(".levels").query();
        until(() -> !levels.lookup(".levels-curve").getLayoutBounds().isEmpty());
        clickOn(levels);
        assertThat(camera.getLook().scaling()).isInstanceOf(Scaling.Fixed.class);
        clickOn("#look-auto");
        assertThat(camera.getLook().scaling()).isEqualTo(Scaling.AUTO);
        clickOn("#look-inverted");
        assertThat(camera.getLook().inverted()).isTrue();
    }

    @Test
    void gridAndRulersComeAndGo() {
        clickOn("#tool-grid");
        clickOn("#tool-rulers");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup(".image-grid").query().isVisible()).isTrue();
        assertThat(lookup(".ruler-figure").queryAll()).isNotEmpty();
        clickOn("#tool-grid");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup(".image-grid").query().isVisible()).isFalse();
    }

    @Test
    void pictureIsKeptWithAndWithoutWhatLiesOnIt() throws Exception {
        clickOn("#keep-picture");
        clickOn("Frame with its numbers");
        until(() -> files().size() == 1);
        clickOn("#keep-picture");
        clickOn("View with crosshair and marks");
        until(() -> files().size() == 2);
        assertThat(files()).anyMatch(f -> f.toString().endsWith("_view.png"));
        for (Path file : files()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(bytes).contains("sample_x").contains("Crosshair").contains("Pixel Size");
        }
        until(() -> model.motionProperty().get().text().startsWith("Kept as "));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".png")).toList();
        }
    }

    @Test
    void recordingRunsUntilItIsEndedAndSaysWhatItHas() throws TimeoutException {
        clickOn("#keep-recording");
        clickOn("#keep-recording");
        assertThat(pictures.stopped).isTrue();
        pictures.recording.complete(
                new Outcome(
                        ExitStatus.SUCCESS,
                        "",
                        List.of(),
                        true,
                        List.of(folder.resolve("r.h5").toUri()),
                        12,
                        Instant.EPOCH,
                        Instant.EPOCH));
        until(() -> model.motionProperty().get().text().startsWith("Recorded 12 frames"));
    }
}
