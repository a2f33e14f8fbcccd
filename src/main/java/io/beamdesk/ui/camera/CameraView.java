package io.beamdesk.ui.camera;

import io.beamdesk.device.FrameEvent;
import io.beamdesk.image.Levels;
import io.beamdesk.image.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// The picture of a camera, as large as there is room. The wheel zooms about the pointer, a drag moves
/// it, a double click shows the whole frame again; pixels have sharp edges where they are magnified. While
/// it has the focus, keys can point where the mouse would.
///
/// Frames may be offered from any thread; the latest is shown, at most one a pulse, and none while the
/// view is not in a window that shows it.
public final class CameraView extends Region {
    /// A frame on the screen.
    ///
    /// @param frame the frame
    /// @param levels the numbers shown darkest and brightest
    public record Shown(FrameEvent.Shot frame, Levels levels) {}

    private static final double STEP = 1.2;
    private static final double WHEEL_UNIT = 40;

    /// Within so many pixels of the screen a handle is meant.
    private static final double REACH = 10;

    private final ImageView picture = new ImageView();
    private final Pane layers = new Pane();
    private final Rectangle clip = new Rectangle();
    private final List<Overlay> overlays = new ArrayList<>();
    private final FramePainter painter;
    private final KeyPointer keyPointer = new KeyPointer(this);
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
            new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
    private final ReadOnlyObjectWrapper<Zoom> zoom =
            new ReadOnlyObjectWrapper<>(this, "zoom", new Zoom(1, 0, 0));
    private final ReadOnlyObjectWrapper<Optional<Point2D>> pointer =
            new ReadOnlyObjectWrapper<>(this, "pointer", Optional.empty());
    private java.util.function.Consumer<Point2D> clicked = _ -> {};
    private @Nullable Zoom chosen;
    private @Nullable Point2D dragged;
    private @Nullable DragTool tool;
    private boolean toolAtWork;
    private boolean coarse;
    private boolean drawn = true;

    /// An empty view, whose frames are coloured on threads of their own.
    public CameraView() {
        this(task -> Thread.ofVirtual().name("camera-frame").start(task), Platform::runLater);
    }

