package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Parts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;

/// The choice of what is plotted: buttons for a few, a list for many.
final class QuantityChoice {
    private static final int MOST_SEGMENTS = 4;

    private final LiveViewModel model;
    private final String prefix;
    private final StackPane root = new StackPane();
    private final Map<String, ToggleButton> segments = new HashMap<>();
    private final ComboBox<Quantity.Choice> list = new ComboBox<>();
    private List<Quantity.Choice> offered = List.of();
    private boolean showing;

    /// @param prefix what the identities of the buttons begin with
    QuantityChoice(LiveViewModel model, String prefix) {
        this.model = model;
        this.prefix = prefix;
        list.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Quantity.Choice choice) {
                        return choice == null ? "" : choice.name();
                    }

                    @Override
                    public Quantity.Choice fromString(String name) {
                        return offered.stream()
                                .filter(c -> c.name().equals(name))
                                .findFirst()
                                .orElseThrow();
                    }
                });
        list.setAccessibleText("Signal to plot");
        list.setId(prefix + "list");
        list.valueProperty()
                .subscribe((_, chosen) -> {
                    if (!showing && chosen != null) {
                        model.choose(chosen);
                    }
                });
        model.choicesProperty().subscribe(this::refresh);
        model.choiceProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private void refresh() {
        List<Quantity.Choice> choices = model.choicesProperty().get();
        Optional<Quantity.Choice> chosen = model.choiceProperty().get();
        showing = true;
        if (!choices.equals(offered)) {
            offered = choices;
            segments.clear();
            root.getChildren().clear();
            list.getItems().setAll(choices);
            if (choices.size() > MOST_SEGMENTS) {
                root.getChildren().add(list);
            } else if (choices.size() > 1) {
                root.getChildren().add(segments(choices));
            }
        }
        list.setValue(chosen.filter(choices::contains).orElse(null));
        segments.forEach((name, button) ->
                button.setSelected(chosen.filter(c -> c.name().equals(name)).isPresent()));
        showing = false;
    }

    private Node segments(List<Quantity.Choice> choices) {
        ToggleButton[] buttons = new ToggleButton[choices.size()];
        for (int i = 0; i < buttons.length; i++) {
            Quantity.Choice choice = choices.get(i);
            buttons[i] = new ToggleButton(choice.name());
            buttons[i].setMnemonicParsing(false); // a column may have an underscore in its name
            buttons[i].setId(prefix + choice.name());
            segments.put(choice.name(), buttons[i]);
            buttons[i].setOnAction(_ -> model.choose(choice));
        }
        return Parts.segmented(buttons);
    }
}
