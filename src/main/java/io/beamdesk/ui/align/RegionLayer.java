package io.beamdesk.ui.align;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.Area;
import io.beamdesk.image.Pixels;
import io.beamdesk.image.Statistics;
import io.beamdesk.ui.camera.Cased;
import io.beamdesk.ui.camera.DragTool;
import io.beamdesk.ui.camera.Overlay;
import io.beamdesk.ui.camera.Zoom;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.shape.Rectangle;

/// A region of the frame: drawn by a drag, moved by its inside, changed by its corners; it says what its
/// pixels are like. One frame after the other is measured, away from the JavaFX thread.
final class RegionLayer implements Overlay, DragTool {
    private static final double HANDLE = 8;

    private final Runnable changed;
    private final Executor background;
    private final Executor fxThread;
    private final Cased frame = new Cased("region");
    private final Rectangle[] handles = new Rectangle[4];
    private final Label words = Parts.label("", "image-plate", "region");
    private final Group group = new Group(frame, words);
    private Optional<Rectangle2D> region = Optional.empty();
    private Point2D anchor = Point2D.ZERO;
    private Optional<Point2D> grip = Optional.empty();
    private boolean measuring;

    /// @param changed has the layers placed anew
    /// @param background measures
    /// @param fxThread runs a task on the JavaFX thread
    RegionLayer(Runnable changed, Executor background, Executor fxThread) {
        this.changed = changed;
        this.background = background;
        this.fxThread = fxThread;
        for (int i = 0; i < handles.length; i++) {
            handles[i] = new Rectangle(HANDLE, HANDLE);
            handles[i].getStyleClass().add("region-handle");
        }
        group.getChildren().addAll(handles);
    }

    /// The region in pixels of the frame, empty if none was drawn.
    Optional<Area> area() {
        return region.filter(r -> r.getWidth() >= 1 && r.getHeight() >= 1)
                .map(r ->
                        new Area(
                                (int) Math.rint(r.getMinX()),
                                (int) Math.rint(r.getMinY()),
                                (int) Math.max(1, Math.rint(r.getWidth())),
                                (int) Math.max(1, Math.rint(r.getHeight()))));
    }

    /// Takes it away.
    void clear() {
        region = Optional.empty();
        changed.run();
    }

    @Override
    public void pressed(Point2D place, double reach) {
        grip = Optional.empty();
        if (region.isPresent()) {
            Rectangle2D r = region.get();
            for (int i = 0; i < handles.length; i++) {
                if (corner(r, i).distance(place) < reach) {
                    anchor = corner(r, 3 - i);
                    return;
                }
            }
            if (r.contains(place)) {
                grip = Optional.of(place.subtract(r.getMinX(), r.getMinY()));
                return;
            }
        }
        anchor = place;
        region = Optional.of(new Rectangle2D(place.getX(), place.getY(), 0, 0));
        changed.run();
    }

    @Override
    public void dragged(Point2D place) {
        region =
                grip.isPresent() && region.isPresent()
                        ? Optional.of(
                                new Rectangle2D(
                                        place.getX() - grip.get().getX(),
                                        place.getY() - grip.get().getY(),
                                        region.get().getWidth(),
                                        region.get().getHeight()))
                        : Optional.of(
                                new Rectangle2D(
                                        Math.min(anchor.getX(), place.getX()),
                                        Math.min(anchor.getY(), place.getY()),
                                        Math.abs(anchor.getX() - place.getX()),
                                        Math.abs(anchor.getY() - place.getY())));
        changed.run();
    }

    /// Upper left, upper right, lower left, lower right.
    private static Point2D corner(Rectangle2D r, int i) {
        return new Point2D(
                i % 2 == 0 ? r.getMinX() : r.getMaxX(), i < 2 ? r.getMinY() : r.getMaxY());
    }

    /// Measures a frame, unless the one before is not done yet.
    void measure(FrameEvent.Shot shot) {
        Optional<Area> area = area();
        if (measuring || area.isEmpty() || !group.isVisible()) {
            return;
        }
        measuring = true;
        background.execute(() -> {
            String now = describe(shot.pixels(), area.get());
            fxThread.execute(() -> {
                measuring = false;
                words.setText(now);
            });
        });
    }

    /// What the pixels of an area are like, in words.
    static String describe(Pixels pixels, Area area) {
        Statistics now = Statistics.of(pixels, area, Double.POSITIVE_INFINITY);
        int decimals = now.max() > 1000 ? 0 : 1;
        return "ROI  mean "
                + Figures.of(now.mean(), decimals)
                + "  max "
                + Figures.brief(now.max())
                + "  σ "
                + Figures.of(now.deviation(), decimals);
    }

    @Override
    public Node node() {
        return group;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        group.setVisible(area().isPresent());
        region.ifPresent(r -> {
            double left = zoom.viewX(r.getMinX());
            double right = zoom.viewX(r.getMaxX());
            double top = zoom.viewY(r.getMinY());
            double bottom = zoom.viewY(r.getMaxY());
            frame.clear();
            frame.line(left, top, right, top);
            frame.line(right, top, right, bottom);
            frame.line(right, bottom, left, bottom);
            frame.line(left, bottom, left, top);
            for (int i = 0; i < handles.length; i++) {
                Point2D at = corner(r, i);
                handles[i].setX(zoom.viewX(at.getX()) - HANDLE / 2);
                handles[i].setY(zoom.viewY(at.getY()) - HANDLE / 2);
            }
            words.autosize();
            words.relocate(left, top - words.getHeight() - HANDLE);
        });
    }
}
