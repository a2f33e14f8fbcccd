package io.beamdesk.ui.align;

import io.beamdesk.ui.camera.Cased;
import io.beamdesk.ui.camera.Overlay;
import io.beamdesk.ui.camera.Zoom;
import io.beamdesk.ui.fx.Figures;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.transform.Rotate;

/// Rulers along the upper and the left edge: distances from the crosshair, in mm where a pixel's size is
/// known, else in pixels; up and to the right count positive.
final class RulerLayer implements Overlay {
    private static final double APART = 96;
    private static final double WIDTH = 22;
    private static final double TICK = 6;
    private static final double GAP = 3;

    private final Supplier<OptionalDouble> pixelSize;
    private final Supplier<Point2D> crosshair;
    private final Rectangle top = new Rectangle();
    private final Rectangle left = new Rectangle();
    private final Cased ticks = new Cased("ruler");
    private final Group figures = new Group();
    private final Group group = new Group(top, left, ticks, figures);
    private boolean on;

    RulerLayer(Supplier<OptionalDouble> pixelSize, Supplier<Point2D> crosshair) {
        this.pixelSize = pixelSize;
        this.crosshair = crosshair;
        top.getStyleClass().add("ruler-ground");
        left.getStyleClass().add("ruler-ground");
    }

    /// Shows it or not; the layers have to be placed anew.
    void setOn(boolean now) {
        on = now;
    }

    @Override
    public Node node() {
        return group;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        group.setVisible(on);
        ticks.clear();
        figures.getChildren().clear();
        if (!on) {
            return;
        }
        top.setWidth(width);
        top.setHeight(WIDTH);
        left.setY(WIDTH);
        left.setWidth(WIDTH);
        left.setHeight(Math.max(0, height - WIDTH));
        GridLayer.Steps steps = GridLayer.Steps.of(zoom, pixelSize.get().orElse(1), APART);
        double x0 = zoom.viewX(crosshair.get().getX());
        double y0 = zoom.viewY(crosshair.get().getY());
        for (long n = first(x0 - WIDTH, steps); x0 + n * steps.pixels() < width; n++) {
            double x = x0 + n * steps.pixels();
            ticks.line(x, WIDTH - TICK, x, WIDTH);
            write(n * steps.length(), x + GAP, WIDTH - TICK, 0);
        }
        for (long n = first(y0 - WIDTH, steps); y0 + n * steps.pixels() < height; n++) {
            double y = y0 + n * steps.pixels();
            ticks.line(WIDTH - TICK, y, WIDTH, y);
            write(-n * steps.length(), WIDTH - TICK, y - GAP, -90);
        }
    }

    private static long first(double room, GridLayer.Steps steps) {
        return (long) -Math.floor(room / steps.pixels());
    }

    private void write(double length, double x, double y, double turned) {
        Text figure = new Text(Figures.brief(length));
        figure.getStyleClass().add("ruler-figure");
        figure.setX(x);
        figure.setY(y);
        if (turned != 0) {
            figure.getTransforms().add(new Rotate(turned, x, y));
        }
        figures.getChildren().add(figure);
    }
}
