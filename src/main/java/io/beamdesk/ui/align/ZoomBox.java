package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;

/// The level of the camera's zoom: what is chosen is sent, what is shown is what the camera says.
final class ZoomBox {
    private static final KeyCombination KEYS =
            new KeyCodeCombination(
                    KeyCode.Z, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);

    private final AlignViewModel model;
    private final ComboBox<String> levels = new ComboBox<>();
    private final HBox root;
    private boolean following;

    ZoomBox(AlignViewModel model) {
        this.model = model;
        levels.setId("align-zoom");
        levels.getStyleClass().add("zoom-levels");
        levels.setPromptText(Figures.DASH);
        levels.setAccessibleText("Zoom of the camera");
        levels.setTooltip(
                new Tooltip(
                        "Zoom of the camera; arrows change it ("
                                + KEYS.getDisplayText()
                                + " comes here)"));
        levels.valueProperty()
                .subscribe((_, chosen) -> {
                    if (!following && chosen != null) {
                        model.choose(chosen);
                    }
                });
        root = new HBox(Parts.label("Zoom", "muted", "wide-only"), levels);
        root.getStyleClass().add("name-figure");
        Parts.accelerator(levels, KEYS, levels::requestFocus);
        model.zoomProperty().subscribe(this::follow);
        follow();
    }

    private void follow() {
        Magnification.State now = model.zoomProperty().get();
        following = true;
        if (!levels.getItems().equals(now.levels())) {
            levels.getItems().setAll(now.levels());
        }
        levels.setValue(now.level().orElse(null));
        levels.setDisable(!now.writable());
        following = false;
    }

    HBox root() {
        return root;
    }
}
