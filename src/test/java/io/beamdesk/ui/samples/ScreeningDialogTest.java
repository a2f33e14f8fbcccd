package io.beamdesk.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.FramePng;
import io.beamdesk.image.Pixels;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The scores decide what is collected next.
@ExtendWith(ApplicationExtension.class)
class ScreeningDialogTest extends FxRobot {
    private SampleStore store;
    private ScriptedTrays desk;
    private SamplesViewModel model;
    private Stage stage;

    @Start
    void start(Stage window) throws Exception {
        Path folder = Files.createTempDirectory("screening");
        store =
                SampleStore.open(
                        folder.resolve("samples.db"),
                        TrayTypes.shipped(),
                        InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));
        store.apply(Edit.add(Tray.of("A", "96-2")), "anna");
        screened("A1-1", "none", 0, "empty: nothing stands out against the ground");
        screened("A2-1", "good", 82.4, "sharp: edges 3 pixels wide, contrast 60 %");
        screened("A10-1", "better", 91, "sharp: edges 2 pixels wide, contrast 70 %");
        screened("A3-1", "poor", 21, "blurred: edges 40 pixels wide, contrast 60 %");
        store.pictures()
                .add(
                        store.sample("A", "A10-1").orElseThrow().sample().id(),
                        FramePng.of(Pixels.grey("|u1", 64, 64, new byte[64 * 64])),
                        Instant.parse("2026-03-01T12:00:00Z"),
                        "Screening snapshot",
                        OptionalDouble.empty());
        store.apply(Edit.add(List.of(Sample.of("A", "A4-1", "not yet"))), "anna");
        desk = new ScriptedTrays(store);
        model = new SamplesViewModel(desk, Runnable::run, Platform::runLater);
        model.setShown(true);
        stage = window;
        window.setScene(new Scene(new StackPane(), 900, 700));
        window.show();
    }

    private void screened(String place, String alias, double score, String why) {
        Sample sample = Sample.of("A", place, alias);
        store.apply(Edit.add(List.of(sample)), "anna");
        store.life().become(sample.id(), SampleState.MEASURING, "anna", "");
        store.life().score(sample.id(), "screen", score);
        store.life().become(sample.id(), SampleState.SCREENED, "anna", why);
    }

    @AfterEach
    void close() {
        model.close();
        store.close();
    }

    private void open() {
        Platform.runLater(() -> ScreeningDialog.show(model, "A", stage));
        until("#screening-collect");
    }

    private void until(String id) {
        try {
            WaitForAsyncUtils.waitFor(
                    20, TimeUnit.SECONDS, () -> lookup(id).tryQuery().isPresent());
        } catch (java.util.concurrent.TimeoutException never) {
            throw new AssertionError(id + " does not come", never);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void most(String text) {
        interact(() -> lookup("#screening-most").queryAs(TextField.class).setText(text));
    }

    private Button collect() {
        return lookup("#screening-collect").queryAs(Button.class);
    }

    @Test
    void bestAreFirstAndCollectedInTheirOrderWithoutTheUseless() {
        open();
        TableView<Screened> table = lookup("#screening-table").query();
        assertThat(table.getItems())
                .extracting(Screened::place)
                .containsExactly("A10-1", "A2-1", "A3-1", "A1-1");
        assertThat(table.getItems().getLast().reason()).startsWith("empty");
        assertThat(lookup("#screening-most").queryAs(TextField.class).getText()).isEqualTo("3");
        assertThat(collect().isDisabled()).as("without a recipe").isTrue();
        interact(() ->
                lookup("#screening-recipe").queryAs(ComboBox.class).getSelectionModel().select(0));
        for (String wrong : List.of("0", "4", "two", "")) {
            most(wrong);
            assertThat(collect().isDisabled()).as(wrong).isTrue();
        }
        most("2");
        assertThat(collect().isDisabled()).isFalse();
        Platform.runLater(() -> collect().fire());
        until("#submit-put");
        assertThat(desk.said).containsExactly("prepare A [A10-1, A2-1]");
        Platform.runLater(() -> lookup("#submit-put").queryAs(Button.class).fire());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(desk.said).contains("submit 2 KEPT");
    }

    @Test
    void pictureStandsBesideItsScore() throws Exception {
        open();
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () ->
                        lookup(".thumbnail .image-view").queryAllAs(ImageView.class).stream()
                                .anyMatch(v ->
                                        v.getImage() != null && v.getImage().getProgress() == 1));
        assertThat(
                        lookup(".thumbnail .image-view").queryAllAs(ImageView.class).stream()
                                .filter(v -> v.getImage() != null && !v.getImage().isError()))
                .hasSize(1);
        interact(() ->
                lookup("#screening-table").queryAs(TableView.class).getScene().getWindow().hide());
    }
}
