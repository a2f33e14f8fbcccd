package io.beamdesk.ui.samples;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/// Shapes that are drawn once and copied wherever they are needed. Without a graphics card a curve costs
/// some ten times what the copy of a small picture does, and a plate has thousands of them.
final class Stamps {
    private final Map<Object, Image> made = new HashMap<>();

    /// Draws all of them anew when they are needed next, because colours or fonts have changed.
    void forget() {
        made.clear();
    }

    /// Puts a shape onto the canvas.
    ///
    /// @param what equal for shapes that are drawn alike
    /// @param x of the stamp's left edge, in whole pixels so that it stays sharp
    /// @param y of its upper edge, in whole pixels
    /// @param size of the stamp, in whole pixels
    /// @param draw draws the shape, the corner of the stamp at the origin
    void put(
            GraphicsContext g,
            Object what,
            double x,
            double y,
            Size size,
            Consumer<GraphicsContext> draw) {
        Image image =
                made.computeIfAbsent(
                        new Stamp(what, size, scale(g)), stamp -> make((Stamp) stamp, draw));
        g.drawImage(image, x, y, size.width(), size.height());
    }

    /// Pixels.
    record Size(double width, double height) {}

    private record Stamp(Object what, Size size, double scale) {}

    /// Pixels of the screen for one of the canvas.
    private static double scale(GraphicsContext g) {
        var scene = g.getCanvas().getScene();
        return scene == null || scene.getWindow() == null ? 1 : scene.getWindow().getOutputScaleX();
    }

    private static Image make(Stamp stamp, Consumer<GraphicsContext> draw) {
        Size size = stamp.size();
        Canvas canvas = new Canvas(size.width(), size.height());
        draw.accept(canvas.getGraphicsContext2D());
        SnapshotParameters how = new SnapshotParameters();
        how.setFill(Color.TRANSPARENT);
        how.setTransform(Transform.scale(stamp.scale(), stamp.scale()));
        how.setViewport(
                new Rectangle2D(0, 0, size.width() * stamp.scale(), size.height() * stamp.scale()));
        return canvas.snapshot(how, null);
    }
}
