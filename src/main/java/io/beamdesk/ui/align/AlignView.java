package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Parts;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/// The Align pane: the camera's picture on the left, what is set while aligning on the right.
final class AlignView {
    private static final double PICTURE = 57;

    private final VBox root;

    AlignView(AlignViewModel model, List<DeviceRow> rows, Optional<Node> counters) {
        VBox side = new VBox(new SetpointsCard(rows).root());
        side.getStyleClass().add("card-column");
        counters.ifPresent(side.getChildren()::add);
        GridPane cards = new GridPane();
        cards.getStyleClass().add("align-cards");
        ColumnConstraints left = new ColumnConstraints();
        left.setPercentWidth(PICTURE);
        ColumnConstraints right = new ColumnConstraints();
        right.setPercentWidth(100 - PICTURE);
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        cards.getColumnConstraints().addAll(left, right);
        cards.getRowConstraints().add(row);
        cards.addRow(0, new PictureCard(model).root(), side);
        VBox.setVgrow(cards, Priority.ALWAYS);
        root = new VBox(Parts.paneBar("Align", Parts.label(model.sight().label(), "muted")), cards);
        root.getStyleClass().addAll("pane", "align-pane");
    }

    Node root() {
        return root;
    }
}
