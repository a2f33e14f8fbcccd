package io.beamdesk.ui.recipes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.engine.Forecast;
import io.beamdesk.recipe.PositionsTable;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeException.Fault;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the Recipes pane shows and does: the library, the form, and the dry run of what is typed.
public final class RecipesViewModel {
    /// How the dry run of what is typed stands.
    public sealed interface Check {
        /// There is nothing to run dry: the form has faults.
        record Incomplete() implements Check {}

        /// Under way.
        record Checking() implements Check {}

        /// Done.
        ///
        /// @param forecast what it found
        record Done(Forecast forecast) implements Check {}

        /// Impossible.
        ///
        /// @param reason one sentence
        record Failed(String reason) implements Check {}
    }

    /// What the last action did or why it did not.
    ///
    /// @param text empty if there is nothing to say
    /// @param undo takes it back, if it can be
    record Message(String text, Optional<Runnable> undo) {}

    private final RecipeDesk desk;
    private final RecipeShelf shelf;
    private final Executor worker;
    private final Executor checker;
    private final Executor fxThread;
    private final LibraryViewModel library = new LibraryViewModel();
    private final AtomicLong generation = new AtomicLong();
    private final ReadOnlyObjectWrapper<JsonObject> draft =
            new ReadOnlyObjectWrapper<>(this, "draft", new JsonObject());
    private final ReadOnlyObjectWrapper<List<Fault>> faults =
            new ReadOnlyObjectWrapper<>(this, "faults", List.of());
    private final ReadOnlyObjectWrapper<Optional<Recipe>> recipe =
            new ReadOnlyObjectWrapper<>(this, "recipe", Optional.empty());
    private final ReadOnlyObjectWrapper<Check> check =
            new ReadOnlyObjectWrapper<>(this, "check", new Check.Incomplete());
    private final ReadOnlyObjectWrapper<Message> message =
            new ReadOnlyObjectWrapper<>(this, "message", new Message("", Optional.empty()));
    private Sheet sheet = Sheet.blank(TechniqueForms.ALL.getFirst());
    private final AtomicReference<List<RecipeShelf.Draft>> unsaved =
            new AtomicReference<>(List.of());
    private boolean restored;
    private long readings;

    /// @param desk devices, dry run and engine
    /// @param shelf recipes to choose
    /// @param worker reads and writes files, off the JavaFX thread
    /// @param checker runs the dry runs, off the JavaFX thread; may wait for more to be typed
    /// @param fxThread runs a task on the JavaFX thread
    public RecipesViewModel(
            RecipeDesk desk,
            RecipeShelf shelf,
            Executor worker,
            Executor checker,
            Executor fxThread) {
        this.desk = desk;
        this.shelf = shelf;
        this.worker = worker;
        this.checker = checker;
        this.fxThread = fxThread;
        Sheet blank = sheet;
        worker.execute(() -> {
            RecipeShelf.Content read = shelf.read();
            List<RecipeShelf.Draft> drafts = shelf.drafts();
            fxThread.execute(() -> {
                if (readings == 0) {
                    library.show(read);
                }
                if (sheet == blank && !blank.isEdited()) {
                    show(library.first().or(() -> first(read)).map(Sheet::of).orElse(blank));
                }
                restore(read, drafts);
            });
        });
    }

    private static Optional<RecipeShelf.Entry> first(RecipeShelf.Content read) {
        return read.entries().stream().findFirst();
    }

    /// Brings back what was typed and not saved when the window was closed.
    private void restore(RecipeShelf.Content shelved, List<RecipeShelf.Draft> drafts) {
        for (RecipeShelf.Draft draft : drafts) {
            TechniqueForms.of(draft.recipe())
                    .map(form -> restored(form, draft, shelved))
                    .ifPresent(back -> {
                        boolean here =
                                back.entry().isPresent()
                                        && back.kept().of().equals(sheet.kept().of())
                                        && !isEdited();
                        if (here) {
                            show(back);
                        } else {
                            library.keep(back);
                        }
                    });
        }
        restored = true;
        keep();
    }

