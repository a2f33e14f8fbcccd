package io.beamdesk.ui.recipes;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.PositionsTable;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What is done with the files of the recipe in the form: saving, putting away, loading, exporting.
public final class ShelfActions {
    private final RecipesViewModel model;
    private final RecipeShelf shelf;
    private final Errands errands;
    private long readings;

    ShelfActions(RecipesViewModel model, RecipeShelf shelf, Errands errands) {
        this.model = model;
        this.shelf = shelf;
        this.errands = errands;
    }

    /// Reads the shelf for the first time, with what was left unsaved; returns at once.
    void begin(Drafts drafts) {
        Sheet blank = model.sheet();
        errands.work(
                () -> {
                    RecipeShelf.Content read = shelf.read();
                    List<DraftsFile.Draft> left = shelf.drafts().read();
                    return (Runnable)
                            () -> {
                                if (readings == 0) {
                                    model.library().show(read);
                                }
                                if (model.sheet() == blank && !blank.isEdited()) {
                                    first(read).map(Sheet::of).ifPresent(model::show);
                                }
                                drafts.restore(read, left);
                            };
                },
                "The library could not be read",
                Runnable::run);
    }

    private Optional<RecipeShelf.Entry> first(RecipeShelf.Content read) {
        return model.library().first().or(() -> read.entries().stream().findFirst());
    }

    /// Reads the shelf anew; returns at once.
    public void reload() {
        long mine = ++readings;
        errands.work(
                shelf::read,
                "The library could not be read",
                read -> {
                    // What was asked for earlier may come later, and then no longer holds.
                    if (mine == readings) {
                        model.library().show(read);
                    }
                });
    }

    /// Whether the form can be saved: it has no faults and was edited or never saved.
    public boolean canSave() {
        return model.recipeProperty().get().isPresent()
                && (model.isEdited() || ownFile().isEmpty());
    }

    /// The file of the recipe in the form, if it is one of the operator's own.
    Optional<Path> ownFile() {
        return model.entry().flatMap(RecipeShelf.Entry::file);
    }

    /// Saves where it came from; a recipe that came with Beamdesk is saved among the operator's own.
    ///
    /// @return whether it was saved, on the JavaFX thread; otherwise the file of that name belongs to
    ///     another recipe, or could not be written, as the message says
    public CompletableFuture<Boolean> save() {
        return ownFile()
                .map(own -> write(model.draftProperty().get(), own, true))
                .orElseGet(() -> saveAs(model.sheet().name()));
    }

    /// Saves under another name, unless there is one of that name already.
    ///
    /// @return whether it was saved, on the JavaFX thread
    public CompletableFuture<Boolean> saveAs(String name) {
        return write(
                JsonPath.with(model.draftProperty().get(), "name", new JsonPrimitive(name)),
                shelf.fileFor(name),
                false);
    }

    private CompletableFuture<Boolean> write(JsonObject json, Path file, boolean replace) {
        if (!model.faultsProperty().get().isEmpty()) {
            errands.say("Not saved: the form has faults.");
            return CompletableFuture.completedFuture(false);
        }
        Sheet of = model.sheet();
        JsonObject typed = of.draft();
        Recipe written = RecipeFile.of(json);
        return errands.ask(
                () -> shelf.save(written, file, replace),
                file + " could not be written",
                saved -> {
                    if (saved.isEmpty()) {
                        errands.say(
                                "There is a recipe "
                                        + file.getFileName()
                                        + " already; give another name.");
                        return false;
                    }
                    of.wrote(saved.get(), typed);
                    model.wrote(of);
                    reload();
                    errands.say("Saved as " + file.getFileName() + ".");
                    return true;
                });
    }

    /// Gives a recipe a star or takes it away.
    public void star(RecipeShelf.Entry entry) {
        errands.work(
                () -> {
                    shelf.star(entry, !entry.favourite());
                    return entry;
                },
                "The favourites could not be written",
                _ -> reload());
    }

    /// Puts the recipe in the form away, one of the operator's own; the message can take that back.
    public void delete() {
        Optional<Path> file = ownFile();
        if (file.isEmpty()) {
            return;
        }
        Sheet deleted = model.sheet();
        errands.work(
                () -> shelf.delete(file.get()),
                file.get() + " could not be deleted",
                away -> {
                    model.show(
                            model.library().contentProperty().get().entries().stream()
                                    .filter(e -> !e.file().equals(file))
                                    .findFirst()
                                    .map(Sheet::of)
                                    .orElseGet(() -> Sheet.blank(deleted.form())));
                    reload();
                    errands.say(
                            "Deleted \"" + deleted.name() + "\".",
                            () -> restore(away, file.get(), deleted));
                });
    }

    private void restore(Path away, Path file, Sheet deleted) {
        errands.work(
                () -> {
                    shelf.restore(away, file);
                    return file;
                },
                file + " could not be put back",
                _ -> {
                    model.replace(deleted);
                    reload();
                    errands.say("");
                });
    }

    /// Begins a new recipe with what a file of recipes, or a product, says.
    public void load(Path file) {
        errands.work(
                () -> RecipeShelf.load(file),
                "Nothing was loaded",
                json -> {
                    model.begin(json);
                    errands.say("From " + file.getFileName() + ", not saved yet.");
                });
    }

    /// Writes what the form says to a file of the operator's choice.
    public void export(Path file) {
        model.recipeProperty()
                .get()
                .ifPresentOrElse(
                        typed ->
                                errands.work(
                                        () -> Files.writeString(file, shelf.signed(typed)),
                                        file + " could not be written",
                                        _ -> errands.say("Exported to " + file + ".")),
                        () -> errands.say("Not exported: the form has faults."));
    }

    /// Puts the positions of a CSV file in the place of the list scan's.
    public void importPositions(Path file) {
        errands.work(
                () -> PositionsTable.read(file),
                file.getFileName() + " was not taken",
                table ->
                        model.edit(
                                "import",
                                json -> {
                                    JsonObject copy = JsonPath.copy(json);
                                    table.into(copy);
                                    return copy;
                                }));
    }

    /// The earlier versions of the recipe in the form, the newest first.
    List<RecipeShelf.Version> versions() {
        return model.entry().map(shelf::versions).orElse(List.of());
    }
}
