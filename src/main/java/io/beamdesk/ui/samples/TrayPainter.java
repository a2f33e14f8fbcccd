package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.Selection;
import io.beamdesk.ui.plot.PlotStyle;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.samples.DropShapes.At;
import io.beamdesk.ui.samples.Stamps.Size;
import io.beamdesk.ui.samples.TrayLayout.Box;
import io.beamdesk.ui.samples.TrayLayout.Dot;
import io.beamdesk.ui.samples.TrayLayout.Frame;
import io.beamdesk.ui.samples.TrayPicture.Mark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Draws a tray: wells or pucks, places in their states, and the way of the collection.
final class TrayPainter {
    private static final double ARC = 8;
    private static final double ARROW = 5;

    /// Arrowheads only where there is room between two places.
    private static final double LEAST_FOR_ARROW = 14;

    /// A longer part of the way than between neighbours, in pixels.
    private static final double LONG_STEP = 128;

    /// How much is left of a place that is not looked for.
    private static final double DIMMED = 0.28;

    /// The thickest line reaches over the edge.
    private static final double EDGE = 2;

    private final PlotStyle style;
    private final DropShapes shapes;
    private final Stamps stamps = new Stamps();

    TrayPainter(PlotStyle style) {
        this.style = style;
        shapes = new DropShapes(style);
    }

    /// A place of which many are drawn alike.
    private record Look(SampleState state, boolean low, double radius) {}

    /// A selected place.
    private record Selected(double radius) {}

    /// Colours or fonts have changed.
    void restyle() {
        stamps.forget();
    }

    /// @param cursor where the keyboard is, while the control has the focus
    void paint(
            GraphicsContext g, TrayLayout layout, TrayPicture picture, Optional<Position> cursor) {
        Selection selection = picture.selection();
        Set<Integer> rows = new HashSet<>();
        Set<Integer> columns = new HashSet<>();
        selection
                .positions()
                .forEach(p -> {
                    rows.add(p.row());
                    columns.add(p.column());
                });
        names(g, layout, picture, rows, columns);
        frames(g, layout.frames(), picture);
        places(g, layout.dots(), picture);
        if (picture.type().kind().isOnStage()) {
            way(g, layout, selection.positions());
        }
        selected(g, layout, selection.positions());
        cursor.ifPresent(p -> cursor(g, layout.dot(p)));
    }

    /// Draws some frames and what is in them again, where nothing is selected.
    void repaint(
            GraphicsContext g, TrayLayout layout, TrayPicture picture, Collection<Frame> changed) {
        List<Dot> dots = new ArrayList<>();
        for (Frame frame : changed) {
            Box box = frame.box();
            g.clearRect(
                    box.x() - EDGE,
                    box.y() - EDGE,
                    box.width() + 2 * EDGE,
                    box.height() + 2 * EDGE);
            frame.places().forEach(place -> dots.add(layout.dot(place)));
        }
        frames(g, changed, picture);
        places(g, dots, picture);
    }

    private static At at(Dot dot) {
        return new At(Math.round(dot.x()), Math.round(dot.y()), dot.radius());
    }

    private void places(GraphicsContext g, List<Dot> all, TrayPicture picture) {
        for (Dot dot : all) {
            Position place = dot.position();
            if (!picture.selection().contains(place)) {
                g.setGlobalAlpha(picture.isDimmed(place) ? DIMMED : 1);
                place(g, at(dot), picture.mark(place), picture.share());
            }
        }
        g.setGlobalAlpha(1);
    }

    private void place(GraphicsContext g, At at, Mark mark, double share) {
        if (mark.state() == SampleState.MEASURING) {
            // There is one, and it looks different every second.
            shapes.draw(g, at, mark.state(), mark.low(), share);
        } else {
            stamp(
                    g,
                    new Look(mark.state(), mark.low(), at.radius()),
                    at,
                    (to, there) -> shapes.draw(to, there, mark.state(), mark.low(), share));
        }
        shapes.score(g, at, mark);
    }

    private void selected(GraphicsContext g, TrayLayout layout, List<Position> order) {
        for (int i = 0; i < order.size(); i++) {
            At at = at(layout.dot(order.get(i)));
            stamp(g, new Selected(at.radius()), at, shapes::selected);
            shapes.number(g, at, i + 1);
        }
    }

    private void stamp(
            GraphicsContext g, Object what, At at, BiConsumer<GraphicsContext, At> draw) {
        double half = Math.ceil(at.radius()) + EDGE;
        stamps.put(
                g,
                what,
                at.x() - half,
                at.y() - half,
                new Size(2 * half, 2 * half),
                to -> draw.accept(to, new At(half, half, at.radius())));
    }

