package io.beamdesk.ui.recipes;

import io.beamdesk.ui.recipes.RecipeShelf.Content;
import io.beamdesk.ui.recipes.RecipeShelf.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// What the library shows: the recipes that search and facets find, under their technique's heading,
/// and recipes that were left edited.
public final class LibraryViewModel {
    /// Stands for every technique, element or author.
    static final String ANY = "";

    /// A row.
    sealed interface Row {
        /// A heading with the number of its recipes.
        record Heading(String group, int count, boolean open) implements Row {}

        /// A recipe of the shelf.
        record Shelved(Entry entry, boolean edited) implements Row {}

        /// A recipe that was never saved.
        record Unsaved(Sheet sheet) implements Row {}
    }

    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", new Content(List.of(), List.of()));
    private final ObjectProperty<String> search = new SimpleObjectProperty<>(this, "search", "");
    private final ObjectProperty<String> technique =
            new SimpleObjectProperty<>(this, "technique", ANY);
    private final ObjectProperty<String> element = new SimpleObjectProperty<>(this, "element", ANY);
    private final ObjectProperty<String> author = new SimpleObjectProperty<>(this, "author", ANY);
    private final ObjectProperty<Boolean> favouritesOnly =
            new SimpleObjectProperty<>(this, "favouritesOnly", false);
    private final ReadOnlyObjectWrapper<List<Row>> rows =
            new ReadOnlyObjectWrapper<>(this, "rows", List.of());
    private final Set<String> closed = new HashSet<>();
    private final List<Sheet> kept = new ArrayList<>();

    LibraryViewModel() {
        Stream.of(search, technique, element, author, favouritesOnly, content)
                .forEach(property -> property.subscribe(this::find));
    }

    /// All that lies on the shelf.
    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    void show(Content now) {
        content.set(now);
    }

    /// What is searched for.
    public ObjectProperty<String> searchProperty() {
        return search;
    }

    /// Word of the technique that is shown; empty for all.
    public ObjectProperty<String> techniqueProperty() {
        return technique;
    }

    /// Symbol of the element that is shown; empty for all.
    public ObjectProperty<String> elementProperty() {
        return element;
    }

    /// Name of who saved the recipes that are shown; empty for all.
    public ObjectProperty<String> authorProperty() {
        return author;
    }

    /// Whether only recipes with a star are shown.
    public ObjectProperty<Boolean> favouritesOnlyProperty() {
        return favouritesOnly;
    }

    /// The rows from top to bottom.
    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The recipes that are found.
    public List<Entry> found() {
        return content.get().entries().stream()
                .filter(e -> e.matches(Objects.requireNonNullElse(search.get(), "")))
                .filter(e ->
                        technique.get().equals(ANY) || e.form().technique().equals(technique.get()))
                .filter(e -> element.get().equals(ANY) || element(e).equals(element.get()))
                .filter(e -> author.get().equals(ANY) || e.author().equals(author.get()))
                .filter(e -> !favouritesOnly.get() || e.favourite())
                .toList();
    }

    /// The elements that the shelf's recipes are about.
    List<String> elements() {
        return words(LibraryViewModel::element);
    }

    /// Who saved the shelf's recipes.
    List<String> authors() {
        return words(Entry::author);
    }

    private List<String> words(Function<Entry, String> word) {
        return content.get().entries().stream()
                .map(word)
                .filter(w -> !w.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private static String element(Entry entry) {
        return entry.form().element().apply(entry.recipe());
    }

    /// Opens or closes a heading.
    void toggle(String group) {
        if (!closed.remove(group)) {
            closed.add(group);
        }
        find();
    }

    /// Keeps an edited recipe that another one takes the place of.
    void keep(Sheet sheet) {
        if (sheet.isEdited() && !kept.contains(sheet)) {
            kept.add(sheet);
        }
        find();
    }

    /// Gives back what was kept of a recipe.
    Optional<Sheet> take(Entry entry) {
        Optional<Sheet> found =
                kept.stream()
                        .filter(s -> s.entry().map(Entry::key).equals(Optional.of(entry.key())))
                        .findFirst();
        found.ifPresent(this::take);
        return found;
    }

    /// It is in the form again, or was thrown away.
    void take(Sheet sheet) {
        kept.remove(sheet);
        find();
    }

    /// Gives back what was kept of the recipe of an item of the queue.
    Optional<Sheet> take(RecipeShelf.Item item) {
        Optional<Sheet> found =
                kept.stream().filter(s -> s.item().equals(Optional.of(item))).findFirst();
        found.ifPresent(this::take);
        return found;
    }

    /// What was left edited, as it is kept on disk.
    List<DraftsFile.Draft> kept() {
        return kept.stream().map(Sheet::kept).toList();
    }

    /// The first recipe in the list.
    Optional<Entry> first() {
        return rows.get().stream()
                .filter(Row.Shelved.class::isInstance)
                .map(row -> ((Row.Shelved) row).entry())
                .findFirst();
    }

    private void find() {
        List<Row> shown = new ArrayList<>();
        kept.stream().filter(s -> s.entry().isEmpty()).map(Row.Unsaved::new).forEach(shown::add);
        List<Entry> found = found();
        for (String group :
                TechniqueForms.ALL.stream().map(TechniqueForm::group).distinct().toList()) {
            List<Entry> members =
                    found.stream().filter(e -> e.form().group().equals(group)).toList();
            if (!members.isEmpty()) {
                boolean open = !closed.contains(group);
                shown.add(new Row.Heading(group, members.size(), open));
                members.stream()
                        .filter(_ -> open)
                        .map(e -> new Row.Shelved(e, isKept(e)))
                        .forEach(shown::add);
            }
        }
        rows.set(List.copyOf(shown));
    }

    private boolean isKept(Entry entry) {
        return kept.stream()
                .anyMatch(s -> s.entry().filter(e -> e.key().equals(entry.key())).isPresent());
    }
}
