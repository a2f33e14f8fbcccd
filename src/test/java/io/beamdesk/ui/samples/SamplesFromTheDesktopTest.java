package io.beamdesk.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.product.Product;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.TrayGeometry;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayTypes;
import io.beamdesk.ui.desk.TraysOfDesk;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.recipes.ScriptedDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Samples as a person measures them: the pane on the simulated beamline over Channel Access, from the
/// list that came with a tray to the product of each sample, and back.
class SamplesFromTheDesktopTest extends FxRobot {
    private static final TrayType PLATE = TrayTypes.shipped().get("96-1");

    @TempDir private static Path home;
    private static String homeBefore = "";
    private static Desk desk;
    private static SamplesViewModel model;
    private static ExecutorService worker;

    @BeforeAll
    static void open() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        desk = Desk.open(Optional.empty(), home.resolve("products"), Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        put("SIM:m1.VELO", 25);
        put("SIM:m2.VELO", 25);
        put("SIM:m4.VELO", 180);
        worker = Executors.newSingleThreadExecutor();
        var recipe =
                RecipeFile.of(
                        RecipeFile.json(
                                """
                                {"technique": "time-series", "version": 1, "name": "Short count",
                                 "count": 3, "period": 0.2, "detectors": ["scaler"],
                                 "read": ["ring_current"], "exposure": 0.05}
                                """));
        model =
                new SamplesViewModel(
                        TraysOfDesk.of(
                                desk, ScriptedDesk.shelf(List.of(recipe), home.resolve("recipes"))),
                        worker,
                        Platform::runLater);
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(stage -> {
            SamplesPane pane = new SamplesPane(model, ZoneOffset.UTC);
            Scene scene = new Scene((Parent) pane.content(), 1000, 960);
            new Theme(false).dress(scene);
            stage.setScene(scene);
            stage.setTitle("Samples");
            stage.show();
            pane.shown();
        });
    }

