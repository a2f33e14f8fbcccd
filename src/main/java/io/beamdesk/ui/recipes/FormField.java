package io.beamdesk.ui.recipes;

import io.beamdesk.ui.fx.Parts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A field of a form: label above, unit inside right of the number, hint or reason below.
final class FormField {
    private final Control input;
    private final Label hint = Parts.label("", "hint");
    private final Label unit = Parts.label("", "unit", "inside-unit");
    private final VBox root;
    private String normalHint = "";

    FormField(String label, boolean needed, Control input) {
        this.input = input;
        Label name = Parts.label(label, "field-label");
        name.setLabelFor(input);
        HBox head = new HBox(name);
        head.getStyleClass().add("field-head");
        if (needed) {
            head.getChildren().add(Parts.label("*", "required"));
        }
        input.setMaxWidth(Double.MAX_VALUE);
        input.setAccessibleText(label + (needed ? ", needed" : ""));
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        unit.setMouseTransparent(true);
        StackPane box = new StackPane(input, unit);
        StackPane.setAlignment(unit, Pos.CENTER_RIGHT);
        root = new VBox(head, box, hint);
        root.getStyleClass().add("form-field");
        HBox.setHgrow(root, Priority.ALWAYS);
    }

    static FormField number(String label, boolean needed, TextField input) {
        input.getStyleClass().addAll("number");
        return new FormField(label, needed, input);
    }

    Node root() {
        return root;
    }

    FormField grow(double share) {
        root.setPrefWidth(share);
        return this;
    }

    void setUnit(String text) {
        unit.setText(text);
        input.getStyleClass().remove("with-unit");
        if (!text.isEmpty()) {
            input.getStyleClass().add("with-unit");
        }
    }

    void setHint(String text) {
        normalHint = text;
        setFault("");
    }

    /// Shows the reason under the field and a frame around it; the hint comes back when it is gone.
    void setFault(String reason) {
        input.getStyleClass().remove("invalid-input");
        hint.getStyleClass().removeAll("major-text");
        hint.setGraphic(null);
        hint.setText(normalHint);
        if (!reason.isEmpty()) {
            input.getStyleClass().add("invalid-input");
            hint.getStyleClass().add("major-text");
            hint.setGraphic(Parts.icon("mdi2a-alert-circle", "major-text"));
            hint.setText(reason);
        }
    }
}
