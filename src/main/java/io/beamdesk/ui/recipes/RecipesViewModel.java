package io.beamdesk.ui.recipes;

import io.beamdesk.engine.Forecast;
import io.beamdesk.ui.recipes.StepScanDraft.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the Recipes pane shows and does: the shelf, the form, and the dry run of what is typed.
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

    private final RecipeDesk desk;
    private final RecipeShelf shelf;
    private final Executor worker;
    private final Executor fxThread;
    private final AtomicLong generation = new AtomicLong();
    private final ObjectProperty<StepScanDraft> draft =
            new SimpleObjectProperty<>(this, "draft", StepScanDraft.empty());
    private final ReadOnlyObjectWrapper<Map<Field, String>> faults =
            new ReadOnlyObjectWrapper<>(this, "faults", Map.of());
    private final ReadOnlyObjectWrapper<Check> check =
            new ReadOnlyObjectWrapper<>(this, "check", new Check.Incomplete());
    private final ReadOnlyObjectWrapper<Optional<RecipeShelf.Entry>> entry =
            new ReadOnlyObjectWrapper<>(this, "entry", Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> edited =
            new ReadOnlyObjectWrapper<>(this, "edited", false);
    private final ReadOnlyObjectWrapper<List<RecipeShelf.Entry>> found =
            new ReadOnlyObjectWrapper<>(this, "found", List.of());
    private final ReadOnlyObjectWrapper<RecipeShelf.Content> content =
            new ReadOnlyObjectWrapper<>(
                    this, "content", new RecipeShelf.Content(List.of(), List.of()));
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ReadOnlyObjectWrapper<String> message =
            new ReadOnlyObjectWrapper<>(this, "message", "");
    private StepScanDraft saved = StepScanDraft.empty();
    private long readings;

    /// @param desk devices, dry run and engine
    /// @param shelf recipes to choose
    /// @param worker runs the dry runs, off the JavaFX thread
    /// @param fxThread runs a task on the JavaFX thread
    public RecipesViewModel(
            RecipeDesk desk, RecipeShelf shelf, Executor worker, Executor fxThread) {
        this.desk = desk;
        this.shelf = shelf;
        this.worker = worker;
        this.fxThread = fxThread;
        draft.subscribe(this::typed);
        search.subscribe(this::find);
        content.subscribe(this::find);
        content.set(shelf.shipped());
        content.get().entries().stream().findFirst().ifPresent(this::open);
        reload();
    }

    /// The form as it stands.
    public ObjectProperty<StepScanDraft> draftProperty() {
        return draft;
    }

    /// What is wrong with it, by field.
    public ReadOnlyObjectProperty<Map<Field, String>> faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    /// How its dry run stands.
    public ReadOnlyObjectProperty<Check> checkProperty() {
        return check.getReadOnlyProperty();
    }

    /// The recipe of the shelf that the form began with.
    public ReadOnlyObjectProperty<Optional<RecipeShelf.Entry>> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    /// Whether the form differs from what is saved.
    public ReadOnlyObjectProperty<Boolean> editedProperty() {
        return edited.getReadOnlyProperty();
    }

    /// What is searched for.
    public StringProperty searchProperty() {
        return search;
    }

    /// The recipes that the search finds.
    public ReadOnlyObjectProperty<List<RecipeShelf.Entry>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// All that lies on the shelf.
    public ReadOnlyObjectProperty<RecipeShelf.Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /// What the last action did or why it did not, empty if there is nothing to say.
    public ReadOnlyObjectProperty<String> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Devices, for the form's choices.
    public RecipeDesk desk() {
        return desk;
    }

    /// The axis of the form as it is now.
    public Optional<RecipeDesk.AxisState> axis() {
        return desk.axes().stream().filter(a -> a.name().equals(draft.get().axis())).findFirst();
    }

    /// Reads the shelf anew; returns at once.
    public void reload() {
        long mine = ++readings;
        worker.execute(() -> {
            RecipeShelf.Content read = shelf.read();
            fxThread.execute(() -> {
                // What was asked for earlier may come later, and then no longer holds.
                if (mine == readings) {
                    content.set(read);
                }
            });
        });
    }

    private void find() {
        found.set(content.get().entries().stream().filter(e -> e.matches(search.get())).toList());
    }

    /// Fills the form in with a recipe. What was typed and not saved is kept: see [#undo].
    public void open(RecipeShelf.Entry chosen) {
        if (edited.get()) {
            undone = Optional.of(new Unsaved(entry.get(), saved, draft.get()));
        }
        entry.set(Optional.of(chosen));
        saved = StepScanDraft.of(chosen.recipe());
        draft.set(saved);
        typed();
        message.set(undone.isPresent() ? "The edited recipe before this one was not saved." : "");
    }

    /// Begins with an empty form.
    public void begin() {
        if (edited.get()) {
            undone = Optional.of(new Unsaved(entry.get(), saved, draft.get()));
        }
        entry.set(Optional.empty());
        saved = StepScanDraft.empty();
        draft.set(saved);
        typed();
        message.set(undone.isPresent() ? "The edited recipe before this one was not saved." : "");
    }

    private record Unsaved(
            Optional<RecipeShelf.Entry> entry, StepScanDraft saved, StepScanDraft draft) {}

    private Optional<Unsaved> undone = Optional.empty();

    /// Whether an edited form was left and can be had back.
    public boolean canUndo() {
        return undone.isPresent();
    }

    /// Goes back to the edited form that was left last.
    public void undo() {
        undone.ifPresent(back -> {
            undone = Optional.empty();
            entry.set(back.entry());
            saved = back.saved();
            draft.set(back.draft());
            message.set("");
        });
    }

    private void typed() {
        StepScanDraft now = draft.get();
        edited.set(!now.equals(saved));
        Map<Field, String> wrong =
                now.faults(
                        desk.axes().stream().map(RecipeDesk.AxisState::name).toList(),
                        desk.detectors().stream().map(RecipeDesk.Choice::name).toList());
        faults.set(wrong);
        check();
    }

    /// Runs what is typed dry; only the last of several is shown.
    public void check() {
        long turn = generation.incrementAndGet();
        if (!faults.get().isEmpty()) {
            check.set(new Check.Incomplete());
            return;
        }
        if (!(check.get() instanceof Check.Done)) {
            check.set(new Check.Checking());
        }
        var recipe = draft.get().recipe();
        worker.execute(() -> {
            if (turn != generation.get()) {
                return;
            }
            Check result;
            try {
                result = new Check.Done(desk.check(recipe));
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

    /// Whether the form can be saved: it has no faults and was edited or never saved.
    public boolean canSave() {
        return faults.get().isEmpty()
                && (edited.get() || entry.get().flatMap(RecipeShelf.Entry::file).isEmpty());
    }

    /// Saves where it came from; a recipe that came with Beamdesk is saved among the operator's own.
    ///
    /// @return whether it was saved, on the JavaFX thread; otherwise the file of that name belongs to
    ///     another recipe, or could not be written, as the message says
    public CompletableFuture<Boolean> save() {
        Optional<Path> own = entry.get().flatMap(RecipeShelf.Entry::file);
        return own.isPresent() ? write(draft.get(), own.get(), true) : saveAs(draft.get().name());
    }

    /// Saves under another name, unless there is one of that name already.
    ///
    /// @return whether it was saved, on the JavaFX thread
    public CompletableFuture<Boolean> saveAs(String name) {
        return write(draft.get().named(name), shelf.fileFor(name), false);
    }

    private CompletableFuture<Boolean> write(StepScanDraft typed, Path file, boolean replace) {
        if (!faults.get().isEmpty()) {
            message.set("Not saved: the form has faults.");
            return CompletableFuture.completedFuture(false);
        }
        StepScanDraft before = draft.get();
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        worker.execute(() -> {
            try {
                Optional<RecipeShelf.Entry> entry = shelf.save(typed.recipe(), file, replace);
                fxThread.execute(() -> {
                    entry.ifPresentOrElse(
                            there -> saved(before, typed, there),
                            () ->
                                    message.set(
                                            "There is a recipe "
                                                    + file.getFileName()
                                                    + " already; give another name."));
                    written.complete(entry.isPresent());
                });
            } catch (IOException failure) {
                fxThread.execute(() -> {
                    message.set(
                            file
                                    + " could not be written: "
                                    + failure.getMessage()
                                    + "; check the folder's rights.");
                    written.complete(false);
                });
            }
        });
        return written;
    }

    // What was typed while the file was being written stays, and is not saved yet.
    private void saved(StepScanDraft before, StepScanDraft written, RecipeShelf.Entry there) {
        saved = written;
        entry.set(Optional.of(there));
        if (draft.get().equals(before)) {
            draft.set(written);
        }
        typed();
        reload();
        message.set("Saved as " + there.file().orElseThrow().getFileName() + ".");
    }

    /// Why it cannot be run now, empty if it can.
    public Optional<String> obstacle() {
        Optional<String> busy = desk.busy();
        return busy.isPresent()
                ? busy
                : switch (check.get()) {
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
                                                    + (forecast.problems().size() == 1
                                                            ? "."
                                                            : "s."));
                };
    }

    /// Runs it.
    ///
    /// @return whether it was started
    public boolean run() {
        if (obstacle().isPresent() || !(check.get() instanceof Check.Done(Forecast forecast))) {
            return false;
        }
        try {
            desk.run(draft.get().recipe(), forecast);
            message.set("");
            return true;
        } catch (RuntimeException refused) {
            message.set(sentence(refused));
            return false;
        }
    }
}
