package io.beamdesk.ui.plot;

import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Draws a plot model onto a canvas: ground, grid, hatching, curves, markers, cursor.
final class PlotPainter {
    private static final double[][] DASHES = {{}, {}, {6, 3}, {8, 4}, {2, 3}, {}};
    private static final double HATCH_PITCH = 8;
    private static final double POINT_SPACING = 6;
    private static final double POINT_RADIUS = 2.5;

    private final PlotModel model;
    private final PlotStyle style;
    private double labels;
    private final Map<Trace, Decimation> reduced = new WeakHashMap<>();

    PlotPainter(PlotModel model, PlotStyle style) {
        this.model = model;
        this.style = style;
    }

    /// Width that the figures at the vertical axis took when it was drawn last.
    double labels() {
        return labels;
    }

    /// Draws everything; returns where values are.
    ///
    /// @param room least width for the figures at the vertical axis
    Viewport paint(
            GraphicsContext g,
            double width,
            double height,
            double room,
            boolean focused,
            double[] rubberBand) {
        Span x = model.viewX();
        Span y = model.viewY();
        Font numbers = style.font(Face.NUMBER);
        double digit = widthOf("0", numbers);
        double line = numbers.getSize() * 1.5;
        Ticks yTicks = Ticks.of(y, (int) Math.clamp(height / 100, 2, 10));
        labels =
                yTicks.values().stream()
                        .mapToDouble(v -> widthOf(yTicks.label(v), numbers))
                        .max()
                        .orElse(digit);
        double left = Math.ceil(line + 12 + Math.max(Math.max(labels, room), 4 * digit) + 8);
        double top = model.isBelow() ? 8 : 24;
        double right = 40;
        int lines = model.xAxis().title().isEmpty() ? 1 : 2;
        double bottom = model.isAbove() ? 8 : Math.ceil(lines * line + 14);
        Viewport view = new Viewport(x, y, left, top, width - left - right, height - top - bottom);
        Ticks xTicks = Ticks.of(x, (int) Math.clamp(view.width() / (digit * 10), 2, 12));

        g.clearRect(0, 0, width, height);
        g.setFill(style.paint(Ink.GROUND));
        g.fillRect(0, 0, width, height);
        model.shaded().ifPresent(part -> paintShade(g, view, part));
        paintGrid(g, view, xTicks, yTicks);
        clipped(
                g,
                view,
                () -> {
                    paintPlanned(g, view);
                    for (Curve curve : model.curves().reversed()) {
                        paintCurve(g, view, curve);
                    }
                });
        paintAxes(g, view, xTicks, yTicks);
        PlotMarks marks = new PlotMarks(g, view, style);
        model.markers().stream().filter(m -> view.x().contains(m.x())).forEach(marks::marker);
        model.cursorProperty()
                .get()
                .filter(c -> view.x().contains(c.x()))
                .ifPresent(c -> marks.cursor(c, model, focused));
        List<Curve> together =
                model.curves().stream()
                        .filter(c -> c.current() || c.series() == Curve.MEAN)
                        .toList();
        if (together.size() > 1 && !model.isBelow()) {
            marks.legend(together);
        }
        if (rubberBand.length == 4) {
            marks.rubberBand(rubberBand);
        }
        return view;
    }

    /// What the picture says, in words.
    String summary() {
        int points = model.curves().isEmpty() ? 0 : model.curves().getFirst().trace().size();
        return "Plot of "
                + model.yAxis().words("")
                + " against "
                + model.xAxis().words("")
                + ", "
                + model.curves().size()
                + " curves, "
                + points
                + " points in the current one";
    }

    static double widthOf(String words, Font font) {
        Text text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }

    private static double crisp(double pixel) {
        return Math.floor(pixel) + 0.5;
    }

    private static void clipped(GraphicsContext g, Viewport view, Runnable drawing) {
        g.save();
        g.beginPath();
        g.rect(view.left(), view.top(), view.width(), view.height());
        g.clip();
        drawing.run();
        g.restore();
    }

    private void paintGrid(GraphicsContext g, Viewport view, Ticks xTicks, Ticks yTicks) {
        g.setStroke(style.paint(Ink.GRID));
        g.setLineWidth(1);
        g.setLineDashes();
        for (double value : xTicks.values()) {
            double at = crisp(view.pixelX(value));
            g.strokeLine(at, view.top(), at, view.bottom());
        }
        for (double value : yTicks.values()) {
            double at = crisp(view.pixelY(value));
            g.strokeLine(view.left(), at, view.right(), at);
        }
    }

