package io.beamdesk.ui.samples;

import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleState;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.samples.FilterViewModel.Found;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// What samples are looked for by: words, and conditions that can be folded away. Below it how many match,
/// here and in all trays, and what can be done with them.
final class FilterView {
    private static final KeyCombination FIND =
            new KeyCodeCombination(KeyCode.F, KeyCombination.CONTROL_DOWN);

    private static final String EVERY_GROUP = "";
    private static final List<SampleState> STATES =
            List.of(
                    SampleState.DEFINED,
                    SampleState.QUEUED,
                    SampleState.MOUNTED,
                    SampleState.MEASURING,
                    SampleState.MEASURED,
                    SampleState.SCREENED,
                    SampleState.FAILED);

    /// Whether something is asked for.
    private enum Asked {
        EITHER,
        YES,
        NO;

        Optional<Boolean> is() {
            return switch (this) {
                case EITHER -> Optional.empty();
                case YES -> Optional.of(true);
                case NO -> Optional.of(false);
            };
        }

        static Asked of(Optional<Boolean> is) {
            return is.map(yes -> yes ? YES : NO).orElse(EITHER);
        }
    }

    private final FilterViewModel model;
    private final TextField words = new TextField();
    private final Map<SampleState, ToggleButton> states = new EnumMap<>(SampleState.class);
    private final ComboBox<String> group = new ComboBox<>();
    private final ComboBox<Asked> queued;
    private final ComboBox<Asked> collected;
    private final TextField least = new TextField();
    private final TextField most = new TextField();
    private final ToggleButton more = new ToggleButton("", Parts.icon("mdi2f-filter-variant"));
    private final Label counts = Parts.label("", "muted");
    private final Button select;
    private final VBox root;

    /// Whether the controls are set from the model, not by a person.
    private boolean showing = true;

