package io.beamdesk.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.config.Role;
import io.beamdesk.device.Status;
import io.beamdesk.device.epics.ChangerState;
import io.beamdesk.device.epics.Recourse;
import io.beamdesk.device.epics.SampleChanger;
import io.beamdesk.product.Product;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.TrayGeometry;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayTypes;
import io.beamdesk.ui.desk.TraysOfDesk;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.queue.QueuePane;
import io.beamdesk.ui.queue.QueueSurroundings;
import io.beamdesk.ui.queue.QueueViewModel;
import io.beamdesk.ui.recipes.ScriptedDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
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
    private static QueueViewModel queue;

    /// What submitting said that it would do, the last time.
    private String summary = "";

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
        FxToolkit.registerPrimaryStage();
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
        queue =
                new QueueViewModel(
                        desk.queue(),
                        desk.engine(),
                        FxPulse.create(),
                        InstantSource.system(),
                        worker,
                        desk::dataFolder);
        queue.standIn(new Around());
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

    /// Leads from the queue's history to the samples, as the window does.
    private static final class Around implements QueueSurroundings {
        @Override
        public void showSample(SampleRef sample) {
            model.show(sample.tray(), sample.position());
        }

        @Override
        public List<String> recourses(QueueItem failed) {
            return changer().recourses().stream().map(Recourse::what).toList();
        }

        @Override
        public void showChanger() {}

        @Override
        public void showProduct(java.net.URI product) {}
    }

    private static SampleChanger changer() {
        return desk.beamline().role(Role.SAMPLE_CHANGER, SampleChanger.class).orElseThrow();
    }

    /// Does what is offered, until nothing is.
    private static void recover() throws Exception {
        for (int i = 0; i < 6; i++) {
            Optional<Recourse> next =
                    changer().recourses().stream().filter(r -> r.action().isPresent()).findFirst();
            if (next.isEmpty()) {
                break;
            }
            Status status =
                    switch (next.get().action().orElseThrow()) {
                        case RECOVER -> changer().recover();
                        case CLEAR -> changer().clear();
                        case POWER_ON -> changer().setPower(true);
                        case ABORT -> throw new AssertionError("nothing moves any more");
                    };
            var _ = status.future().get(60, TimeUnit.SECONDS);
        }
        assertThat(changer().whereabouts().isKnown()).isTrue();
        assertThat(changer().state()).isEqualTo(ChangerState.READY);
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
                () ->
                        model.trays().shownProperty().get().orElseThrow().tray().taught().size()
                                == then);
    }

    private void submit() throws Exception {
        until("recipes are there", () -> !model.submitting().recipesProperty().get().isEmpty());
        choose("#samples-recipe", model.submitting().recipesProperty().get().getFirst());
        until("can be submitted", () -> !lookup("#samples-submit").queryButton().isDisabled());
        Platform.runLater(() -> lookup("#samples-submit").queryButton().fire());
        until("asked before submitting", () -> lookup("#submit-put").tryQuery().isPresent());
        summary =
                lookup(".submit-summary .label").queryAllAs(Labeled.class).stream()
                        .map(Labeled::getText)
                        .collect(Collectors.joining("\n"));
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
        until(
                "all are seen",
                () -> model.trays().shownProperty().get().orElseThrow().cards().size() == 96);

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
        assertThat(summary).contains("2 samples").contains("Short count");
        until("two are queued", () -> state("PLT-1", "B2") == SampleState.QUEUED);
        desk.queue().start();
        until(
                "both are measured",
                () ->
                        state("PLT-1", "A2") == SampleState.MEASURED
                                && state("PLT-1", "B2") == SampleState.MEASURED);
        for (String place : List.of("A2", "B2")) {
            leadsToItsProductAndBack("PLT-1", place);
        }
        until("the queue has stopped", () -> desk.queue().status().activity() == Activity.STOPPED);

        // A pin that the robot cannot grip, and a place of the plate after it.
        addTray("PCK-1", "unipuck");
        until("the puck is shown", () -> shown().equals("PCK-1"));
        Path pins =
                Files.writeString(
                        home.resolve("pins.csv"),
                        "position,alias\n3,pin three\n4,pin four\n5,pin five\n");
        list(pins, "PCK-1");
        press("#import-take");
        until(
                "the pins are seen",
                () -> model.trays().shownProperty().get().orElseThrow().cards().size() == 3);
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
        until(
                "the failure is counted",
                () -> model.trays().badgeProperty().get().text().equals("1"));
        recover();
        until("the queue has stopped", () -> desk.queue().status().activity() == Activity.STOPPED);
        desk.queue().apply(now -> new QueueCommand.Remove(List.of(now.items().getFirst().id())));

        // A pin that is lost on its way: the queue stops, and what is offered helps.
        desk.queue().apply(_ -> new QueueCommand.GoOn(false));
        put("SIM:robot:Fault", 2);
        measurePin("4");
        until("the pin is lost", () -> state("PCK-1", "4") == SampleState.FAILED);
        until("the queue has stopped", () -> desk.queue().status().activity() == Activity.STOPPED);
        assertThat(lastReason("4")).contains("lost P1-4");
        QueueItem failed = desk.queue().state().items().getFirst();
        assertThat(new Around().recourses(failed)).isNotEmpty();
        assertThat(changer().whereabouts().isKnown()).isFalse();
        put("SIM:robot:Fault", 0);
        recover();
        desk.queue().apply(_ -> new QueueCommand.Retry(List.of(failed.id())));
        desk.queue().start();
        until("the pin is measured", () -> state("PCK-1", "4") == SampleState.MEASURED);
        until("the queue has stopped", () -> desk.queue().status().activity() == Activity.STOPPED);
        leadsToItsProductAndBack("PCK-1", "4");

        // A closed lid refuses the next pin before anything has moved; it stays in the queue.
        var _ = changer().setLid(false).future().get(30, TimeUnit.SECONDS);
        measurePin("5");
        until(
                "the lid is in the way",
                () -> desk.queue().state().items().getFirst().trouble().contains("lid"));
        assertThat(state("PCK-1", "5")).isEqualTo(SampleState.QUEUED);
        until("the queue has stopped", () -> desk.queue().status().activity() == Activity.STOPPED);
        var _ = changer().setLid(true).future().get(30, TimeUnit.SECONDS);
        desk.queue().apply(now -> new QueueCommand.Retry(List.of(now.items().getFirst().id())));

        // And a collision stops it on its way.
        put("SIM:robot:Fault", 3);
        desk.queue().start();
        until("the robot has stopped", () -> state("PCK-1", "5") == SampleState.FAILED);
        assertThat(lastReason("5")).contains("collision");
        put("SIM:robot:Fault", 0);
        recover();
    }

    private void measurePin(String place) throws Exception {
        interact(() -> model.trays().choose("PCK-1"));
        until("the puck is shown", () -> shown().equals("PCK-1"));
        clickOn("#samples-ids").push(KeyCode.CONTROL, KeyCode.A).write(place);
        submit();
        until("the pin is queued", () -> state("PCK-1", place) == SampleState.QUEUED);
        desk.queue().start();
    }

    private static String lastReason(String pin) {
        return store().history(store().sample("PCK-1", pin).orElseThrow().sample().id())
                .getLast()
                .why();
    }

    /// From the sample's card to its product by a click, and from the product in the history of the queue
    /// to the sample's card by a click.
    private void leadsToItsProductAndBack(String tray, String place) throws Exception {
        SampleCard card = store().sample(tray, place).orElseThrow();
        Path product = Path.of(store().products(card.sample().id()).getFirst().product());
        assertIsOf(card, product);
        interact(() -> model.show(tray, place));
        until(
                "the product is on the card",
                () -> lookup("#sample-products .hyperlink").tryQuery().isPresent());
        clickOn("#sample-products .hyperlink");
        until(
                "the product's path is shown",
                () -> lookup(product.toString()).tryQuery().isPresent());
        push(KeyCode.ESCAPE);
        interact(() -> model.sample().follow(true));
        FxToolkit.setupStage(stage -> {
            Stage second = new Stage();
            second.initOwner(stage);
            QueuePane pane = new QueuePane(queue, ZoneOffset.UTC, () -> {});
            Scene scene = new Scene((Parent) pane.content(), 1000, 900);
            new Theme(false).dress(scene);
            second.setScene(scene);
            second.setTitle("Queue");
            second.show();
            pane.shown();
        });
        String file = String.valueOf(product.getFileName());
        until("the run is in the history", () -> historyRow(file).isPresent());
        Button back = from(historyRow(file).orElseThrow()).lookup(".queue-sample").queryButton();
        interact(() -> {
            back.fire();
            ((Stage) window("Queue")).close();
        });
        until(
                "the sample is looked at again",
                () ->
                        model.sample().lookedProperty().get().stream()
                                .anyMatch(l -> l.place().id().equals(place)));
        assertThat(shown()).isEqualTo(tray);
    }

    /// The row of the run that made a product.
    private Optional<Node> historyRow(String product) {
        return from(window("Queue").getScene().getRoot())
                .lookup(".list-cell .history-row")
                .queryAll()
                .stream()
                .filter(row ->
                        from(row).lookup(".queue-product").queryAllAs(Labeled.class).stream()
                                .anyMatch(l -> l.getText().equals(product)))
                .findFirst();
    }

    private static void assertIsOf(SampleCard card, Path file) {
        try (Product product = Product.open(file)) {
            assertThat(String.valueOf(product.read("/entry/sample/identifier")))
                    .isEqualTo(card.sample().id());
            assertThat(String.valueOf(product.read("/entry/sample/position")))
                    .isEqualTo(card.sample().position());
        }
    }
}