    @AfterAll
    static void close() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> model.setShown(false)).get(20, TimeUnit.SECONDS);
        model.close();
        worker.close();
        FxToolkit.cleanupStages();
        desk.close();
        System.setProperty("user.home", homeBefore);
    }

    private static void put(String pv, double value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(new Value.Floating(value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        } catch (TimeoutException never) {
            throw new AssertionError(
                    "never " + what + "; the pane says: " + model.messageProperty().get(), never);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static SampleStore store() {
        return desk.samples().store();
    }

    private static SampleState state(String tray, String place) {
        return store().sample(tray, place).map(SampleCard::state).orElse(SampleState.EMPTY);
    }

    private static String shown() {
        return model.trays().shownProperty().get().map(s -> s.id()).orElse("");
    }

    private String ids() {
        return lookup("#samples-ids").queryAs(TextInputControl.class).getText();
    }

    private void press(String query) throws Exception {
        until(
                query + " can be pressed",
                () -> !lookup(query).queryAs(ButtonBase.class).isDisabled());
        interact(() -> lookup(query).queryAs(ButtonBase.class).fire());
    }

    private <T> void choose(String query, T value) {
        interact(() -> lookup(query).<ComboBox<T>>queryAs(combo()).setValue(value));
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<ComboBox<T>> combo() {
        return (Class<ComboBox<T>>) (Class<?>) ComboBox.class;
    }

    private Point2D at(TrayType type, String place) throws Exception {
        TrayCanvas canvas = lookup("#tray-canvas").queryAs(TrayCanvas.class);
        Position position = type.position(place).orElseThrow();
        until(place + " is drawn", () -> canvas.where(position).isPresent());
        TrayLayout.Dot dot = canvas.where(position).orElseThrow();
        return canvas.localToScreen(dot.x(), dot.y());
    }

    private void addTray(String id, String type) throws Exception {
        Platform.runLater(() -> lookup("#tray-add").queryButton().fire());
        until("asked for a tray", () -> lookup("#tray-id").tryQuery().isPresent());
        interact(() -> lookup("#tray-id").queryAs(TextInputControl.class).setText(id));
        choose("#tray-type", TrayTypes.shipped().get(type));
        press("#tray-take");
    }

    private void list(Path file, String tray) throws Exception {
        Platform.runLater(() ->
                ImportDialog.open(
                        model, tray, file, lookup("#tray-canvas").query().getScene().getWindow()));
        until("the list is shown", () -> lookup("#import-take").tryQuery().isPresent());
    }

    private static String csv(int wrong) {
        StringBuilder text = new StringBuilder("position,alias,formula\n");
        int row = 0;
        for (Position p : PLATE.positions()) {
            text.append(row++ < wrong ? "X" + p.id() : p.id())
                    .append(",cat-")
                    .append(row)
                    .append(",NiO\n");
        }
        return text.toString();
    }

    private void stage(double x, double y) throws Exception {
        put("SIM:m1", x);
        put("SIM:m2", y);
        until(
                "the stage is there",
                () ->
                        Math.abs(desk.beamline().movable("sample_x").position() - x) < 0.01
                                && Math.abs(desk.beamline().movable("sample_y").position() - y)
                                        < 0.01);
    }

    private void teach(String place, double x, double y, int then) throws Exception {
        stage(x, y);
        clickOn(at(PLATE, place));
        until(
                place + " is looked at",
                () ->
                        model.sample().lookedProperty().get().stream()
                                .anyMatch(l -> l.place().id().equals(place)));
        press("#tray-teach");
        until(
                place + " is taught",
                () -> model.trays().shownProperty().get().orElseThrow().tray().taught().size() == then);
    }

    private void submit() throws Exception {
        until("recipes are there", () -> !model.submitting().recipesProperty().get().isEmpty());
        choose("#samples-recipe", model.submitting().recipesProperty().get().getFirst());
        until("can be submitted", () -> !lookup("#samples-submit").queryButton().isDisabled());
        Platform.runLater(() -> lookup("#samples-submit").queryButton().fire());
        until("asked before submitting", () -> lookup("#submit-put").tryQuery().isPresent());
        press("#submit-put");
    }

    @Test
    void samplesGoFromTheirListToTheirProductsAndAFailedMountLeavesTheOthers() throws Exception {
        addTray("PLT-1", "96-1");
        until("the tray is shown", () -> shown().equals("PLT-1"));

        // A list with two faults: the good rows only, then all of it.
        Path list = Files.writeString(home.resolve("list.csv"), csv(2));
        list(list, "PLT-1");
        assertThat(lookup("#import-faults").queryListView().getItems()).hasSize(2);
        assertThat(lookup("#import-take").queryButton().isDisabled()).isTrue();
        interact(() -> lookup("#import-good").queryAs(CheckBox.class).setSelected(true));
        press("#import-take");
        until("94 are imported", () -> store().samples("PLT-1").size() == 94);
        Files.writeString(list, csv(0));
        list(list, "PLT-1");
        assertThat(
                        lookup("#import-faults")
                                .tryQueryAs(ListView.class)
                                .filter(Node::isVisible)
                                .map(l -> l.getItems().size())
                                .orElse(0))
                .isZero();
        press("#import-take");
        until("all are imported", () -> store().samples("PLT-1").size() == 96);
        until("all are seen", () -> model.trays().shownProperty().get().orElseThrow().cards().size() == 96);

        // By dragging, back and again, and by the list.
        Point2D first = at(PLATE, "A1");
        Point2D last = at(PLATE, "B2");
        moveTo(first.add(-12, -12)).press(MouseButton.PRIMARY);
        moveTo(last.add(-8, -8)).moveTo(last.add(12, 12)).release(MouseButton.PRIMARY);
        until("four are selected", () -> ids().split(",").length == 4);
        press("#samples-undo");
        until("nothing is selected", () -> ids().isEmpty());
        press("#samples-redo");
        until("four are selected again", () -> ids().split(",").length == 4);

        // Where it is.
        teach("A1", 0, 0, 1);
        teach("A2", 9, 0, 2);
        teach("B1", 0, 9, 3);
        assertThat(TrayGeometry.of(PLATE, store().tray("PLT-1").orElseThrow().taught()).rms())
                .isLessThan(0.05);
        choose("#tray-spot", "stage");
        until("it is on the stage", () -> store().loaded().containsKey("stage"));

        clickOn("#samples-ids").push(KeyCode.CONTROL, KeyCode.A).write("A2, B2");
        until("two are selected", () -> model.selection().positions().size() == 2);
        submit();
        until("two are queued", () -> state("PLT-1", "B2") == SampleState.QUEUED);
        desk.queue().start();
        until(
                "both are measured",
                () ->
                        state("PLT-1", "A2") == SampleState.MEASURED
                                && state("PLT-1", "B2") == SampleState.MEASURED);
        SampleCard measured = store().sample("PLT-1", "A2").orElseThrow();
        assertLeadsToItsProduct(measured);
        assertLeadsToItsProduct(store().sample("PLT-1", "B2").orElseThrow());
        until("the queue has stopped", () -> desk.queue().status().activity() == Activity.STOPPED);

        // A pin that the robot cannot grip, and a place of the plate after it.
        addTray("PCK-1", "unipuck");
        until("the puck is shown", () -> shown().equals("PCK-1"));
        Path pins = Files.writeString(home.resolve("pins.csv"), "position,alias\n3,pin three\n");
        list(pins, "PCK-1");
        press("#import-take");
        until(
                "the pin is seen",
                () -> model.trays().shownProperty().get().orElseThrow().cards().size() == 1);
        choose("#tray-spot", "P1");
        until("it is in the dewar", () -> store().loaded().containsKey("P1"));
        clickOn(at(TrayTypes.shipped().get("unipuck"), "3"));
        until("the pin is selected", () -> ids().equals("3"));
        submit();
        until("the pin is queued", () -> state("PCK-1", "3") == SampleState.QUEUED);
        interact(() -> model.trays().choose("PLT-1"));
        until("the plate is shown", () -> shown().equals("PLT-1"));
        clickOn("#samples-ids").push(KeyCode.CONTROL, KeyCode.A).write("A1");
        submit();
        until("the place is queued", () -> state("PLT-1", "A1") == SampleState.QUEUED);
        desk.queue().apply(_ -> new QueueCommand.GoOn(true));
        put("SIM:robot:Fault", 1);
        desk.queue().start();
        until("the pin has failed", () -> state("PCK-1", "3") == SampleState.FAILED);
        until("the rest was measured", () -> state("PLT-1", "A1") == SampleState.MEASURED);
        assertThat(
                        store().history(store().sample("PCK-1", "3").orElseThrow().sample().id())
                                .getLast()
                                .why())
                .contains("nothing gripped at P1-3");
        assertThat(desk.queue().state().items()).hasSize(1);
        assertThat(desk.queue().state().items().getFirst().trouble()).contains("nothing gripped");
        until("the failure is counted", () -> model.trays().badgeProperty().get().text().equals("1"));
    }

    private static void assertLeadsToItsProduct(SampleCard card) {
        var products = store().products(card.sample().id());
        assertThat(products).hasSize(1);
        try (Product product = Product.open(Path.of(products.getFirst().product()))) {
            assertThat(String.valueOf(product.read("/entry/sample/identifier")))
                    .isEqualTo(card.sample().id());
            assertThat(String.valueOf(product.read("/entry/sample/position")))
                    .isEqualTo(card.sample().position());
        }
    }
}