    FilterView(FilterViewModel model) {
        this.model = model;
        words.setId("samples-search");
        words.setPromptText("Find in all trays");
        words.setAccessibleText("Find a sample in all trays");
        words.setTooltip(
                new Tooltip(
                        "Words, or beginnings of words, of a sample's texts ("
                                + FIND.getDisplayText()
                                + ")"));
        words.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.clear();
                event.consume();
            }
        });
        words.sceneProperty()
                .subscribe((before, now) -> {
                    if (before != null) {
                        before.getAccelerators().remove(FIND);
                    }
                    if (now != null) {
                        now.getAccelerators().put(FIND, words::requestFocus);
                    }
                });
        more.setId("filter-more");
        more.getStyleClass().addAll("icon-only", "mode");
        var _ = Parts.described(more, "Filter by state, group, queue, products and score");
        FlowPane chips = new FlowPane();
        chips.getStyleClass().add("filter-states");
        for (SampleState state : STATES) {
            ToggleButton chip = new ToggleButton(DropShapes.word(state));
            chip.setId("filter-" + state.word());
            chip.getStyleClass().addAll("mode", "filter-state");
            chip.selectedProperty().subscribe(this::ask);
            states.put(state, chip);
            chips.getChildren().add(chip);
        }
        group.setId("filter-group");
        group.setAccessibleText("Only samples of a group");
        group.setMaxWidth(Double.MAX_VALUE);
        group.setConverter(worded(name -> name.isEmpty() ? "Any group" : name));
        group.getItems().setAll(EVERY_GROUP);
        group.setValue(EVERY_GROUP);
        group.valueProperty().subscribe(this::ask);
        queued = choice("filter-in-queue", "In the queue", "Not in the queue");
        collected = choice("filter-with-products", "With products", "Without products");
        HBox score =
                new HBox(
                        word("Score"),
                        bound(least, "filter-least", "from"),
                        word("to"),
                        bound(most, "filter-most", "to"));
        score.getStyleClass().add("filter-row");
        VBox panel = new VBox(chips, group, queued, collected, score);
        panel.getStyleClass().add("filter-panel");
        panel.setId("filter-panel");
        panel.visibleProperty().bind(more.selectedProperty());
        panel.managedProperty().bind(more.selectedProperty());
        select = Parts.button("Select", "", model::selectMatching);
        select.setId("filter-select");
        Button clear = Parts.button("Clear", "", model::clear);
        clear.setId("filter-clear");
        clear.setTooltip(new Tooltip("Look for nothing any more (Escape in the search)"));
        counts.setId("filter-counts");
        counts.setMinWidth(0);
        for (Button button : List.of(select, clear)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox buttons = new HBox(select, Parts.spacer(), clear);
        buttons.getStyleClass().add("filter-row");
        VBox result = new VBox(counts, buttons);
        result.getStyleClass().add("filter-panel");
        HBox first = new HBox(words, more);
        first.getStyleClass().add("filter-row");
        HBox.setHgrow(words, Priority.ALWAYS);
        root = new VBox(first, panel, result);
        root.getStyleClass().add("filter");
        words.textProperty().subscribe(this::ask);
        model.groupsProperty().subscribe(this::showGroups);
        model.searchProperty()
                .subscribe(now -> {
                    show(now);
                    shown(result, now.isAsking());
                });
        model.foundProperty().subscribe(this::count);
    }

    Node root() {
        return root;
    }

    /// Whether the conditions are unfolded.
    ReadOnlyBooleanProperty unfoldedProperty() {
        return more.selectedProperty();
    }

    private ComboBox<Asked> choice(String id, String yes, String no) {
        ComboBox<Asked> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(yes + " or not");
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().setAll(Asked.values());
        box.setConverter(
                worded(asked ->
                        switch (asked) {
                            case EITHER -> yes + " or not";
                            case YES -> yes;
                            case NO -> no;
                        }));
        box.setValue(Asked.EITHER);
        box.valueProperty().subscribe(this::ask);
        return box;
    }

    private static Label word(String text) {
        Label word = Parts.label(text, "muted");
        word.setMinWidth(Region.USE_PREF_SIZE);
        return word;
    }

    private TextField bound(TextField field, String id, String word) {
        field.setId(id);
        field.setPromptText(word);
        field.setAccessibleText("Score " + word);
        field.getStyleClass().add("mono");
        field.setMinWidth(0);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.textProperty().subscribe(this::ask);
        return field;
    }

    private static <T> StringConverter<T> worded(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("nobody types into it: " + text);
            }
        };
    }

    // -- From the controls to the model ----------------------------------------------------------

    private void ask() {
        if (showing) {
            return;
        }
        Set<SampleState> any = EnumSet.noneOf(SampleState.class);
        states.forEach((state, chip) -> {
            if (chip.isSelected()) {
                any.add(state);
            }
        });
        OptionalDouble from = number(least);
        OptionalDouble to = number(most);
        Optional<SampleSearch.Score> score =
                from.isEmpty() && to.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new SampleSearch.Score(
                                        SampleSearch.SCREEN,
                                        from.orElse(Double.NEGATIVE_INFINITY),
                                        to.orElse(Double.POSITIVE_INFINITY)));
        model.search(
                new SampleSearch(
                        words.getText().strip(),
                        Optional.empty(),
                        Optional.of(Objects.requireNonNullElse(group.getValue(), EVERY_GROUP))
                                .filter(name -> !name.isEmpty()),
                        any,
                        queued.getValue().is(),
                        collected.getValue().is(),
                        score,
                        SampleSearch.LIMIT));
    }

    /// A bound that is no number is marked and asks for nothing.
    private static OptionalDouble number(TextField field) {
        field.getStyleClass().remove("invalid-input");
        String text = field.getText().strip().replace(',', '.').replace('−', '-');
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!text.matches("-?\\d{1,9}(\\.\\d{0,9})?")) {
            field.getStyleClass().add("invalid-input");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(text));
    }

    // -- From the model to the controls ----------------------------------------------------------

    private void show(SampleSearch now) {
        showing = true;
        if (!words.getText().strip().equals(now.text())) {
            words.setText(now.text());
        }
        states.forEach((state, chip) -> chip.setSelected(now.states().contains(state)));
        group.setValue(now.group().orElse(EVERY_GROUP));
        queued.setValue(Asked.of(now.queued()));
        collected.setValue(Asked.of(now.collected()));
        if (now.equals(SampleSearch.ALL)) {
            least.clear();
            most.clear();
        }
        showing = false;
    }

    private void showGroups(List<String> groups) {
        showing = true;
        String chosen = Objects.requireNonNullElse(group.getValue(), EVERY_GROUP);
        List<String> all = new ArrayList<>(List.of(EVERY_GROUP));
        all.addAll(groups);
        if (!chosen.isEmpty() && !groups.contains(chosen)) {
            all.add(chosen);
        }
        if (!group.getItems().equals(all)) {
            group.getItems().setAll(all);
            group.setValue(chosen);
        }
        showing = false;
    }

    private void count(Optional<Found> found) {
        int here = found.map(f -> f.here().size()).orElse(0);
        counts.setText(found.map(f -> here + " here, " + f.all() + " in all").orElse(""));
        select.setText("Select " + here);
        select.setDisable(here == 0);
        var _ =
                Parts.described(
                        select, "Select the " + here + " that match in the tray that is drawn");
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
