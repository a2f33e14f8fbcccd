package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.TrayType;
import io.beamdesk.ui.plot.CanvasRegion;
import io.beamdesk.ui.samples.TrayLayout.Box;
import io.beamdesk.ui.samples.TrayLayout.Hit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// A tray on a canvas, and what can be done with its places.
///
/// Click: a place, or beside the drops a whole well, or a row or column by its name; with Ctrl added
/// or taken away, with Shift everything up to it. Drag: a rectangle, with Ctrl added. Arrows move the
/// cursor, Space selects there, Shift with arrows extends, Ctrl+A selects all, Escape nothing.
final class TrayCanvas extends CanvasRegion {
    private static final double DRAG = 4;

    private final Consumer<Selection> select;
    private final Consumer<Position> look;
    private final TrayPainter painter = new TrayPainter(style());
    private @Nullable TrayPicture picture;
    private @Nullable TrayLayout layout;
    private @Nullable TrayType laidOut;
    private double laidWidth;
    private double laidHeight;
    private @Nullable MouseEvent pressed;
    private Optional<Box> rectangle = Optional.empty();
    private List<Position> enclosed = List.of();
    private Optional<Position> cursor = Optional.empty();

    /// @param select takes the selection that a gesture leads to
    /// @param look takes the place that was clicked or that the cursor has come to
    TrayCanvas(Consumer<Selection> select, Consumer<Position> look) {
        this.select = select;
        this.look = look;
        getStyleClass().add("tray-canvas");
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
        setOnKeyPressed(this::type);
    }

    /// Shows a tray.
    void show(TrayPicture now) {
        if (laidOut != now.type()) {
            cursor = Optional.empty();
        }
        picture = now;
        requestPaint();
    }

    /// Where a place is on this control, as it was drawn last.
    Optional<TrayLayout.Dot> where(Position position) {
        return Optional.ofNullable(layout).map(l -> l.dot(position));
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        g.clearRect(0, 0, width, height);
        TrayPicture now = picture;
        if (now == null) {
            return;
        }
        TrayLayout places = layout;
        if (places == null || laidOut != now.type() || laidWidth != width || laidHeight != height) {
            places = TrayLayout.of(now.type(), width, height);
            layout = places;
            laidOut = now.type();
            laidWidth = width;
            laidHeight = height;
        }
        painter.paint(
                g,
                places,
                now,
                new TrayPainter.Over(rectangle, label(), isFocused() ? cursor : Optional.empty()));
        setAccessibleText(summary(now));
    }

    private static String summary(TrayPicture now) {
        int chosen = now.selection().positions().size();
        return now.type().title()
                + ", "
                + now.marks().size()
                + " samples, "
                + (chosen == 0 ? "nothing" : chosen)
                + " selected";
    }

    private String label() {
        if (rectangle.isEmpty() || enclosed.isEmpty()) {
            return "";
        }
        List<Position> sorted = enclosed.stream().sorted().toList();
        String word = picture != null && picture.type().drops() > 1 ? "drops" : "places";
        return well(sorted.getFirst())
                + ":"
                + well(sorted.getLast())
                + " · "
                + sorted.size()
                + " "
                + word;
    }

    private static String well(Position position) {
        int dash = position.id().indexOf('-');
        boolean plate = Character.isLetter(position.id().charAt(0));
        return plate && dash > 0 ? position.id().substring(0, dash) : position.id();
    }

    // -- Mouse -----------------------------------------------------------------------------------

    private void press(MouseEvent event) {
        requestFocus();
        if (event.getButton() == MouseButton.PRIMARY) {
            pressed = event;
        }
        event.consume();
    }

    private void drag(MouseEvent event) {
        MouseEvent from = pressed;
        TrayLayout places = layout;
        TrayPicture now = picture;
        if (from == null || places == null || now == null) {
            return;
        }
        double dx = event.getX() - from.getX();
        double dy = event.getY() - from.getY();
        if (rectangle.isEmpty() && Math.hypot(dx, dy) < DRAG) {
            return;
        }
        rectangle =
                Optional.of(
                        new Box(
                                Math.min(from.getX(), event.getX()),
                                Math.min(from.getY(), event.getY()),
                                Math.abs(dx),
                                Math.abs(dy)));
        enclosed =
                now.type()
                        .enclosed(
                                places.millimetres(from.getX(), from.getY()),
                                places.millimetres(event.getX(), event.getY()));
        requestPaint();
        event.consume();
    }

