package io.beamdesk.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.sample.Edit;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayType;
import io.beamdesk.sample.TrayTypes;
import io.beamdesk.ui.samples.SampleDesk.InBeam;
import io.beamdesk.ui.samples.SampleViewModel.Looked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the pane makes of gestures, texts and what happens meanwhile. The disk answers when the test
/// says so.
class SamplesViewModelTest {
    private static final TrayType PLATE = TrayTypes.shipped().get("96-2");

    @TempDir private Path folder;
    private final Queue<Runnable> disk = new ArrayDeque<>();
    private SampleStore store;
    private ScriptedTrays desk;
    private SamplesViewModel model;

    @BeforeEach
    void open() {
        store =
                SampleStore.open(
                        folder.resolve("samples.db"),
                        TrayTypes.shipped(),
                        InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));
        store.apply(Edit.add(Tray.of("A", "96-2")), "anna");
        store.apply(Edit.add(Tray.of("B", "96-2")), "anna");
        store.apply(
                Edit.add(
                        List.of(
                                Sample.of("A", "A1-1", "one"),
                                Sample.of("A", "A2-1", "two"),
                                Sample.of("B", "A1-1", "other"))),
                "anna");
        desk = new ScriptedTrays(store);
        model = new SamplesViewModel(desk, disk::add, Runnable::run);
        model.setShown(true);
        settle();
    }

    @AfterEach
    void close() {
        model.close();
        store.close();
    }

    private void settle() {
        while (!disk.isEmpty()) {
            disk.remove().run();
        }
    }

    private static Position at(String id) {
        return PLATE.position(id).orElseThrow();
    }

    private static Selection of(String... ids) {
        return Selection.of(PLATE, List.of(ids).stream().map(SamplesViewModelTest::at).toList());
    }

    private List<String> selected() {
        return model.selection().positions().stream().map(Position::id).toList();
    }

    private String shown() {
        return model.trays().shownProperty().get().orElseThrow().id();
    }

    private String lookedAt() {
        return model.sample()
                .lookedProperty()
                .get()
                .map(Looked::place)
                .map(Position::id)
                .orElse("");
    }

    private String alias(String tray, String place) {
        return store.sample(tray, place).orElseThrow().sample().alias();
    }

    private void rename(String place, String alias) {
        Sample before = store.sample(shown(), place).orElseThrow().sample();
        model.edits().describe(Optional.of(before), before.withAlias(alias));
    }

    // -- Selection and list ----------------------------------------------------------------------

    @Test
    void placeOfAnotherTrayIsLookedAtWhenItIsRead() {
        model.show("A", "A2-1");
        settle();
        assertThat(model.sample().lookedProperty().get().map(l -> l.place().id())).contains("A2-1");
        model.show("B", "A1-1");
        settle();
        assertThat(model.trays().shownProperty().get().map(now -> now.id())).contains("B");
        assertThat(
                        model.sample()
                                .lookedProperty()
                                .get()
                                .flatMap(SampleViewModel.Looked::card)
                                .map(card -> card.sample().alias()))
                .contains("other");
        model.show("B", "A3-1");
        settle();
        assertThat(model.sample().lookedProperty().get().map(l -> l.place().id())).contains("A3-1");
    }

    @Test
    void selectWritesTheIdsInTheOrderOfCollection() {
        model.selection().select(of("B1-1", "A2-1"));
        assertThat(model.selection().idsProperty().get()).isEqualTo("B1-1, A2-1");
        assertThat(model.selection().typedProperty().get().isValid()).isTrue();
    }

    @Test
    void typedIdsAreSelectedAndStayAsTyped() {
        model.selection().idsProperty().set("a2-1  B1");
        assertThat(selected()).containsExactly("A2-1", "B1-1", "B1-2");
        assertThat(model.selection().idsProperty().get()).isEqualTo("a2-1  B1");
        model.selection().tidyIds();
        assertThat(model.selection().idsProperty().get()).isEqualTo("A2-1, B1-1, B1-2");
        assertThat(selected()).containsExactly("A2-1", "B1-1", "B1-2");
    }

    @Test
    void faultyIdsAreNamedAndLeaveTheSelection() {
        model.selection().select(of("A1-1"));
        model.selection().idsProperty().set("A1-1, Z9, A1-1");
        assertThat(model.selection().typedProperty().get().faults())
                .extracting(fault -> fault.message())
                .containsExactly(
                        "96 wells, 2 drops each has no place \"Z9\"; it has A1-1 to H12-2",
                        "A1-1 is number 1 of the list already; name it once");
        assertThat(selected()).containsExactly("A1-1");
        model.selection().select(of("A2-1"));
        assertThat(model.selection().typedProperty().get().isValid()).isTrue();
        assertThat(model.selection().idsProperty().get()).isEqualTo("A2-1");
    }

    @Test
    void selectAllTakesWhatCanBeMeasured() {
        model.selection().selectAll();
        assertThat(selected()).containsExactly("A1-1", "A2-1");
        model.selection().deselectAll();
        assertThat(selected()).isEmpty();
        assertThat(model.selection().idsProperty().get()).isEmpty();
    }

    @Test
    void everyTrayKeepsItsSelection() {
        model.selection().select(of("A2-1"));
        model.trays().choose("B");
        settle();
        assertThat(selected()).isEmpty();
        assertThat(model.selection().idsProperty().get()).isEmpty();
        model.trays().choose("A");
        settle();
        assertThat(selected()).containsExactly("A2-1");
        assertThat(model.selection().idsProperty().get()).isEqualTo("A2-1");
    }

    // -- Undo and redo ---------------------------------------------------------------------------

    @Test
    void selectionsAreTakenBackAndMadeAgain() {
        model.selection().select(of("A1-1"));
        model.selection().idsProperty().set("A1-1, A2-1");
        assertThat(model.steps().undoWordProperty().get()).isEqualTo("select 2");
        model.steps().undo();
        assertThat(selected()).containsExactly("A1-1");
        assertThat(model.selection().idsProperty().get()).isEqualTo("A1-1");
        model.steps().undo();
        assertThat(selected()).isEmpty();
        assertThat(model.steps().undoWordProperty().get()).isEmpty();
        model.steps().undo();
        model.steps().redo();
        model.steps().redo();
        assertThat(selected()).containsExactly("A1-1", "A2-1");
        model.steps().undo();
        model.selection().select(of("B1-1"));
        assertThat(model.steps().redoWordProperty().get()).isEmpty();
    }

    @Test
    void undoOfASelectionInAnotherTrayLeavesTheShownOne() {
        model.selection().select(of("A1-1"));
        model.trays().choose("B");
        settle();
        model.steps().undo();
        assertThat(shown()).isEqualTo("B");
        assertThat(selected()).isEmpty();
        model.trays().choose("A");
        settle();
        assertThat(selected()).isEmpty();
    }

    @Test
    void twoQuickClicksOnUndoTakeBothEditsBackInTurn() {
        rename("A1-1", "uno");
        rename("A2-1", "due");
        settle();
        assertThat(model.steps().undoWordProperty().get()).isEqualTo("edit two");
        model.steps().undo();
        model.steps().undo();
        settle();
        assertThat(alias("A", "A1-1")).isEqualTo("one");
        assertThat(alias("A", "A2-1")).isEqualTo("two");
        model.steps().redo();
        model.steps().redo();
        settle();
        assertThat(alias("A", "A1-1")).isEqualTo("uno");
        assertThat(alias("A", "A2-1")).isEqualTo("due");
        assertThat(model.messageProperty().get()).isEmpty();
    }

    @Test
    void undoOfWhatWasChangedOtherwiseIsRefusedAndForgotten() {
        rename("A1-1", "uno");
        settle();
        Sample now = store.sample("A", "A1-1").orElseThrow().sample();
        store.apply(Edit.replace(now, now.withAlias("eins")), "ben");
        model.steps().undo();
        settle();
        assertThat(alias("A", "A1-1")).isEqualTo("eins");
        assertThat(model.messageProperty().get()).isNotEmpty();
        assertThat(model.steps().undoWordProperty().get()).isEmpty();
        assertThat(model.steps().redoWordProperty().get()).isEmpty();
    }

    @Test
    void refusedStepIsForgottenAloneEvenIfAnEqualOneWasDone() {
        Sample one = store.sample("A", "A1-1").orElseThrow().sample();
        model.edits().describe(Optional.of(one), one.withAlias("uno"));
        model.edits().describe(Optional.of(one.withAlias("uno")), one);
        model.edits().describe(Optional.of(one), one.withAlias("uno"));
        settle();
        store.apply(Edit.replace(one.withAlias("uno"), one.withAlias("eins")), "ben");
        model.steps().undo();
        settle();
        assertThat(model.steps().undoWordProperty().get()).isEqualTo("edit uno");
        store.apply(Edit.replace(one.withAlias("eins"), one), "ben");
        model.steps().undo();
        settle();
        model.steps().undo();
        settle();
        assertThat(alias("A", "A1-1")).isEqualTo("one");
        assertThat(model.messageProperty().get()).isEmpty();
    }

    @Test
    void refusedEditSaysWhyAndCannotBeTakenBack() {
        Sample before = store.sample("A", "A1-1").orElseThrow().sample();
        rename("A1-1", "uno");
        model.edits().describe(Optional.of(before), before.withAlias("due"));
        settle();
        assertThat(alias("A", "A1-1")).isEqualTo("uno");
        assertThat(model.messageProperty().get()).isNotEmpty();
        model.steps().undo();
        settle();
        assertThat(alias("A", "A1-1")).isEqualTo("one");
        assertThat(model.steps().undoWordProperty().get()).isEmpty();
    }

    // -- What happens meanwhile ------------------------------------------------------------------

    @Test
    void readingOfTheTrayBeforeIsNotShownForTheNextOne() {
        desk.tell();
        model.trays().choose("B");
        disk.remove().run();
        settle();
        assertThat(shown()).isEqualTo("B");
        assertThat(model.trays().shownProperty().get().orElseThrow().cards().values())
                .extracting(card -> card.sample().alias())
                .containsExactly("other");
    }

    @Test
    void gesturesAreAboutTheTrayThatIsSeenWhileAnotherIsRead() {
        model.selection().select(of("A2-1"));
        model.trays().choose("B");
        model.selection().select(of("A1-1"));
        model.sample().bring(at("A1-1"));
        var _ = model.submitting().prepare(desk.recipes().getFirst());
        model.edits().load(Optional.of("stage"));
        settle();
        assertThat(desk.said).containsExactly("bring A A1-1", "prepare A [A1-1]");
        assertThat(store.loaded()).isEqualTo(Map.of("stage", "A"));
        assertThat(shown()).isEqualTo("B");
        assertThat(selected()).isEmpty();
    }

    @Test
    void changesAreSeenWhileShownAndMadeUpForOtherwise() {
        model.setShown(false);
        store.apply(Edit.add(List.of(Sample.of("A", "H12-2", "last"))), "ben");
        assertThat(disk).isEmpty();
        assertThat(model.trays().shownProperty().get().orElseThrow().cards()).hasSize(2);
        model.setShown(true);
        settle();
        assertThat(model.trays().shownProperty().get().orElseThrow().cards()).hasSize(3);
        store.apply(Edit.add(List.of(Sample.of("A", "H11-2", "next"))), "ben");
        settle();
        assertThat(model.trays().shownProperty().get().orElseThrow().cards()).hasSize(4);
    }

    @Test
    void changesOfAnotherProcessAreSeenWithinASecondWhileShown() {
        try (SampleStore other =
                SampleStore.open(
                        folder.resolve("samples.db"),
                        TrayTypes.shipped(),
                        InstantSource.system())) {
            other.apply(Edit.add(List.of(Sample.of("A", "H12-2", "last"))), "ben");
            settle();
            assertThat(model.trays().shownProperty().get().orElseThrow().cards()).hasSize(2);
            model.tick();
            model.tick();
            assertThat(disk).hasSize(1);
            settle();
            assertThat(model.trays().shownProperty().get().orElseThrow().cards()).hasSize(3);
            model.setShown(false);
            model.tick();
            assertThat(disk).isEmpty();
        }
    }

    @Test
    void addedTrayIsShownAndARefusedOneIsNot() {
        model.edits().addTray(Tray.of("C", "96-2"));
        settle();
        assertThat(shown()).isEqualTo("C");
        model.edits().addTray(Tray.of("A", "96-2"));
        settle();
        assertThat(shown()).isEqualTo("C");
        assertThat(model.messageProperty().get()).isNotEmpty();
    }

    @Test
    void failedSamplesAreCountedInTheBadge() {
        SampleCard one = store.sample("A", "A1-1").orElseThrow();
        store.life().become(one.sample().id(), SampleState.FAILED, "queue", "grip failed");
        settle();
        assertThat(model.trays().badgeProperty().get().text()).isEqualTo("1");
    }

    // -- What is looked at -----------------------------------------------------------------------

    @Test
    void lookFollowsTheBeamUntilAPlaceIsSelected() {
        desk.beam = Optional.of(new InBeam("A", "A2-1", 0.5));
        desk.tell();
        settle();
        assertThat(lookedAt()).isEqualTo("A2-1");
        assertThat(model.sample().lookedProperty().get().orElseThrow().inBeam()).isTrue();
        desk.beam = Optional.of(new InBeam("A", "A1-1", 0));
        desk.tell();
        settle();
        assertThat(lookedAt()).isEqualTo("A1-1");
        model.selection().select(of("B1-1", "B2-1"));
        settle();
        assertThat(lookedAt()).isEqualTo("B1-1");
        model.selection().idsProperty().set("C1-1");
        settle();
        assertThat(lookedAt()).isEqualTo("C1-1");
        desk.tell();
        settle();
        assertThat(lookedAt()).isEqualTo("C1-1");
        model.sample().follow(true);
        settle();
        assertThat(lookedAt()).isEqualTo("A1-1");
        model.sample().follow(false);
        settle();
        assertThat(lookedAt()).isEqualTo("C1-1");
    }

    @Test
    void foundSampleIsLookedAtInItsTray() {
        model.filter().search(SampleSearch.ALL.text("oth"));
        settle();
        List<SampleCard> found = model.filter().foundProperty().get().orElseThrow().first();
        assertThat(found).extracting(card -> card.sample().alias()).containsExactly("other");
        model.filter().search(SampleSearch.ALL.text("nothing of the kind"));
        model.filter().clear();
        settle();
        assertThat(model.filter().foundProperty().get()).isEmpty();
        model.show(found.getFirst().sample().tray(), found.getFirst().sample().position());
        settle();
        desk.tell();
        settle();
        assertThat(shown()).isEqualTo("B");
        assertThat(lookedAt()).isEqualTo("A1-1");
        assertThat(selected()).isEmpty();
    }

    @Test
    void placeThatWasPointedAtStaysWhateverIsRead() {
        model.selection().select(of("A1-1", "A2-1"));
        model.sample().look(at("A2-1"));
        desk.tell();
        settle();
        assertThat(lookedAt()).isEqualTo("A2-1");
        assertThat(
                        model.sample()
                                .lookedProperty()
                                .get()
                                .orElseThrow()
                                .story()
                                .orElseThrow()
                                .history())
                .hasSize(1);
    }

    // -- What is looked for ----------------------------------------------------------------------

    @Test
    void whatDoesNotMatchStepsBackInTheChosenTrayAndAllTraysAreCounted() {
        String two = store.sample("A", "A2-1").orElseThrow().sample().id();
        String other = store.sample("B", "A1-1").orElseThrow().sample().id();
        store.life().score(two, "screen", 71);
        store.life().score(other, "screen", 12);
        settle();
        model.filter().search(SampleSearch.ALL.score("screen", 0, 100));
        settle();
        TrayPicture drawn = model.pictureProperty().get().orElseThrow();
        assertThat(drawn.isDimmed(at("A2-1"))).isFalse();
        assertThat(drawn.isDimmed(at("A1-1"))).isTrue();
        assertThat(drawn.isDimmed(at("H12-2"))).as("an empty place").isTrue();
        assertThat(model.filter().foundProperty().get().orElseThrow().all()).isEqualTo(2);
        model.filter().selectMatching();
        assertThat(selected()).containsExactly("A2-1");
        model.steps().undo();
        assertThat(selected()).isEmpty();
        model.trays().choose("B");
        settle();
        assertThat(model.filter().foundProperty().get().orElseThrow().here())
                .containsExactly(at("A1-1"));
        model.filter().search(SampleSearch.ALL.score("screen", 50, 100));
        settle();
        assertThat(model.filter().foundProperty().get().orElseThrow().here()).isEmpty();
        model.filter().selectMatching();
        assertThat(selected()).isEmpty();
        model.filter().clear();
        assertThat(model.pictureProperty().get().orElseThrow().isDimmed(at("A2-1"))).isFalse();
    }

    @Test
    void whatIsFoundFollowsWhatHappens() {
        model.filter().search(SampleSearch.ALL.states(Set.of(SampleState.FAILED)));
        settle();
        assertThat(model.filter().foundProperty().get().orElseThrow().here()).isEmpty();
        SampleCard one = store.sample("A", "A1-1").orElseThrow();
        store.life().become(one.sample().id(), SampleState.FAILED, "queue", "grip failed");
        settle();
        assertThat(model.filter().foundProperty().get().orElseThrow().here())
                .containsExactly(at("A1-1"));
    }

    @Test
    void quickTypingIsLookedForOnceWithTheLastWords() {
        for (String words : List.of("o", "on", "one")) {
            model.filter().search(SampleSearch.ALL.text(words));
        }
        assertThat(disk).hasSize(1);
        settle();
        assertThat(model.filter().foundProperty().get().orElseThrow().first())
                .extracting(card -> card.sample().alias())
                .containsExactly("one");
    }

    // -- Errands ---------------------------------------------------------------------------------

    @Test
    void teachKeepsWhereTheStageIs() {
        model.edits().teach(at("A1-1"));
        settle();
        desk.stage = new MotorPosition(9, 0, 0);
        model.edits().teach(at("A2-1"));
        settle();
        assertThat(store.tray("A").orElseThrow().taught())
                .containsExactly(
                        new Taught("A1-1", new MotorPosition(0, 0, 0)),
                        new Taught("A2-1", new MotorPosition(9, 0, 0)));
        model.steps().undo();
        settle();
        assertThat(store.tray("A").orElseThrow().taught()).hasSize(1);
    }

    @Test
    void twoQuickTeachesAreBothKept() {
        model.edits().teach(at("A1-1"));
        model.edits().teach(at("A2-1"));
        settle();
        assertThat(store.tray("A").orElseThrow().taught())
                .extracting(Taught::id)
                .containsExactly("A1-1", "A2-1");
        assertThat(model.messageProperty().get()).isEmpty();
        model.steps().undo();
        model.steps().undo();
        settle();
        assertThat(store.tray("A").orElseThrow().taught()).isEmpty();
    }

    @Test
    void importOfTheSameListAgainSaysThatNothingIsNew() throws IOException {
        Path list =
                Files.writeString(
                        folder.resolve("list.csv"), "position,alias\nA1-1,uno\nB1-1,new\n");
        for (int i = 0; i < 2; i++) {
            var preview = model.edits().preview(list, Map.of());
            settle();
            model.edits().importInto("A", preview.join());
            settle();
        }
        assertThat(alias("A", "A1-1")).isEqualTo("uno");
        assertThat(alias("A", "B1-1")).isEqualTo("new");
        assertThat(model.messageProperty().get()).isEqualTo("The list says nothing new of A.");
        model.steps().undo();
        settle();
        assertThat(alias("A", "A1-1")).isEqualTo("one");
        assertThat(store.sample("A", "B1-1")).isEmpty();
    }

    @Test
    void previewOfAFileThatIsGoneIsASentence() {
        var preview = model.edits().preview(folder.resolve("none.csv"), Map.of());
        settle();
        assertThat(preview).isCompletedExceptionally();
        assertThat(model.messageProperty().get())
                .contains("none.csv")
                .contains("choose another file");
    }

    @Test
    void submittedSamplesAreNotSelectedAnyMoreUnlessTheQueueRefuses() {
        model.selection().select(of("A1-1", "A2-1"));
        var ready = model.submitting().prepare(desk.recipes().getFirst());
        settle();
        desk.refusal = Optional.of("another process has the queue");
        model.submitting().submit(ready.join(), SampleDesk.Centring.KEPT);
        assertThat(model.messageProperty().get()).isEqualTo("another process has the queue");
        assertThat(selected()).containsExactly("A1-1", "A2-1");
        desk.refusal = Optional.empty();
        model.submitting().submit(ready.join(), SampleDesk.Centring.KEPT);
        assertThat(model.messageProperty().get()).isEmpty();
        assertThat(selected()).isEmpty();
    }
}
