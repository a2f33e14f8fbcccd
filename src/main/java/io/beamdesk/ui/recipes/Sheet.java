package io.beamdesk.ui.recipes;

import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A recipe in the form: what it was when it was saved, what has been typed since, and the way back.
final class Sheet {
    private static final int MOST_STEPS = 200;

    private final TechniqueForm form;
    private final Optional<RecipeShelf.Item> item;
    private Optional<RecipeShelf.Entry> entry;
    private JsonObject saved;
    private JsonObject draft;
    private final Deque<JsonObject> before = new ArrayDeque<>();
    private final Deque<JsonObject> after = new ArrayDeque<>();
    private String lastField = "";

    /// @param item of the queue that it is the recipe of
    /// @param entry recipe of the shelf that it began with
    /// @param saved what is saved
    /// @param draft what the form says
    Sheet(
            TechniqueForm form,
            Optional<RecipeShelf.Item> item,
            Optional<RecipeShelf.Entry> entry,
            JsonObject saved,
            JsonObject draft) {
        this.form = form;
        this.item = item;
        this.entry = entry;
        this.saved = saved;
        this.draft = draft;
    }

    /// A recipe of the shelf.
    static Sheet of(RecipeShelf.Entry entry) {
        JsonObject json = entry.recipe().toJson();
        return of(entry, json);
    }

    /// A recipe of the shelf with what was typed into it.
    static Sheet of(RecipeShelf.Entry entry, JsonObject draft) {
        return new Sheet(
                entry.form(), Optional.empty(), Optional.of(entry), entry.recipe().toJson(), draft);
    }

    /// A new recipe.
    static Sheet blank(TechniqueForm form) {
        JsonObject json = form.blank().get();
        return new Sheet(form, Optional.empty(), Optional.empty(), json, json);
    }

    TechniqueForm form() {
        return form;
    }

    Optional<RecipeShelf.Entry> entry() {
        return entry;
    }

    Optional<RecipeShelf.Item> item() {
        return item;
    }

    /// What to keep of it on disk.
    DraftsFile.Draft kept() {
        return new DraftsFile.Draft(entry.map(RecipeShelf.Entry::key), item, draft);
    }

    /// The queue has it as it is.
    void queued(JsonObject typed) {
        saved = typed;
        lastField = "";
    }

    JsonObject saved() {
        return saved;
    }

    JsonObject draft() {
        return draft;
    }

    boolean isEdited() {
        return !draft.equals(saved);
    }

    /// Name of the recipe as typed.
    String name() {
        return JsonPath.text(draft, "name");
    }

    /// Changes the draft. Changes of the same field one after the other are one step back.
    void edit(String field, UnaryOperator<JsonObject> change) {
        JsonObject now = change.apply(draft);
        if (now.equals(draft)) {
            return;
        }
        if (!field.equals(lastField)) {
            before.push(draft);
            if (before.size() > MOST_STEPS) {
                before.removeLast();
            }
        }
        lastField = field;
        after.clear();
        draft = now;
    }

    boolean canUndo() {
        return !before.isEmpty();
    }

    boolean canRedo() {
        return !after.isEmpty();
    }

    void undo() {
        if (canUndo()) {
            after.push(draft);
            draft = before.pop();
            lastField = "";
        }
    }

    void redo() {
        if (canRedo()) {
            before.push(draft);
            draft = after.pop();
            lastField = "";
        }
    }

    /// It was written as this; what was typed meanwhile stays.
    void wrote(RecipeShelf.Entry there, JsonObject typed) {
        JsonObject written = there.recipe().toJson();
        entry = Optional.of(there);
        saved = written;
        if (draft.equals(typed)) {
            draft = written;
        }
        lastField = "";
    }
}