    private void release(MouseEvent event) {
        MouseEvent from = pressed;
        pressed = null;
        TrayPicture now = picture;
        TrayLayout places = layout;
        if (from == null || now == null || places == null) {
            return;
        }
        Selection selection = now.selection();
        if (rectangle.isPresent()) {
            rectangle = Optional.empty();
            select.accept(
                    event.isControlDown() ? selection.add(enclosed) : selection.click(enclosed));
            enclosed = List.of();
            requestPaint();
        } else {
            choose(now, places.hit(event.getX(), event.getY()), event);
        }
        event.consume();
    }

    private void choose(TrayPicture now, Hit hit, MouseEvent event) {
        List<Position> some =
                switch (hit) {
                    case Hit.Drop(Position position) -> List.of(position);
                    case Hit.Well(List<Position> drops) -> drops;
                    case Hit.Row(int row) -> now.type().row(row);
                    case Hit.Column(int column) -> now.type().column(column);
                    case Hit.Nothing() -> List.of();
                };
        if (some.isEmpty()) {
            return;
        }
        Selection selection = now.selection();
        select.accept(
                event.isControlDown()
                        ? selection.toggle(some)
                        : event.isShiftDown() ? selection.extend(some) : selection.click(some));
        cursor = Optional.of(some.getFirst());
        look.accept(some.getFirst());
        requestPaint();
    }

    // -- Keyboard --------------------------------------------------------------------------------

    private void type(KeyEvent event) {
        TrayPicture now = picture;
        if (now == null) {
            return;
        }
        boolean taken = true;
        switch (event.getCode()) {
            case RIGHT, KP_RIGHT -> step(now, 1, 0, event.isShiftDown());
            case LEFT, KP_LEFT -> step(now, -1, 0, event.isShiftDown());
            case DOWN, KP_DOWN -> step(now, 0, 1, event.isShiftDown());
            case UP, KP_UP -> step(now, 0, -1, event.isShiftDown());
            case SPACE -> cursor.ifPresent(p -> select.accept(now.selection().toggle(List.of(p))));
            case ESCAPE -> {
                rectangle = Optional.empty();
                pressed = null;
                select.accept(Selection.none(now.type()));
            }
            default -> {
                taken = event.isControlDown() && event.getCode() == KeyCode.A;
                if (taken) {
                    select.accept(Selection.all(now.type()));
                }
            }
        }
        if (taken) {
            event.consume();
            requestPaint();
        }
    }

    /// Moves the cursor to the nearest place in a direction.
    private void step(TrayPicture now, int dx, int dy, boolean extend) {
        TrayLayout places = layout;
        if (places == null) {
            return;
        }
        Position from = cursor.orElse(now.type().positions().getFirst());
        if (cursor.isPresent()) {
            TrayLayout.Dot here = places.dot(from);
            from =
                    places.dots().stream()
                            .filter(d -> ahead(here, d, dx, dy) > 1)
                            .min((a, b) ->
                                    Double.compare(cost(here, a, dx, dy), cost(here, b, dx, dy)))
                            .map(TrayLayout.Dot::position)
                            .orElse(from);
        }
        cursor = Optional.of(from);
        look.accept(from);
        if (extend) {
            select.accept(now.selection().extend(List.of(from)));
        }
    }

    private static double ahead(TrayLayout.Dot here, TrayLayout.Dot there, int dx, int dy) {
        return (there.x() - here.x()) * dx + (there.y() - here.y()) * dy;
    }

    // A place a little aside is nearer than one straight on but twice as far.
    private static double cost(TrayLayout.Dot here, TrayLayout.Dot there, int dx, int dy) {
        double aside =
                Math.abs((there.x() - here.x()) * dy) + Math.abs((there.y() - here.y()) * dx);
        return ahead(here, there, dx, dy) + 3 * aside;
    }
}
