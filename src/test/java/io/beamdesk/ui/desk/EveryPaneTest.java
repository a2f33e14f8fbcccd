package io.beamdesk.ui.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Desktop;
import io.beamdesk.app.Experiment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// What holds of every pane of the real window: its keys are in the handbook's table, its controls have words
/// for a screen reader, F1 explains it, and it can have a window of its own.
class EveryPaneTest extends FxRobot {
    private static final List<String> PANES =
            List.of(
                    "Setup", "Samples", "Align", "Recipes", "Queue", "Live", "Data", "Devices",
                    "Log");

    @TempDir private static Path home;
    private static String homeBefore = "";
    private static Desk desk;
    private static final CountDownLatch CLOSED = new CountDownLatch(1);

    @BeforeAll
    static void open() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        desk = Desk.open(Optional.empty(), home.resolve("products"), Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() ->
                DeskWindow.show(
                        desk.beamline().file(),
                        new CompletableFuture<>(),
                        CompletableFuture.completedFuture(desk),
                        Desktop.Opening.simulated(home.resolve("products")),
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

    @BeforeEach
    void window() {
        targetWindow(main());
    }

    private static Stage main() {
        return stage("Beamdesk · ").orElseThrow();
    }

    private static Optional<Stage> stage(String title) {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(stage -> String.valueOf(stage.getTitle()).startsWith(title))
                .findFirst();
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        } catch (java.util.concurrent.TimeoutException never) {
            throw new AssertionError("never " + what, never);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void press(String pane) throws Exception {
        push(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + (PANES.indexOf(pane) + 1)));
        until(
                pane + " is shown",
                () ->
                        lookup(".pane-title").queryAllAs(Labeled.class).stream()
                                .anyMatch(title -> title.getText().equals(pane)));
    }

    /// The keys of the handbook's table by where they work.
    private static Map<String, String> handbook() throws Exception {
        Map<String, String> keys = new java.util.HashMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("src/site/markdown/desktop.md"))) {
            inside = line.startsWith("## ") ? line.equals("## Keys") : inside;
            if (inside && line.startsWith("| ")) {
                String[] cells = line.split("\\|", -1);
                keys.merge(cells[2].strip(), " " + cells[1].strip() + " ", String::concat);
            }
        }
        return keys;
    }

    @Test
    void everyKeyIsInTheHandbooksTableAndNoOtherIs() throws Exception {
        Map<String, String> table = handbook();
        Set<String> missing = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        for (String pane : PANES) {
            press(pane);
            String known =
                    table.get("everywhere") + table.getOrDefault(pane, "") + table.get("a run");
            for (var key : main().getScene().getAccelerators().keySet()) {
                String words = key.getDisplayText().replace("↵", "Enter");
                used.add(words);
                boolean figure = words.matches("Ctrl\\+[1-8]");
                if (!figure && !known.contains(" " + words + " ")) {
                    missing.add(pane + ": " + words);
                }
            }
        }
        assertThat(missing).isEmpty();
        Pattern accelerator =
                Pattern.compile("(?:(?:Ctrl|Alt|Shift)\\+)+[A-Z0-9]\\w*|\\bF1\\b|F11");
        Set<String> stale = new TreeSet<>();
        for (String where :
                List.of("everywhere", "a run", "Setup", "Samples", "Align", "Recipes", "Data")) {
            Matcher found = accelerator.matcher(table.getOrDefault(where, ""));
            while (found.find()) {
                if (!used.contains(found.group())) {
                    stale.add(where + ": " + found.group());
                }
            }
        }
        assertThat(stale).isEmpty();
    }

    @Test
    void everyControlHasWordsForAScreenReader() throws Exception {
        Set<String> silent = new TreeSet<>();
        for (String pane : PANES) {
            press(pane);
            List<Node> controls = new ArrayList<>();
            interact(() -> collect(main().getScene().getRoot(), controls));
            for (Node control : controls) {
                if (words(control).isBlank()) {
                    silent.add(
                            pane
                                    + ": "
                                    + control.getClass().getSimpleName()
                                    + control.getStyleClass()
                                    + (control.getId() == null ? "" : "#" + control.getId()));
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    private static void collect(Node node, List<Node> controls) {
        if (!node.isVisible()) {
            return;
        }
        boolean inner = node.getStyleClass().stream().anyMatch(s -> s.endsWith("-arrow-button"));
        if (node.isFocusTraversable()
                && !inner
                && (node instanceof ButtonBase
                        || node instanceof TextInputControl
                        || node instanceof ComboBoxBase
                        || node instanceof Slider)) {
            controls.add(node);
        }
        if (node instanceof Parent parent && !(node instanceof ComboBoxBase)) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, controls));
        }
    }

    private static String words(Node control) {
        String said = control.getAccessibleText() == null ? "" : control.getAccessibleText();
        String text = control instanceof Labeled labeled ? labeled.getText() : "";
        String prompt =
                control instanceof TextInputControl input
                        ? input.getPromptText()
                        : control instanceof ComboBoxBase<?> box ? box.getPromptText() : "";
        boolean labelled =
                main().getScene().getRoot().lookupAll(".label").stream()
                        .anyMatch(l ->
                                l instanceof javafx.scene.control.Label label
                                        && control.equals(label.getLabelFor()));
        return said
                + (text == null ? "" : text)
                + (prompt == null ? "" : prompt)
                + (labelled ? "x" : "");
    }

    @Test
    void f1ExplainsThePaneAndOnceMoreShowsAllKeys() throws Exception {
        press("Queue");
        push(KeyCode.F1);
        until("help", () -> stage("Queue · Beamdesk help").isPresent());
        targetWindow(stage("Queue · Beamdesk help").orElseThrow());
        push(KeyCode.F1);
        until("keys", () -> stage("Keys · Beamdesk help").isPresent());
        push(KeyCode.ESCAPE);
        until("closed", () -> stage("Keys · Beamdesk help").isEmpty());
    }

    @Test
    void paneGetsAWindowOfItsOwnAndComesBack() throws Exception {
        press("Live");
        push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
        until("in its own window", () -> stage("Live · Beamdesk").isPresent());
        assertThat(lookup("Live is in a window of its own").tryQuery()).isPresent();
        targetWindow(main());
        interact(() -> main().requestFocus());
        press("Queue");
        assertThat(stage("Live · Beamdesk").orElseThrow().getScene().getRoot().lookup(".live-pane"))
                .isNotNull();
        interact(() -> stage("Live · Beamdesk").orElseThrow().hide());
        until("closed", () -> stage("Live · Beamdesk").isEmpty());
        press("Live");
        assertThat(lookup("Live is in a window of its own").tryQuery()).isEmpty();
        assertThat(main().getScene().getRoot().lookup(".live-pane")).isNotNull();
    }
}
