package io.beamdesk.ui.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.HandbookFaults;
import io.beamdesk.app.Desk;
import io.beamdesk.app.Desktop;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Settings;
import io.beamdesk.app.SettingsLayers;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.Outcome;
import io.beamdesk.log.LogFeed;
import io.beamdesk.log.Logging;
import io.beamdesk.log.Uncaught;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Each row of the handbook's table, in the real window: what it says is what the handbook says.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WhenThingsGoWrongTest extends FxRobot {
    private static final EventType<Event> TRAP = new EventType<>("TRAP");
    private static final List<String> PANES =
            List.of(
                    "Setup", "Samples", "Align", "Recipes", "Queue", "Live", "Data", "Devices",
                    "Log");

    @TempDir private static Path home;
    private static String homeBefore = "";
    private static Desk desk;
    private static final CountDownLatch CLOSED = new CountDownLatch(1);
    private static final List<String> LOGGED = new CopyOnWriteArrayList<>();
    private static AutoCloseable reading;
    private static Thread.UncaughtExceptionHandler handlerBefore;

    @BeforeAll
    static void open() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
        measureUntilKilled();
        Path settings = home.resolve(".config/beamdesk/settings.json");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "{\"dark\": tru");
        Path queue = home.resolve(".local/state/beamdesk/queue/queue.journal");
        Files.createDirectories(queue.getParent());
        Files.writeString(queue, "nothing of ours");
        Logging.start(home.resolve("beamdesk.log"), "test");
        reading = Logging.feed().read((LogFeed.Entry entry) -> LOGGED.add(entry.message()));
        SettingsLayers read = SettingsLayers.read();
        desk = Desk.open(Optional.empty(), home.resolve("products"), Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() ->
                DeskWindow.show(
                        CompletableFuture.completedFuture(desk),
                        new Desktop.Opening(
                                Optional.empty(),
                                home.resolve("products"),
                                Settings.DEFAULT.withBeamline(Settings.SIMULATED),
                                read.problems(),
                                Optional.empty()),
                        CLOSED::countDown));
        Uncaught.install();
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
        Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
        reading.close();
        Logging.silence();
        System.setProperty("user.home", homeBefore);
    }

    private static void measureUntilKilled() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Duser.home=" + home,
                                "-cp",
                                String.join(
                                        java.io.File.pathSeparator,
                                        "target/test-classes",
                                        "target/classes",
                                        System.getProperty("jdk.module.path", ""),
                                        System.getProperty("java.class.path")),
                                "io.beamdesk.app.KilledRun",
                                "",
                                home.resolve("products").toString())
                        .redirectError(home.resolve("errors.txt").toFile())
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("measuring");
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    @BeforeEach
    void window() {
        targetWindow(window -> window instanceof Stage stage && stage.getTitle() != null);
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        } catch (java.util.concurrent.TimeoutException never) {
            throw new AssertionError("never " + what + "; logged " + LOGGED, never);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Optional<String> notice() {
        return lookup(".notice-strip .notice-text").tryQueryAs(Labeled.class).map(Labeled::getText);
    }

    private void untilNotice(String fault) throws Exception {
        Pattern said = HandbookFaults.said(fault);
        until(
                "said as the handbook says of " + fault + ": " + said + "; it says " + notice(),
                () -> notice().filter(text -> said.matcher(text).matches()).isPresent());
    }

    private void dismissAll() throws Exception {
        until(
                "without notices",
                () -> {
                    lookup(".notice-strip .button")
                            .queryAllAs(javafx.scene.control.Button.class)
                            .stream()
                            .filter(button ->
                                    "Dismiss this notice".equals(button.getAccessibleText()))
                            .findFirst()
                            .ifPresent(button -> interact(button::fire));
                    return notice().isEmpty();
                });
    }

    private void press(String pane) throws Exception {
        push(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + (PANES.indexOf(pane) + 1)));
        until(
                pane + " is shown",
                () ->
                        lookup(".pane-title").queryAllAs(Labeled.class).stream()
                                .anyMatch(title -> title.getText().equals(pane)));
    }

    @Test
    @Order(1)
    void brokenSettingsAndQueueAreSetAsideAndSaid() throws Exception {
        untilNotice("a settings file that cannot be read");
        assertThat(home.resolve(".config/beamdesk/settings.json.broken"))
                .hasContent("{\"dark\": tru");
        interact(() ->
                lookup(".notice-strip .button")
                        .queryAllAs(javafx.scene.control.Button.class)
                        .stream()
                        .filter(button -> "Dismiss this notice".equals(button.getAccessibleText()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        untilNotice("the file of the queue is damaged");
        interact(() ->
                lookup(".notice-strip .button")
                        .queryAllAs(javafx.scene.control.Button.class)
                        .stream()
                        .filter(button -> "Dismiss this notice".equals(button.getAccessibleText()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
    }

    @Test
    @Order(2)
    void runWhoseProcessWasKilledIsSaidAndItsProductRecovered() throws Exception {
        untilNotice("Beamdesk was killed during a run");
        interact(() -> lookup("Recover the product").queryButton().fire());
        until("recovered", () -> LOGGED.stream().anyMatch(line -> line.contains("is recovered: ")));
        until("shown", () -> lookup("Show the product").tryQuery().isPresent());
        assertThat(lookup("Recover the product").tryQuery()).isEmpty();
        assertThat(notice().orElseThrow()).doesNotContain("recover it");
        dismissAll();
        assertThat(home.resolve(".local/state/beamdesk/runs"))
                .satisfies(folder ->
                        until(
                                "forgotten",
                                () -> {
                                    try (Stream<Path> notes = Files.list(folder)) {
                                        return notes.findAny().isEmpty();
                                    }
                                }));
    }

    @Test
    @Order(3)
    void failureInEachPaneIsSaidWhileTheRunGoesOnAndTheWindowAnswers() throws Exception {
        Recipe recipe =
                RecipeFile.of(
                        RecipeFile.json(
                                """
                                {"technique": "time-series", "version": 1, "name": "Long count",
                                 "count": 100000, "period": 0.1, "detectors": ["scaler"],
                                 "read": [], "exposure": 0.05}
                                """));
        CompletableFuture<Outcome> end = desk.run(recipe, desk.check(recipe));
        for (String pane : PANES) {
            press(pane);
            Node shown = lookup(".pane-place .pane").query();
            String why = "trap in " + pane;
            shown.addEventHandler(
                    TRAP,
                    _ -> {
                        throw new IllegalStateException(why);
                    });
            Platform.runLater(() -> shown.fireEvent(new Event(TRAP)));
            untilNotice("something unforeseen in a pane");
            assertThat(notice().orElseThrow())
                    .contains("the pane " + pane)
                    .contains(why)
                    .contains("The run Long count goes on.");
            dismissAll();
        }
        assertThat(desk.engine().status().state()).isEqualTo(EngineState.RUNNING);
        desk.engine().stop();
        Outcome outcome = end.get(60, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(outcome.safe()).isTrue();
    }

    @Test
    @Order(4)
    void failureOnAnyThreadIsSaid() throws Exception {
        Thread virtual =
                Thread.ofVirtual()
                        .start(() -> {
                            throw new IllegalStateException("on a virtual thread");
                        });
        virtual.join();
        untilNotice("something unforeseen elsewhere, on whatever thread");
        dismissAll();
        var _ =
                desk.scheduler()
                        .after(
                                Duration.ZERO,
                                () -> {
                                    throw new IllegalArgumentException("scheduled");
                                });
        untilNotice("something unforeseen elsewhere, on whatever thread");
        assertThat(notice().orElseThrow()).contains("scheduled");
        dismissAll();
        var channel = desk.pvs().open(io.beamdesk.pv.PvName.of("SIM:ring:current"));
        try (channel) {
            var _ =
                    channel.subscribe(_ -> {
                        throw new UnsupportedOperationException("in a consumer of values");
                    });
            untilNotice("something unforeseen about process variables");
        }
        dismissAll();
    }

    @Test
    @Order(5)
    void blockedWindowIsNoticedWithItsStackAndItsEnd() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Pattern said = HandbookFaults.said("the window does not answer for a second");
        try (AutoCloseable _ =
                Logging.feed()
                        .read(entry -> {
                            if (said.matcher(entry.message()).matches()) {
                                told.countDown();
                            }
                        })) {
            Platform.runLater(() -> {
                try {
                    var _ = told.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
        }
        Pattern again = HandbookFaults.said("the window answers again");
        until("answers", () -> LOGGED.stream().anyMatch(l -> again.matcher(l).matches()));
        assertThat(Files.readString(home.resolve("beamdesk.log")))
                .contains("WhenThingsGoWrongTest.java");
    }
}
