package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Several cards in the place of one, chosen by their words.
public final class ToolsCard implements AlignCard {
    private final Map<String, AlignCard> tools;

    /// @param tools by their words, in the order of the buttons
    public ToolsCard(Map<String, AlignCard> tools) {
        this.tools = new LinkedHashMap<>(tools);
    }

    @Override
    public Node build() {
        StackPane place = new StackPane();
        place.getStyleClass().add("tools-place");
        VBox.setVgrow(place, Priority.ALWAYS);
        List<ToggleButton> buttons = new ArrayList<>();
        tools.forEach((word, tool) -> {
            Node content = tool.build();
            ToggleButton button = new ToggleButton(word);
            button.setId("tool-" + word.toLowerCase(Locale.ROOT).replace(' ', '-'));
            // What is not chosen leaves the scene: it is neither laid out nor drawn.
            button.selectedProperty()
                    .subscribe(chosen -> {
                        if (chosen) {
                            place.getChildren().setAll(content);
                        }
                    });
            buttons.add(button);
            tool.wantedProperty()
                    .subscribe(wanted -> {
                        if (wanted) {
                            button.setSelected(true);
                        }
                    });
        });
        buttons.getFirst().setSelected(true);
        HBox header = new HBox(Parts.segmented(buttons.toArray(ToggleButton[]::new)));
        header.getStyleClass().add("card-header");
        VBox card = Parts.card(header, place);
        card.getStyleClass().add("tools-card");
        return card;
    }

    @Override
    public void setShown(boolean shown) {
        tools.values().forEach(tool -> tool.setShown(shown));
    }

    @Override
    public void tick() {
        tools.values().forEach(AlignCard::tick);
    }
}