    CameraView(Executor worker, Executor fxThread) {
        painter = new FramePainter(worker, fxThread, this::show);
        getStyleClass().add("camera-view");
        layers.setMouseTransparent(true);
        layers.setManaged(false);
        picture.setManaged(false);
        addOverlay(keyPointer);
        getChildren().addAll(picture, layers);
        setClip(clip);
        sceneProperty().subscribe(this::look);
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> dragged = null);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> pointer.set(Optional.empty()));
    }

    // ---- frames

    /// Takes a frame from any thread.
    public void offer(FrameEvent.Shot frame) {
        painter.offer(frame);
    }

    /// Colours in another way, the frame on the screen too.
    public void setLook(Look look) {
        painter.setLook(look);
    }

    /// How frames are coloured.
    public Look getLook() {
        return painter.look();
    }

    /// Draws with few pixels, for a slow network, or with all of them again.
    public void setCoarse(boolean now) {
        coarse = now;
        painter.setCoarse(now);
        requestLayout();
    }

    /// Stops drawing while nobody sees it, or draws again, beginning with the latest frame.
    public void setDrawn(boolean drawn) {
        this.drawn = drawn;
        look();
    }

    private void look() {
        painter.setWanted(drawn && getScene() != null);
    }

    /// Shows no frame, and none that was offered before: the next one is of another camera. The JavaFX
    /// thread only, when nobody offers frames of the one before.
    public void clear() {
        painter.clear();
        picture.setImage(null);
        keyPointer.putAway();
        shown.set(Optional.empty());
        pointer.set(Optional.empty());
        fit();
    }

    private void show(FramePainter.Painted painted) {
        if (!painter.isCurrent(painted)) {
            painter.taken();
            return;
        }
        boolean resized =
                shown.get().isEmpty()
                        || columns() != painted.frame().pixels().columns()
                        || rows() != painted.frame().pixels().rows();
        if (painted.changed() || picture.getImage() == null) {
            picture.setImage(painted.canvas().updated());
        }
        shown.set(Optional.of(new Shown(painted.frame(), painted.levels())));
        if (resized) {
            chosen = null;
            requestLayout();
        }
        Scene scene = getScene();
        if (scene == null || scene.getWindow() == null || !scene.getWindow().isShowing()) {
            painter.taken();
        } else {
            scene.addPostLayoutPulseListener(
                    new Runnable() {
                        @Override
                        public void run() {
                            scene.removePostLayoutPulseListener(this);
                            painter.taken();
                        }
                    });
            Platform.requestNextPulse();
        }
    }

    /// The frame on the screen, empty before the first.
    public ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    private int columns() {
        return shown.get().map(s -> s.frame().pixels().columns()).orElse(1);
    }

    private int rows() {
        return shown.get().map(s -> s.frame().pixels().rows()).orElse(1);
    }

    // ---- layers and places

    /// Puts a layer on top of all others.
    public void addOverlay(Overlay overlay) {
        overlays.add(overlay);
        overlay.node().setManaged(false);
        layers.getChildren().add(overlay.node());
        requestLayout();
    }

    /// Takes a layer away.
    public void removeOverlay(Overlay overlay) {
        overlays.remove(overlay);
        layers.getChildren().remove(overlay.node());
    }

    /// Places the layers anew, as when one of them has something else to show.
    public void placeOverlays() {
        requestLayout();
    }

    /// Where the frame lies in the view.
    public ReadOnlyObjectProperty<Zoom> zoomProperty() {
        return zoom.getReadOnlyProperty();
    }

    /// Column and row under the pointer, in pixels from the frame's upper left corner; empty where there
    /// is no frame.
    public ReadOnlyObjectProperty<Optional<Point2D>> pointerProperty() {
        return pointer.getReadOnlyProperty();
    }

    /// Calls for every click that is no drag and within the frame, with column and row in pixels from
    /// the frame's upper left corner.
    public void setOnFrameClicked(java.util.function.Consumer<Point2D> action) {
        clicked = action;
    }

    /// Gives drags to a tool in place of moving the picture.
    public void setTool(DragTool now) {
        tool = now;
    }

    /// Lets drags move the picture again, if they go to this tool.
    public void removeTool(DragTool now) {
        if (now.equals(tool)) {
            tool = null;
        }
    }

    /// Shows the whole frame, and follows the size of the view.
    public void fit() {
        choose(null);
    }

    /// Shows a pixel of the frame on each pixel of the screen.
    public void showOneToOne() {
        choose(wanted().oneToOne(getWidth(), getHeight()));
    }

    /// Zooms by a factor about the middle of the view.
    public void zoomBy(double factor) {
        choose(wanted().about(getWidth() / 2, getHeight() / 2, factor));
    }

    /// Where the frame will lie after the next layout.
    private Zoom wanted() {
        return chosen == null
                ? Zoom.fit(getWidth(), getHeight(), columns(), rows())
                : chosen.within(getWidth(), getHeight(), columns(), rows());
    }

    private void choose(@Nullable Zoom wanted) {
        chosen = wanted == null ? null : wanted.within(getWidth(), getHeight(), columns(), rows());
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        clip.setWidth(width);
        clip.setHeight(height);
        Zoom now = wanted();
        picture.setSmooth(coarse || now.scale() < 1);
        if (now.scale() < 1) {
            // Whole pixels at a whole place: nothing is left to scale.
            picture.setFitWidth(FramePainter.shrunk(columns(), now.scale()));
            picture.setFitHeight(FramePainter.shrunk(rows(), now.scale()));
            picture.relocate(Math.rint(now.x()), Math.rint(now.y()));
        } else {
            picture.setFitWidth(now.scale() * columns());
            picture.setFitHeight(now.scale() * rows());
            picture.relocate(now.x(), now.y());
        }
        painter.setScale(shown.get().isPresent() ? now.scale() * outputScale() : 1);
        layers.resizeRelocate(0, 0, width, height);
        zoom.set(now);
        overlays.forEach(overlay -> overlay.place(now, width, height));
    }

    /// Pixels of the screen for one of the toolkit's.
    private double outputScale() {
        Scene scene = getScene();
        return scene == null || scene.getWindow() == null ? 1 : scene.getWindow().getOutputScaleX();
    }

    // ---- mouse

    private void wheel(ScrollEvent event) {
        if (event.getDeltaY() != 0 && shown.get().isPresent()) {
            double factor = Math.pow(STEP, event.getDeltaY() / WHEEL_UNIT);
            choose(wanted().about(event.getX(), event.getY(), factor));
            event.consume();
        }
    }

    private void press(MouseEvent event) {
        DragTool now = tool;
        toolAtWork =
                now != null && event.getButton() == MouseButton.PRIMARY && shown.get().isPresent();
        if (now != null && toolAtWork) {
            now.pressed(inFrame(event), REACH / wanted().scale());
            return;
        }
        dragged =
                event.getButton() == MouseButton.PRIMARY
                        ? new Point2D(event.getX(), event.getY())
                        : null;
    }

    private void drag(MouseEvent event) {
        DragTool now = tool;
        if (now != null && toolAtWork) {
            now.dragged(inFrame(event));
            point(event.getX(), event.getY());
            return;
        }
        Point2D from = dragged;
        if (from != null && !event.isStillSincePress()) {
            choose(wanted().moved(event.getX() - from.getX(), event.getY() - from.getY()));
            dragged = new Point2D(event.getX(), event.getY());
        }
        point(event.getX(), event.getY());
    }

    private Point2D inFrame(MouseEvent event) {
        return new Point2D(wanted().column(event.getX()), wanted().row(event.getY()));
    }

    private void click(MouseEvent event) {
        if (toolAtWork || event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
            return;
        }
        if (event.getClickCount() == 2) {
            fit();
        } else {
            at(event.getX(), event.getY()).ifPresent(clicked);
        }
    }

    private void point(double x, double y) {
        pointer.set(at(x, y));
    }

    private Optional<Point2D> at(double x, double y) {
        Point2D place = new Point2D(wanted().column(x), wanted().row(y));
        return shown.get()
                .filter(_ ->
                        place.getX() >= 0
                                && place.getY() >= 0
                                && place.getX() < columns()
                                && place.getY() < rows())
                .map(_ -> place);
    }

    // ---- keys

    /// What is in the middle of the view, empty where there is no frame.
    Optional<Point2D> middle() {
        return shown.get()
                .map(_ ->
                        withinFrame(
                                new Point2D(
                                        wanted().column(getWidth() / 2),
                                        wanted().row(getHeight() / 2))));
    }

    /// The place of the frame that is next to another one.
    Point2D withinFrame(Point2D place) {
        return new Point2D(
                Math.clamp(place.getX(), 0, Math.nextDown((double) columns())),
                Math.clamp(place.getY(), 0, Math.nextDown((double) rows())));
    }

    /// Points at a place of the frame, or at none.
    void pointAt(Optional<Point2D> place) {
        pointer.set(place);
    }

    /// Whether drags go to this tool.
    boolean isTool(DragTool one) {
        return one.equals(tool);
    }

    /// Does what a press of the mouse does at a place of the frame.
    ///
    /// @return the tool that is dragged from now on, empty if it was a click
    Optional<DragTool> actAt(Point2D place) {
        DragTool now = tool;
        if (now == null) {
            clicked.accept(place);
            return Optional.empty();
        }
        now.pressed(place, REACH / wanted().scale());
        return Optional.of(now);
    }
}
