package io.beamdesk.ui.data;

import io.beamdesk.ui.camera.Overlay;
import io.beamdesk.ui.camera.Zoom;
import java.util.function.IntSupplier;
import javafx.scene.Node;
import javafx.scene.shape.Line;

/// The line of a row across a picture.
final class RowLine implements Overlay {
    private final Line line = new Line();
    private final IntSupplier columns;
    private int row = -1;

    /// @param columns of the picture
    RowLine(IntSupplier columns) {
        this.columns = columns;
        line.getStyleClass().add("frame-row");
        line.setVisible(false);
    }

    int row() {
        return row;
    }

    /// Marks a row, -1 for none.
    void mark(int now) {
        row = now;
    }

    @Override
    public Node node() {
        return line;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        line.setStartX(zoom.viewX(0));
        line.setEndX(zoom.viewX(columns.getAsInt()));
        line.setStartY(zoom.viewY(row + 0.5));
        line.setEndY(zoom.viewY(row + 0.5));
        line.setVisible(row >= 0 && columns.getAsInt() > 0);
    }
}
