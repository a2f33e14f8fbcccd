package io.beamdesk.ui.recipes;

import io.beamdesk.ui.fx.Parts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A field of a form: label above, unit inside right of the number, hint or reason below. In the row
/// of a list the column says the label, and the row shows the reason.
final class FormField {
    private final Region input;
    private final Label hint = Parts.label("", "hint");
    private final Label unit = Parts.label("", "unit", "inside-unit");
    private final StackPane box;
    private final VBox root;
    private String normalHint = "";

    private FormField(Region input) {
        this.input = input;
        input.setMaxWidth(Double.MAX_VALUE);
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        unit.setMouseTransparent(true);
        box = new StackPane(input, unit);
        StackPane.setAlignment(unit, Pos.CENTER_RIGHT);
        root = new VBox(box);
        root.getStyleClass().add("form-field");
        HBox.setHgrow(root, Priority.ALWAYS);
    }

    /// With label and hint.
    static FormField labelled(Field field, Region input) {
        FormField shown = new FormField(input);
        if (!field.label().isEmpty()) {
            Label name = Parts.label(field.label(), "field-label");
            name.setLabelFor(input);
            HBox head = new HBox(name);
            head.getStyleClass().add("field-head");
            if (field.needed()) {
                head.getChildren().add(Parts.label("*", "required"));
            }
            shown.root.getChildren().addFirst(head);
        }
        shown.root.getChildren().add(shown.hint);
        // A field that is alone in its section has the section's heading above it.
        String words = field.label().isEmpty() ? field.path() : field.label();
        input.setAccessibleText(words + (field.needed() ? ", needed" : ""));
        return shown;
    }

    /// The input alone.
    static FormField cell(Field field, Region input, String row) {
        input.setAccessibleText(row + ", " + field.label());
        return new FormField(input);
    }

    Node root() {
        return root;
    }

    Region input() {
        return input;
    }

    void setUnit(String text) {
        if (text.equals(unit.getText())) {
            return;
        }
        unit.setText(text);
        input.getStyleClass().removeAll("with-short-unit", "with-unit", "with-wide-unit");
        switch (text.length()) {
            case 0 -> {}
            case 1 -> input.getStyleClass().add("with-short-unit");
            case 2 -> input.getStyleClass().add("with-unit");
            default -> input.getStyleClass().add("with-wide-unit");
        }
    }

    void setHint(String text) {
        normalHint = text;
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
        boolean empty = hint.getText().isEmpty();
        hint.setVisible(!empty);
        hint.setManaged(!empty);
    }
}
