package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.TrayType;
import io.beamdesk.ui.plot.CanvasRegion;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.samples.TrayLayout.Box;
import io.beamdesk.ui.samples.TrayLayout.Frame;
import io.beamdesk.ui.samples.TrayLayout.Hit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
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
    private @Nullable Painted painted;
    private double laidWidth;
    private double laidHeight;
    private @Nullable MouseEvent pressed;
    private final DragRectangle rectangle = new DragRectangle();
    private List<Position> enclosed = List.of();
    private Optional<Position> cursor = Optional.empty();

    /// What was painted last.
    ///
    /// @param layout where the places are
    /// @param picture what was painted
    /// @param cursor where the keyboard was
    /// @param ground a colour of the theme
    /// @param font a font of the stylesheet
    private record Painted(
            TrayLayout layout,
            TrayPicture picture,
            Optional<Position> cursor,
            Paint ground,
            Font font) {
        /// Whether this can be painted over it frame by frame: what crosses the frames, the way through a
        /// selection and the cursor, is in neither.
        boolean hasTheGroundOf(Painted before) {
            return layout.equals(before.layout)
                    && layout.areFramesApart()
                    && picture.selection().isEmpty()
                    && before.picture.selection().isEmpty()
                    && cursor.isEmpty()
                    && before.cursor.isEmpty()
                    && isStyledAs(before);
        }

        boolean isStyledAs(Painted before) {
            return ground.equals(before.ground) && font.equals(before.font);
        }

        boolean isAlike(Painted before, Frame frame) {
            return frame.places().stream().allMatch(p -> picture.isAlike(before.picture, p));
        }
    }

    /// @param select takes the selection that a gesture leads to
    /// @param look takes the place that was clicked or that the cursor has come to
    TrayCanvas(Consumer<Selection> select, Consumer<Position> look) {
        this.select = select;
        this.look = look;
        getStyleClass().add("tray-canvas");
        getChildren().add(rectangle);
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
        TrayPicture now = picture;
        if (now == null) {
            g.clearRect(0, 0, width, height);
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
        Painted next =
                new Painted(
                        places,
                        now,
                        isFocused() ? cursor : Optional.empty(),
                        style().paint(Ink.GROUND),
                        style().font(Face.NUMBER));
        Painted before = painted;
        if (before == null || !next.isStyledAs(before)) {
            painter.restyle();
        }
        if (before != null && next.hasTheGroundOf(before)) {
            painter.repaint(
                    g,
                    places,
                    now,
                    places.frames().stream().filter(f -> !next.isAlike(before, f)).toList());
        } else {
            g.clearRect(0, 0, width, height);
            painter.paint(g, places, now, next.cursor());
        }
        painted = next;
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

    private static String label(TrayType type, List<Position> enclosed) {
        if (enclosed.isEmpty()) {
            return "";
        }
        List<Position> sorted = enclosed.stream().sorted().toList();
        return well(sorted.getFirst())
                + ":"
                + well(sorted.getLast())
                + " · "
                + sorted.size()
                + (type.drops() > 1 ? " drops" : " places");
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
        if (!rectangle.isVisible() && Math.hypot(dx, dy) < DRAG) {
            return;
        }
        enclosed =
                now.type()
                        .enclosed(
                                places.millimetres(from.getX(), from.getY()),
                                places.millimetres(event.getX(), event.getY()));
        rectangle.show(
                new Box(
                        Math.min(from.getX(), event.getX()),
                        Math.min(from.getY(), event.getY()),
                        Math.abs(dx),
                        Math.abs(dy)),
                label(now.type(), enclosed),
                getWidth(),
                getHeight());
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
        if (rectangle.isVisible()) {
            rectangle.hide();
            select.accept(
                    event.isControlDown() ? selection.add(enclosed) : selection.click(enclosed));
            enclosed = List.of();
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
                rectangle.hide();
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
