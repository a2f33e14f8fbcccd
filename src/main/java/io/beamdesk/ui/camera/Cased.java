package io.beamdesk.ui.camera;

import javafx.scene.Group;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// Lines with a dark casing, which read on any grey.
public final class Cased extends Group {
    private final Path casing = new Path();
    private final Path line = new Path();

    /// @param styleClass gives the line its colour
    public Cased(String styleClass) {
        casing.getStyleClass().addAll("image-casing", styleClass);
        line.getStyleClass().addAll("image-line", styleClass);
        getChildren().addAll(casing, line);
    }

    /// Begins anew.
    public void clear() {
        casing.getElements().clear();
        line.getElements().clear();
    }

    /// Adds a line; on the middle of pixels, or it would be two of them wide.
    public void line(double x1, double y1, double x2, double y2) {
        for (Path path : new Path[] {casing, line}) {
            path.getElements().addAll(new MoveTo(at(x1), at(y1)), new LineTo(at(x2), at(y2)));
        }
    }

    private static double at(double place) {
        return Math.floor(place) + 0.5;
    }
}
