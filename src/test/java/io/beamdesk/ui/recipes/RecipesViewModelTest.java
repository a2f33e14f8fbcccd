package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.RecipeException.Fault;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.Saved;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.ui.recipes.DryRun.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesViewModelTest {
    @TempDir Path folder;
    private final ScriptedDesk desk = new ScriptedDesk();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private RecipesViewModel model = model(Path.of("none"));

    private RecipesViewModel model(Path folder) {
        return new RecipesViewModel(
                desk,
                ScriptedDesk.shelf(List.of(ScriptedDesk.profile("Sample X profile")), folder),
                work::add,
                work::add,
                Runnable::run);
    }

    @BeforeEach
    void open() {
        work.clear();
        model = model(folder);
        drain();
    }

    private void drain() {
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }

    private void type(String path, String text) {
        model.edit(path, JsonPath.typed(text, true));
    }

    private List<String> faulty() {
        return model.faultsProperty().get().stream().map(Fault::field).toList();
    }

    @Test
    void whatIsTypedBeforeTheShelfIsReadStaysInTheForm() {
        RecipesViewModel early = model(folder);
        early.edit("name", new JsonPrimitive("Mine"));
        drain();
        assertThat(JsonPath.text(early.draftProperty().get(), "name")).isEqualTo("Mine");
        assertThat(early.library().found()).isNotEmpty();
    }

    @Test
    void firstRecipeOfTheShelfIsShownAlsoIfAReloadIsReadFirst() {
        RecipesViewModel early = model(folder);
        early.shelf().reload();
        drain();
        assertThat(early.entry()).isEqualTo(Optional.of(early.library().found().getFirst()));
    }

    @Test
    void draftOfWhatIsTypedIsRunDryAndOnlyTheLastIsShown() {
        type("axes[0].points", "11");
        type("axes[0].points", "12");
        drain();
        assertThat(model.checkProperty().get())
                .isInstanceOfSatisfying(
                        Check.Done.class, d -> assertThat(d.forecast().points()).isEqualTo(12));
        assertThat(model.runs().obstacle()).isEmpty();
        assertThat(model.isEdited()).isTrue();
    }

    @Test
    void runAskedForBeforeTheCheckOfWhatIsTypedStartsWithItAndNotBefore() {
        drain();
        type("axes[0].points", "3");
        CompletableFuture<Boolean> asked = model.runs().run();
        assertThat(desk.started).isEmpty();
        drain();
        assertThat(asked).isCompletedWithValue(true);
        assertThat(((StepScanRecipe) desk.started.getFirst()).axes().getFirst().points())
                .isEqualTo(3);
    }

    @Test
    void runAskedForIsDroppedWithASentenceWhenTheFormChangesOrTheCheckFindsABlocker() {
        drain();
        type("axes[0].points", "3");
        CompletableFuture<Boolean> asked = model.runs().run();
        type("axes[0].points", "4");
        assertThat(asked).isCompletedWithValue(false);
        assertThat(model.messageProperty().get().text())
                .isEqualTo("Nothing was started, for the form was changed meanwhile.");
        type("axes[0].to", "12");
        CompletableFuture<Boolean> blocked = model.runs().enqueue();
        drain();
        assertThat(blocked).isCompletedWithValue(false);
        assertThat(desk.started).isEmpty();
        assertThat(desk.queued).isEmpty();
        assertThat(model.messageProperty().get().text()).isEqualTo("The check found 1 blocker.");
    }

    @Test
    void faultsNameEachFieldKeepWhatWasTypedAndHoldTheRun() {
        type("axes[0].from", "−1.5x");
        type("axes[0].to", "");
        type("axes[0].points", "0");
        drain();
        assertThat(faulty())
                .containsExactlyInAnyOrder("axes[0].from", "axes[0].to", "axes[0].points");
        assertThat(JsonPath.text(model.draftProperty().get(), "axes[0].from")).isEqualTo("−1.5x");
        assertThat(model.checkProperty().get()).isInstanceOf(Check.Incomplete.class);
        assertThat(model.runs().run().getNow(false)).isFalse();
        assertThat(model.runs().enqueue().getNow(false)).isFalse();
        assertThat(desk.started).isEmpty();
        assertThat(desk.queued).isEmpty();
    }

    @Test
    void faultNamesADeviceThatTheBeamlineDoesNotHave() {
        model.edit("axes[0].device", new JsonPrimitive("sample_q"));
        assertThat(faulty()).containsExactly("axes[0].device");
        assertThat(FormView.say(model.faultsProperty().get().getFirst()))
                .isEqualTo("This beamline has no axis sample_q; choose another one.");
    }

    @Test
    void obstacleIsABlockerOfTheDryRunAndABusyEngineHoldsTheRunAlone() {
        type("axes[0].to", "12");
        drain();
        assertThat(model.runs().obstacle()).contains("The check found 1 blocker.");
        type("axes[0].to", "1");
        type("axes[0].points", "3");
        drain();
        desk.busy = Optional.of("Slit profile is under way.");
        assertThat(model.runs().runObstacle()).contains("Slit profile is under way.");
        assertThat(model.runs().enqueue().getNow(false)).isTrue();
        assertThat(desk.queued).hasSize(1);
        desk.busy = Optional.empty();
        assertThat(model.runs().run().getNow(false)).isTrue();
        assertThat(((StepScanRecipe) desk.started.getFirst()).axes().getFirst().to()).isEqualTo(1);
    }

    @Test
    void saveOfAShippedRecipePutsItAmongTheOperatorsOwn() throws IOException {
        type("axes[0].points", "21");
        CompletableFuture<Boolean> saved = model.shelf().save();
        assertThat(saved).isNotDone();
        drain();
        assertThat(saved).isCompletedWithValue(true);
        assertThat(model.isEdited()).isFalse();
        assertThat(Files.readString(folder.resolve("sample-x-profile.json")))
                .contains("\"points\": 21");
        assertThat(model.library().contentProperty().get().entries()).hasSize(2);
        CompletableFuture<Boolean> again = model.shelf().saveAs("Sample X profile");
        drain();
        assertThat(again).isCompletedWithValue(false);
        assertThat(model.messageProperty().get().text()).contains("already");
    }

    @Test
    void saveAgainKeepsTheVersionBeforeAndSaysWhereItDiffers() {
        var _ = model.shelf().save();
        drain();
        type("axes[0].points", "21");
        var _ = model.shelf().save();
        drain();
        assertThat(model.shelf().versions()).hasSize(1);
        assertThat(
                        VersionsDialog.differences(
                                model.shelf().versions().getFirst().recipe().toJson(),
                                model.draftProperty().get()))
                .containsExactly("axes[0].points: 121 → 21");
    }

    @Test
    void openOfAnotherRecipeKeepsWhatWasTypedInTheLibrary() {
        type("axes[0].points", "33");
        RecipeShelf.Entry left = model.entry().orElseThrow();
        model.begin("map");
        type("axes[0].from", "7");
        assertThat(model.library().kept()).hasSize(1);
        model.open(left);
        assertThat(JsonPath.number(model.draftProperty().get(), "axes[0].points")).hasValue(33);
        assertThat(model.isEdited()).isTrue();
        assertThat(model.library().rowsProperty().get().getFirst())
                .isInstanceOfSatisfying(
                        LibraryViewModel.Row.Unsaved.class,
                        kept -> {
                            model.open(kept.sheet());
                            assertThat(JsonPath.number(model.draftProperty().get(), "axes[0].from"))
                                    .hasValue(7);
                        });
    }

    @Test
    void undoTakesAWholeFieldBackAndRedoBringsItAgain() {
        type("axes[0].points", "3");
        type("axes[0].points", "33");
        type("exposure", "2");
        model.undo();
        model.undo();
        assertThat(model.isEdited()).isFalse();
        model.redo();
        assertThat(JsonPath.number(model.draftProperty().get(), "axes[0].points")).hasValue(33);
        assertThat(JsonPath.number(model.draftProperty().get(), "exposure")).hasValue(1);
    }

    @Test
    void deleteIsTakenBackByItsMessage() {
        var _ = model.shelf().saveAs("Mine");
        drain();
        model.shelf().delete();
        drain();
        assertThat(folder.resolve("mine.json")).doesNotExist();
        assertThat(model.entry().orElseThrow().recipe().name()).isEqualTo("Sample X profile");
        model.messageProperty().get().undo().orElseThrow().run();
        drain();
        assertThat(folder.resolve("mine.json")).exists();
        assertThat(model.entry().orElseThrow().recipe().name()).isEqualTo("Mine");
    }

    @Test
    void starIsKeptAndFavouritesAloneCanBeShown() {
        model.shelf().star(model.entry().orElseThrow());
        drain();
        model.library().favouritesOnlyProperty().set(true);
        assertThat(model.library().found()).hasSize(1);
        assertThat(ScriptedDesk.shelf(List.of(), folder).read().problems()).isEmpty();
        model.shelf().star(model.library().found().getFirst());
        drain();
        assertThat(model.library().found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.json", "Elsewhere.beamrecipe"})
    void loadOfAFileBeginsANewRecipe(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, RecipeFile.toText(ScriptedDesk.profile("From elsewhere")));
        model.shelf().load(file);
        drain();
        assertThat(model.entry()).isEmpty();
        assertThat(model.isEdited()).isTrue();
        assertThat(model.sheet().name()).isEqualTo("From elsewhere");
    }

    @Test
    void importOfPositionsFillsTheListScan() throws IOException {
        model.begin("list-scan");
        Path table = folder.resolve("points.csv");
        Files.writeString(table, "sample_x,sample_y\n1,2\n3,4\n");
        model.shelf().importPositions(table);
        drain();
        assertThat(JsonPath.texts(model.draftProperty().get(), "axes"))
                .containsExactly("sample_x", "sample_y");
        assertThat(JsonPath.number(model.draftProperty().get(), "positions[1][0]")).hasValue(3);
        model.shelf().importPositions(folder.resolve("none.csv"));
        drain();
        assertThat(model.messageProperty().get().text()).contains("none.csv");
    }

    @Test
    void searchFindsEveryWordAnywhere() {
        model.library().searchProperty().set("foil sample_x");
        assertThat(model.library().found()).hasSize(1);
        model.library().searchProperty().set("foil gold");
        assertThat(model.library().found()).isEmpty();
    }

    @Test
    void reloadNamesAFileThatIsNoRecipe() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\"technique\": \"step-scan\"");
        model.shelf().reload();
        drain();
        assertThat(model.library().contentProperty().get().problems())
                .singleElement()
                .asString()
                .startsWith("broken.json: ");
    }

    @Test
    void whatIsTypedAndNotSavedIsThereAgainAtTheNextStart() {
        type("axes[0].points", "33");
        model.begin("map");
        type("axes[0].from", "7");
        drain();
        model = model(folder);
        drain();
        assertThat(model.entry().orElseThrow().recipe().name()).isEqualTo("Sample X profile");
        assertThat(model.isEdited()).isTrue();
        assertThat(JsonPath.number(model.draftProperty().get(), "axes[0].points")).hasValue(33);
        assertThat(model.library().kept())
                .singleElement()
                .satisfies(map ->
                        assertThat(JsonPath.number(map.recipe(), "axes[0].from")).hasValue(7));
    }

    @Test
    void draftsAreGoneFromDiskWhenAllIsSavedOrDiscarded() {
        Path kept = folder.resolve(".drafts/edited.json");
        type("axes[0].points", "33");
        drain();
        assertThat(kept).exists();
        model.discard();
        drain();
        assertThat(kept).doesNotExist();
        model.messageProperty().get().undo().orElseThrow().run();
        assertThat(JsonPath.number(model.draftProperty().get(), "axes[0].points")).hasValue(33);
        var _ = model.shelf().save();
        drain();
        assertThat(kept).doesNotExist();
    }

    @Test
    void draftsThatCannotBeReadDoNotHoldTheStart() throws IOException {
        Files.createDirectories(folder.resolve(".drafts"));
        Files.writeString(folder.resolve(".drafts/edited.json"), "[{");
        model = model(folder);
        drain();
        assertThat(model.isEdited()).isFalse();
    }

    @Test
    void recipeOfAnItemGoesBackToTheItem() {
        RecipeShelf.Item item = new RecipeShelf.Item("7", "Item 7");
        assertThat(model.edit(item, ScriptedDesk.profile("Waiting"))).isTrue();
        type("axes[0].points", "33");
        drain();
        assertThat(model.runs().enqueue().getNow(false)).isTrue();
        assertThat(desk.queued).isEmpty();
        assertThat(((StepScanRecipe) desk.updated.get("7")).axes().getFirst().points())
                .isEqualTo(33);
        assertThat(model.isEdited()).isFalse();
    }

    @Test
    void saveSignsTheFileAndTheLibraryFindsItByItsAuthor() throws IOException {
        type("axes[0].points", "21");
        var _ = model.shelf().save();
        drain();
        Path file = folder.resolve("sample-x-profile.json");
        assertThat(RecipeFile.saved(RecipeFile.json(Files.readString(file))))
                .contains(new Saved("ana", Instant.parse("2023-04-11T12:00:00Z")));
        assertThat(model.entry().orElseThrow().author()).isEqualTo("ana");
        assertThat(model.isEdited()).isFalse();
        assertThat(JsonPath.get(model.draftProperty().get(), "saved")).isEmpty();
        assertThat(model.library().authors()).containsExactly("ana");
        model.library().authorProperty().set("ana");
        assertThat(model.library().found()).hasSize(1);
        type("axes[0].points", "22");
        var _ = model.shelf().save();
        drain();
        assertThat(model.shelf().versions().getFirst().author()).isEqualTo("ana");
    }

    @Test
    void recipeOfAFileWithoutASignatureHasNoAuthor() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("old.json"), RecipeFile.toText(ScriptedDesk.profile("Old")));
        model.shelf().reload();
        drain();
        assertThat(model.library().authors()).isEmpty();
        assertThat(model.library().found()).hasSize(2);
    }
}
