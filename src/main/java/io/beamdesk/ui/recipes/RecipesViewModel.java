package io.beamdesk.ui.recipes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeException.Fault;
import io.beamdesk.recipe.RecipeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the Recipes pane shows: the library, the recipe in the form and what is wrong with it. What is
/// done with it is in its parts: [#shelf] for files, [#runs] for the engine and the queue.
public final class RecipesViewModel {
    private final RecipeDesk desk;
    private final Errands errands;
    private final DryRun dryRun;
    private final Drafts drafts;
    private final ShelfActions shelf;
    private final RunActions runs;
    private final RecordExchange records;
    private final LibraryViewModel library = new LibraryViewModel();
    private final ReadOnlyObjectWrapper<JsonObject> draft =
            new ReadOnlyObjectWrapper<>(this, "draft", new JsonObject());
    private final ReadOnlyObjectWrapper<List<Fault>> faults =
            new ReadOnlyObjectWrapper<>(this, "faults", List.of());
    private final ReadOnlyObjectWrapper<Optional<Recipe>> recipe =
            new ReadOnlyObjectWrapper<>(this, "recipe", Optional.empty());
    // Until the shelf is read; its form asks for no table of elements.
    private Sheet sheet = Sheet.blank(ScanForms.STEP_SCAN);

    /// @param desk devices, dry run and engine
    /// @param shelved recipes to choose
    /// @param worker reads and writes files, off the JavaFX thread
    /// @param checker runs the dry runs, off the JavaFX thread; may wait for more to be typed
    /// @param fxThread runs a task on the JavaFX thread
    public RecipesViewModel(
            RecipeDesk desk,
            RecipeShelf shelved,
            Executor worker,
            Executor checker,
            Executor fxThread) {
        this.desk = desk;
        errands = new Errands(worker, fxThread);
        dryRun = new DryRun(desk, checker, fxThread);
        drafts = new Drafts(this, shelved.drafts(), errands);
        shelf = new ShelfActions(this, shelved, errands);
        runs = new RunActions(this, desk, dryRun, errands);
        records = new RecordExchange(this, desk, errands);
        shelf.begin(drafts);
    }

    // Properties

    /// The library.
    public LibraryViewModel library() {
        return library;
    }

    /// The recipe as it stands in the form; what is no number where one is needed stands there as text.
    public ReadOnlyObjectProperty<JsonObject> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    /// What is wrong with it, each with its path.
    public ReadOnlyObjectProperty<List<Fault>> faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    /// The recipe, if nothing is wrong with it.
    ReadOnlyObjectProperty<Optional<Recipe>> recipeProperty() {
        return recipe.getReadOnlyProperty();
    }

    /// How its dry run stands.
    ReadOnlyObjectProperty<DryRun.Check> checkProperty() {
        return dryRun.checkProperty();
    }

    /// What the last action did or why it did not.
    ReadOnlyObjectProperty<Errands.Message> messageProperty() {
        return errands.messageProperty();
    }

    /// What is allowed in it, but perhaps not meant; nothing while it has faults.
    List<TechniqueForm.Warning> warnings() {
        return recipe.get().map(sheet.form().warnings()).orElse(List.of());
    }

    /// Devices, for the form's choices.
    RecipeDesk desk() {
        return desk;
    }

    /// The declaration of the form.
    TechniqueForm form() {
        return sheet.form();
    }

    /// The recipe of the shelf that the form began with.
    public Optional<RecipeShelf.Entry> entry() {
        return sheet.entry();
    }

    /// Whether the form differs from what is saved.
    public boolean isEdited() {
        return sheet.isEdited();
    }

    /// The recipe in the form with its way back.
    Sheet sheet() {
        return sheet;
    }

    /// The item of the queue whose recipe is in the form.
    Optional<RecipeShelf.Item> item() {
        return sheet.item();
    }

    // Commands

    /// What is done with the recipe's files.
    public ShelfActions shelf() {
        return shelf;
    }

    /// Running it, now or in the queue.
    public RunActions runs() {
        return runs;
    }

    /// A recipe out of a live sscan record, or into one.
    RecordExchange records() {
        return records;
    }