    private static Sheet restored(
            TechniqueForm form, RecipeShelf.Draft draft, RecipeShelf.Content shelved) {
        return shelved.entries().stream()
                .filter(entry -> draft.of().equals(Optional.of(entry.key())))
                .findFirst()
                .map(entry -> Sheet.of(entry, draft.recipe()))
                .orElseGet(() ->
                        new Sheet(
                                form,
                                draft.item(),
                                Optional.empty(),
                                form.blank().get(),
                                draft.recipe()));
    }

    /// Keeps on disk whatever is typed and not saved.
    private void keep() {
        if (!restored) {
            return;
        }
        List<RecipeShelf.Draft> drafts = new ArrayList<>(library.kept());
        if (isEdited()) {
            drafts.addFirst(sheet.kept());
        }
        unsaved.set(List.copyOf(drafts));
        work(
                () -> {
                    shelf.keep(unsaved::get);
                    return unsaved;
                },
                "What is typed is not safe on disk",
                _ -> {});
    }

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
    public ReadOnlyObjectProperty<Check> checkProperty() {
        return check.getReadOnlyProperty();
    }

    /// What the last action did or why it did not.
    ReadOnlyObjectProperty<Message> messageProperty() {
        return message.getReadOnlyProperty();
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

    /// Reads the shelf anew; returns at once.
    public void reload() {
        long mine = ++readings;
        worker.execute(() -> {
            RecipeShelf.Content read = shelf.read();
            fxThread.execute(() -> {
                // What was asked for earlier may come later, and then no longer holds.
                if (mine == readings) {
                    library.show(read);
                }
            });
        });
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

    /// The item of the queue whose recipe is in the form.
    Optional<RecipeShelf.Item> item() {
        return sheet.item();
    }

    /// Goes back to what is saved; the message can take that back.
    void discard() {
        Sheet edited = sheet;
        show(
                edited.entry()
                        .or(library::first)
                        .map(Sheet::of)
                        .orElseGet(() -> Sheet.blank(edited.form())));
        message.set(
                new Message(
                        "Discarded what was typed into \"" + edited.name() + "\".",
                        Optional.of(() -> {
                            show(edited);
                            say("");
                        })));
    }

    /// Begins a new recipe with what the form says.
    public void duplicate() {
        replace(
                fresh(
                        JsonPath.with(
                                draft.get(), "name", new JsonPrimitive(sheet.name() + " copy"))));
    }

    private Sheet fresh(JsonObject json) {
        TechniqueForm form = TechniqueForms.of(json).orElseThrow();
        return new Sheet(form, Optional.empty(), Optional.empty(), form.blank().get(), json);
    }

    /// Shows another recipe; what was typed is kept in the library.
    private void replace(Sheet next) {
        Sheet left = sheet;
        show(next);
        library.keep(left);
        keep();
        say(
                left.isEdited() && left != next
                        ? "\"" + left.name() + "\" is not saved; the library keeps it."
                        : "");
    }

    private void show(Sheet next) {
        sheet = next;
        changed();
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

    private void changed() {
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
        keep();
    }

    /// Runs what is typed dry; only the last of several is shown.
    public void check() {
        long turn = generation.incrementAndGet();
        if (recipe.get().isEmpty()) {
            check.set(new Check.Incomplete());
            return;
        }
        if (!(check.get() instanceof Check.Done)) {
            check.set(new Check.Checking());
        }
        Recipe typed = recipe.get().get();
        checker.execute(() -> {
            if (turn != generation.get()) {
                return;
            }
            Check result;
            try {
                result = new Check.Done(desk.check(typed));
            } catch (RuntimeException refused) {
                result = new Check.Failed(sentence(refused));
            }
            Check shown = result;
            fxThread.execute(() -> {
                if (turn == generation.get()) {
                    check.set(shown);
                }
            });
        });
    }

    private static String sentence(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private void say(String text) {
        message.set(new Message(text, Optional.empty()));
    }

    /// Whether the form can be saved: it has no faults and was edited or never saved.
    public boolean canSave() {
        return recipe.get().isPresent()
                && (isEdited() || entry().flatMap(RecipeShelf.Entry::file).isEmpty());
    }

    /// Saves where it came from; a recipe that came with Beamdesk is saved among the operator's own.
    ///
    /// @return whether it was saved, on the JavaFX thread; otherwise the file of that name belongs to
    ///     another recipe, or could not be written, as the message says
    public CompletableFuture<Boolean> save() {
        Optional<Path> own = entry().flatMap(RecipeShelf.Entry::file);
        return own.isPresent() ? write(draft.get(), own.get(), true) : saveAs(sheet.name());
    }

    /// Saves under another name, unless there is one of that name already.
    ///
    /// @return whether it was saved, on the JavaFX thread
    public CompletableFuture<Boolean> saveAs(String name) {
        return write(
                JsonPath.with(draft.get(), "name", new JsonPrimitive(name)),
                shelf.fileFor(name),
                false);
    }

    private CompletableFuture<Boolean> write(JsonObject json, Path file, boolean replace) {
        if (!faults.get().isEmpty()) {
            say("Not saved: the form has faults.");
            return CompletableFuture.completedFuture(false);
        }
        Sheet of = sheet;
        JsonObject typed = of.draft();
        Recipe written = RecipeFile.of(json);
        return ask(
                () -> shelf.save(written, file, replace),
                file + " could not be written",
                saved -> {
                    if (saved.isEmpty()) {
                        say(
                                "There is a recipe "
                                        + file.getFileName()
                                        + " already; give another name.");
                        return false;
                    }
                    of.wrote(saved.get(), typed);
                    if (of == sheet) {
                        changed();
                    } else {
                        library.take(of);
                        library.keep(of);
                        keep();
                    }
                    reload();
                    say("Saved as " + file.getFileName() + ".");
                    return true;
                });
    }

    /// Does something with files off the JavaFX thread, and goes on with what it gave on it.
    private <T> CompletableFuture<Boolean> ask(Callable<T> task, String failed, Predicate<T> then) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        worker.execute(() -> {
            try {
                T result = task.call();
                fxThread.execute(() -> done.complete(then.test(result)));
            } catch (Exception failure) {
                fxThread.execute(() -> {
                    say(failed + ": " + sentence(failure) + ".");
                    done.complete(false);
                });
            }
        });
        return done;
    }

    private <T> void work(Callable<T> task, String failed, Consumer<T> then) {
        var _ =
                ask(
                        task,
                        failed,
                        (T result) -> {
                            then.accept(result);
                            return true;
                        });
    }

    /// Gives a recipe a star or takes it away.
    public void star(RecipeShelf.Entry entry) {
        work(
                () -> {
                    shelf.star(entry, !entry.favourite());
                    return entry;
                },
                "The favourites could not be written",
                _ -> reload());
    }

    /// Puts the recipe in the form away, one of the operator's own; the message can take that back.
    public void delete() {
        Optional<Path> file = entry().flatMap(RecipeShelf.Entry::file);
        if (file.isEmpty()) {
            return;
        }
        Sheet deleted = sheet;
        work(
                () -> shelf.delete(file.get()),
                file.get() + " could not be deleted",
                away -> {
                    show(
                            library.contentProperty().get().entries().stream()
                                    .filter(e -> !e.file().equals(file))
                                    .findFirst()
                                    .map(Sheet::of)
                                    .orElseGet(() -> Sheet.blank(deleted.form())));
                    reload();
                    message.set(
                            new Message(
                                    "Deleted \"" + deleted.name() + "\".",
                                    Optional.of(() -> restore(away, file.get(), deleted))));
                });
    }

    private void restore(Path away, Path file, Sheet deleted) {
        work(
                () -> {
                    shelf.restore(away, file);
                    return file;
                },
                file + " could not be put back",
                _ -> {
                    replace(deleted);
                    reload();
                    say("");
                });
    }

    /// Begins a new recipe with what a file of recipes, or a product, says.
    public void load(Path file) {
        work(
                () -> RecipeShelf.load(file),
                "Nothing was loaded",
                json -> {
                    replace(fresh(json));
                    say("From " + file.getFileName() + ", not saved yet.");
                });
    }

    /// Writes what the form says to a file of the operator's choice.
    public void export(Path file) {
        recipe.get()
                .ifPresentOrElse(
                        typed ->
                                work(
                                        () -> Files.writeString(file, RecipeFile.toText(typed)),
                                        file + " could not be written",
                                        _ -> say("Exported to " + file + ".")),
                        () -> say("Not exported: the form has faults."));
    }

    /// Puts the positions of a CSV file in the place of the list scan's.
    public void importPositions(Path file) {
        work(
                () -> PositionsTable.read(file),
                file.getFileName() + " was not taken",
                table ->
                        edit(
                                "import",
                                json -> {
                                    JsonObject copy = JsonPath.copy(json);
                                    table.into(copy);
                                    return copy;
                                }));
    }

    /// The earlier versions of the recipe in the form, the newest first.
    List<RecipeShelf.Version> versions() {
        return entry().map(shelf::versions).orElse(List.of());
    }

    /// Why it cannot be put in the queue now, empty if it can.
    public Optional<String> obstacle() {
        return switch (check.get()) {
            case Check.Incomplete _ -> Optional.of("Fill in what is needed first.");
            case Check.Checking _ -> Optional.of("The check is under way.");
            case Check.Failed(String reason) -> Optional.of(reason);
            case Check.Done(Forecast forecast) ->
                    forecast.problems().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    "The check found "
                                            + forecast.problems().size()
                                            + " blocker"
                                            + (forecast.problems().size() == 1 ? "." : "s."));
        };
    }

    /// Why it cannot be run now, empty if it can.
    public Optional<String> runObstacle() {
        return desk.busy().or(this::obstacle);
    }

    /// Runs it.
    ///
    /// @return whether it was started
    public boolean run() {
        if (runObstacle().isPresent()
                || !(check.get() instanceof Check.Done(Forecast forecast))
                || recipe.get().isEmpty()) {
            return false;
        }
        return attempt(() -> desk.run(recipe.get().get(), forecast), "");
    }

    /// Puts it at the end of the queue, or gives it to the item that it is of.
    ///
    /// @return whether the queue was asked to take it
    public boolean enqueue() {
        if (obstacle().isPresent() || recipe.get().isEmpty()) {
            return false;
        }
        if (item().isPresent()) {
            update(item().get(), recipe.get().get());
            return true;
        }
        return attempt(
                () -> desk.enqueue(recipe.get().get()),
                "\"" + sheet.name() + "\" is at the end of the queue.");
    }

    private void update(RecipeShelf.Item item, Recipe typed) {
        Sheet of = sheet;
        JsonObject draftOf = of.draft();
        var _ =
                desk.update(item.id(), typed)
                        .handle((_, refused) -> {
                            fxThread.execute(() -> {
                                if (refused == null) {
                                    of.queued(draftOf);
                                    changed();
                                }
                                say(
                                        refused == null
                                                ? item.label() + " in the queue is updated."
                                                : item.label()
                                                        + " is not updated: "
                                                        + cause(refused));
                            });
                            return refused == null;
                        });
    }

    private static String cause(Throwable refused) {
        Throwable cause =
                refused instanceof CompletionException && refused.getCause() != null
                        ? refused.getCause()
                        : refused;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private boolean attempt(Runnable action, String done) {
        try {
            action.run();
            say(done);
            return true;
        } catch (RuntimeException refused) {
            say(sentence(refused));
            return false;
        }
    }
}