    private void names(
            GraphicsContext g,
            TrayLayout layout,
            TrayPicture picture,
            Set<Integer> rows,
            Set<Integer> columns) {
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < layout.rowNames().size(); i++) {
            Box box = layout.rowNames().get(i);
            // The name of a puck stands in its middle and is drawn with it.
            if (!layout.columnNames().isEmpty()) {
                name(g, box, picture.type().rowName(i + 1), rows.contains(i + 1));
            }
        }
        for (int i = 0; i < layout.columnNames().size(); i++) {
            name(g, layout.columnNames().get(i), Integer.toString(i + 1), columns.contains(i + 1));
        }
    }

    private void name(GraphicsContext g, Box box, String text, boolean chosen) {
        g.setFont(style.font(chosen ? Face.NAME : Face.NUMBER));
        g.setFill(style.paint(chosen ? Ink.ACCENT : Ink.MUTED));
        g.fillText(text, box.centreX(), box.centreY());
    }

    /// How a frame is drawn, and the thicker over the thinner.
    private enum Line {
        PLAIN(Ink.SURFACE, Ink.GRID, 1),
        CHOSEN(Ink.CHOSEN_GROUND, Ink.CHOSEN, 2),
        IN_BEAM(Ink.SURFACE, Ink.CHOSEN, 3),
        CHOSEN_IN_BEAM(Ink.CHOSEN_GROUND, Ink.CHOSEN, 3);

        private final Ink fill;
        private final Ink line;
        private final double width;

        Line(Ink fill, Ink line, double width) {
            this.fill = fill;
            this.line = line;
            this.width = width;
        }

        static Line of(Frame frame, TrayPicture picture) {
            boolean chosen =
                    !frame.round()
                            && frame.places().stream().anyMatch(picture.selection()::contains);
            boolean beam = picture.inBeam().filter(frame.places()::contains).isPresent();
            return beam ? chosen ? CHOSEN_IN_BEAM : IN_BEAM : chosen ? CHOSEN : PLAIN;
        }
    }

    private void frames(GraphicsContext g, Collection<Frame> all, TrayPicture picture) {
        Map<Line, List<Frame>> alike = new EnumMap<>(Line.class);
        for (Frame frame : all) {
            alike.computeIfAbsent(Line.of(frame, picture), _ -> new ArrayList<>()).add(frame);
        }
        alike.forEach((line, frames) -> frames.forEach(frame -> frame(g, line, frame)));
        for (Frame frame : all) {
            if (!frame.name().isEmpty()) {
                name(
                        g,
                        frame.box(),
                        frame.name(),
                        frame.places().stream().anyMatch(picture.selection()::contains));
            }
        }
    }

    /// A frame of which many are drawn alike.
    private record Outline(Line line, boolean round, double width, double height) {}

    private void frame(GraphicsContext g, Line line, Frame frame) {
        Box box = frame.box();
        stamps.put(
                g,
                new Outline(line, frame.round(), box.width(), box.height()),
                Math.round(box.x() - EDGE),
                Math.round(box.y() - EDGE),
                new Size(Math.ceil(box.width()) + 2 * EDGE, Math.ceil(box.height()) + 2 * EDGE),
                to -> {
                    to.setFill(style.paint(line.fill));
                    to.setStroke(style.paint(line.line));
                    to.setLineWidth(line.width);
                    to.beginPath();
                    // Half a pixel in, a line of odd width is sharp.
                    outline(to, box, frame.round(), EDGE + (line.width % 2 == 0 ? 0 : 0.5));
                    to.fill();
                    to.stroke();
                });
    }

    /// @param in how far its line runs from the corner
    private static void outline(GraphicsContext g, Box box, boolean round, double in) {
        double x = in;
        double y = in;
        double right = x + box.width() - 1;
        double bottom = y + box.height() - 1;
        if (round) {
            double r = (right - x) / 2;
            g.moveTo(right, y + r);
            g.arc(x + r, y + r, r, r, 0, 360);
        } else {
            double r = ARC / 2;
            g.moveTo(x + r, y);
            g.arcTo(right, y, right, bottom, r);
            g.arcTo(right, bottom, x, bottom, r);
            g.arcTo(x, bottom, x, y, r);
            g.arcTo(x, y, right, y, r);
        }
        g.closePath();
    }

    /// A part of the way that many others are like.
    private record Step(long dx, long dy, double from, double to) {}

    private void way(GraphicsContext g, TrayLayout layout, List<Position> order) {
        for (int i = 1; i < order.size(); i++) {
            step(g, at(layout.dot(order.get(i - 1))), at(layout.dot(order.get(i))));
        }
    }

    private void step(GraphicsContext g, At from, At to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        if (Math.hypot(dx, dy) > LONG_STEP) {
            // It leads somewhere else each time.
            step(g, from, dx, dy, to.radius());
            return;
        }
        double left = Math.max(0, -dx) + ARROW;
        double up = Math.max(0, -dy) + ARROW;
        stamps.put(
                g,
                new Step(Math.round(dx), Math.round(dy), from.radius(), to.radius()),
                from.x() - left,
                from.y() - up,
                new Size(Math.abs(dx) + 2 * ARROW, Math.abs(dy) + 2 * ARROW),
                on -> step(on, new At(left, up, from.radius()), dx, dy, to.radius()));
    }

    /// A line, and the head of an arrow half-way where there is room for it.
    ///
    /// @param radius of the place it leads to
    private void step(GraphicsContext g, At from, double dx, double dy, double radius) {
        g.setStroke(style.paint(Ink.CHOSEN));
        g.setFill(style.paint(Ink.CHOSEN));
        g.setLineDashes();
        g.setLineWidth(2);
        g.strokeLine(from.x(), from.y(), from.x() + dx, from.y() + dy);
        double length = Math.hypot(dx, dy);
        if (length - from.radius() - radius >= LEAST_FOR_ARROW) {
            double ux = dx / length * ARROW;
            double uy = dy / length * ARROW;
            double mx = from.x() + dx / 2 + ux;
            double my = from.y() + dy / 2 + uy;
            g.fillPolygon(
                    new double[] {mx, mx - 2 * ux - uy, mx - 2 * ux + uy},
                    new double[] {my, my - 2 * uy + ux, my - 2 * uy - ux},
                    3);
        }
    }

    private void cursor(GraphicsContext g, Dot dot) {
        g.setStroke(style.paint(Ink.TEXT));
        g.setLineDashes();
        g.setLineWidth(2);
        double r = dot.radius() + 2;
        g.strokeOval(dot.x() - r, dot.y() - r, 2 * r, 2 * r);
    }
}
