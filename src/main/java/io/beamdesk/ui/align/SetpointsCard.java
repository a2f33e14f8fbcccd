package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Parts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// Axes and settings that are changed while aligning, a row each.
public final class SetpointsCard implements AlignCard {
    private final List<DeviceRow> rows;

    /// @param rows in the order shown
    public SetpointsCard(List<DeviceRow> rows) {
        this.rows = List.copyOf(rows);
    }

    @Override
    public Node build() {
        VBox card = Parts.card(Parts.cardHeader("Axes and light"));
        rows.forEach(row -> card.getChildren().add(new SetpointRow(row)));
        return card;
    }
}
