package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Parts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// Axes and settings that are changed while aligning, a row each.
final class SetpointsCard {
    private final VBox root;

    SetpointsCard(List<DeviceRow> rows) {
        root = Parts.card(Parts.cardHeader("Axes and light"));
        rows.forEach(row -> root.getChildren().add(new SetpointRow(row)));
    }

    Node root() {
        return root;
    }
}
