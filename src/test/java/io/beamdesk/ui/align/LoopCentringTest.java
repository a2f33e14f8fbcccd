package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.DeviceException;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.plan.Centring;
import io.beamdesk.recipe.CentringRecipe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;

class LoopCentringTest {
    private static final CentringRecipe RECIPE =
            new CentringRecipe("Centring", "microscope", 0.05, List.of(), null, "", "");

    private final ScriptedScanning scanning = new ScriptedScanning();
    private Optional<CentringRecipe> recipe = Optional.of(RECIPE);
    private final LoopCentring loop =
            new LoopCentring(scanning, () -> recipe, Runnable::run, Runnable::run);

    private static Outcome outcome(ExitStatus status, boolean stopped, String reason) {
        return new Outcome(
                status, reason, List.of(), stopped, List.of(), 16, Instant.EPOCH, Instant.EPOCH);
    }

    private void says(double sure, double off, String why) {
        loop.accept(
                new EventDescriptor(
                        "d", "r", Instant.EPOCH, Centring.STREAM, Map.of(), Map.of(), Map.of()));
        loop.accept(
                new Event(
                        "e",
                        "d",
                        Instant.EPOCH,
                        1,
                        Map.of(
                                Centring.SURE, new Reading(sure, Instant.EPOCH),
                                Centring.CONFIDENCE, new Reading(0.9, Instant.EPOCH),
                                Centring.OFF, new Reading(off, Instant.EPOCH),
                                Centring.WHY, new Reading(why, Instant.EPOCH))));
    }

    @Test
    void runSendsTheLoopToTheCrosshairAndSaysHowItWent() {
        loop.run(new Point2D(480, 530));
        assertThat(loop.runningProperty().get()).isTrue();
        CentringRecipe started = (CentringRecipe) scanning.started.getFirst();
        assertThat(started.place()).isEqualTo(new CentringRecipe.Place(480, 530));
        says(1, 0.4, "a loop 150 pixels wide stays within 0.4 pixels of its place");
        scanning.run.complete(outcome(ExitStatus.SUCCESS, false, ""));
        assertThat(loop.runningProperty().get()).isFalse();
        assertThat(loop.resultProperty().get().orElseThrow().off()).isEqualTo(0.4);
        assertThat(loop.noteProperty().get().text()).startsWith("Centred: a loop 150 pixels");
        assertThat(loop.noteProperty().get().problem()).isFalse();
    }

    @Test
    void notSureIsToldAsAProblemWithWhatToDo() {
        loop.run(new Point2D(480, 530));
        says(0, Double.NaN, "not sure: a pin without a loop; look whether the loop is there");
        scanning.run.complete(outcome(ExitStatus.SUCCESS, false, ""));
        assertThat(loop.noteProperty().get().text())
                .isEqualTo(
                        "Not sure, and back where it was: a pin without a loop; look whether the"
                                + " loop is there.");
        assertThat(loop.noteProperty().get().problem()).isTrue();
    }

    @Test
    void stopAndRefusalAreTold() {
        loop.run(new Point2D(1, 1));
        loop.stop();
        assertThat(scanning.stopped).isTrue();
        scanning.run.complete(outcome(ExitStatus.SUCCESS, true, ""));
        assertThat(loop.noteProperty().get().text()).startsWith("Stopped; the axes went back");
        scanning.run =
                CompletableFuture.failedFuture(new DeviceException("", "A run is under way."));
        loop.run(new Point2D(1, 1));
        assertThat(loop.noteProperty().get().text()).isEqualTo("A run is under way.");
    }

    @Test
    void runWithoutARecipeSaysWhatIsMissing() {
        recipe = Optional.empty();
        loop.run(new Point2D(1, 1));
        assertThat(loop.noteProperty().get().text())
                .contains("no recipe of the technique centring");
        assertThat(scanning.started).isEmpty();
    }
}
