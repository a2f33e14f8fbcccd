package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// A word and the number that it names, the number on the right.
final class Figure {
    private final Label number = Parts.label(Figures.DASH, "mono", "bold");
    private final Label unit = Parts.label("", "muted", "tool-unit");
    private final HBox root;

    Figure(String word) {
        root = new HBox(Parts.label(word, "muted"), Parts.spacer(), number, unit);
        root.getStyleClass().add("name-figure");
    }

    Node root() {
        return root;
    }

    void show(String now, String units) {
        number.setText(now);
        unit.setText(units);
    }
}
