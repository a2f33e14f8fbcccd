package io.beamdesk.ui.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Desktop;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Settings;
import io.beamdesk.config.Role;
import io.beamdesk.device.epics.ChangerState;
import io.beamdesk.device.epics.SampleChanger;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Pins that the robot fails to mount, in the real window and by its buttons alone: the queue is started,
/// what is offered is done, the failed item is tried again, and the product leads to its sample and back.
class SamplesInTheWindowTest extends FxRobot {
    private static final List<String> PANES =
            List.of(
                    "Setup", "Samples", "Align", "Recipes", "Queue", "Live", "Data", "Devices",
                    "Log");

    /// Faults of the simulated robot, and what the sample's history says of each.
    private static final Map<Integer, String> FAULTS =
            Map.of(1, "nothing gripped", 2, "lost P1-4", 3, "collision");

    @TempDir private static Path home;
    private static String homeBefore = "";
    private static Desk desk;
    private static final CountDownLatch CLOSED = new CountDownLatch(1);

    @BeforeAll
    static void open() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        Files.createDirectories(Settings.recipes());
        Files.writeString(
                Settings.recipes().resolve("short-count.json"),
                """
                {"technique": "time-series", "version": 1, "name": "Short count",
                 "count": 3, "period": 0.2, "detectors": ["scaler"],
                 "read": ["ring_current"], "exposure": 0.05}
                """);
        desk = Desk.open(Optional.empty(), home.resolve("products"), Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        put("SIM:m1.VELO", 25);
        put("SIM:m2.VELO", 25);
        store().apply(Edit.add(Tray.of("PCK-1", "unipuck")), "anna");
        store().apply(
                        Edit.add(
                                List.of("3", "4", "5").stream()
                                        .map(p -> Sample.of("PCK-1", p, "pin " + p))
                                        .toList()),
                        "anna");
        store().load("PCK-1", "P1");
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() ->
                DeskWindow.show(
                        desk.beamline().file(),
                        new CompletableFuture<>(),
                        CompletableFuture.completedFuture(desk),
                        new Desktop.Opening(
                                Optional.empty(),
                                home.resolve("products"),
                                Settings.DEFAULT.withBeamline(Settings.SIMULATED),
                                List.of(),
                                Optional.empty()),
                        CLOSED::countDown));
    }

    @AfterAll
    static void close() throws Exception {
        FxToolkit.setupFixture(() ->
                List.copyOf(Window.getWindows()).stream()
                        .filter(window ->
                                window instanceof Stage stage
                                        && String.valueOf(stage.getTitle()).startsWith("Beamdesk"))
                        .forEach(Window::hide));
        assertThat(CLOSED.await(60, TimeUnit.SECONDS)).isTrue();
        System.setProperty("user.home", homeBefore);
    }

    private static SampleStore store() {
        return desk.samples().store();
    }

    private static void put(String pv, double value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(new Value.Floating(value)).get(30, TimeUnit.SECONDS);
        }
    }

    private void until(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        } catch (TimeoutException never) {
            throw new AssertionError(
                    "never "
                            + what
                            + "; seen are "
                            + lookup(".label").queryAllAs(Labeled.class).stream()
                                    .map(Labeled::getText)
                                    .filter(t -> !t.isBlank())
                                    .toList(),
                    never);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void go(String pane) throws Exception {
        push(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + (PANES.indexOf(pane) + 1)));
        untilShown(pane);
    }

    private void untilShown(String pane) throws Exception {
        until(
                pane + " is shown",
                () ->
                        lookup(".pane-title").queryAllAs(Labeled.class).stream()
                                .anyMatch(title -> title.getText().equals(pane)));
    }

    private void press(String query) throws Exception {
        until(
                query + " can be pressed",
                () ->
                        lookup(query)
                                .tryQueryAs(ButtonBase.class)
                                .filter(button -> !button.isDisabled())
                                .isPresent());
        interact(() -> lookup(query).queryAs(ButtonBase.class).fire());
    }

    private static SampleState state(String pin) {
        return store().sample("PCK-1", pin).orElseThrow().state();
    }

    private static String reason(String pin) {
        SampleCard card = store().sample("PCK-1", pin).orElseThrow();
        return store().history(card.sample().id()).getLast().why();
    }

    private static SampleChanger changer() {
        return desk.beamline().role(Role.SAMPLE_CHANGER, SampleChanger.class).orElseThrow();
    }

    private void select(String pin) throws Exception {
        go("Samples");
        until("the puck is shown", () -> !lookup("#samples-ids").query().isDisabled());
        clickOn("#samples-ids").push(KeyCode.CONTROL, KeyCode.A).write(pin);
    }

    private void submit() throws Exception {
        ComboBox<?> recipes = lookup("#samples-recipe").queryComboBox();
        until("the recipe is there", () -> index(recipes) >= 0);
        interact(() -> recipes.getSelectionModel().select(index(recipes)));
        until("can be submitted", () -> !lookup("#samples-submit").queryButton().isDisabled());
        // It waits for its answer within the press.
        Platform.runLater(() -> lookup("#samples-submit").queryButton().fire());
        press("#submit-put");
    }

    private static int index(ComboBox<?> recipes) {
        List<String> names = recipes.getItems().stream().map(String::valueOf).toList();
        return names.indexOf(
                names.stream().filter(name -> name.contains("Short count")).findFirst().orElse(""));
    }

    private void startQueue() throws Exception {
        go("Queue");
        press("#queue-primary");
    }

    private void untilStopped() throws Exception {
        until("the queue has stopped", () -> desk.queue().status().activity() == Activity.STOPPED);
    }

    /// Presses what the card of the sample changer offers, one after the other, until it offers nothing.
    private void doWhatIsOffered() throws Exception {
        press("#queue-to-changer");
        untilShown("Devices");
        for (int i = 0; i < 6 && changer().state() != ChangerState.READY; i++) {
            String before = offered().orElse("");
            press(".changer-offer .button");
            until(
                    "it is ready, or something else is offered",
                    () ->
                            changer().state() == ChangerState.READY
                                    || offered().filter(now -> !now.equals(before)).isPresent());
        }
        assertThat(changer().state()).isEqualTo(ChangerState.READY);
        assertThat(changer().whereabouts().isKnown()).isTrue();
    }

    private Optional<String> offered() {
        return lookup(".changer-offer .button")
                .tryQueryAs(Button.class)
                .filter(button -> !button.isDisabled())
                .map(Button::getText);
    }

    private void mountsAfterItsFault(int fault, String pin) throws Exception {
        select(pin);
        submit();
        until(pin + " is queued", () -> state(pin) == SampleState.QUEUED);
        put("SIM:robot:Fault", fault);
        startQueue();
        until(pin + " has failed", () -> state(pin) == SampleState.FAILED);
        untilStopped();
        assertThat(reason(pin)).contains(FAULTS.get(fault));
        put("SIM:robot:Fault", 0);
        until(
                "the item is listed as failed",
                () ->
                        lookup("#queue-list .label").queryAllAs(Labeled.class).stream()
                                .anyMatch(word -> word.getText().startsWith("Failed")));
        Node list = lookup("#queue-list").query();
        Node item = from(list).lookup("pin " + pin).query();
        clickOn(item);
        doWhatIsOffered();
        go("Queue");
        press("Retry");
        press("#queue-primary");
        until(pin + " is measured", () -> state(pin) == SampleState.MEASURED);
        untilStopped();
    }

    @Test
    void pinsOfAFaultyRobotAreMeasuredByWhatTheWindowOffersAndLeadToTheirProductsAndBack()
            throws Exception {
        mountsAfterItsFault(1, "3");
        mountsAfterItsFault(2, "4");
        mountsAfterItsFault(3, "5");
        for (String pin : List.of("3", "5")) {
            select(pin);
            until(
                    "the product is on the card",
                    () -> lookup("#sample-products .hyperlink").tryQuery().isPresent());
            clickOn("#sample-products .hyperlink");
            clickOn(".product-show");
            untilShown("Data");
            until(
                    "the product says whose it is",
                    () ->
                            lookup("#data-to-sample")
                                    .tryQueryAs(Labeled.class)
                                    .filter(link -> link.getText().contains("PCK-1 · " + pin))
                                    .isPresent());
            clickOn("#data-to-sample");
            untilShown("Samples");
            until(
                    "the card is of " + pin,
                    () ->
                            lookup(".sample-head .label").queryAllAs(Labeled.class).stream()
                                    .anyMatch(place -> place.getText().equals(pin)));
        }
    }
}
