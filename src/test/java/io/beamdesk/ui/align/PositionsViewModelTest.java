package io.beamdesk.ui.align;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.Alignment;
import io.beamdesk.app.Alignment.Place;
import io.beamdesk.app.Alignments;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionsViewModelTest {
    private final Scripted positions = new Scripted();
    private final PositionsViewModel model =
            new PositionsViewModel(positions, Runnable::run, Runnable::run);

    /// Three axes, the last one of another group.
    private static final class Scripted implements Positions {
        final Map<String, Double> now =
                new LinkedHashMap<>(Map.of("x", 1.0, "y", 2.0, "pitch", 3.0));
        final List<Alignment> kept = new ArrayList<>();
        final List<List<Place>> sent = new ArrayList<>();
        Optional<String> obstacle = Optional.empty();
        CompletableFuture<Outcome> motion = new CompletableFuture<>();

        @Override
        public List<Axis> axes() {
            return List.of(
                    new Axis("x", "Sample X", "Stage", "mm", 3),
                    new Axis("y", "Sample Y", "Stage", "mm", 3),
                    new Axis("pitch", "Pitch", "Optics", "µrad", 2));
        }

        @Override
        public OptionalDouble position(String axis) {
            Double at = now.get(axis);
            return at == null ? OptionalDouble.empty() : OptionalDouble.of(at);
        }

        @Override
        public Optional<String> obstacle(Place place) {
            return place.device().equals("y") ? obstacle : Optional.empty();
        }

        @Override
        public String usualGroup() {
            return "Stage";
        }

        @Override
        public Alignments.Content kept() {
            return new Alignments.Content(List.copyOf(kept), List.of());
        }

        @Override
        public void keep(String name, List<Place> places) {
            kept.removeIf(a -> a.name().equals(name));
            kept.addFirst(new Alignment(name, Instant.EPOCH, "", places));
        }

        @Override
        public void forget(Alignment alignment) {
            kept.remove(alignment);
        }

        @Override
        public CompletableFuture<Outcome> go(String title, List<Place> places) {
            sent.add(places);
            return motion;
        }

        @Override
        public void stop() {
            end(ExitStatus.SUCCESS, true);
        }

        void end(ExitStatus status, boolean stopped) {
            motion.complete(
                    new Outcome(
                            status,
                            "x was stopped",
                            List.of(),
                            stopped,
                            List.of(),
                            0,
                            Instant.EPOCH,
                            Instant.EPOCH));
        }
    }

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
