package io.beamdesk.ui.recipes;

import io.beamdesk.ui.recipes.Region.Handle;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;

/// An image with a rectangle on it. Dragging on the image draws the rectangle anew, dragging inside it
/// moves it, and its handles resize it. Arrows move it by a pixel, with Shift by ten; with Control they
/// move its lower right corner.
final class RegionPicker extends javafx.scene.layout.Region {
    private static final double COARSE = 10;

    private final ImageView picture = new ImageView();
    private final javafx.scene.layout.Region frame = new javafx.scene.layout.Region();
    private final Map<Handle, javafx.scene.layout.Region> handles = new EnumMap<>(Handle.class);
    private final ReadOnlyObjectWrapper<Optional<Region>> region =
            new ReadOnlyObjectWrapper<>(this, "region", Optional.empty());
    private double columns = 1;
    private double rows = 1;
    private Point2D pressed = Point2D.ZERO;
    private Optional<Region> before = Optional.empty();

    RegionPicker() {
        getStyleClass().add("region-picker");
        setFocusTraversable(true);
        setId("region-picker");
        picture.setSmooth(false);
        picture.setMouseTransparent(true);
        frame.getStyleClass().add("region-frame");
        frame.setCursor(Cursor.MOVE);
        getChildren().addAll(picture, frame);
        Rectangle window = new Rectangle();
        window.widthProperty().bind(widthProperty());
        window.heightProperty().bind(heightProperty());
        setClip(window);
        draggable(frame, Handle.INSIDE);
        for (Handle handle : Handle.values()) {
            if (handle != Handle.INSIDE) {
                javafx.scene.layout.Region knob = new javafx.scene.layout.Region();
                knob.getStyleClass().add("region-handle");
                knob.setId("region-" + handle.name().toLowerCase(Locale.ROOT));
                knob.setCursor(cursor(handle));
                draggable(knob, handle);
                handles.put(handle, knob);
                getChildren().add(knob);
            }
        }
        setOnMousePressed(this::press);
        setOnMouseDragged(event -> {
            Point2D now = pixel(event);
            set(Region.between(pressed.getX(), pressed.getY(), now.getX(), now.getY()));
            event.consume();
        });
        setOnKeyPressed(this::nudge);
        region.subscribe(this::requestLayout);
    }

    private static Cursor cursor(Handle handle) {
        return switch (handle) {
            case INSIDE -> Cursor.MOVE;
            case TOP -> Cursor.N_RESIZE;
            case BOTTOM -> Cursor.S_RESIZE;
            case LEFT -> Cursor.W_RESIZE;
            case RIGHT -> Cursor.E_RESIZE;
            case TOP_LEFT -> Cursor.NW_RESIZE;
            case TOP_RIGHT -> Cursor.NE_RESIZE;
            case BOTTOM_LEFT -> Cursor.SW_RESIZE;
            case BOTTOM_RIGHT -> Cursor.SE_RESIZE;
        };
    }

    /// The rectangle; empty before one is drawn.
    ReadOnlyObjectProperty<Optional<Region>> regionProperty() {
        return region.getReadOnlyProperty();
    }

    /// Shows an image with a rectangle; what of it is beside the image stays there until it is dragged.
    void show(Backdrop backdrop, Optional<Region> drawn) {
        columns = backdrop.columns();
        rows = backdrop.rows();
        picture.setImage(backdrop.image());
        region.set(drawn);
        setAccessibleText(backdrop.title());
        requestLayout();
    }

    /// Sets the rectangle, pushed back onto the image.
    void set(Region drawn) {
        region.set(Optional.of(drawn.within(columns, rows)));
    }

    /// Takes the rectangle away, so that another one can be drawn in its place.
    void clear() {
        region.set(Optional.empty());
    }

    private void press(MouseEvent event) {
        requestFocus();
        pressed = pixel(event);
        event.consume();
    }

    private void draggable(javafx.scene.layout.Region node, Handle handle) {
        node.setOnMousePressed(event -> {
            press(event);
            before = region.get();
        });
        node.setOnMouseDragged(event -> {
            Point2D by = pixel(event).subtract(pressed);
            before.ifPresent(r -> set(r.dragged(handle, by.getX(), by.getY())));
            event.consume();
        });
    }

    private void nudge(KeyEvent event) {
        double by = event.isShiftDown() ? COARSE : 1;
        double dx =
                switch (event.getCode()) {
                    case RIGHT, KP_RIGHT -> by;
                    case LEFT, KP_LEFT -> -by;
                    default -> 0;
                };
        double dy =
                switch (event.getCode()) {
                    case DOWN, KP_DOWN -> by;
                    case UP, KP_UP -> -by;
                    default -> 0;
                };
        if (dx != 0 || dy != 0) {
            Handle handle = event.isControlDown() ? Handle.BOTTOM_RIGHT : Handle.INSIDE;
            region.get().ifPresent(r -> set(r.dragged(handle, dx, dy)));
            event.consume();
        }
    }

    /// The place of an event on the image, also of one that a child got.
    private Point2D pixel(MouseEvent event) {
        Point2D at = sceneToLocal(event.getSceneX(), event.getSceneY());
        Rectangle2D image = place();
        return new Point2D(
                Math.clamp((at.getX() - image.getMinX()) / image.getWidth() * columns, 0, columns),
                Math.clamp((at.getY() - image.getMinY()) / image.getHeight() * rows, 0, rows));
    }

    /// Where the image is: as large as there is room, its pixels square.
    private Rectangle2D place() {
        double scale = Math.max(1e-3, Math.min(getWidth() / columns, getHeight() / rows));
        double width = columns * scale;
        double height = rows * scale;
        return new Rectangle2D((getWidth() - width) / 2, (getHeight() - height) / 2, width, height);
    }

    @Override
    protected void layoutChildren() {
        Rectangle2D image = place();
        picture.setFitWidth(image.getWidth());
        picture.setFitHeight(image.getHeight());
        picture.relocate(image.getMinX(), image.getMinY());
        boolean drawn = region.get().isPresent();
        frame.setVisible(drawn);
        handles.values().forEach(knob -> knob.setVisible(drawn));
        region.get().ifPresent(r -> place(r, image));
    }

    private void place(Region drawn, Rectangle2D image) {
        double x = image.getMinX() + drawn.left() / columns * image.getWidth();
        double y = image.getMinY() + drawn.top() / rows * image.getHeight();
        double width = drawn.width() / columns * image.getWidth();
        double height = drawn.height() / rows * image.getHeight();
        frame.resizeRelocate(x, y, width, height);
        handles.forEach((handle, knob) -> {
            double side = knob.prefWidth(-1);
            knob.resizeRelocate(
                    x + handle.across() * width - side / 2,
                    y + handle.down() * height - side / 2,
                    side,
                    side);
        });
    }
}
