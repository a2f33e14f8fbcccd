package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Place;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.SampleRef;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders proposed for a sample changer with two pucks, `P1` and `P2`.
class MountProposalTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private Path folder;
    private DurableQueue queue;

    private record Books(String at, String gripper) implements MountPlaces {
        @Override
        public Place mounted() {
            return Place.of(at).orElseThrow();
        }

        @Override
        public Optional<Place> prepared() {
            return Place.of(gripper).filter(place -> !place.equals(Place.NONE));
        }

        @Override
        public Optional<Place> place(SampleRef sample) {
            return sample.tray().startsWith("P")
                    ? Place.of(sample.tray() + "-" + sample.position())
                    : Optional.empty();
        }
    }

    @BeforeEach
    void open() {
        queue = DurableQueue.open(folder, InstantSource.fixed(NOON));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private static Recipe recipe() {
        return RecipeFile.of(
                RecipeFile.json(
                        """
                        {"technique": "step-scan", "version": 1, "name": "Profile",
                         "axis": {"device": "x", "from": -3, "to": 3, "points": 7},
                         "detectors": [], "read": ["y"], "exposure": 1}
                        """));
    }

    /// Puts an item of each of these places into the queue: `P1-2`.
    private void add(String... places) {
        for (String place : places) {
            String[] parts = place.split("-", 2);
            queue.apply(
                    new QueueCommand.Add(
                            List.of(
                                    QueueItem.of(recipe(), place, NOON, "anna", Optional.empty())
                                            .of(new SampleRef(place, parts[0], parts[1])))));
        }
    }

    private String id(int index) {
        return queue.state().items().get(index).id();
    }

    private MountProposal proposal(String mounted, Integer... chosen) {
        Set<String> ids =
                java.util.Arrays.stream(chosen)
                        .map(this::id)
                        .collect(java.util.stream.Collectors.toSet());
        return MountProposal.of(queue.state(), new Books(mounted, ""), ids);
    }

    private static List<String> samples(List<QueueItem> items) {
        return items.stream().map(QueueItem::sample).toList();
    }

    @Test
    void whatIsMountedComesFirstAndEachSampleIsMountedOnce() {
        add("P1-1", "P2-1", "P1-1", "P2-1", "P1-2");
        MountProposal proposal = proposal("P2-1");
        assertThat(samples(proposal.order()))
                .startsWith("P2-1", "P2-1")
                .containsSubsequence("P1-1", "P1-1");
        assertThat(proposal.before()).isEqualTo(5);
        assertThat(proposal.after()).isEqualTo(2);
        assertThat(proposal.sentence())
                .startsWith("Saves 3 of 5 exchanges of samples: ")
                .endsWith(" move.");
    }

    @Test
    void onlyThoseThatExplainTheOrderAreSaidToMove() {
        add("P1-1", "P1-2", "P1-3", "P1-1");
        MountProposal proposal = proposal("P1-1");
        assertThat(samples(proposal.order())).containsExactly("P1-1", "P1-1", "P1-2", "P1-3");
        assertThat(samples(proposal.moved())).containsExactly("P1-1");
        assertThat(proposal.sentence())
                .isEqualTo("Saves 1 of 3 exchanges of samples: 1 item moves.");
    }

    @Test
    void itemsThatWereNotChosenKeepTheirTurns() {
        add("P1-2", "P1-1", "P1-2", "P1-1");
        assertThat(samples(proposal("", 1, 2).order()))
                .as("the first and the last stay")
                .startsWith("P1-2")
                .endsWith("P1-1")
                .containsExactly("P1-2", "P1-2", "P1-1", "P1-1");
    }

    @Test
    void itemsWithAPauseOrWithoutAPlaceKeepTheirTurns() {
        add("P1-2", "X-1", "P1-1", "P1-2");
        queue.apply(new QueueCommand.PauseAfter(List.of(id(2)), true));
        assertThat(proposal("P1-1").isChange()).isFalse();
        assertThat(proposal("P1-1").sentence())
                .isEqualTo("The order is good for the sample changer: 3 exchanges of samples.");
    }

    @Test
    void sampleInTheGripperKeepsItsTurn() {
        add("P1-2", "P1-1");
        assertThat(samples(proposal("P1-1").order())).containsExactly("P1-1", "P1-2");
        MountProposal prepared =
                MountProposal.of(queue.state(), new Books("P1-1", "P1-2"), Set.of());
        assertThat(prepared.isChange()).isFalse();
    }

    @Test
    void skippedItemsTakeNoPartAndStayWhereTheyAre() {
        add("P1-1", "P2-1", "P1-2", "P1-1");
        queue.apply(new QueueCommand.Skip(List.of(id(1)), true));
        MountProposal proposal = proposal("P1-1");
        queue.apply(
                new QueueCommand.Reorder(proposal.order().stream().map(QueueItem::id).toList()));
        assertThat(samples(queue.state().items())).containsExactly("P1-1", "P2-1", "P1-1", "P1-2");
        queue.apply(new QueueCommand.Undo());
        assertThat(samples(queue.state().items())).containsExactly("P1-1", "P2-1", "P1-2", "P1-1");
    }
}
