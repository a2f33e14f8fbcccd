package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Parts;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;

/// What a click on the picture does: nothing, move the stage, be one of three, or move the crosshair.
final class CentringBar {
    private final HBox root = new HBox();

    CentringBar(AlignViewModel model) {
        CheckBox unlocked = new CheckBox("Allow repositioning of crosshairs");
        unlocked.setId("align-unlocked");
        KeyCombination unlock = keys(KeyCode.X);
        unlocked.setTooltip(
                new Tooltip(
                        "The next clicks on the picture move the crosshair ("
                                + unlock.getDisplayText()
                                + ")"));
        Parts.accelerator(unlocked, unlock, unlocked::fire);
        unlocked.selectedProperty().bindBidirectional(model.unlockedProperty());
        ToggleButton centring =
                new ToggleButton("Click to centre", Parts.icon("mdi2i-image-filter-center-focus"));
        centring.getStyleClass().add("mode");
        centring.setId("align-centring");
        centring.selectedProperty().bindBidirectional(model.centringProperty());
        ToggleButton clicks = new ToggleButton("Three clicks", Parts.icon("mdi2r-rotate-orbit"));
        clicks.getStyleClass().add("mode");
        clicks.setId("align-clicks");
        clicks.selectedProperty().bindBidirectional(model.clicks().activeProperty());
        clicks.setVisible(model.clicks().isPossible());
        clicks.setManaged(model.clicks().isPossible());
        root.getChildren()
                .addAll(
                        Parts.shortcut(centring, keys(KeyCode.C)),
                        Parts.shortcut(clicks, keys(KeyCode.T)),
                        unlocked);
        root.getStyleClass().add("centring-bar");
    }

    Node root() {
        return root;
    }

    private static KeyCombination keys(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
    }
}
