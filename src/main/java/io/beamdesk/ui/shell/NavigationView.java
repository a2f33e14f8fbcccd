package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The navigation: one word for each pane, and what concerns the whole desk at the bottom.
final class NavigationView extends VBox {
    private final List<ToggleButton> buttons = new ArrayList<>();

    /// What concerns the whole desk.
    ///
    /// @param bandwidth switches low bandwidth
    /// @param theme switches light and dark
    /// @param help explains the pane in view
    record Actions(Runnable bandwidth, Runnable theme, Runnable help) {}

    NavigationView(List<Pane> panes, IntConsumer choose, IntConsumer ownWindow, Actions actions) {
        getStyleClass().add("navigation");
        ToggleGroup group = new ToggleGroup();
        for (int i = 0; i < panes.size(); i++) {
            getChildren().add(item(panes.get(i), i, choose, ownWindow, group));
        }
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        Button low =
                Parts.button(
                        "Low bandwidth",
                        "mdi2s-speedometer-slow",
                        actions.bandwidth(),
                        "nav-button");
        describe(low, "Low bandwidth: values are drawn twice a second (Ctrl+Shift+B)");
        Button light =
                Parts.button(
                        "Light / dark", "mdi2t-theme-light-dark", actions.theme(), "nav-button");
        describe(light, "Light or dark (Ctrl+Shift+L)");
        Button help =
                Parts.button("Help", "mdi2h-help-circle-outline", actions.help(), "nav-button");
        describe(help, "Help for this pane (F1), all keys (Ctrl+F1)");
        help.setMaxWidth(Double.MAX_VALUE);
        low.setMaxWidth(Double.MAX_VALUE);
        light.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(gap, help, low, light);
        lowBandwidth = low;
    }

    private final Button lowBandwidth;

    void select(int index) {
        buttons.get(index).setSelected(true);
    }

    void focus(int index) {
        buttons.get(index).requestFocus();
    }

    void showLowBandwidth(boolean on) {
        lowBandwidth.getStyleClass().remove("on");
        if (on) {
            lowBandwidth.getStyleClass().add("on");
        }
    }

    private StackPane item(
            Pane pane, int index, IntConsumer choose, IntConsumer ownWindow, ToggleGroup group) {
        ToggleButton button = new ToggleButton(pane.title(), Parts.icon(pane.icon()));
        button.getStyleClass().add("nav-button");
        button.setToggleGroup(group);
        button.setMaxWidth(Double.MAX_VALUE);
        describe(button, pane.title() + " (" + ShellKeys.wordOf(pane, index) + ")");
        button.setOnAction(_ -> {
            button.setSelected(true);
            choose.accept(index);
        });
        // A menu is a window of its own, and dear to make: most are never asked for.
        button.setOnContextMenuRequested(asked ->
                new ContextMenu(
                                Parts.entry(
                                        "In a window of its own, or back (Ctrl+Shift+O)",
                                        "mdi2o-open-in-new",
                                        () -> ownWindow.accept(index)))
                        .show(button, asked.getScreenX(), asked.getScreenY()));
        buttons.add(button);
        StackPane item = new StackPane(button);
        item.getStyleClass().add("nav-item");
        // Most panes have nothing to say most of the time.
        pane.badge()
                .subscribe(badge -> {
                    if (!badge.equals(Badge.NONE) && item.getChildren().size() == 1) {
                        item.getChildren().add(badge(pane));
                    }
                });
        return item;
    }

    private static Label badge(Pane pane) {
        Label badge = Parts.badge(pane.badge());
        badge.setMouseTransparent(true);
        StackPane.setAlignment(badge, Pos.CENTER_RIGHT);
        return badge;
    }

    /// The same as [Parts#described], with a tooltip that is made when it is first pointed at: a dozen of them
    /// would keep the window waiting.
    private static void describe(ButtonBase button, String words) {
        button.setAccessibleText(words);
        button.setOnMouseEntered(_ -> {
            button.setOnMouseEntered(null);
            Parts.described(button, words);
        });
    }
}
