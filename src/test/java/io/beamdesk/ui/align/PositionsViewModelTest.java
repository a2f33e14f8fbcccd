package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.Alignment.Place;
import io.beamdesk.document.RunStop.ExitStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionsViewModelTest {
    private final ScriptedPositions positions = new ScriptedPositions();
    private final PositionsViewModel model =
            new PositionsViewModel(positions, Runnable::run, Runnable::run);

    @BeforeEach
    void keep() {
        model.save("Old", "Stage", false);
        positions.now.put("x", 5.0);
        positions.now.put("y", 6.0);
        model.refresh();
    }

    private PositionsViewModel.Row row(int index) {
        return model.rowsProperty().get().get(index);
    }

    @Test
    void saveKeepsTheGroupAndChoosesIt() {
        assertThat(model.chosenProperty().get().orElseThrow().places())
                .containsExactly(new Place("x", 1, "mm"), new Place("y", 2, "mm"));
        assertThat(row(0).way()).isEqualTo(-4);
    }

    @Test
    void saveAsksBeforeAnotherOneGivesWay() {
        assertThat(model.save(" Old ", "Stage", false)).isFalse();
        assertThat(positions.kept.getFirst().places().getFirst().position()).isEqualTo(1);
        assertThat(model.save(" Old ", "Stage", true)).isTrue();
        assertThat(positions.kept.getFirst().places().getFirst().position()).isEqualTo(5);
    }

    @Test
    void saveKeepsNothingWhereAnAxisIsNotKnown() {
        positions.now.remove("y");
        assertThat(model.save("New", "Stage", false)).isTrue();
        assertThat(positions.kept).hasSize(1);
        assertThat(model.noteProperty().get().text()).startsWith("Sample Y does not say");
    }

    @Test
    void restoreGoesInTheOrderShownWithoutWhatIsExcluded() {
        model.shift(row(1), -1);
        model.restore();
        assertThat(positions.sent.getFirst())
                .containsExactly(new Place("y", 2, "mm"), new Place("x", 1, "mm"));
        positions.end(ExitStatus.SUCCESS, false);
        positions.motion = new CompletableFuture<>();
        model.include(row(0), false);
        model.restore();
        assertThat(positions.sent.getLast()).containsExactly(new Place("x", 1, "mm"));
    }

    @Test
    void restoreMovesNothingIfOnePlaceCannotBeReached() {
        positions.obstacle = Optional.of("y: 2 mm above 1.9 mm");
        model.restore();
        assertThat(positions.sent).isEmpty();
        assertThat(model.noteProperty().get())
                .isEqualTo(
                        new AlignViewModel.Note("Nothing was moved: y: 2 mm above 1.9 mm", true));
        model.include(row(1), false);
        model.restore();
        assertThat(positions.sent).hasSize(1);
    }

    @Test
    void undoGoesBackTheOtherWayRoundAlsoFromHalfWay() {
        model.restore();
        model.restore();
        assertThat(positions.sent).hasSize(1);
        positions.end(ExitStatus.ABORT, false);
        assertThat(model.noteProperty().get().problem()).isTrue();
        positions.motion = new CompletableFuture<>();
        model.undo();
        assertThat(positions.sent.getLast())
                .containsExactly(new Place("y", 6, "mm"), new Place("x", 5, "mm"));
        positions.end(ExitStatus.SUCCESS, false);
        model.undo();
        assertThat(positions.sent).hasSize(2);
    }

    @Test
    void deleteTakesTheChosenOneAway() {
        model.delete();
        assertThat(model.keptProperty().get()).isEmpty();
        assertThat(model.rowsProperty().get()).isEmpty();
    }
}
