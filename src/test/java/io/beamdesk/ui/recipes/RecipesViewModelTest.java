package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.ui.recipes.RecipesViewModel.Check;
import io.beamdesk.ui.recipes.StepScanDraft.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesViewModelTest {
    @TempDir Path folder;
    private final ScriptedDesk desk = new ScriptedDesk();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private RecipesViewModel model =
            new RecipesViewModel(
                    desk, new RecipeShelf(List.of(), Path.of("none")), work::add, Runnable::run);

    @BeforeEach
    void open() {
        work.clear();
        model =
                new RecipesViewModel(
                        desk,
                        new RecipeShelf(List.of(ScriptedDesk.profile("Sample X profile")), folder),
                        work::add,
                        Runnable::run);
        drain();
    }

    private void drain() {
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }

    private void type(String from, String to, String points) {
        StepScanDraft d = model.draftProperty().get();
        model.draftProperty()
                .set(
                        new StepScanDraft(
                                d.name(),
                                d.axis(),
                                from,
                                to,
                                points,
                                d.relative(),
                                d.detectors(),
                                d.read(),
                                d.exposure(),
                                d.settle(),
                                d.sample(),
                                d.notes()));
    }

    @Test
    void draftOfWhatIsTypedIsRunDryAndOnlyTheLastIsShown() {
        type("0", "1", "11");
        type("0", "1", "12");
        drain();
        assertThat(model.checkProperty().get())
                .isInstanceOfSatisfying(
                        Check.Done.class, d -> assertThat(d.forecast().points()).isEqualTo(12));
        assertThat(model.obstacle()).isEmpty();
        assertThat(model.editedProperty().get()).isTrue();
    }

    @Test
    void faultsNameEachFieldAndHoldTheRun() {
        type("−1.5x", "", "0");
        drain();
        assertThat(model.faultsProperty().get())
                .containsOnlyKeys(Field.FROM, Field.TO, Field.POINTS);
        assertThat(model.checkProperty().get()).isInstanceOf(Check.Incomplete.class);
        assertThat(model.run()).isFalse();
        assertThat(desk.started).isEmpty();
    }

    @Test
    void obstacleIsABlockerOfTheDryRunOrABusyEngine() {
        type("0", "12", "3");
        drain();
        assertThat(model.obstacle()).contains("The check found 1 blocker.");
        type("0", "1", "3");
        drain();
        desk.busy = Optional.of("Slit profile is under way.");
        assertThat(model.obstacle()).contains("Slit profile is under way.");
        desk.busy = Optional.empty();
        assertThat(model.run()).isTrue();
        assertThat(desk.started).hasSize(1);
        assertThat(desk.started.getFirst().axes().getFirst().to()).isEqualTo(1);
    }

    @Test
    void saveOfAShippedRecipePutsItAmongTheOperatorsOwn() throws IOException {
        type("−1", "1", "21");
        CompletableFuture<Boolean> saved = model.save();
        assertThat(saved).isNotDone();
        drain();
        assertThat(saved).isCompletedWithValue(true);
        assertThat(model.editedProperty().get()).isFalse();
        assertThat(Files.readString(folder.resolve("sample-x-profile.json")))
                .contains("\"points\": 21");
        assertThat(model.contentProperty().get().entries()).hasSize(2);
        CompletableFuture<Boolean> again = model.saveAs("Sample X profile");
        drain();
        assertThat(again).isCompletedWithValue(false);
        assertThat(model.messageProperty().get()).contains("already");
    }

    @Test
    void openOfAnotherRecipeKeepsWhatWasTyped() {
        type("−1", "1", "33");
        model.begin();
        assertThat(model.draftProperty().get().points()).isEmpty();
        model.undo();
        assertThat(model.draftProperty().get().points()).isEqualTo("33");
        assertThat(model.editedProperty().get()).isTrue();
    }

    @Test
    void searchFindsEveryWordAnywhere() {
        model.searchProperty().set("foil sample_x");
        assertThat(model.foundProperty().get()).hasSize(1);
        model.searchProperty().set("foil gold");
        assertThat(model.foundProperty().get()).isEmpty();
    }

    @Test
    void reloadNamesAFileThatIsNoRecipe() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\"technique\": \"step-scan\"");
        model.reload();
        drain();
        assertThat(model.contentProperty().get().problems())
                .singleElement()
                .asString()
                .startsWith("broken.json: ");
    }

    @Test
    void reloadLeavesOutWhatTheFormCannotShowWithoutCallingItBroken() throws IOException {
        var grid =
                new StepScanRecipe(
                        "grid",
                        List.of(
                                new StepScanRecipe.AxisRange("sample_y", 0, 1, 3),
                                new StepScanRecipe.AxisRange("sample_x", 0, 1, 3)),
                        false,
                        true,
                        List.of("counters"),
                        List.of(),
                        1,
                        0,
                        "",
                        "");
        int before = model.contentProperty().get().entries().size();
        Files.writeString(folder.resolve("grid.json"), RecipeFile.toText(grid));
        model.reload();
        drain();
        assertThat(model.contentProperty().get().problems()).isEmpty();
        assertThat(model.contentProperty().get().entries()).hasSize(before);
        assertThatThrownBy(() -> StepScanDraft.of(grid))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withStepRoundsToWholePointsAndKeepsTheEnds() {
        StepScanDraft d = StepScanDraft.of(ScriptedDesk.profile("a"));
        assertThat(d.withStep(0.1).orElseThrow().points()).isEqualTo("31");
        assertThat(d.withStep(0)).isEmpty();
        assertThat(d.step()).contains(0.025);
    }
}
