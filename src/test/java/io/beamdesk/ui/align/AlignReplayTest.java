package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.product.RecordedFrames;
import io.beamdesk.replay.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignReplayTest {
    private static final Point2D PLACE = new Point2D(150, 20);

    @TempDir private Path folder;
    private final ScriptedTurntable turntable = new ScriptedTurntable();
    private final ScriptedSight sight = new ScriptedSight();
    private final List<Long> drawn = new ArrayList<>();
    private Path product = Path.of("none");
    private AlignViewModel model =
            new AlignViewModel(
                    sight, () -> Instant.EPOCH, () -> false, Runnable::run, Runnable::run);

    @BeforeEach
    void look() throws IOException {
        sight.turntable = Optional.of(turntable);
        sight.zoom = new ScriptedZoom();
        model =
                new AlignViewModel(
                        sight, () -> Instant.EPOCH, () -> false, Runnable::run, Runnable::run);
        model.setShown(true);
        sight.give(1);
        sight.give(2);
        product = RecordedFrames.write(folder, 3);
        model.show(Optional.of(Replay.open(product)));
        model.setScreen(shot -> drawn.add(shot.uniqueId()));
    }

    @AfterEach
    void close() {
        model.close();
    }

    private void isRefused(AlignViewModel.Note note) {
        assertThat(note.text()).contains(ReplayedSight.REFUSAL);
        assertThat(note.problem()).isTrue();
        assertThat(sight.moves).isEmpty();
        assertThat(sight.shifts).isEmpty();
        assertThat(turntable.turns).isEmpty();
        assertThat(turntable.centred).isEmpty();
    }

    @Test
    void showTakesNoFrameOfTheCameraAndSaysWhatIsSeen() {
        assertThat(sight.watchers).isEmpty();
        assertThat(model.sight().label()).startsWith("Replay of scan_0001");
        assertThat(model.busyProperty().get()).isEqualTo(ReplayedSight.REFUSAL);
        assertThat(model.sight().pixelSize()).isEmpty();
        assertThat(model.sight().beam()).isEmpty();
    }

    @Test
    void clickToCentreIsRefused() {
        model.centringProperty().set(true);
        model.click(PLACE);
        isRefused(model.motionProperty().get());
    }

    @Test
    void threeClicksAreRefused() {
        model.clicks().activeProperty().set(true);
        model.click(PLACE);
        isRefused(model.clicks().noteProperty().get());
        assertThat(model.clicks().clickedProperty().get().clicks()).isEmpty();
    }

    @Test
    void threeClicksOfTheCameraAreForgotten() {
        model.live();
        sight.give(3);
        sight.give(4);
        model.clicks().activeProperty().set(true);
        for (int i = 0; i < 3; i++) {
            model.click(PLACE);
        }
        assertThat(model.clicks().clickedProperty().get().fit()).isPresent();
        turntable.turns.clear();
        model.show(Optional.of(Replay.open(product)));
        model.clicks().centre();
        model.clicks().turn();
        assertThat(turntable.turns).isEmpty();
        assertThat(turntable.centred).isEmpty();
        assertThat(model.clicks().activeProperty().get()).isFalse();
    }

    @Test
    void calibrationIsRefused() {
        model.calibration().begin();
        model.click(PLACE);
        isRefused(model.calibration().noteProperty().get());
        model.calibration().markBeam();
        model.click(PLACE);
        isRefused(model.calibration().noteProperty().get());
        model.calibration().beamOfLight();
        isRefused(model.calibration().noteProperty().get());
        model.calibration().reset();
        isRefused(model.calibration().noteProperty().get());
        assertThat(sight.calibration).isEqualTo(Calibration.NONE);
    }

    @Test
    void crosshairStaysWhereItIs() {
        model.unlockedProperty().set(true);
        model.click(PLACE);
        isRefused(model.motionProperty().get());
        assertThat(sight.remembered).isEmpty();
    }

    @Test
    void cameraAndZoomAreLeftAlone() {
        model.acquire(true);
        isRefused(model.pictureProperty().get());
        assertThat(sight.acquiring).isFalse();
        model.choose("4x");
        isRefused(model.motionProperty().get());
        assertThat(Objects.requireNonNull(sight.zoom).chosen).isEmpty();
    }

    @Test
    void sightItselfMovesNothing() {
        Sight seen = model.sight();
        assertThat(seen.busy()).contains(ReplayedSight.REFUSAL);
        assertThat(seen.held()).contains(ReplayedSight.REFUSAL);
        assertThat(seen.shift(1)).isCompletedExceptionally();
        assertThat(seen.move(sight.scale(PLACE), new Sight.Target(1, 1)))
                .isCompletedExceptionally();
        assertThat(seen.remember(PLACE)).isCompletedExceptionally();
        assertThat(seen.calibrate(Calibration.NONE)).isCompletedExceptionally();
        assertThatThrownBy(() -> seen.turntable().orElseThrow().turn(3))
                .hasMessage(ReplayedSight.REFUSAL);
        assertThatThrownBy(() -> seen.scale(PLACE)).hasMessage(ReplayedSight.REFUSAL);
        assertThat(sight.shifts).isEmpty();
        assertThat(sight.moves).isEmpty();
    }

    @Test
    void liveNeedsAFrameOfTheCameraBeforeAClickMoves() {
        model.centringProperty().set(true);
        model.live();
        assertThat(model.centringProperty().get()).isFalse();
        assertThat(sight.watchers).hasSize(1);
        model.centringProperty().set(true);
        model.click(PLACE);
        assertThat(sight.moves).isEmpty();
        sight.give(7);
        sight.give(8);
        model.click(PLACE);
        assertThat(sight.moves).hasSize(1);
    }

    @Test
    void frameThatTheCameraGivesLateIsNotDrawn() {
        model.live();
        var late = List.copyOf(sight.watchers);
        model.show(Optional.of(Replay.open(product)));
        sight.watchers.addAll(late);
        sight.give(77);
        assertThat(drawn).doesNotContain(77L);
    }

    @Test
    void replayOfWhatIsNoneIsASentence() {
        model.live();
        model.replay(folder.resolve("absent.h5"));
        assertThat(model.motionProperty().get().text()).contains("absent.h5");
        assertThat(model.motionProperty().get().problem()).isTrue();
        assertThat(model.replayProperty().get()).isEmpty();
        assertThat(sight.watchers).hasSize(1);
    }

    @Test
    void replayThatIsOpenedAfterThePaneWasClosedIsNotShown() {
        model.live();
        model.close();
        model.replay(product);
        assertThat(model.replayProperty().get()).isEmpty();
    }
}
