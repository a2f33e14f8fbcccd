package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.Selection;
import io.beamdesk.ui.plot.PlotStyle;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.samples.DropShapes.At;
import io.beamdesk.ui.samples.TrayLayout.Box;
import io.beamdesk.ui.samples.TrayLayout.Dot;
import io.beamdesk.ui.samples.TrayLayout.Frame;
import io.beamdesk.ui.samples.TrayPicture.Mark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Draws a tray: wells or pucks, places in their states, and the way of the collection.
final class TrayPainter {
    private static final double ARC = 8;
    private static final double ARROW = 5;

    /// Arrowheads only where there is room between two places.
    private static final double LEAST_FOR_ARROW = 14;

    /// How much is left of a place that is not looked for.
    private static final double DIMMED = 0.28;

    private final PlotStyle style;
    private final DropShapes shapes;

    TrayPainter(PlotStyle style) {
        this.style = style;
        shapes = new DropShapes(style);
    }

    /// Places that are drawn alike.
    private record Look(SampleState state, boolean low, boolean dimmed) {
        static Look of(TrayPicture picture, Position position) {
            Mark mark = picture.mark(position);
            return new Look(mark.state(), mark.low(), picture.isDimmed(position));
        }
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
        if (!selection.isEmpty()) {
            shapes.selected(g, selection.positions().stream().map(p -> at(layout.dot(p))).toList());
        }
        cursor.ifPresent(p -> cursor(g, layout.dot(p)));
    }

    /// Draws some frames and what is in them again, where nothing is selected.
    void repaint(
            GraphicsContext g, TrayLayout layout, TrayPicture picture, Collection<Frame> changed) {
        List<Dot> dots = new ArrayList<>();
        for (Frame frame : changed) {
            Box box = frame.box();
            // The thickest line reaches over the edge.
            g.clearRect(box.x() - 2, box.y() - 2, box.width() + 4, box.height() + 4);
            frame.places().forEach(place -> dots.add(layout.dot(place)));
        }
        frames(g, changed, picture);
        places(g, dots, picture);
    }

    private static At at(Dot dot) {
        return new At(dot.x(), dot.y(), dot.radius());
    }

    private void places(GraphicsContext g, List<Dot> all, TrayPicture picture) {
        Map<Look, List<Dot>> alike = new LinkedHashMap<>();
        for (Dot dot : all) {
            if (!picture.selection().contains(dot.position())) {
                alike.computeIfAbsent(Look.of(picture, dot.position()), _ -> new ArrayList<>())
                        .add(dot);
            }
        }
        alike.forEach((look, dots) -> {
            g.setGlobalAlpha(look.dimmed() ? DIMMED : 1);
            shapes.draw(
                    g,
                    dots.stream().map(TrayPainter::at).toList(),
                    look.state(),
                    look.low(),
                    picture.share());
            if (look.state() == SampleState.SCREENED) {
                dots.forEach(dot -> shapes.score(g, at(dot), picture.mark(dot.position())));
            }
        });
        g.setGlobalAlpha(1);
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
        g.setLineDashes();
        alike.forEach((line, frames) -> {
            g.setFill(style.paint(line.fill));
            g.setStroke(style.paint(line.line));
            g.setLineWidth(line.width);
            g.beginPath();
            frames.forEach(frame -> outline(g, frame, line.width % 2 == 0 ? 0 : 0.5));
            g.fill();
            g.stroke();
        });
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

    /// @param in how far into the frame its line runs, so that it is sharp
    private static void outline(GraphicsContext g, Frame frame, double in) {
        double x = frame.box().x() + in;
        double y = frame.box().y() + in;
        double right = x + frame.box().width() - 1;
        double bottom = y + frame.box().height() - 1;
        if (frame.round()) {
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

    private void way(GraphicsContext g, TrayLayout layout, List<Position> order) {
        g.setStroke(style.paint(Ink.CHOSEN));
        g.setFill(style.paint(Ink.CHOSEN));
        g.setLineDashes();
        g.setLineWidth(2);
        g.beginPath();
        for (int i = 0; i < order.size(); i++) {
            Dot dot = layout.dot(order.get(i));
            if (i == 0) {
                g.moveTo(dot.x(), dot.y());
            } else {
                g.lineTo(dot.x(), dot.y());
            }
        }
        g.stroke();
        g.beginPath();
        for (int i = 1; i < order.size(); i++) {
            arrow(g, layout.dot(order.get(i - 1)), layout.dot(order.get(i)));
        }
        g.fill();
    }

    /// Its head half-way, where there is room for it.
    private static void arrow(GraphicsContext g, Dot from, Dot to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = Math.hypot(dx, dy);
        if (length - from.radius() - to.radius() >= LEAST_FOR_ARROW) {
            double ux = dx / length;
            double uy = dy / length;
            double mx = from.x() + dx / 2 + ux * ARROW;
            double my = from.y() + dy / 2 + uy * ARROW;
            g.moveTo(mx, my);
            g.lineTo(mx - 2 * ARROW * ux - ARROW * uy, my - 2 * ARROW * uy + ARROW * ux);
            g.lineTo(mx - 2 * ARROW * ux + ARROW * uy, my - 2 * ARROW * uy - ARROW * ux);
            g.closePath();
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
