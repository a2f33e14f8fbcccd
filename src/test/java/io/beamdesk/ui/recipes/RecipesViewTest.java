package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import com.google.gson.JsonObject;
import io.beamdesk.recipe.MapRecipe;
import io.beamdesk.recipe.Preparation;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.TomographyRecipe;
import io.beamdesk.recipe.XasRecipe;
import io.beamdesk.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class RecipesViewTest extends FxRobot {
    private final ScriptedDesk desk = new ScriptedDesk();
    private final AtomicInteger started = new AtomicInteger();
    private RecipesViewModel model;

    @Start
    void start(Stage stage) throws IOException {
        Theme theme = new Theme(false);
        JsonObject nickel = TechniqueFormsTest.example("xas-ni");
        model =
                new RecipesViewModel(
                        desk,
                        ScriptedDesk.shelf(
                                List.of(ScriptedDesk.profile("Sample X profile"), spectrum(nickel)),
                                Files.createTempDirectory("recipes")),
                        Runnable::run,
                        Runnable::run,
                        Runnable::run);
        model.library().contentProperty().get().entries().stream()
                .filter(e -> e.recipe() instanceof StepScanRecipe)
                .findFirst()
                .ifPresent(model::open);
        Scene scene =
                new Scene(
                        (Parent)
                                new RecipesView(model, ZoneOffset.UTC, started::incrementAndGet)
                                        .root(),
                        1000,
                        900);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    private static Recipe spectrum(JsonObject json) {
        json.getAsJsonArray("detectors").set(0, new com.google.gson.JsonPrimitive("counters"));
        return RecipeFile.of(json);
    }

    private void type(String field, String text) {
        TextField input = lookup(field).queryAs(TextField.class);
        interact(() -> {
            input.requestFocus();
            input.clear();
        });
        write(text);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    private void choose(String field, String label) {
        interact(() -> {
            ComboBox<Field.Option> box = lookup(field).queryAs(ComboBox.class);
            box.setValue(
                    box.getItems().stream()
                            .filter(o -> o.label().equals(label))
                            .findFirst()
                            .orElseThrow());
        });
    }

    private void begin(String technique) {
        MenuButton menu = lookup("#recipe-new").queryAs(MenuButton.class);
        interact(() ->
                menu.getItems().stream()
                        .filter(i -> ("recipe-new-" + technique).equals(i.getId()))
                        .findFirst()
                        .ifPresent(MenuItem::fire));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Button run() {
        return lookup("#recipe-run").queryButton();
    }

    private boolean shows(String text) {
        return lookup(text).match(Node::isVisible).tryQuery().isPresent();
    }

    @Test
    void formFilledInWrongShowsTheReasonAndHoldsTheRunUntilCorrected() {
        assertThat(run().isDisabled()).isFalse();

        type("#recipe-axes-0-to", "12");
        assertThat(run().isDisabled()).isTrue();
        assertThat(shows("1 blocker")).isTrue();

        type("#recipe-axes-0-to", "1.2.3");
        assertThat(shows("To: Is \"1.2.3\"; give a position in the axis' units.")).isTrue();
        assertThat(lookup("#recipe-axes-0-to").queryAs(TextField.class).getText())
                .isEqualTo("1.2.3");
        assertThat(run().isDisabled()).isTrue();

        type("#recipe-axes-0-to", "2.5");
        type("#recipe-axes-0-points", "41");
        assertThat(shows("no blockers")).isTrue();
        assertThat(shows("edited, not saved")).isTrue();
        interact(run()::fire);
        assertThat(desk.started)
                .singleElement()
                .isInstanceOfSatisfying(
                        StepScanRecipe.class,
                        scan -> assertThat(scan.axes().getFirst().points()).isEqualTo(41));
        assertThat(started).hasValue(1);
    }

    @Test
    void stepTypedBecomesANumberOfPoints() {
        type("#recipe-axes-0-Step", "0.1\n");
        assertThat(lookup("#recipe-axes-0-points").queryAs(TextField.class).getText())
                .isEqualTo("31");
    }

    @Test
    void newMapIsFilledInCorrectedAndRun() {
        begin("map");
        assertThat(run().isDisabled()).isTrue();
        type("#recipe-name", "Plate");
        for (int side = 0; side < 2; side++) {
            choose("#recipe-axes-" + side + "-device", side == 0 ? "Sample Y" : "Sample X");
            type("#recipe-axes-" + side + "-from", "-1");
            type("#recipe-axes-" + side + "-to", side == 0 ? "-1" : "1");
            type("#recipe-axes-" + side + "-points", "5");
        }
        interact(() -> lookup("#recipe-use-counters").queryAs(CheckBox.class).setSelected(true));
        assertThat(shows("Is the same as from; give another position, or a single point."))
                .isTrue();
        assertThat(run().isDisabled()).isTrue();

        type("#recipe-axes-0-to", "1");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(run().isDisabled()).isFalse();
        interact(run()::fire);
        assertThat(desk.started)
                .singleElement()
                .isInstanceOfSatisfying(
                        MapRecipe.class, map -> assertThat(map.name()).isEqualTo("Plate"));
    }

    @Test
    void regionsAreAddedChangedAndRemoved() {
        clickOn("Ni K edge");
        WaitForAsyncUtils.waitForFxEvents();
        interact(() -> lookup("#recipe-add-regions").queryButton().fire());
        type("#recipe-regions-3-to", "10");
        choose("#recipe-regions-2-k_power", "as k²");
        interact(() -> lookup("#recipe-enqueue").queryButton().fire());
        assertThat(desk.queued)
                .singleElement()
                .isInstanceOfSatisfying(
                        XasRecipe.class,
                        xas -> {
                            assertThat(xas.regions()).hasSize(4);
                            assertThat(xas.regions().get(2).kPower()).isEqualTo(2);
                            assertThat(xas.regions().get(3).to()).isEqualTo(10);
                        });
        MenuButton menu = lookup("#recipe-regions-3-menu").queryAs(MenuButton.class);
        interact(() -> menu.getItems().getLast().fire());
        assertThat(lookup("#recipe-regions-3-to").tryQuery()).isEmpty();
    }

    @Test
    void recipeLeftEditedIsKeptAndComesBackAsItWas() {
        type("#recipe-axes-0-points", "77");
        clickOn("Ni K edge");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shows("\"Sample X profile\" is not saved; the library keeps it.")).isTrue();
        clickOn("Sample X profile");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#recipe-axes-0-points").queryAs(TextField.class).getText())
                .isEqualTo("77");
    }

    @Test
    void otherWayToGiveATimeSeriesItsEndShowsItsOwnField() {
        begin("time-series");
        assertThat(lookup("#recipe-count").tryQuery()).isPresent();
        interact(() ->
                lookup("after a time").lookup(".toggle-button").queryAs(ToggleButton.class).fire());
        assertThat(lookup("#recipe-duration").tryQuery()).isPresent();
        assertThat(lookup("#recipe-count").tryQuery()).isEmpty();
    }

    @Test
    void tomographyIsFilledInWithItsPartsSwitchedOnAndOff() {
        begin("tomography");
        type("#recipe-name", "Beads");
        type("#recipe-sample", "Beads 3");
        choose("#recipe-detector", "Camera");
        choose("#recipe-rotation-device", "Sample X");
        type("#recipe-rotation-projections", "1801");
        assertThat(lookup("#recipe-Angle-step").queryAs(TextField.class).getText())
                .isEqualTo("0.1000");
        ToggleSwitch flats = lookup("#recipe-flats-on").queryAs(ToggleSwitch.class);
        interact(() -> flats.setSelected(false));
        assertThat(lookup("#recipe-flats-out").tryQuery()).isEmpty();
        ToggleSwitch tiles = lookup("#recipe-tiles-on").queryAs(ToggleSwitch.class);
        interact(() -> tiles.setSelected(true));
        choose("#recipe-tiles-device", "Sample Y");
        type("#recipe-tiles-positions", "0, 1.2, 2.4");
        assertThat(shows("3 tiles, neighbours overlap 0.20 mm (14 %)")).isTrue();
        interact(run()::fire);
        assertThat(desk.started)
                .singleElement()
                .isInstanceOfSatisfying(
                        TomographyRecipe.class,
                        tomography -> {
                            assertThat(tomography.tomography().flats()).isNull();
                            assertThat(tomography.tomography().tiles().positions())
                                    .containsExactly(0.0, 1.2, 2.4);
                        });
    }

    @Test
    void partComesBackAsItWas() {
        begin("tomography");
        type("#recipe-flats-out", "8");
        for (boolean on : new boolean[] {false, true}) {
            interact(() -> lookup("#recipe-flats-on").queryAs(ToggleSwitch.class).setSelected(on));
        }
        assertThat(lookup("#recipe-flats-out").queryAs(TextField.class).getText()).isEqualTo("8");
    }

    @Test
    void tabGoesThroughTheFormInReadingOrder() {
        begin("tomography");
        interact(() -> lookup("#recipe-name").query().requestFocus());
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 16; i++) {
            Node focused = lookup("#recipe-name").query().getScene().getFocusOwner();
            Node form = lookup(".form-body").query();
            var place = form.sceneToLocal(focused.localToScene(focused.getBoundsInLocal()));
            // What stands in one row is on the same line, give or take a label.
            double order = Math.floor(place.getMinY() / 12) * 10_000 + place.getMinX();
            assertThat(order).as("%d: %s", i, focused).isGreaterThan(before);
            before = order;
            push(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
    }

    @Test
    void keysBeginANewRecipeAndLeadToTheName() {
        interact(() -> lookup("#recipe-notes").query().requestFocus());
        push(KeyCode.F2);
        assertThat(lookup("#recipe-name").query().isFocused()).isTrue();
        push(KeyCode.CONTROL, KeyCode.N);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#recipe-new").queryAs(MenuButton.class).isShowing()).isTrue();
        push(KeyCode.ESCAPE);
    }

    @Test
    void gainsAreChosenFromWhatTheAmplifierHas() {
        clickOn("Ni K edge");
        WaitForAsyncUtils.waitForFxEvents();
        choose("#recipe-gains-i0", "10 nA/V");
        Node told = lookup("#recipe-gains-it").query();
        assertThat(told).isInstanceOf(TextField.class);
        interact(() -> lookup("#recipe-enqueue").queryButton().fire());
        assertThat(((XasRecipe) desk.queued.getFirst()).gains()).containsEntry("i0", "10 nA/V");
    }

    @Test
    void warningOfAnotherEdgeHasTheButtonThatEndsTheRegionBeforeIt() {
        clickOn("Ni K edge");
        WaitForAsyncUtils.waitForFxEvents();
        type("#recipe-regions-2-to", "14");
        assertThat(shows("1 warning")).isTrue();
        interact(() -> lookup("End at 12.95").queryButton().fire());
        assertThat(lookup("#recipe-regions-2-to").queryAs(TextField.class).getText())
                .isEqualTo("12.95");
        assertThat(shows("no blockers")).isTrue();
    }

    @Test
    void checkHasTheButtonThatRepairsAFaultAndTheOneThatRepairsABlocker() {
        type("#recipe-axes-0-points", "0");
        interact(() -> lookup("Set 1").queryButton().fire());
        assertThat(lookup("#recipe-axes-0-points").queryAs(TextField.class).getText())
                .isEqualTo("1");
        type("#recipe-axes-0-points", "31");
        type("#recipe-axes-0-to", "12");
        assertThat(shows("1 blocker")).isTrue();
        interact(() -> lookup("Keep within limits").queryButton().fire());
        assertThat(lookup("#recipe-axes-0-to").queryAs(TextField.class).getText()).isEqualTo("10");
        assertThat(shows("no blockers")).isTrue();
    }

    @Test
    void whatFollowsFromTheRecipeIsSaidBesideTheCheck() {
        String follows = "rotation at 6.25 deg/s, a frame every 0.08 s";
        assertThat(shows(follows)).isFalse();
        desk.remarks = List.of(follows);
        type("#recipe-axes-0-points", "31");
        assertThat(shows("no blockers")).isTrue();
        assertThat(shows(follows)).isTrue();
    }

    @Test
    void deviceAndChoiceBeforeASpectrumAreChosenFromWhatTheBeamlineHas() {
        clickOn("Ni K edge");
        WaitForAsyncUtils.waitForFxEvents();
        interact(() -> lookup("#recipe-before-on").queryAs(ToggleSwitch.class).setSelected(true));
        WaitForAsyncUtils.waitForFxEvents();
        interact(() -> lookup("set").queryAs(ToggleButton.class).fire());
        WaitForAsyncUtils.waitForFxEvents();
        choose("#recipe-before-device", "Filter");
        choose("#recipe-before-choice", "Al 0.1 mm");
        interact(() -> lookup("#recipe-enqueue").queryButton().fire());
        assertThat(((XasRecipe) desk.queued.getFirst()).before())
                .contains(new Preparation.Choose("filter", "Al 0.1 mm"));
    }

    private void choose(String item) {
        MenuButton more = lookup("#recipe-more").queryAs(MenuButton.class);
        // The dialog returns when it is closed.
        Platform.runLater(() ->
                more.getItems().stream()
                        .filter(i -> item.equals(i.getId()))
                        .findFirst()
                        .ifPresent(MenuItem::fire));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void name(String record) {
        doubleClickOn("#record-name");
        interact(() -> lookup("#record-name").queryAs(TextField.class).setText(record));
    }

    private void press(String button) {
        interact(() -> lookup(button).queryButton().fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void recordIsScrapedIntoANewRecipeAfterItWasShown() {
        choose("recipe-scrape");
        assertThat(lookup("#record-act").queryButton().isDisabled()).isTrue();
        name("SIM:none");
        press("#record-ask");
        assertThat(lookup(".record-answer .major-text").queryLabeled().getText())
                .contains("SIM:none");
        name("SIM:scan1");
        press("#record-ask");
        assertThat(shows("SIM:scan1.DDLY: waits 0.2 s between measuring and reading.")).isTrue();
        Platform.runLater(lookup("#record-act").queryButton()::fire);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#recipe-name").queryAs(TextField.class).getText()).isEqualTo("Free");
        assertThat(shows("From SIM:scan1, not saved yet.")).isTrue();
    }

    @Test
    void recipeIsWrittenToARecordOnlyAfterItsDifferenceWasShown() {
        choose("recipe-apply");
        Button write = lookup("#record-act").queryButton();
        assertThat(write.isDisabled()).isTrue();
        name("SIM:scan1");
        push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(desk.live.written).isEmpty();
        assertThat(shows("SIM:scan1.NPTS")).isTrue();
        assertThat(write.getText()).isEqualTo("Write 1 field to SIM:scan1");
        press("#record-act");
        assertThat(desk.live.written).hasSize(1);
        assertThat(shows("1 field written to SIM:scan1 and read back.")).isTrue();
        assertThat(write.isDisabled()).isTrue();
        push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#record-name").tryQuery()).isEmpty();
    }

    private void draw() {
        begin("map");
        Button tool = lookup("#recipe-region").queryButton();
        Platform.runLater(tool::fire);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String field(String id) {
        return lookup(id).queryAs(TextField.class).getText();
    }

    @Test
    void regionDrawnOnTheCameraImageFillsTheFieldsOfTheMap() {
        draw();
        assertThat(shows("Camera, now")).isTrue();
        Node picker = lookup("#region-picker").query();
        drag(point(picker).atOffset(-50, -40)).dropTo(point(picker).atOffset(60, 40));
        WaitForAsyncUtils.waitForFxEvents();
        push(KeyCode.SHIFT, KeyCode.RIGHT);
        String shown = lookup("#region-readout").queryLabeled().getText();
        assertThat(shown).contains("Sample X").contains("21 points");
        push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#region-picker").tryQuery()).isEmpty();
        assertThat(field("#recipe-axes-1-points")).isEqualTo("21");
        assertThat(Double.parseDouble(field("#recipe-axes-1-to").replace('−', '-')))
                .isGreaterThan(Double.parseDouble(field("#recipe-axes-1-from").replace('−', '-')));
    }

    @Test
    void regionThatIsLargerThanTheImageIsTakenAsItWas() {
        begin("map");
        choose("#recipe-axes-0-device", "Sample Y");
        choose("#recipe-axes-1-device", "Sample X");
        for (int side = 0; side < 2; side++) {
            type("#recipe-axes-" + side + "-from", "-4");
            type("#recipe-axes-" + side + "-to", "4");
            type("#recipe-axes-" + side + "-points", "9");
        }
        Platform.runLater(lookup("#recipe-region").queryButton()::fire);
        WaitForAsyncUtils.waitForFxEvents();
        press("#region-anew");
        assertThat(shows("No rectangle yet.\n")).isTrue();
        press("#region-camera");
        push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(field("#recipe-axes-1-from").replace('−', '-')).isEqualTo("-4");
        assertThat(field("#recipe-axes-1-to")).isEqualTo("4");
        assertThat(field("#recipe-axes-1-points")).isEqualTo("9");
    }

    @Test
    void regionGivenUpLeavesTheFieldsAsTheyWere() {
        draw();
        Node picker = lookup("#region-picker").query();
        drag(point(picker).atOffset(-50, -40)).dropTo(point(picker).atOffset(60, 40));
        push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#region-picker").tryQuery()).isEmpty();
        assertThat(field("#recipe-axes-1-points")).isEmpty();
    }

    @Test
    void anotherColumnOfAnEarlierMapIsShownBeneathTheSameRectangle() {
        begin("map");
        AtomicReference<RegionDialog> dialog = new AtomicReference<>();
        Platform.runLater(() -> {
            dialog.set(new RegionDialog(model));
            dialog.get().show(window(0));
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#region-column").query().isVisible()).isFalse();
        interact(() -> dialog.get().read(Path.of("plate.h5"), Optional.empty()));
        assertThat(shows("Plate, i0")).isTrue();
        Node picker = lookup("#region-picker").query();
        drag(point(picker).atOffset(-50, -40)).dropTo(point(picker).atOffset(60, 40));
        WaitForAsyncUtils.waitForFxEvents();
        String drawn = lookup("#region-readout").queryLabeled().getText();
        assertThat(drawn).contains("Sample X");
        interact(() ->
                lookup("#region-column").queryAs(ComboBox.class).getSelectionModel().selectLast());
        assertThat(shows("Plate, it")).isTrue();
        assertThat(lookup("#region-readout").queryLabeled().getText()).isEqualTo(drawn);
        push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void cameraThatIsNotCalibratedSaysWhyItCannotBeDrawnOn() {
        desk.sights.blind = Optional.of("Camera has no view in the beamline file.");
        draw();
        assertThat(lookup("#region-camera").queryButton().isDisabled()).isTrue();
        assertThat(shows("Camera has no view in the beamline file.")).isTrue();
        push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
