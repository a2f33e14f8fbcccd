package io.beamdesk.ui.fx;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.IkonResolverProvider;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.javafx.JavaFXFontLoader;

/// The small pieces every pane is put together from, with their classes of the stylesheet.
public final class Parts {
    private Parts() {}

    /// Finds the packs of icons, which the first icon would do otherwise; on any thread, before the toolkit
    /// has started.
    public static void findIcons() {
        var _ = IkonResolverProvider.getInstance(JavaFXFontLoader.getInstance());
    }

    /// An icon by its literal, such as `mdi2c-check`.
    public static FontIcon icon(String literal, String... styleClasses) {
        FontIcon icon = new FontIcon(literal);
        icon.getStyleClass().addAll(styleClasses);
        return icon;
    }

    /// An icon by its literal, or `shape:` and the class of the stylesheet whose shape it is.
    public static Node shape(String literal) {
        if (!literal.startsWith("shape:")) {
            return icon(literal);
        }
        Region shape = new Region();
        shape.getStyleClass().addAll("shape-icon", literal.substring("shape:".length()));
        return shape;
    }

    /// A text with classes of the stylesheet.
    public static Label label(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /// A button with an icon and a word.
    public static Button button(String text, String icon, Runnable action, String... styleClasses) {
        Button button = icon.isEmpty() ? new Button(text) : new Button(text, icon(icon));
        // Names of files and samples have underscores, which would be taken for the mark of a key.
        button.setMnemonicParsing(false);
        button.getStyleClass().addAll(styleClasses);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// An entry of a menu.
    public static MenuItem entry(String text, String icon, Runnable action) {
        MenuItem entry = new MenuItem(text, icon(icon));
        entry.setMnemonicParsing(false);
        entry.setOnAction(_ -> action.run());
        return entry;
    }

    /// Gives a button a key, said in its tooltip, for as long as it is in a window.
    public static <T extends ButtonBase> T shortcut(T button, KeyCombination keys) {
        button.setTooltip(new Tooltip(button.getText() + " (" + keys.getDisplayText() + ")"));
        accelerator(
                button,
                keys,
                () -> {
                    if (!button.isDisabled()) {
                        button.fire();
                    }
                });
        return button;
    }

    /// Lets a key do something for as long as a control is in a window.
    public static void accelerator(Node control, KeyCombination keys, Runnable action) {
        control.sceneProperty()
                .subscribe((before, now) -> {
                    if (before != null) {
                        before.getAccelerators().remove(keys, action);
                    }
                    if (now != null) {
                        now.getAccelerators().put(keys, action);
                    }
                });
    }

    /// A button with an icon alone; the words are its accessible text and its tooltip.
    public static Button iconButton(
            String icon, String words, Runnable action, String... styleClasses) {
        Button button = button("", icon, action, styleClasses);
        button.getStyleClass().add("icon-only");
        return described(button, words);
    }

    /// The same control with a tooltip, which is its accessible text too.
    public static <T extends ButtonBase> T described(T control, String words) {
        Tooltip there = control.getTooltip();
        if (there == null) {
            control.setTooltip(new Tooltip(words));
        } else {
            // A tooltip is a window of its own, and dear to make.
            there.setText(words);
        }
        control.setAccessibleText(words);
        return control;
    }

    /// A card: a framed surface, children below each other.
    public static VBox card(Node... children) {
        VBox card = new VBox(children);
        card.getStyleClass().add("card");
        return card;
    }

    /// The head of a card, 40 high: title, then whatever goes with it.
    public static HBox cardHeader(String title, Node... more) {
        HBox header = new HBox(label(title, "card-title"));
        header.getStyleClass().add("card-header");
        header.getChildren().addAll(more);
        return header;
    }

    /// The bar on top of a pane: title, context, actions.
    public static HBox paneBar(String title, Node... more) {
        Label name = label(title, "pane-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox bar = new HBox(name);
        bar.getStyleClass().add("pane-bar");
        bar.getChildren().addAll(more);
        return bar;
    }

    /// Pushes what follows to the right.
    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /// An icon and a word in a frame.
    public static Label chip(String text, String icon, String... styleClasses) {
        Label chip = label(text, styleClasses);
        chip.getStyleClass().add("chip");
        if (!icon.isEmpty()) {
            chip.setGraphic(icon(icon));
        }
        return chip;
    }

    /// A badge that follows a property and is gone while there is nothing to show.
    public static Label badge(ReadOnlyObjectProperty<Badge> badge) {
        Label label = label("", "badge");
        badge.subscribe(now -> {
            label.getStyleClass().setAll("label", "badge");
            if (!now.styleClass().isEmpty()) {
                label.getStyleClass().add(now.styleClass());
            }
            label.setText(now.text());
            label.setGraphic(now.icon().isEmpty() ? null : icon(now.icon()));
            label.setVisible(now.isShown());
        });
        return label;
    }

    /// Buttons of which one is chosen.
    public static HBox segmented(ToggleButton... buttons) {
        HBox box = new HBox(buttons);
        box.getStyleClass().add("segmented");
        ToggleGroup group = new ToggleGroup();
        for (ToggleButton button : buttons) {
            button.setToggleGroup(group);
            // A click on the chosen one would leave none chosen.
            button.addEventFilter(
                    javafx.event.ActionEvent.ACTION,
                    event -> {
                        if (!button.isSelected()) {
                            button.setSelected(true);
                            event.consume();
                        }
                    });
        }
        buttons[0].getStyleClass().add("first");
        buttons[buttons.length - 1].getStyleClass().add("last");
        return box;
    }
}
