package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.Theme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// Several cards in the place of one, chosen by their words. One more stands above them where there is room,
/// and is the first of them in a small window.
public final class ToolsCard implements AlignCard {
    private static final List<KeyCode> DIGITS =
            List.of(
                    KeyCode.DIGIT1,
                    KeyCode.DIGIT2,
                    KeyCode.DIGIT3,
                    KeyCode.DIGIT4,
                    KeyCode.DIGIT5,
                    KeyCode.DIGIT6);

    /// A card with its button.
    private record Tool(ToggleButton button, Node content) {}

    private final Optional<Map.Entry<String, AlignCard>> roomy;
    private final Map<String, AlignCard> tools;
    private final List<Tool> shown = new ArrayList<>();
    private final StackPane place = new StackPane();
    private final VBox column = new VBox();
    private Subscription size = Subscription.EMPTY;

    /// @param tools by their words, in the order of the buttons
    public ToolsCard(Map<String, AlignCard> tools) {
        this(Optional.empty(), tools);
    }

    /// @param roomy the card that stands above them where there is room, with its word
    /// @param tools by their words, in the order of the buttons
    public ToolsCard(Optional<Map.Entry<String, AlignCard>> roomy, Map<String, AlignCard> tools) {
        this.roomy = roomy;
        this.tools = new LinkedHashMap<>(tools);
    }

    private Stream<AlignCard> all() {
        return Stream.concat(roomy.stream().map(Map.Entry::getValue), tools.values().stream());
    }

    @Override
    public Node build() {
        place.getStyleClass().add("tools-place");
        VBox.setVgrow(place, Priority.ALWAYS);
        roomy.ifPresent(card -> add(card.getKey(), card.getValue()));
        tools.forEach(this::add);
        HBox header =
                new HBox(
                        Parts.segmented(
                                shown.stream().map(Tool::button).toArray(ToggleButton[]::new)));
        header.getStyleClass().add("card-header");
        VBox card = Parts.card(header, place);
        card.getStyleClass().add("tools-card");
        VBox.setVgrow(card, Priority.ALWAYS);
        column.getChildren().add(card);
        column.getStyleClass().add("card-column");
        shown.getFirst().button().setSelected(true);
        arrange(false);
        column.sceneProperty().subscribe(this::follow);
        return column;
    }

    private void add(String word, AlignCard tool) {
        Node content = tool.build();
        ToggleButton button = new ToggleButton(word);
        button.setId("tool-" + word.toLowerCase(Locale.ROOT).replace(' ', '-'));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
        button.setTooltip(new Tooltip(word + " (" + key(shown.size()).getDisplayText() + ")"));
        Tool here = new Tool(button, content);
        // What is not chosen leaves the scene: it is neither laid out nor drawn.
        button.selectedProperty()
                .subscribe(chosen -> {
                    if (chosen) {
                        place.getChildren().setAll(content);
                    }
                });
        shown.add(here);
        tool.wantedProperty()
                .subscribe(wanted -> {
                    if (wanted) {
                        button.setSelected(true);
                    }
                });
    }

    private static KeyCombination key(int index) {
        return new KeyCodeCombination(DIGITS.get(index), KeyCombination.ALT_DOWN);
    }

    private void follow() {
        size.unsubscribe();
        Scene scene = column.getScene();
        size =
                scene == null
                        ? Subscription.EMPTY
                        : Subscription.combine(
                                scene.widthProperty().subscribe(() -> arrange(scene)),
                                scene.heightProperty().subscribe(() -> arrange(scene)));
        if (scene != null) {
            arrange(scene);
        }
    }

    private void arrange(Scene scene) {
        arrange(Theme.isCompact(scene.getWidth(), scene.getHeight()));
    }

    private void arrange(boolean compact) {
        if (roomy.isEmpty()) {
            return;
        }
        Tool first = shown.getFirst();
        if (compact && !first.button().isVisible()) {
            column.getChildren().remove(first.content());
            first.button().setVisible(true);
            if (first.button().isSelected()) {
                place.getChildren().setAll(first.content());
            }
        } else if (!compact && !column.getChildren().contains(first.content())) {
            first.button().setVisible(false);
            if (first.button().isSelected()) {
                shown.get(1).button().setSelected(true);
            }
            column.getChildren().addFirst(first.content());
        }
    }

    @Override
    public Map<KeyCombination, Runnable> keys() {
        Map<KeyCombination, Runnable> keys = new LinkedHashMap<>();
        for (int i = 0; i < shown.size(); i++) {
            ToggleButton button = shown.get(i).button();
            keys.put(
                    key(i),
                    () -> {
                        if (button.isVisible()) {
                            button.setSelected(true);
                        }
                    });
        }
        all().forEach(tool -> keys.putAll(tool.keys()));
        return keys;
    }

    @Override
    public void setShown(boolean now) {
        all().forEach(tool -> tool.setShown(now));
    }

    @Override
    public void tick() {
        all().forEach(AlignCard::tick);
    }
}
