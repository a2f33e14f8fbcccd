package io.beamdesk.ui.camera;

import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// A pointer that keys move over a camera's picture. Enter brings it into the middle of what is in view;
/// arrows move it by a pixel, with Shift by ten; Enter does what a click there does, or takes hold of what
/// a tool drags and lets go of it; Escape puts it away, and so does the focus when it goes.
final class KeyPointer implements Overlay {
    private static final int LEAP = 10;
    private static final double RADIUS = 9;
    private static final double ARM = 16;

    private final CameraView camera;
    private final Cased mark = new Cased("key-pointer");
    private Optional<Point2D> place = Optional.empty();
    private @Nullable DragTool held;

    /// Enter is down: a key that is held repeats, and must not click again and again.
    private boolean entered;

    KeyPointer(CameraView camera) {
        this.camera = camera;
        mark.setVisible(false);
        camera.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        camera.addEventFilter(
                KeyEvent.KEY_RELEASED,
                event -> entered = entered && event.getCode() != KeyCode.ENTER);
        camera.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        putAway();
                    }
                });
    }

    private void pressed(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        KeyCode key = event.getCode();
        if (key == KeyCode.ENTER) {
            if (!entered) {
                entered = true;
                act();
            }
        } else if (place.isPresent() && key == KeyCode.ESCAPE) {
            putAway();
        } else if (place.isPresent() && key.isArrowKey()) {
            move(key, event.isShiftDown() ? LEAP : 1);
        } else {
            return;
        }
        event.consume();
    }

    private void act() {
        if (place.isEmpty()) {
            camera.middle().ifPresent(this::moveTo);
        } else if (held != null) {
            held = null;
        } else {
            held = camera.actAt(place.get()).orElse(null);
        }
    }

    private void move(KeyCode key, int pixels) {
        // What is shown smaller than it is moves by pixels of the screen.
        double step = pixels * Math.max(1, 1 / camera.zoomProperty().get().scale());
        double across = key == KeyCode.LEFT ? -step : key == KeyCode.RIGHT ? step : 0;
        double down = key == KeyCode.UP ? -step : key == KeyCode.DOWN ? step : 0;
        place.map(at -> at.add(across, down)).map(camera::withinFrame).ifPresent(this::moveTo);
    }

    private void moveTo(Point2D now) {
        place = Optional.of(now);
        camera.pointAt(place);
        DragTool tool = held;
        if (tool != null && camera.isTool(tool)) {
            tool.dragged(now);
        } else {
            held = null;
        }
        camera.placeOverlays();
    }

    /// Leaves the picture to the mouse.
    void putAway() {
        if (place.isPresent()) {
            place = Optional.empty();
            held = null;
            camera.pointAt(place);
            camera.placeOverlays();
        }
    }

    @Override
    public Node node() {
        return mark;
    }

    @Override
    public void place(Zoom zoom, double width, double height) {
        mark.setVisible(place.isPresent());
        place.ifPresent(at -> {
            double x = zoom.viewX(at.getX());
            double y = zoom.viewY(at.getY());
            mark.clear();
            for (int side = -1; side <= 1; side += 2) {
                mark.line(x + side * RADIUS, y, x + side * ARM, y);
                mark.line(x, y + side * RADIUS, x, y + side * ARM);
                mark.line(x - RADIUS, y + side * RADIUS, x + RADIUS, y + side * RADIUS);
                mark.line(x + side * RADIUS, y - RADIUS, x + side * RADIUS, y + RADIUS);
            }
        });
    }
}
