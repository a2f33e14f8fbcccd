package io.beamdesk.ui.align;

import io.beamdesk.ui.camera.Cased;
import io.beamdesk.ui.camera.DragTool;
import io.beamdesk.ui.camera.Overlay;
import io.beamdesk.ui.camera.Zoom;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// A distance: drawn by a drag, its ends can be dragged on.
final class MeasureLayer implements Overlay, DragTool {
    private static final double APART = 12;
    private static final double FOOT = 6;

    private final Supplier<OptionalDouble> pixelSize;
    private final Runnable changed;
    private final Cased line = new Cased("measure");
    private final Label length = Parts.label("", "image-plate", "measure");
    private final Group group = new Group(line, length);
    private Optional<Point2D> from = Optional.empty();
    private Point2D to = Point2D.ZERO;

    /// @param pixelSize size of a pixel at the sample in mm, if it is known
    /// @param changed has the layers placed anew
    MeasureLayer(Supplier<OptionalDouble> pixelSize, Runnable changed) {
        this.pixelSize = pixelSize;
        this.changed = changed;
    }

    @Override
    public void pressed(Point2D place, double reach) {
        if (from.isPresent() && place.distance(from.get()) < reach) {
            from = Optional.of(to);
            to = place;
        } else if (from.isEmpty() || place.distance(to) >= reach) {
            from = Optional.of(place);
            to = place;
        }
        changed.run();
    }

    @Override
    public void dragged(Point2D place) {
        to = place;
        changed.run();
    }

    /// Takes it away.
    void clear() {
        from = Optional.empty();
        changed.run();
    }

    /// The distance in words: `412 µm · 82.4 px · 31.5°`, the angle counter-clockwise from the right.
    static String words(Point2D from, Point2D to, OptionalDouble pixelSize) {
        double pixels = from.distance(to);
        double angle = Math.toDegrees(Math.atan2(from.getY() - to.getY(), to.getX() - from.getX()));
        return (pixelSize.isPresent() ? Lengths.of(pixels * pixelSize.getAsDouble()) + "  " : "")
                + Figures.of(pixels, 1)
                + " px  "
                + Figures.of(angle, 1)
                + "°";
    }

    @Override
    public Node node() {
        return group;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        group.setVisible(from.isPresent());
        from.ifPresent(start -> {
            double x1 = zoom.viewX(start.getX());
            double y1 = zoom.viewY(start.getY());
            double x2 = zoom.viewX(to.getX());
            double y2 = zoom.viewY(to.getY());
            double long1 = Math.max(1, Math.hypot(x2 - x1, y2 - y1));
            double dx = -(y2 - y1) / long1 * FOOT;
            double dy = (x2 - x1) / long1 * FOOT;
            line.clear();
            line.line(x1, y1, x2, y2);
            line.line(x1 - dx, y1 - dy, x1 + dx, y1 + dy);
            line.line(x2 - dx, y2 - dy, x2 + dx, y2 + dy);
            length.setText(words(start, to, pixelSize.get()));
            length.relocate((x1 + x2) / 2 + APART, (y1 + y2) / 2 + APART);
        });
    }
}