    /// Goes on on the JavaFX thread.
    void onFxThread(Runnable task) {
        errands.onFxThread(task);
    }

    /// Shows a recipe of the shelf, with what was typed into it and not saved.
    public void open(RecipeShelf.Entry chosen) {
        replace(library.take(chosen).orElseGet(() -> Sheet.of(chosen)));
    }

    /// Shows a recipe that was left edited.
    void open(Sheet kept) {
        library.take(kept);
        replace(kept);
    }

    /// Begins a new recipe of a technique.
    public void begin(String technique) {
        TechniqueForms.ALL.stream()
                .filter(form -> form.technique().equals(technique))
                .findFirst()
                .ifPresent(form -> replace(Sheet.blank(form)));
    }

    /// Begins a new recipe with what is known of it; it is not saved yet.
    void begin(JsonObject json) {
        TechniqueForm form = TechniqueForms.of(json).orElseThrow();
        replace(new Sheet(form, Optional.empty(), Optional.empty(), form.blank().get(), json));
    }

    /// Begins a new recipe with what the form says.
    public void duplicate() {
        begin(JsonPath.with(draft.get(), "name", new JsonPrimitive(sheet.name() + " copy")));
    }

    /// Shows the recipe of an item of the queue, to change the item with it.
    ///
    /// @return whether its technique has a form
    public boolean edit(RecipeShelf.Item item, Recipe of) {
        JsonObject json = of.toJson();
        Optional<TechniqueForm> form = TechniqueForms.of(json);
        form.ifPresent(shown ->
                replace(
                        library.take(item)
                                .orElseGet(() ->
                                        new Sheet(
                                                shown,
                                                Optional.of(item),
                                                Optional.empty(),
                                                json,
                                                json))));
        return form.isPresent();
    }

    /// Goes back to what is saved; the message can take that back.
    void discard() {
        Sheet edited = sheet;
        show(
                edited.entry()
                        .or(library::first)
                        .map(Sheet::of)
                        .orElseGet(() -> Sheet.blank(edited.form())));
        errands.say(
                "Discarded what was typed into \"" + edited.name() + "\".",
                () -> {
                    show(edited);
                    errands.say("");
                });
    }

    /// Shows another recipe; what was typed is kept in the library.
    void replace(Sheet next) {
        Sheet left = sheet;
        show(next);
        library.keep(left);
        drafts.keep();
        errands.say(
                left.isEdited() && left != next
                        ? "\"" + left.name() + "\" is not saved; the library keeps it."
                        : "");
    }

    void show(Sheet next) {
        sheet = next;
        changed();
    }

    /// A recipe was written to its file, whether it is still in the form or not.
    void wrote(Sheet of) {
        if (of == sheet) {
            changed();
        } else {
            library.take(of);
            library.keep(of);
            drafts.keep();
        }
    }

    /// Changes the value of a field; JSON null takes it away.
    public void edit(String path, JsonElement value) {
        edit(path, json -> JsonPath.with(json, path, value));
    }

    /// Changes the recipe.
    ///
    /// @param field what was typed into: what follows in the same field is one step back with it
    void edit(String field, UnaryOperator<JsonObject> change) {
        sheet.edit(field, change);
        changed();
    }

    /// Takes the last change back.
    public void undo() {
        sheet.undo();
        changed();
    }

    /// Makes it again.
    public void redo() {
        sheet.redo();
        changed();
    }

    /// Reads anew what the sheet says.
    void changed() {
        JsonObject now = sheet.draft();
        List<Fault> wrong = new ArrayList<>();
        Optional<Recipe> read = Optional.empty();
        try {
            read = Optional.of(RecipeFile.of(now));
        } catch (RecipeException refused) {
            wrong.addAll(refused.faults());
        }
        wrong.addAll(sheet.form().deviceFaults(desk, now));
        recipe.set(wrong.isEmpty() ? read : Optional.empty());
        faults.set(List.copyOf(wrong));
        draft.set(now);
        check();
        drafts.keep();
    }

    /// Runs what is typed dry.
    public void check() {
        dryRun.of(recipe.get());
    }
}
