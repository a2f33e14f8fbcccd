package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Pvs;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.local.LocalProvider;
import io.beamdesk.pv.local.LocalPv;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import io.beamdesk.ui.align.CountingViewModel.Counter;
import io.beamdesk.ui.devices.DeviceDescription;
import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The cards beside the picture, used as a person uses them.
@ExtendWith(ApplicationExtension.class)
class AlignCardsTest extends FxRobot {
    private static final List<String> GAINS = List.of("1e4 V/A", "1e5 V/A", "1e6 V/A", "1e7 V/A");
    private static final AutorockRecipe ROCK =
            new AutorockRecipe(
                    "Rock",
                    new AxisRange("pitch", -60, 60, 41),
                    true,
                    "scaler",
                    "i0",
                    0.2,
                    0.02,
                    "",
                    "");

    private final LocalProvider pvs = new LocalProvider();
    private final LocalPv it = pvs.create("sc.S3", new Value.Floating(10_136_162));
    private final LocalPv gain = pvs.create("g0", new Value.Choice(1, GAINS));
    private final LocalPv energy = pvs.create("e.VAL", new Value.Floating(9000));
    private final ScriptedScanning scanning = new ScriptedScanning();
    private final ScriptedPositions positions = new ScriptedPositions();
    private final ScriptedSight sight = new ScriptedSight();
    private final Pulse pulse =
            new Pulse(Platform::runLater, (_, task) -> task.run(), System::nanoTime, Duration.ZERO);
    private CountingViewModel counting;
    private AlignViewModel align;
    private DeviceRow energyRow;

    @Start
    void start(Stage stage) {
        for (String field : new String[] {"CNT", "CONT"}) {
            pvs.create("sc." + field, new Value.Whole(0));
        }
        pvs.create("sc.T", new Value.Floating(1));
        pvs.create("sc.TP", new Value.Floating(1));
        pvs.create("sc.S2", new Value.Floating(2_815_175));
        pvs.create("gt", new Value.Choice(2, GAINS));
        pvs.create("e.RBV", new Value.Floating(9000));
        pvs.create("e.STOP", new Value.Whole(0));
        pvs.create("e.DMOV", new Value.Whole(1));
        counting =
                new CountingViewModel(
                        new CountingViewModel.Wires(
                                PvName.of("loc://sc"),
                                List.of(
                                        new Counter("i0", 2, Optional.of(PvName.of("loc://g0"))),
                                        new Counter("it", 3, Optional.of(PvName.of("loc://gt")))),
                                OptionalDouble.of(50e6)),
                        Optional::empty,
                        new Pvs(pvs),
                        pulse,
                        () -> Instant.EPOCH,
                        Platform::runLater);
        energyRow =
                new DeviceRow(
                        DeviceDescription.motor("Energy", "Optics", PvName.of("loc://e")),
                        new Pvs(pvs),
                        pulse,
                        () -> Instant.EPOCH,
                        Platform::runLater);
        align =
                new AlignViewModel(
                        sight, () -> Instant.EPOCH, () -> false, Runnable::run, Platform::runLater);
        Map<String, AlignCard> tools = new LinkedHashMap<>();
        tools.put(
                "Autorock",
                new AutorockCard(
                        new AutorockViewModel(
                                scanning,
                                () -> Optional.of(ROCK),
                                new MeasuredCurve(_ -> false, pulse),
                                Runnable::run,
                                Platform::runLater)));
        tools.put(
                "Quick scan",
                new ScanCard(
                        new ScanViewModel(
                                scanning,
                                new MeasuredCurve(_ -> false, pulse),
                                Platform::runLater)));
        tools.put(
                "Positions",
                new PositionsCard(
                        new PositionsViewModel(positions, Runnable::run, Platform::runLater)));
        tools.put("Calibration", new CalibrationCard(align));
        AlignCard all =
                new ToolsCard(
                        Optional.of(
                                Map.entry("Motors", new MotorsCard(List.of(energyRow), List.of()))),
                        tools);
        Node cards = all.build();
        VBox root =
                new VBox(
                        new CountingCard(counting).build(),
                        new LightCards(Optional.of(energyRow), Optional.empty(), Optional.empty())
                                .build(),
                        cards);
        all.setShown(true);
        all.keys().forEach((keys, action) -> Parts.accelerator(root, keys, action));
        Scene scene = new Scene(root, 620, 720);
        new Theme(false).dress(scene);
        stage.setScene(scene);
        stage.show();
        align.setShown(true);
    }

    @AfterEach
    void close() {
        counting.close();
        energyRow.close();
        pvs.close();
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    }

    private String text(String id) {
        return ((Label) lookup(id).query()).getText();
    }

    private static Outcome outcome(ExitStatus status, boolean stopped) {
        return new Outcome(
                status, "", List.of(), stopped, List.of(), 0, Instant.EPOCH, Instant.EPOCH);
    }

