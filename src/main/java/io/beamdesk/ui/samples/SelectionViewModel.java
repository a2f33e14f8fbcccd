package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.SelectionText;
import io.beamdesk.ui.samples.Steps.Step;
import io.beamdesk.ui.samples.TraysViewModel.Shown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What is selected in the chosen tray, by gestures and as a list of ids that can be typed into; each
/// tray keeps its selection.
final class SelectionViewModel {
    private final ReadOnlyObjectProperty<Optional<Shown>> shown;
    private final Steps steps;
    private final Consumer<Selection> selected;
    private final Map<String, Selection> byTray = new HashMap<>();
    private final ReadOnlyObjectWrapper<Optional<Selection>> selection =
            new ReadOnlyObjectWrapper<>(this, "selection", Optional.empty());
    private final ReadOnlyObjectWrapper<SelectionText> typed =
            new ReadOnlyObjectWrapper<>(this, "typed", new SelectionText(List.of(), List.of()));
    private final StringProperty ids = new SimpleStringProperty(this, "ids", "");

    /// Whether the list of ids is written from the selection, not by a person.
    private boolean writing;

    /// @param shown the chosen tray
    /// @param steps what was done on the pane
    /// @param selected is told when other places of the chosen tray were selected
    SelectionViewModel(
            ReadOnlyObjectProperty<Optional<Shown>> shown,
            Steps steps,
            Consumer<Selection> selected) {
        this.shown = shown;
        this.steps = steps;
        this.selected = selected;
        shown.subscribe((before, now) -> {
            selection.set(now.map(this::of));
            if (!before.map(Shown::id).equals(now.map(Shown::id))) {
                mirror();
            }
        });
        ids.subscribe(this::typed);
    }

    // -- Properties ------------------------------------------------------------------------------

    /// What is selected in the chosen tray; empty if there is no tray.
    ReadOnlyObjectProperty<Optional<Selection>> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /// The selection as a list of ids, in the order of collection; may be typed into.
    StringProperty idsProperty() {
        return ids;
    }

    /// What was made of the list of ids.
    ReadOnlyObjectProperty<SelectionText> typedProperty() {
        return typed.getReadOnlyProperty();
    }

    /// What is selected in a tray.
    Selection of(Shown now) {
        Selection kept = byTray.get(now.id());
        if (kept == null || kept.type() != now.type()) {
            kept = Selection.none(now.type());
            byTray.put(now.id(), kept);
        }
        return kept;
    }

    /// Selected places of the chosen tray, in the order of collection.
    List<Position> positions() {
        return selection.get().map(Selection::positions).orElse(List.of());
    }

    // -- Commands --------------------------------------------------------------------------------

    /// Selects places of the chosen tray; can be undone.
    void select(Selection now) {
        shown.get()
                .ifPresent(tray -> {
                    Selection before = of(tray);
                    if (before.positions().equals(now.positions())) {
                        // The same places, but what the next gesture starts from may be another.
                        keep(tray.id(), now);
                    } else {
                        remember(tray.id(), before, now);
                        restore(tray.id(), now);
                    }
                });
    }

    /// Selects all that can be measured: everything but empty places.
    void selectAll() {
        shown.get()
                .ifPresent(tray ->
                        select(
                                Selection.of(
                                        tray.type(),
                                        Selection.all(tray.type()).positions().stream()
                                                .filter(p -> tray.state(p) != SampleState.EMPTY)
                                                .toList())));
    }

    /// Selects nothing.
    void deselectAll() {
        shown.get().ifPresent(tray -> select(Selection.none(tray.type())));
    }

    /// Writes the list of ids again as it is selected, after typing.
    void tidyIds() {
        mirror();
    }

    private void typed(String text) {
        if (!writing) {
            shown.get().ifPresent(tray -> read(tray, SelectionText.read(tray.type(), text)));
        }
    }

    /// The text stays as it was typed, not as it would be written.
    private void read(Shown tray, SelectionText text) {
        typed.set(text);
        Selection before = of(tray);
        Selection after = before.read(text);
        if (!after.positions().equals(before.positions())) {
            remember(tray.id(), before, after);
            keep(tray.id(), after);
            selected.accept(after);
        }
    }

    private void remember(String tray, Selection before, Selection after) {
        String what = after.isEmpty() ? "deselect" : "select " + after.positions().size();
        steps.add(Step.sure(what, () -> restore(tray, before), () -> restore(tray, after)));
    }

    private void restore(String tray, Selection now) {
        if (keep(tray, now)) {
            mirror();
            selected.accept(now);
        }
    }

    /// Keeps it as the selection of a tray.
    ///
    /// @return whether it is the tray that is seen
    private boolean keep(String tray, Selection now) {
        byTray.put(tray, now);
        boolean seen = shown.get().filter(s -> s.id().equals(tray)).isPresent();
        if (seen) {
            selection.set(Optional.of(now));
        }
        return seen;
    }

    private void mirror() {
        writing = true;
        ids.set(selection.get().map(Selection::text).orElse(""));
        typed.set(new SelectionText(positions(), List.of()));
        writing = false;
    }
}
