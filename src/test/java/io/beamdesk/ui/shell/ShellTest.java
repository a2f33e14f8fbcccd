package io.beamdesk.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Value;
import io.beamdesk.ui.devices.DeviceDescription;
import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.devices.DevicesPane;
import io.beamdesk.ui.devices.DevicesViewModel;
import io.beamdesk.ui.devices.ScriptedDevices;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.SetpointField;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.fx.ValueBox;
import io.beamdesk.ui.fx.ValueState;
import io.beamdesk.ui.log.LogPane;
import io.beamdesk.ui.log.LogViewModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ShellTest {
    private final ScriptedDevices server = new ScriptedDevices();
    private final AtomicInteger stops = new AtomicInteger();
    private final RunStripViewModel run =
            new RunStripViewModel(
                    new RunStripViewModel.Commands(
                            () -> {}, () -> {}, () -> {}, () -> {}, () -> {}, () -> {}, () -> {},
                            () -> {}));
    private Optional<Shell> shell = Optional.empty();

    @Start
    void start(Stage stage) {
        Clock clock = Clock.systemUTC();
        Pulse pulse =
                new Pulse(
                        Platform::runLater,
                        (_, task) -> task.run(),
                        System::nanoTime,
                        Duration.ZERO);
        server.motor("SIM:m1", "mm", 3, new Range(-5, 5), 1.184, true);
        DeviceRow row =
                new DeviceRow(
                        DeviceDescription.motor("Sample X", "Sample stage", PvName.of("SIM:m1")),
                        new Pvs(server),
                        pulse,
                        clock,
                        Platform::runLater);
        LogViewModel log = new LogViewModel(pulse, 100);
        StopViewModel stop =
                new StopViewModel(
                        () -> {
                            stops.incrementAndGet();
                            return CompletableFuture.completedFuture(null);
                        },
                        Runnable::run,
                        Platform::runLater,
                        clock,
                        ZoneOffset.UTC);
        List<Pane> panes =
                List.of(
                        new DevicesPane(
                                new DevicesViewModel(List.of(row), pulse), List.of(), "test.json"),
                        new Fragile(),
                        new LogPane(log, ZoneOffset.UTC));
        HeaderViewModel header = new HeaderViewModel(clock, ZoneOffset.UTC);
        Shell built =
                new Shell(
                        new Shell.Models(
                                header, run, stop, log, new NoticesViewModel(Platform::runLater)),
                        panes,
                        new Theme(false),
                        pulse);
        shell = Optional.of(built);
        stage.setScene(built.scene(1000, 900));
        stage.show();
        built.start();
    }

    @Test
    void enterInANewWindowPressesNothing(FxRobot robot) {
        robot.type(KeyCode.ENTER);
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(stops).hasValue(0);
        assertThat(shell.orElseThrow().current().map(Pane::title)).contains("Devices");
    }

    @Test
    void stopIsInAWindowThatIsTooNarrowForTheHeader(FxRobot robot) {
        Node stop = robot.lookup(".button.stop").query();
        double right = stop.localToScene(stop.getBoundsInLocal()).getMaxX();
        assertThat(right).isLessThanOrEqualTo(1000);
        robot.clickOn(stop);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(stops).hasValue(1);
    }

    @Test
    void logLineIsInAWindowThatIsTooLowForTheNavigation(FxRobot robot) {
        Region root = (Region) robot.lookup(".navigation").query().getScene().getRoot();
        Node line = robot.lookup(".log-line").query();
        AtomicReference<Double> bottom = new AtomicReference<>();
        robot.interact(() -> {
            root.resize(1000, 300);
            root.layout();
            bottom.set(line.localToScene(line.getLayoutBounds()).getMaxY());
        });
        assertThat(bottom.get()).isLessThanOrEqualTo(300);
    }

    @Test
    void setpointIsPendingUntilEnterAndThenSent(FxRobot robot) {
        TextField input = input(robot);
        robot.interact(input::requestFocus);
        robot.interact(() -> input.setText("2.5"));
        SetpointField field = robot.lookup(".setpoint-field").query();
        assertThat(field.getStyleClass()).contains("pending");
        assertThat(server.pv("SIM:m1.VAL").sent).isEmpty();
        robot.type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(server.pv("SIM:m1.VAL").sent).containsExactly(new Value.Floating(2.5));
        assertThat(field.getStyleClass()).doesNotContain("pending");
    }

    @Test
    void escapeForgetsWhatWasTyped(FxRobot robot) {
        TextField input = input(robot);
        robot.interact(input::requestFocus);
        robot.interact(() -> input.setText("2.5"));
        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(input.getText()).isEqualTo("1.184");
        assertThat(server.pv("SIM:m1.VAL").sent).isEmpty();
    }

    @Test
    void readbackShowsMovingAndKeepsItsNumberInPlace(FxRobot robot) {
        ValueBox box = robot.lookup(".live-columns .value-box").query();
        double before = box.lookup(".number").getBoundsInParent().getMaxX();
        server.pv("SIM:m1.DMOV").value(0);
        server.pv("SIM:m1.RBV").value(1.284);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(box.state()).isEqualTo(ValueState.MOVING);
        assertThat(box.number()).isEqualTo("1.284");
        assertThat(box.lookup(".number").getBoundsInParent().getMaxX()).isEqualTo(before);
    }

    @Test
    void f12StopsFromTheWindowAndFromADialog(FxRobot robot) throws Exception {
        robot.push(KeyCode.F12);
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> stops.get() == 1);
        Dialog<Void> dialog =
                WaitForAsyncUtils.waitForAsyncFx(
                        30_000,
                        () -> {
                            Dialog<Void> made = new Dialog<>();
                            DialogPane content = new DialogPane();
                            content.setContentText("A question");
                            made.setDialogPane(content);
                            made.show();
                            return made;
                        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.F12);
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> stops.get() == 2);
        robot.interact(() -> {
            dialog.setResult(null);
            dialog.getDialogPane().getScene().getWindow().hide();
        });
    }

    @Test
    void controlWithAFigureChoosesThePane(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT9);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(current()).isEqualTo("Log");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(current()).isEqualTo("Devices");
    }

    @Test
    void runStripComesWithARunAndGoesWhenAcknowledged(FxRobot robot) {
        var strip = robot.lookup(".run-strip").query();
        assertThat(strip.isVisible()).isFalse();
        robot.interact(() -> run.stateProperty().set(RunState.SUSPENDED));
        assertThat(strip.isVisible()).isTrue();
        assertThat(strip.getStyleClass()).contains("suspended");
        robot.interact(() -> run.stateProperty().set(RunState.NONE));
        assertThat(strip.isVisible()).isFalse();
    }

    @Test
    void paneThatCannotBeBuiltSaysWhyAndIsBuiltAgain(FxRobot robot) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        WaitForAsyncUtils.waitForFxEvents();
        String row =
                Files.readAllLines(Path.of("src/site/markdown/when-things-go-wrong.md")).stream()
                        .filter(line -> line.startsWith("| a pane that cannot be built |"))
                        .findFirst()
                        .orElseThrow();
        assertThat(robot.lookup(".broken-pane .empty-title").queryLabeled().getText())
                .isEqualTo(row.split("`", 3)[1].replace("…", "Fragile"));
        assertThat(robot.lookup("java.lang.IllegalStateException: no tray").tryQuery()).isPresent();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(current()).isEqualTo("Devices");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        broken = false;
        robot.clickOn("Try again");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("whole").tryQuery()).isPresent();
    }

    private volatile boolean broken = true;

    /// A pane that is built only at the second attempt.
    private final class Fragile implements Pane {
        @Override
        public String title() {
            return "Fragile";
        }

        @Override
        public String icon() {
            return "mdi2f-flask";
        }

        @Override
        public Node content() {
            if (broken) {
                throw new IllegalStateException("no tray");
            }
            return new Label("whole");
        }
    }

    private String current() {
        return shell.flatMap(Shell::current).map(Pane::title).orElse("");
    }

    private static TextField input(FxRobot robot) {
        return robot.lookup(".setpoint-field .text-field").query();
    }
}
