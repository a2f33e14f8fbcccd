package io.beamdesk.ui.devices;

import io.beamdesk.ui.devices.DeviceRowView.LivePart;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// What changes ten times a second, in one narrow layer a column above the lines of the table.
///
/// The toolkit draws a layer with many new numbers as a whole: it is to be no wider than them.
final class LiveColumns extends Region {
    private final List<Pane> columns = new ArrayList<>();

    LiveColumns() {
        getStyleClass().add("live-columns");
        setMouseTransparent(true);
    }

    /// Takes in the live parts of a row.
    void add(DeviceRowView row) {
        List<LivePart> parts = row.live();
        for (int i = 0; i < parts.size(); i++) {
            if (i == columns.size()) {
                Pane column = new Pane();
                columns.add(column);
                getChildren().add(column);
            }
            Region content = parts.get(i).content();
            content.setManaged(false);
            columns.get(i).getChildren().add(content);
        }
    }

    /// Puts the live parts of a row beside it.
    ///
    /// @param top upper edge of the row, in pixels below that of the table
    void place(DeviceRowView row, double top) {
        List<LivePart> parts = row.live();
        for (int i = 0; i < parts.size(); i++) {
            Region place = parts.get(i).place();
            Region content = parts.get(i).content();
            Pane column = columns.get(i);
            column.setVisible(place.getWidth() > 0);
            double width = Math.min(content.maxWidth(-1), place.getWidth());
            column.resizeRelocate(place.getLayoutX(), 0, width, getHeight());
            double height = Math.min(content.maxHeight(-1), row.getHeight());
            content.resizeRelocate(
                    0, top + Math.round((row.getHeight() - height) / 2), width, height);
        }
    }

    @Override
    protected void layoutChildren() {
        // The rows say where their parts are.
    }
}
