package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Parts;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/// A place on the picture with what was measured there, and a button to go there.
final class PlaceRow {
    private final Label name = Parts.label("");
    private final Label place = Parts.label("", "mono", "bold");
    private final Label unit = Parts.label("", "muted");
    private final Label value = Parts.label("", "mono", "muted");
    private final Button move;
    private final FontIcon icon = Parts.icon("mdi2a-arrow-right");
    private final Tooltip tip = new Tooltip();
    private final HBox root;
    private List<MoveTo.Target> targets = List.of();

    PlaceRow(String id, String name, MoveTo moveTo) {
        this.name.setText(name);
        move = Parts.button("Move to", "mdi2a-arrow-right", () -> moveTo.go(targets));
        move.setGraphic(icon);
        move.setId("move-to-" + id);
        move.getStyleClass().add("move-to");
        move.setTooltip(tip);
        HBox.setHgrow(this.name, Priority.ALWAYS);
        this.name.setMaxWidth(Double.MAX_VALUE);
        HBox number = new HBox(place, unit);
        number.getStyleClass().add("peak-place");
        value.getStyleClass().add("peak-value");
        root = new HBox(this.name, number, value, move);
        root.getStyleClass().add("peak-row");
    }

    Node root() {
        return root;
    }

    void name(String now) {
        name.setText(now);
    }

    void setShown(boolean shown) {
        root.setVisible(shown);
        root.setManaged(shown);
    }

    /// Shows a place.
    ///
    /// @param where its numbers
    /// @param units their units
    /// @param measured what was measured there
    /// @param now where the axes would go, empty if nowhere
    void show(String where, String units, String measured, List<MoveTo.Target> now) {
        targets = now;
        place.setText(where);
        unit.setText(units);
        unit.setVisible(!now.isEmpty());
        value.setText(measured);
    }

    void lock(Optional<String> reason) {
        boolean locked = reason.isPresent();
        move.setDisable(locked || targets.isEmpty());
        String literal = locked ? "mdi2l-lock-outline" : "mdi2a-arrow-right";
        if (!icon.getIconLiteral().equals(literal)) {
            icon.setIconLiteral(literal);
        }
        tip.setText("Move " + MoveTo.words(targets, " to "));
    }
}