    private void paintAxes(GraphicsContext g, Viewport view, Ticks xTicks, Ticks yTicks) {
        g.setStroke(style.paint(Ink.AXIS));
        g.setLineWidth(1);
        g.setLineDashes();
        g.strokeLine(crisp(view.left()), view.top(), crisp(view.left()), crisp(view.bottom()));
        g.strokeLine(crisp(view.left()), crisp(view.bottom()), view.right(), crisp(view.bottom()));
        g.setFill(style.paint(Ink.MUTED));
        g.setFont(style.font(Face.NUMBER));
        double line = style.font(Face.NUMBER).getSize() * 1.5;
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.CENTER);
        for (double value : model.isAbove() ? List.<Double>of() : xTicks.values()) {
            g.fillText(xTicks.label(value), view.pixelX(value), view.bottom() + 6);
        }
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        double above = Double.POSITIVE_INFINITY;
        for (double value : yTicks.values()) {
            double at = view.pixelY(value);
            // In a low plot they would lie on each other.
            if (above - at >= line) {
                g.fillText(yTicks.label(value), view.left() - 8, at);
                above = at;
            }
        }
        g.setFont(style.font(Face.WORD));
        g.setTextBaseline(VPos.TOP);
        if (!model.isAbove()) {
            g.fillText(
                    model.xAxis().words(xTicks.factor()), view.right(), view.bottom() + 8 + line);
        }
        g.save();
        g.translate(line + 2, view.top() + view.height() / 2);
        g.rotate(-90);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BOTTOM);
        g.fillText(model.yAxis().words(yTicks.factor()), 0, 0);
        g.restore();
    }

    private void paintShade(GraphicsContext g, Viewport view, Span part) {
        double from = Math.clamp(view.pixelX(part.low()), view.left(), view.right());
        double to = Math.clamp(view.pixelX(part.high()), view.left(), view.right());
        g.setFill(style.paint(Ink.CHOSEN_GROUND));
        g.fillRect(Math.floor(from), view.top(), Math.ceil(to - from), view.height());
    }

    private void paintPlanned(GraphicsContext g, Viewport view) {
        model.planned()
                .ifPresent(rest -> {
                    double from =
                            Math.max(
                                    view.left(),
                                    Math.min(view.pixelX(rest.from()), view.pixelX(rest.to())));
                    double to =
                            Math.min(
                                    view.right(),
                                    Math.max(view.pixelX(rest.from()), view.pixelX(rest.to())));
                    if (to <= from) {
                        return;
                    }
                    g.save();
                    g.beginPath();
                    // Whole pixels: any other clip costs a blend of the whole canvas a line.
                    g.rect(
                            Math.floor(from),
                            view.top(),
                            Math.ceil(to) - Math.floor(from),
                            view.height());
                    g.clip();
                    g.setStroke(style.paint(Ink.HATCH));
                    g.setLineWidth(1);
                    g.setLineDashes();
                    // From multiples of the pitch, so that the lines stand still while the edge
                    // moves on.
                    double first = Math.floor(from / HATCH_PITCH) * HATCH_PITCH;
                    for (double at = first; at < to + view.height(); at += HATCH_PITCH) {
                        g.strokeLine(at, view.top(), at - view.height(), view.bottom());
                    }
                    g.restore();
                });
    }

    private Decimation reduce(Trace trace, Viewport view) {
        int columns = (int) Math.ceil(view.width());
        Decimation known = reduced.get(trace);
        if (known == null || !known.fits(trace, view.x(), columns)) {
            known = new Decimation(trace, view.x(), columns);
            reduced.put(trace, known);
        }
        known.update();
        return known;
    }

    private void paintCurve(GraphicsContext g, Viewport view, Curve curve) {
        Decimation buckets = reduce(curve.trace(), view);
        g.setStroke(style.paint(Ink.series(curve.series())));
        g.setLineWidth(curve.current() ? 2.5 : 1.5);
        g.setLineDashes(
                curve.current()
                        ? new double[0]
                        : DASHES[Math.clamp(curve.series(), 1, DASHES.length) - 1]);
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineJoin(StrokeLineJoin.ROUND);
        List<double[]> points = new ArrayList<>();
        boolean dense = buckets.size() > view.width() / POINT_SPACING;
        g.beginPath();
        for (int i = 0; i < buckets.size(); i++) {
            double x = view.pixelX(buckets.firstX(i));
            double y = view.pixelY(buckets.firstY(i));
            if (buckets.joined(i)) {
                g.lineTo(x, y);
            } else {
                g.moveTo(x, y);
            }
            if (buckets.lastX(i) != buckets.firstX(i) || buckets.lowY(i) != buckets.highY(i)) {
                double middle = view.pixelX((buckets.firstX(i) + buckets.lastX(i)) / 2);
                g.lineTo(middle, view.pixelY(buckets.lowY(i)));
                g.lineTo(middle, view.pixelY(buckets.highY(i)));
                g.lineTo(view.pixelX(buckets.lastX(i)), view.pixelY(buckets.lastY(i)));
            } else if (curve.current() && !dense) {
                points.add(new double[] {x, y});
            }
        }
        g.stroke();
        if (!dense) {
            g.setLineDashes();
            g.setFill(style.paint(Ink.series(curve.series())));
            points.forEach(p ->
                    g.fillOval(
                            p[0] - POINT_RADIUS,
                            p[1] - POINT_RADIUS,
                            2 * POINT_RADIUS,
                            2 * POINT_RADIUS));
        }
        if (curve.current() && model.planned().isPresent() && buckets.size() > 0) {
            paintTip(
                    g,
                    view.pixelX(buckets.lastX(buckets.size() - 1)),
                    view.pixelY(buckets.lastY(buckets.size() - 1)));
        }
    }

    /// The point measured last, while there are more to come.
    private void paintTip(GraphicsContext g, double x, double y) {
        g.setFill(style.paint(Ink.GROUND));
        g.fillOval(x - 5, y - 5, 10, 10);
        g.setLineWidth(2.5);
        g.strokeOval(x - 5, y - 5, 10, 10);
    }
}
