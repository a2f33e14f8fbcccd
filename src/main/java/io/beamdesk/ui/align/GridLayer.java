package io.beamdesk.ui.align;

import io.beamdesk.ui.camera.Overlay;
import io.beamdesk.ui.camera.ScaleBar;
import io.beamdesk.ui.camera.Zoom;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// Lines at round distances from the crosshair, in mm where a pixel's size is known, else in pixels.
final class GridLayer implements Overlay {
    private static final double APART = 96;

    private final Supplier<OptionalDouble> pixelSize;
    private final Supplier<Point2D> crosshair;
    private final Path lines = new Path();
    private boolean on;

    GridLayer(Supplier<OptionalDouble> pixelSize, Supplier<Point2D> crosshair) {
        this.pixelSize = pixelSize;
        this.crosshair = crosshair;
        lines.getStyleClass().add("image-grid");
    }

    /// Shows it or not; the layers have to be placed anew.
    void setOn(boolean now) {
        on = now;
    }

    @Override
    public Node node() {
        return lines;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        lines.setVisible(on);
        lines.getElements().clear();
        if (!on) {
            return;
        }
        Steps steps = Steps.of(zoom, pixelSize.get().orElse(1), APART);
        double x0 = zoom.viewX(crosshair.get().getX());
        double y0 = zoom.viewY(crosshair.get().getY());
        for (double x = x0 % steps.pixels(); x < width; x += steps.pixels()) {
            if (x >= 0) {
                add(x, 0, x, height);
            }
        }
        for (double y = y0 % steps.pixels(); y < height; y += steps.pixels()) {
            if (y >= 0) {
                add(0, y, width, y);
            }
        }
    }

    private void add(double x1, double y1, double x2, double y2) {
        double half = 0.5;
        lines.getElements()
                .addAll(
                        new MoveTo(Math.floor(x1) + half, Math.floor(y1) + half),
                        new LineTo(Math.floor(x2) + half, Math.floor(y2) + half));
    }

    /// Round distances on the screen.
    ///
    /// @param length of a step, in the units of a pixel's size
    /// @param pixels of the screen that it takes
    record Steps(double length, double pixels) {
        /// The longest round step that is not longer than so many pixels of the screen.
        static Steps of(Zoom zoom, double pixelSize, double most) {
            double length = ScaleBar.round(pixelSize / zoom.scale(), most);
            return new Steps(length, length * zoom.scale() / pixelSize);
        }
    }
}
