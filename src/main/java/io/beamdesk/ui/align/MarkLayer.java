package io.beamdesk.ui.align;

import io.beamdesk.ui.camera.Overlay;
import io.beamdesk.ui.camera.Zoom;
import io.beamdesk.ui.fx.Parts;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.shape.Circle;

/// A ring with its word at a place of the frame.
final class MarkLayer implements Overlay {
    private static final double RADIUS = 14;
    private static final double APART = 6;

    private final Supplier<Optional<Point2D>> place;
    private final Circle casing = new Circle(RADIUS);
    private final Circle ring = new Circle(RADIUS);
    private final Label word;
    private final Group group;

    /// @param styleClass gives the ring its colour
    /// @param place where it is now, in pixels of the frame; empty for nowhere
    MarkLayer(String word, String styleClass, Supplier<Optional<Point2D>> place) {
        this.place = place;
        this.word = Parts.label(word, "image-plate", styleClass);
        casing.getStyleClass().addAll("image-casing", styleClass);
        ring.getStyleClass().addAll("image-line", styleClass);
        group = new Group(casing, ring, this.word);
    }

    @Override
    public Node node() {
        return group;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        Optional<Point2D> at = place.get();
        group.setVisible(at.isPresent());
        at.ifPresent(p -> {
            double x = zoom.viewX(p.getX());
            double y = zoom.viewY(p.getY());
            for (Circle circle : new Circle[] {casing, ring}) {
                circle.setCenterX(x);
                circle.setCenterY(y);
            }
            word.relocate(x + RADIUS + APART, y + RADIUS);
        });
    }
}
