package io.beamdesk.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueStateTest {
    private QueueState state = Items.after(QueueState.EMPTY, new QueueCommand.Add(Items.items(5)));

    private String id(int index) {
        return state.items().get(index).id();
    }

    private void apply(QueueCommand command) {
        state = Items.after(state, command);
    }

    @Test
    void moveGathersTheItemsInTheirOrderAtThePlaceNamed() {
        apply(new QueueCommand.Move(List.of(id(4), id(0)), 1));
        assertThat(Items.samples(state)).containsExactly("S1", "S0", "S4", "S2", "S3");
        apply(new QueueCommand.ToTop(List.of(id(4))));
        apply(new QueueCommand.ToBottom(List.of(id(1))));
        assertThat(Items.samples(state)).containsExactly("S3", "S0", "S4", "S2", "S1");
        assertThat(state.undoable()).contains("move S1 · Ni XANES");
    }

    @Test
    void reorderedItemsShareTheirPlacesAndTheOthersStay() {
        QueueState before = state;
        apply(new QueueCommand.Reorder(List.of(id(3), id(0), id(2))));
        assertThat(Items.samples(state)).containsExactly("S3", "S1", "S0", "S2", "S4");
        assertThat(state.undoable()).contains("reorder 3 items");
        apply(new QueueCommand.Undo());
        assertThat(state.items()).isEqualTo(before.items());
    }

    @Test
    void orderThatItemsHaveAlreadyIsNoChange() {
        Verdict.Accepted same =
                (Verdict.Accepted) state.after(new QueueCommand.Reorder(List.of(id(0), id(2))));
        assertThat(same.isChange()).isFalse();
    }

    @Test
    void duplicateStandsBehindItsOriginalWithoutItsApproval() {
        apply(new QueueCommand.RequireApproval(List.of(id(1))));
        apply(new QueueCommand.Approve(List.of(id(1)), "carla"));
        assertThat(state.items().get(1).state()).isEqualTo(QueueItem.State.QUEUED);
        apply(QueueCommand.Duplicate.of(List.of(id(1)), Items.NOON, "ben"));
        assertThat(Items.samples(state)).containsExactly("S0", "S1", "S1", "S2", "S3", "S4");
        assertThat(state.items().get(2).state()).isEqualTo(QueueItem.State.NEEDS_APPROVAL);
        assertThat(state.items().get(2).by()).isEqualTo("ben");
    }

    @Test
    void editKeepsThePlaceAndIsToBeApprovedAgain() {
        apply(new QueueCommand.RequireApproval(List.of(id(2))));
        apply(new QueueCommand.Approve(List.of(id(2)), "carla"));
        Estimate estimate = new Estimate(3, Duration.ofSeconds(9));
        apply(new QueueCommand.Edit(id(2), Items.recipe("Foil"), "Ni foil", Optional.of(estimate)));
        QueueItem edited = state.items().get(2);
        assertThat(edited.label()).isEqualTo("Ni foil · Foil");
        assertThat(edited.measurement().sample()).isEqualTo("Ni foil");
        assertThat(edited.estimate()).contains(estimate);
        assertThat(edited.state()).isEqualTo(QueueItem.State.NEEDS_APPROVAL);
    }

    @Test
    void commandAboutAnItemThatIsNotThereIsRefusedWithTheReason() {
        String first = id(0);
        assertThat(state.after(new QueueCommand.Skip(List.of("nobody"), true)))
                .isEqualTo(new Verdict.Refused("There is no item nobody in the queue any more"));
        state = state.with(Step.note("start", new Change.Started(first, "r", Items.NOON, "anna")));
        assertThat(state.after(new QueueCommand.Remove(List.of(first))))
                .isEqualTo(
                        new Verdict.Refused(
                                "S0 · Ni XANES is being measured and not in the queue; stop or abort the run first"));
        assertThat(QueueState.EMPTY.after(new QueueCommand.Undo()))
                .isEqualTo(new Verdict.Refused("There is nothing to undo"));
    }

    @Test
    void undoSaysSoWhenAllOfItHasBeenMeasured() {
        state = Items.after(QueueState.EMPTY, new QueueCommand.Add(List.of(Items.item("only"))));
        state = Items.measured(state, true);
        assertThat(state.after(new QueueCommand.Undo()))
                .isEqualTo(
                        new Verdict.Refused(
                                "Nothing is left to undo: what was changed has been measured meanwhile"));
    }

    @Test
    void skippedItemsArePassedOver() {
        apply(new QueueCommand.Skip(List.of(id(0), id(1)), true));
        assertThat(state.next().orElseThrow().sample()).isEqualTo("S2");
        assertThat(state.items().getFirst().state()).isEqualTo(QueueItem.State.SKIPPED);
    }

    @Test
    void goingOnIsNotTakenBackByUndoAndPassesOverWhatFailed() {
        apply(new QueueCommand.Add(Items.items(3)));
        state = Items.measured(state, false);
        assertThat(state.next().orElseThrow().sample()).as("stops").isEqualTo("S0");
        apply(new QueueCommand.GoOn(true));
        assertThat(state.undoable()).isNotEqualTo(java.util.Optional.of("after a failure"));
        assertThat(state.next().orElseThrow().sample()).isEqualTo("S1");
        assertThat(Items.samples(state)).as("in front").startsWith("S0");
        apply(new QueueCommand.Retry(List.of(state.items().getFirst().id())));
        assertThat(state.next().orElseThrow().sample()).isEqualTo("S0");
    }

    @Test
    void autostartIsNotTakenBackByUndo() {
        apply(new QueueCommand.Autostart(true));
        apply(new QueueCommand.Undo());
        assertThat(state.autostart()).isTrue();
        assertThat(state.items()).isEmpty();
    }
}
