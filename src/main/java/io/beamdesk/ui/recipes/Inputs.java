package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.util.StringConverter;

/// The controls of a form's fields. Each shows a part of the recipe and says what was chosen or typed;
/// showing never counts as typing.
final class Inputs {
    /// A control, and how to make it show the recipe.
    ///
    /// @param node what to show
    /// @param show shows the recipe as it stands
    record Input(Region node, Consumer<Place> show) {}

    private Inputs() {}

    static Input text(Field.Text field, Place place, Consumer<JsonElement> typed) {
        TextInputControl input = field.lines() > 1 ? new TextArea() : new TextField();
        if (input instanceof TextArea area) {
            area.setPrefRowCount(field.lines());
            area.setWrapText(true);
        }
        boolean[] showing = {false};
        boolean emptyIsAbsent = field.path().contains(".");
        input.textProperty()
                .subscribe((_, text) -> {
                    if (!showing[0]) {
                        typed.accept(
                                text.isEmpty() && emptyIsAbsent
                                        ? JsonNull.INSTANCE
                                        : new JsonPrimitive(text));
                    }
                });
        return new Input(
                input,
                at -> {
                    String text = at.text(field.path());
                    if (!input.getText().equals(text)) {
                        showing[0] = true;
                        input.setText(text);
                        showing[0] = false;
                    }
                });
    }

    static Input number(Field.Number field, Place place, Consumer<JsonElement> typed) {
        TextField input = numberField();
        boolean[] showing = {false};
        input.textProperty()
                .subscribe((_, text) -> {
                    if (!showing[0]) {
                        typed.accept(JsonPath.typed(text, field.needed()));
                    }
                });
        return new Input(
                input,
                at -> {
                    JsonElement value = at.get(field.path()).orElse(JsonNull.INSTANCE);
                    // "1.50" stays as it was typed while it is the number that the recipe has.
                    String text = JsonPath.typed(Optional.of(value));
                    boolean same =
                            JsonPath.typed(input.getText(), field.needed()).equals(value)
                                    || input.getText().equals(text);
                    if (!same) {
                        showing[0] = true;
                        input.setText(text);
                        showing[0] = false;
                    }
                    input.setPromptText(field.prompt().apply(at));
                });
    }

    /// Numbers with commas between them; one that is no number stays as text, so that the recipe's own
    /// check names it.
    static Input numbers(Field.Numbers field, Consumer<JsonElement> typed) {
        TextField input = new TextField();
        input.getStyleClass().add("mono");
        boolean[] showing = {false};
        input.textProperty()
                .subscribe((_, text) -> {
                    if (!showing[0]) {
                        typed.accept(list(text));
                    }
                });
        return new Input(
                input,
                at -> {
                    JsonArray values = JsonPath.array(at.root(), at.path(field.path()));
                    if (!list(input.getText()).equals(values)) {
                        showing[0] = true;
                        input.setText(
                                values.asList().stream()
                                        .map(value -> JsonPath.typed(Optional.of(value)))
                                        .collect(Collectors.joining(", ")));
                        showing[0] = false;
                    }
                });
    }

    private static JsonArray list(String text) {
        JsonArray values = new JsonArray();
        Pattern.compile("[,;\\s]+")
                .splitAsStream(text.strip())
                .filter(word -> !word.isEmpty())
                .forEach(word -> values.add(JsonPath.typed(word, true)));
        return values;
    }

    private static TextField numberField() {
        TextField input = new TextField();
        input.getStyleClass().add("number");
        return input;
    }