    @Test
    void motorsAreOneOfTheToolsInASmallWindow() throws TimeoutException {
        Node button = lookup("#tool-motors").query();
        assertThat(button.isVisible()).isTrue();
        assertThat(lookup(".motor-head-number").tryQuery()).isEmpty();
        clickOn(button);
        until(() -> lookup(".motor-head-number").tryQuery().isPresent());
        assertThat(lookup("#autorock-run").tryQuery()).isEmpty();
        push(KeyCode.ALT, KeyCode.DIGIT2);
        until(() -> lookup("#autorock-run").tryQuery().isPresent());
        assertThat(lookup(".motor-head-number").tryQuery()).isEmpty();
    }

    @Test
    void countersSayAbsorptionStepGainsAndWarn() throws TimeoutException {
        until(() -> text("#counting-sample").equals("1.02"));
        gain.onWrite(wanted -> {
            gain.set(new Value.Choice(2, GAINS));
            return CompletableFuture.completedFuture(null);
        });
        ComboBox<?> box = lookup("#counting-gain-i0").queryComboBox();
        assertThat(box.getValue()).isEqualTo("1e5 V/A");
        clickOn(box.getParent().getChildrenUnmodifiable().getLast());
        until(() -> "1e6 V/A".equals(box.getValue()));
        assertThat(lookup(".load-saturated").tryQuery()).isEmpty();
        it.set(49e6);
        until(() -> lookup(".load-saturated").tryQuery().isPresent());
    }

    @Test
    void edgeIsWrittenIntoTheEnergyAndSentWithEnter() throws TimeoutException {
        until(() -> energyRow.readbackProperty().get().connected());
        energy.onWrite(wanted -> {
            energy.set(wanted);
            return CompletableFuture.completedFuture(null);
        });
        ComboBox<?> edges = lookup("#energy-edges").queryComboBox();
        interact(edges::requestFocus);
        type(KeyCode.N);
        until(() -> edges.getValue() != null);
        assertThat(energy.value().number()).hasValue(9000);
        push(KeyCode.ENTER);
        double edge = ((EdgeChoice) edges.getValue()).energyEv();
        until(() -> Math.abs(energy.value().number().orElse(0) - edge) < 1);
    }

    @Test
    void autorockRunsAndIsStoppedFromItsCard() throws TimeoutException {
        Button run = lookup("#autorock-run").queryButton();
        until(() -> !run.isDisabled());
        clickOn(run);
        assertThat(scanning.started).hasSize(1);
        assertThat(run.getText()).isEqualTo("Stop, put back");
        clickOn(run);
        assertThat(scanning.stopped).isTrue();
        scanning.run.complete(outcome(ExitStatus.SUCCESS, true));
        until(() -> run.getText().equals("Run Autorock"));
    }

    @Test
    void quickScanTakesAnyAxisAndColumn() throws TimeoutException {
        clickOn("#tool-quick-scan");
        until(() -> lookup("#scan-axis").queryComboBox().getValue() != null);
        clickOn("#scan-run");
        assertThat(scanning.started.getFirst().name()).isEqualTo("Quick scan");
        assertThat(lookup("#scan-to-peak").queryButton().isDisabled()).isTrue();
    }

    @Test
    void positionsAreKeptComparedRestoredAndUndone() throws TimeoutException {
        clickOn("#tool-positions");
        clickOn("#positions-name").write("Start");
        clickOn("#positions-save");
        until(() -> positions.kept.size() == 1);
        positions.now.put("x", 5.0);
        until(() -> lookup("#positions-restore").queryButton().getText().contains("2 axes"));
        clickOn("#positions-restore");
        until(() -> !positions.sent.isEmpty());
        positions.end(ExitStatus.SUCCESS, false);
        until(() -> !lookup("#positions-undo").queryButton().isDisabled());
        positions.motion = new CompletableFuture<>();
        clickOn("#positions-undo");
        until(() -> positions.sent.size() == 2);
        assertThat(positions.sent.getLast().getLast().position()).isEqualTo(5);
    }

    @Test
    void pixelIsMeasuredStepByStep() throws TimeoutException {
        clickOn("#tool-calibration");
        clickOn("#calibration-begin");
        until(() -> align.calibration().activeProperty().get());
        interact(() -> sight.give(1));
        WaitForAsyncUtils.waitForFxEvents();
        interact(() -> align.click(new Point2D(60, 50)));
        CompletableFuture<Void> there = sight.motion;
        sight.motion = new CompletableFuture<>();
        there.complete(null);
        WaitForAsyncUtils.waitForFxEvents();
        interact(() -> align.click(new Point2D(160, 50)));
        sight.motion.complete(null);
        until(() -> !lookup("#calibration-accept").queryButton().isDisabled());
        clickOn("#calibration-accept");
        until(() -> sight.calibration.pixelSize().isPresent());
        assertThat(sight.calibration.pixelSize().getAsDouble()).isEqualTo(0.003);
    }
}
