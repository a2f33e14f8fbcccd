package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.plot.Marker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AutorockViewModelTest {
    private static final AutorockRecipe RECIPE =
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

    private final Pulse pulse =
            new Pulse(Runnable::run, (_, task) -> task.run(), System::nanoTime, Duration.ZERO);
    private final ScriptedScanning scanning = new ScriptedScanning();
    private final MeasuredCurve curve =
            new MeasuredCurve(start -> "autorock".equals(start.metadata().get("plan_name")), pulse);
    private final AutorockViewModel model =
            new AutorockViewModel(
                    scanning, () -> Optional.of(RECIPE), curve, Runnable::run, Runnable::run);

    private static Outcome outcome(ExitStatus status, String reason, boolean stopped) {
        return new Outcome(
                status, reason, List.of(), stopped, List.of(), 41, Instant.EPOCH, Instant.EPOCH);
    }

    /// A peak of i0 about a place.
    private void measure(String plan, double peak) {
        curve.accept(
                new RunStart(
                        "run",
                        Instant.EPOCH,
                        Map.of("plan_name", plan, "motors", List.of("pitch"), "num_points", 41)));
        curve.accept(
                new EventDescriptor(
                        "stream",
                        "run",
                        Instant.EPOCH,
                        "primary",
                        Map.of(
                                "pitch",
                                DataKey.number("ca://p", "µrad", 2, "pitch", DataKey.Role.READBACK),
                                "i0",
                                DataKey.number(
                                        "ca://i0", "counts", 0, "scaler", DataKey.Role.SIGNAL)),
                        Map.of(),
                        Map.of()));
        for (int i = 0; i < 41; i++) {
            double x = 815 + 3 * i;
            double y = 1000 * Math.exp(-Math.pow((x - peak) / 20, 2));
            curve.accept(
                    new Event(
                            "event" + i,
                            "stream",
                            Instant.EPOCH,
                            i + 1,
                            Map.of(
                                    "pitch", new Reading(x, Instant.EPOCH),
                                    "i0", new Reading(y, Instant.EPOCH))));
        }
    }

    @Test
    void runUsesTheRecipeWithWhatWasChangedHere() {
        model.load();
        model.setHalfRange(20);
        model.setPoints(11);
        model.setCountTime(0.5);
        model.run();
        AutorockRecipe run = (AutorockRecipe) scanning.started.getFirst();
        assertThat(run.axis()).isEqualTo(new AxisRange("pitch", -20, 20, 11));
        assertThat(run.exposure()).isEqualTo(0.5);
        assertThat(run.relative()).isTrue();
        model.run();
        assertThat(scanning.started).hasSize(1);
    }

    @Test
    void resultSaysWhereItIsParkedAndWhatWasGained() {
        model.load();
        scanning.positions.put("pitch", 863.0);
        model.run();
        measure("autorock", 881);
        scanning.positions.put("pitch", 880.9);
        scanning.run.complete(outcome(ExitStatus.SUCCESS, "", false));
        AutorockViewModel.Result result = model.resultProperty().get().orElseThrow();
        assertThat(result.parked()).isEqualTo(880.9);
        assertThat(result.gain()).isCloseTo(Math.exp(Math.pow(18 / 20.0, 2)), within(1e-6));
        assertThat(model.peak().peak()).isEqualTo(881);
        assertThat(curve.plot().markers()).extracting(Marker::x).containsExactly(880.9);
        assertThat(model.runningProperty().get()).isFalse();
    }

    @Test
    void stopPutsItBackAndSaysSo() {
        model.load();
        model.stop();
        assertThat(scanning.stopped).isFalse();
        model.run();
        model.stop();
        assertThat(scanning.stopped).isTrue();
        scanning.run.complete(outcome(ExitStatus.SUCCESS, "", true));
        assertThat(model.resultProperty().get()).isEmpty();
        assertThat(model.noteProperty().get())
                .isEqualTo(
                        new AlignViewModel.Note(
                                "Stopped; the axis went back to where it was.", false));
    }

    @Test
    void failureIsSaidAndLeavesNoResult() {
        model.load();
        model.run();
        scanning.run.complete(outcome(ExitStatus.FAIL, "pitch: i0 is the same everywhere", false));
        assertThat(model.noteProperty().get().text()).contains("the same everywhere");
        assertThat(model.noteProperty().get().problem()).isTrue();
        scanning.run = CompletableFuture.failedFuture(new IllegalStateException("The queue runs."));
        model.run();
        assertThat(model.noteProperty().get().text()).isEqualTo("The queue runs.");
        assertThat(model.runningProperty().get()).isFalse();
    }

    @Test
    void curveIsOfAutorocksAlone() {
        model.load();
        measure("scan", 881);
        assertThat(curve.run()).isEmpty();
    }

    @Test
    void quickScanGoesAboutWhereTheAxisIsAndMovesToThePeak() {
        MeasuredCurve all = new MeasuredCurve(_ -> true, pulse);
        ScanViewModel scan = new ScanViewModel(scanning, all, Runnable::run);
        scan.run();
        assertThat(scanning.started).isEmpty();
        scan.axisProperty().set(Optional.of(scanning.axes().getFirst()));
        scan.columnProperty().set(Optional.of(scanning.columns().getLast()));
        scan.halfRangeProperty().set(2);
        scan.run();
        StepScanRecipe recipe = (StepScanRecipe) scanning.started.getFirst();
        assertThat(recipe.axes()).containsExactly(new AxisRange("pitch", -2, 2, 21));
        assertThat(recipe.detectors()).isEmpty();
        assertThat(recipe.read()).containsExactly("ring_current");
        assertThat(recipe.relative()).isTrue();
        scan.moveTo(881);
        assertThat(scanning.positions).containsEntry("pitch", 875.0);
        scanning.run.complete(outcome(ExitStatus.SUCCESS, "", false));
        all.accept(new RunStart("run", Instant.EPOCH, Map.of("motors", List.of("pitch"))));
        scan.moveTo(881);
        assertThat(scanning.positions).containsEntry("pitch", 881.0);
        assertThat(scan.movingProperty().get()).isTrue();
        scanning.motion.completeExceptionally(new IllegalStateException("pitch was stopped."));
        assertThat(scan.movingProperty().get()).isFalse();
        assertThat(scan.noteProperty().get().text()).isEqualTo("pitch was stopped.");
    }
}
