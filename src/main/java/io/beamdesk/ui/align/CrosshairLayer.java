package io.beamdesk.ui.align;

import io.beamdesk.ui.camera.Cased;
import io.beamdesk.ui.camera.Overlay;
import io.beamdesk.ui.camera.ScaleBar;
import io.beamdesk.ui.camera.Zoom;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;

/// The crosshair with ticks at round distances.
final class CrosshairLayer implements Overlay {
    private static final double TICK = 6;

    private final AlignViewModel model;
    private final BooleanSupplier pictured;
    private final Cased lines = new Cased("crosshair");

    /// @param pictured whether there is a frame to lie on
    CrosshairLayer(AlignViewModel model, BooleanSupplier pictured) {
        this.model = model;
        this.pictured = pictured;
    }

    @Override
    public Node node() {
        return lines;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        lines.setVisible(pictured.getAsBoolean());
        Point2D at = model.crosshair();
        double x = zoom.viewX(at.getX());
        double y = zoom.viewY(at.getY());
        lines.clear();
        if (x >= 0 && x <= width) {
            lines.line(x, 0, x, height);
        }
        if (y >= 0 && y <= height) {
            lines.line(0, y, width, y);
        }
        model.sight()
                .pixelSize()
                .ifPresent(size -> {
                    double step =
                            zoom.scale() * ScaleBar.round(size / zoom.scale(), width / 10) / size;
                    for (double t = x % step; t < width && inside(y, height); t += step) {
                        if (Math.abs(t - x) > 1) {
                            lines.line(t, y - TICK, t, y + TICK);
                        }
                    }
                    for (double t = y % step; t < height && inside(x, width); t += step) {
                        if (Math.abs(t - y) > 1) {
                            lines.line(x - TICK, t, x + TICK, t);
                        }
                    }
                });
    }

    private static boolean inside(double place, double size) {
        return place >= 0 && place <= size;
    }
}
