package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.Selection;
import io.beamdesk.ui.plot.PlotStyle;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.samples.TrayLayout.Box;
import io.beamdesk.ui.samples.TrayLayout.Dot;
import io.beamdesk.ui.samples.TrayLayout.Frame;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Draws a tray: wells or pucks, places in their states, the way of the collection, and the
/// rectangle that is being dragged.
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

    /// What is drawn over the tray.
    ///
    /// @param rectangle being dragged, if one is
    /// @param label of the rectangle
    /// @param cursor where the keyboard is, while the control has the focus
    record Over(Optional<Box> rectangle, String label, Optional<Position> cursor) {}

    void paint(GraphicsContext g, TrayLayout layout, TrayPicture picture, Over over) {
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
        for (Frame frame : layout.frames()) {
            frame(g, frame, picture);
        }
        for (Dot dot : layout.dots()) {
            if (!selection.contains(dot.position())) {
                boolean dimmed = picture.isDimmed(dot.position());
                g.setGlobalAlpha(dimmed ? DIMMED : 1);
                shapes.draw(
                        g,
                        dot.x(),
                        dot.y(),
                        dot.radius(),
                        picture.mark(dot.position()),
                        picture.share());
            }
        }
        g.setGlobalAlpha(1);
        if (picture.type().kind().isOnStage()) {
            way(g, layout, selection.positions());
        }
        List<Position> chosen = selection.positions();
        for (int i = 0; i < chosen.size(); i++) {
            Dot dot = layout.dot(chosen.get(i));
            shapes.selected(g, dot.x(), dot.y(), dot.radius(), i + 1);
        }
        over.cursor().ifPresent(p -> cursor(g, layout.dot(p)));
        over.rectangle().ifPresent(box -> rectangle(g, box, over.label()));
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

    private void frame(GraphicsContext g, Frame frame, TrayPicture picture) {
        boolean chosen =
                !frame.round() && frame.places().stream().anyMatch(picture.selection()::contains);
        boolean beam = picture.inBeam().filter(frame.places()::contains).isPresent();
        Box box = frame.box();
        g.setLineDashes();
        g.setFill(style.paint(chosen ? Ink.CHOSEN_GROUND : Ink.SURFACE));
        g.setStroke(style.paint(chosen || beam ? Ink.CHOSEN : Ink.GRID));
        double line = beam ? 3 : chosen ? 2 : 1;
        g.setLineWidth(line);
        double in = line % 2 == 0 ? 0 : 0.5;
        if (frame.round()) {
            g.fillOval(box.x(), box.y(), box.width(), box.height());
            g.strokeOval(box.x() + in, box.y() + in, box.width() - 1, box.height() - 1);
        } else {
            g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), ARC, ARC);
            g.strokeRoundRect(
                    box.x() + in, box.y() + in, box.width() - 1, box.height() - 1, ARC, ARC);
        }
        if (!frame.name().isEmpty()) {
            name(
                    g,
                    box,
                    frame.name(),
                    frame.places().stream().anyMatch(picture.selection()::contains));
        }
    }

    private void way(GraphicsContext g, TrayLayout layout, List<Position> order) {
        g.setStroke(style.paint(Ink.CHOSEN));
        g.setFill(style.paint(Ink.CHOSEN));
        g.setLineDashes();
        g.setLineWidth(2);
        for (int i = 1; i < order.size(); i++) {
            Dot from = layout.dot(order.get(i - 1));
            Dot to = layout.dot(order.get(i));
            g.strokeLine(from.x(), from.y(), to.x(), to.y());
            double dx = to.x() - from.x();
            double dy = to.y() - from.y();
            double length = Math.hypot(dx, dy);
            if (length - from.radius() - to.radius() >= LEAST_FOR_ARROW) {
                double ux = dx / length;
                double uy = dy / length;
                double mx = from.x() + dx / 2 + ux * ARROW;
                double my = from.y() + dy / 2 + uy * ARROW;
                g.fillPolygon(
                        new double[] {
                            mx, mx - 2 * ARROW * ux - ARROW * uy, mx - 2 * ARROW * ux + ARROW * uy
                        },
                        new double[] {
                            my, my - 2 * ARROW * uy + ARROW * ux, my - 2 * ARROW * uy - ARROW * ux
                        },
                        3);
            }
        }
    }

    private void cursor(GraphicsContext g, Dot dot) {
        g.setStroke(style.paint(Ink.TEXT));
        g.setLineDashes();
        g.setLineWidth(2);
        double r = dot.radius() + 2;
        g.strokeOval(dot.x() - r, dot.y() - r, 2 * r, 2 * r);
    }

    private void rectangle(GraphicsContext g, Box box, String label) {
        g.setStroke(style.paint(Ink.TEXT));
        g.setLineWidth(2);
        g.setLineDashes(6, 4);
        g.strokeRect(box.x(), box.y(), box.width(), box.height());
        g.setLineDashes();
        if (label.isEmpty()) {
            return;
        }
        g.setFont(style.font(Face.NAME));
        double width = label.length() * style.font(Face.NAME).getSize() * 0.62 + 16;
        double x = Math.max(0, box.x() + box.width() - width);
        double y = box.y() + box.height() + 4;
        g.setFill(style.paint(Ink.TEXT));
        g.fillRoundRect(x, y, width, 26, 4, 4);
        g.setFill(style.paint(Ink.GROUND));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(label, x + width / 2, y + 13);
    }
}
