package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.device.DeviceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlignViewModelTest {
    private static final Point2D PLACE = new Point2D(150, 20);

    private final ScriptedSight sight = new ScriptedSight();
    private final AtomicInteger drawn = new AtomicInteger();
    private Instant now = Instant.EPOCH;
    private boolean slow;
    private final AlignViewModel model =
            new AlignViewModel(sight, () -> now, () -> slow, Runnable::run, Runnable::run);

    @BeforeEach
    void look() {
        model.setScreen(_ -> drawn.incrementAndGet());
        model.setShown(true);
        sight.give(1);
    }

    @Test
    void setShownTakesFramesOnlyWhileInView() {
        assertThat(sight.watchers).hasSize(1);
        model.setShown(false);
        assertThat(sight.watchers).isEmpty();
        model.tick();
        assertThat(sight.watchers).isEmpty();
        model.setShown(true);
        sight.give(2);
        assertThat(drawn).hasValue(2);
    }

    @Test
    void zoomTakesItsOwnCrosshairAndHoldsClicksUntilThePictureShowsIt() {
        ScriptedZoom zoom = new ScriptedZoom();
        sight.zoom = zoom;
        AlignViewModel zooming =
                new AlignViewModel(sight, () -> now, () -> slow, Runnable::run, Runnable::run);
        zooming.setShown(true);
        sight.give(1);
        sight.remembered = Optional.of(new Point2D(3, 4));
        zoom.say(Optional.of("2x"));
        assertThat(zooming.crosshair()).isEqualTo(new Point2D(3, 4));
        zooming.centringProperty().set(true);
        zooming.click(PLACE);
        assertThat(zooming.motionProperty().get().text()).startsWith("The zoom has just changed");
        sight.give(2);
        zooming.click(PLACE);
        assertThat(sight.moves).isEmpty();
        sight.give(3);
        zooming.click(PLACE);
        assertThat(sight.moves).hasSize(1);
    }

    @Test
    void zoomOfUnknownLevelMovesNothing() {
        ScriptedZoom zoom = new ScriptedZoom();
        sight.zoom = zoom;
        AlignViewModel zooming =
                new AlignViewModel(sight, () -> now, () -> slow, Runnable::run, Runnable::run);
        zooming.setShown(true);
        zoom.say(Optional.empty());
        for (int id = 1; id < 5; id++) {
            sight.give(id);
        }
        zooming.centringProperty().set(true);
        zooming.click(PLACE);
        assertThat(sight.moves).isEmpty();
        assertThat(zooming.motionProperty().get().text()).startsWith("The zoom changes or does");
        zooming.centringProperty().set(false);
        zooming.unlockedProperty().set(true);
        zooming.click(PLACE);
        assertThat(sight.remembered).isEmpty();
    }

    @Test
    void zoomIsNotChosenWhileARunHoldsIt() {
        ScriptedZoom zoom = new ScriptedZoom();
        sight.zoom = zoom;
        AlignViewModel zooming =
                new AlignViewModel(sight, () -> now, () -> slow, Runnable::run, Runnable::run);
        sight.held = Optional.of("Scan is under way.");
        zooming.choose("4x");
        assertThat(zoom.chosen).isEmpty();
        assertThat(zooming.motionProperty().get().text()).isEqualTo("Scan is under way.");
        sight.held = Optional.empty();
        zooming.choose("4x");
        assertThat(zoom.chosen).containsExactly("4x");
    }

    @Test
    void frozenTakesNoFramesUntilItGoesOn() {
        model.frozenProperty().set(true);
        assertThat(sight.watchers).isEmpty();
        model.frozenProperty().set(false);
        assertThat(sight.watchers).hasSize(1);
    }

    @Test
    void lowBandwidthTakesOneFrameATick() {
        slow = true;
        sight.give(2);
        sight.give(3);
        sight.give(4);
        assertThat(drawn).hasValue(2);
        model.tick();
        sight.give(5);
        sight.give(6);
        assertThat(drawn).hasValue(3);
        assertThat(model.feed().lost()).isZero();
    }

    @Test
    void lostCountsGapsInTheNumbers() {
        sight.give(2);
        sight.give(6);
        assertThat(model.feed().lost()).isEqualTo(3);
    }

    @Test
    void perSecondFollowsTheArrivals() {
        for (int id = 2; id <= 21; id++) {
            now = now.plusMillis(100);
            sight.give(id);
        }
        assertThat(model.feed().perSecond()).isCloseTo(10, within(1e-6));
        now = now.plusSeconds(10);
        assertThat(model.feed().perSecond()).isZero();
    }

    @Test
    void clickDoesNothingUnlessAllowed() {
        model.click(PLACE);
        assertThat(sight.moves).isEmpty();
        assertThat(model.crosshair()).isEqualTo(new Point2D(100, 50));
    }

    @Test
    void clickMovesTheCrosshairWhereThatIsAllowedAndRemembersIt() {
        model.unlockedProperty().set(true);
        model.click(PLACE);
        assertThat(model.crosshair()).isEqualTo(PLACE);
        assertThat(sight.remembered).contains(PLACE);
        assertThat(sight.moves).isEmpty();
    }

    @Test
    void centringAndRepositioningExcludeEachOther() {
        model.unlockedProperty().set(true);
        model.centringProperty().set(true);
        assertThat(model.unlockedProperty().get()).isFalse();
        model.unlockedProperty().set(true);
        assertThat(model.centringProperty().get()).isFalse();
    }

    @Test
    void clickBringsTheFeatureToTheCrosshairAndMarksItUntilItArrives() {
        model.centringProperty().set(true);
        model.click(PLACE);
        Sight.Target target = sight.moves.getFirst();
        assertThat(target.across()).isCloseTo(1 - 50 * 0.01, within(1e-9));
        assertThat(target.down()).isCloseTo(2 - 30 * 0.01, within(1e-9));
        assertThat(model.feature().orElseThrow().distance(PLACE)).isLessThan(1e-6);

        sight.x = target.across();
        sight.y = target.down();
        assertThat(model.feature().orElseThrow().distance(model.crosshair())).isLessThan(1e-6);

        sight.motion.complete(null);
        assertThat(model.feature()).isEmpty();
        assertThat(model.motionProperty().get()).isEqualTo(AlignViewModel.Note.NONE);
    }

    @Test
    void clickIsRefusedWhileTheStageIsOnItsWay() {
        model.centringProperty().set(true);
        model.click(PLACE);
        model.click(new Point2D(10, 10));
        assertThat(sight.moves).hasSize(1);
        assertThat(model.motionProperty().get().problem()).isTrue();
    }

    @Test
    void clickIsRefusedWhileARunHoldsTheAxes() {
        sight.held = java.util.Optional.of("A run is under way.");
        model.centringProperty().set(true);
        model.click(PLACE);
        assertThat(sight.moves).isEmpty();
        assertThat(model.motionProperty().get().text()).isEqualTo("A run is under way.");
    }

    @Test
    void clickIsRefusedOnAPictureThatIsFrozenOrOld() {
        model.centringProperty().set(true);
        model.frozenProperty().set(true);
        model.click(PLACE);
        assertThat(model.motionProperty().get().text()).contains("frozen");
        model.frozenProperty().set(false);
        now = now.plus(Duration.ofSeconds(6));
        model.click(PLACE);
        assertThat(model.motionProperty().get().text()).contains("no frame for some seconds");
        assertThat(sight.moves).isEmpty();
    }

    @Test
    void clickBeyondALimitSaysSo() {
        model.centringProperty().set(true);
        model.click(new Point2D(5, 50));
        assertThat(sight.moves).isEmpty();
        assertThat(model.feature()).isEmpty();
        assertThat(model.motionProperty().get().text()).contains("the limit X.HLM");
    }

    @Test
    void motionThatFailsIsSaid() {
        model.centringProperty().set(true);
        model.click(PLACE);
        sight.motion.completeExceptionally(new DeviceException("x", "x was stopped."));
        assertThat(model.motionProperty().get())
                .isEqualTo(new AlignViewModel.Note("x was stopped.", true));
        sight.motion = new CompletableFuture<>();
        model.click(PLACE);
        assertThat(sight.moves).hasSize(2);
    }
}
