package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
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

    NavigationView(List<Pane> panes, IntConsumer choose, Runnable bandwidth, Runnable theme) {
        getStyleClass().add("navigation");
        ToggleGroup group = new ToggleGroup();
        for (int i = 0; i < panes.size(); i++) {
            getChildren().add(item(panes.get(i), i, choose, group));
        }
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        Button low =
                Parts.button("Low bandwidth", "mdi2s-speedometer-slow", bandwidth, "nav-button");
        Parts.described(low, "Low bandwidth: values are drawn twice a second (Ctrl+Shift+B)");
        Button light = Parts.button("Light / dark", "mdi2t-theme-light-dark", theme, "nav-button");
        Parts.described(light, "Light or dark (Ctrl+Shift+L)");
        low.setMaxWidth(Double.MAX_VALUE);
        light.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(gap, low, light);
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

    private StackPane item(Pane pane, int index, IntConsumer choose, ToggleGroup group) {
        ToggleButton button = new ToggleButton(pane.title(), Parts.icon(pane.icon()));
        button.getStyleClass().add("nav-button");
        button.setToggleGroup(group);
        button.setMaxWidth(Double.MAX_VALUE);
        Parts.described(button, pane.title() + " (" + ShellKeys.wordOf(pane, index) + ")");
        button.setOnAction(_ -> {
            button.setSelected(true);
            choose.accept(index);
        });
        buttons.add(button);
        Label badge = Parts.badge(pane.badge());
        badge.setMouseTransparent(true);
        StackPane.setAlignment(badge, Pos.CENTER_RIGHT);
        StackPane item = new StackPane(button, badge);
        item.getStyleClass().add("nav-item");
        return item;
    }
}