    /// A value that follows from others; typing it is done with Enter or by leaving the field.
    static Input derived(Field.Derived field, Consumer<Double> typed) {
        TextField input = numberField();
        if (field.set().isEmpty()) {
            input.setEditable(false);
            input.setFocusTraversable(false);
            input.getStyleClass().add("derived");
            return new Input(input, at -> input.setText(field.value().apply(at)));
        }
        String[] shown = {""};
        Runnable done =
                () -> {
                    if (!input.getText().strip().equals(shown[0])) {
                        try {
                            typed.accept(Figures.parse(input.getText()));
                        } catch (NumberFormatException _) {
                            // The value that the other fields give comes back.
                        }
                        input.setText(shown[0]);
                    }
                };
        input.setOnAction(_ -> done.run());
        input.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        done.run();
                    }
                });
        return new Input(
                input,
                at -> {
                    shown[0] = field.value().apply(at);
                    input.setText(shown[0]);
                });
    }

    static Input choice(
            String path, Function<Place, List<Field.Option>> options, Consumer<JsonElement> typed) {
        ComboBox<Field.Option> input = new ComboBox<>();
        input.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Field.Option option) {
                        return option == null ? "" : option.label();
                    }

                    @Override
                    public Field.Option fromString(String label) {
                        return Field.Option.of(label, label);
                    }
                });
        StringBuilder typedAhead = new StringBuilder();
        input.focusedProperty().subscribe(() -> typedAhead.setLength(0));
        input.setOnKeyTyped(event -> {
            if (event.getCharacter().isBlank()) {
                return;
            }
            typedAhead.append(event.getCharacter().toLowerCase(Locale.ROOT));
            Optional<Field.Option> found = starting(input, typedAhead.toString());
            if (found.isEmpty()) {
                typedAhead.setLength(0);
                typedAhead.append(event.getCharacter().toLowerCase(Locale.ROOT));
                found = starting(input, typedAhead.toString());
            }
            found.ifPresent(input::setValue);
        });
        boolean[] showing = {false};
        input.valueProperty()
                .subscribe((_, option) -> {
                    if (!showing[0] && option != null) {
                        typed.accept(option.value());
                    }
                });
        return new Input(
                input,
                at -> {
                    showing[0] = true;
                    JsonElement value = at.get(path).orElse(JsonNull.INSTANCE);
                    List<Field.Option> there = new ArrayList<>(options.apply(at));
                    Optional<Field.Option> chosen =
                            there.stream().filter(o -> o.value().equals(value)).findFirst();
                    // What is not to be had here is shown all the same, with the fault below it.
                    if (chosen.isEmpty() && !JsonPath.typed(Optional.of(value)).isEmpty()) {
                        chosen =
                                Optional.of(
                                        new Field.Option(
                                                value, JsonPath.typed(Optional.of(value))));
                        there.add(chosen.get());
                    }
                    if (!input.getItems().equals(there)) {
                        input.getItems().setAll(there);
                    }
                    if (!Objects.equals(input.getValue(), chosen.orElse(null))) {
                        input.setValue(chosen.orElse(null));
                    }
                    showing[0] = false;
                });
    }

    private static Optional<Field.Option> starting(ComboBox<Field.Option> box, String word) {
        return box.getItems().stream()
                .filter(o -> o.label().toLowerCase(Locale.ROOT).startsWith(word))
                .findFirst();
    }

    /// Buttons of which one is chosen.
    static Input segments(
            List<String> words, Function<Place, Integer> chosen, Consumer<Integer> typed) {
        ToggleButton[] buttons = words.stream().map(ToggleButton::new).toArray(ToggleButton[]::new);
        boolean[] showing = {false};
        for (int i = 0; i < buttons.length; i++) {
            int index = i;
            buttons[i].setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(buttons[i], Priority.ALWAYS);
            buttons[i]
                    .selectedProperty()
                    .subscribe((_, selected) -> {
                        if (selected && !showing[0]) {
                            typed.accept(index);
                        }
                    });
        }
        HBox box = Parts.segmented(buttons);
        return new Input(
                box,
                at -> {
                    showing[0] = true;
                    buttons[chosen.apply(at)].setSelected(true);
                    showing[0] = false;
                });
    }

    /// A box to tick for each device.
    static Input devices(Field.Devices field, Place place, Consumer<JsonElement> typed) {
        Map<String, CheckBox> boxes = new LinkedHashMap<>();
        List<String> before = new ArrayList<>();
        boolean[] showing = {false};
        TilePane pane = new TilePane();
        pane.setTileAlignment(Pos.CENTER_LEFT);
        pane.getStyleClass().add("form-checks");
        for (RecipeDesk.Choice choice : field.kind().of(place.desk())) {
            CheckBox box = new CheckBox(choice.label());
            box.setMnemonicParsing(false);
            box.setId("recipe-use-" + choice.name());
            boxes.put(choice.name(), box);
            pane.getChildren().add(box);
            box.selectedProperty()
                    .subscribe((_, _) -> {
                        if (!showing[0]) {
                            typed.accept(chosen(boxes, before));
                        }
                    });
        }
        return new Input(
                pane,
                at -> {
                    showing[0] = true;
                    before.clear();
                    before.addAll(JsonPath.texts(at.root(), at.path(field.path())));
                    boxes.forEach((name, box) -> box.setSelected(before.contains(name)));
                    showing[0] = false;
                });
    }

    /// The ticked names in the order they were, new ones behind. A name that is no device here stays
    /// until something is ticked or unticked: then it cannot be meant any more.
    private static JsonArray chosen(Map<String, CheckBox> boxes, List<String> before) {
        JsonArray names = new JsonArray();
        before.stream()
                .filter(name -> boxes.containsKey(name) && isTicked(boxes, name))
                .forEach(names::add);
        boxes.keySet().stream()
                .filter(name -> !before.contains(name) && isTicked(boxes, name))
                .forEach(names::add);
        return names;
    }

    private static boolean isTicked(Map<String, CheckBox> boxes, String name) {
        return Objects.requireNonNull(boxes.get(name)).isSelected();
    }
}
