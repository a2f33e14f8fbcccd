package io.beamdesk.ui.recipes;

import io.beamdesk.ui.plot.PlotStyle;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.plot.Span;
import io.beamdesk.ui.plot.Ticks;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.shape.ArcType;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Draws on a canvas in the inks of the stylesheet, on whole pixels.
final class Pen {
    /// Space between a figure and what it belongs to.
    static final double GAP = 6;

    private static final double SHADE = 0.14;
    private static final double DASH = 4;

    private final GraphicsContext g;
    private final PlotStyle style;
    private final double width;
    private final double height;

    Pen(GraphicsContext g, PlotStyle style, double width, double height) {
        this.g = g;
        this.style = style;
        this.width = width;
        this.height = height;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /// Height of a line of figures.
    double line() {
        return Math.ceil(style.font(Face.NUMBER).getSize() * 1.4);
    }

    void clear() {
        g.setFill(style.paint(Ink.GROUND));
        g.fillRect(0, 0, width, height);
    }

    /// A line on the middle of pixels.
    void stroke(Ink ink, double thickness, double... xy) {
        g.setStroke(style.paint(ink));
        g.setLineWidth(thickness);
        g.beginPath();
        for (int i = 0; i + 1 < xy.length; i += 2) {
            double x = Math.floor(xy[i]) + 0.5;
            double y = Math.floor(xy[i + 1]) + 0.5;
            if (i == 0) {
                g.moveTo(x, y);
            } else {
                g.lineTo(x, y);
            }
        }
        g.stroke();
    }

    void dashed(Ink ink, double... xy) {
        g.setLineDashes(DASH, DASH);
        stroke(ink, 1.5, xy);
        g.setLineDashes();
    }

    void fill(Ink ink, double x, double y, double w, double h) {
        g.setFill(style.paint(ink));
        g.fillRect(Math.round(x), Math.round(y), Math.max(1, Math.round(w)), Math.round(h));
    }

    /// A surface that lets through what is below it.
    void shade(Ink ink, double x, double y, double w, double h) {
        g.setGlobalAlpha(SHADE);
        fill(ink, x, y, w, h);
        g.setGlobalAlpha(1);
    }

    void dot(Ink ink, double x, double y, double radius) {
        g.setFill(style.paint(ink));
        g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    void ring(Ink ink, double x, double y, double radius) {
        g.setStroke(style.paint(ink));
        g.setLineWidth(2);
        g.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /// The edge of a circle, in degrees against the clock from three o'clock.
    void arc(Ink ink, double thickness, double x, double y, double r, double from, double turn) {
        g.setStroke(style.paint(ink));
        g.setLineWidth(thickness);
        g.strokeArc(x - r, y - r, 2 * r, 2 * r, from, turn, ArcType.OPEN);
    }

    /// A piece of a disc that lets through what is below it.
    void sector(Ink ink, double x, double y, double r, double from, double turn) {
        g.setGlobalAlpha(SHADE);
        g.setFill(style.paint(ink));
        g.fillArc(x - r, y - r, 2 * r, 2 * r, from, turn, ArcType.ROUND);
        g.setGlobalAlpha(1);
    }

    void frame(Ink ink, double x, double y, double w, double h) {
        stroke(ink, 2, x, y, x + w, y, x + w, y + h, x, y + h, x, y);
    }

    /// A head of an arrow whose base is here and whose tip is further on.
    void arrow(Ink ink, double x, double y, double dx, double dy) {
        g.setFill(style.paint(ink));
        g.fillPolygon(
                new double[] {x + dx, x - dy, x + dy}, new double[] {y + dy, y + dx, y - dx}, 3);
    }

    void triangle(Ink ink, double x, double tip, double size) {
        g.setFill(style.paint(ink));
        g.fillPolygon(
                new double[] {x, x - size, x + size},
                new double[] {tip, tip - 1.5 * size, tip - 1.5 * size},
                3);
    }

    double widthOf(Face face, String words) {
        Text text = new Text(words);
        Font font = style.font(face);
        text.setFont(font);
        return Math.ceil(text.getLayoutBounds().getWidth());
    }

    /// Words whose left end, middle or right end is at x and whose top is at y; kept on the canvas.
    void text(Face face, Ink ink, TextAlignment align, double x, double y, String words) {
        double room = widthOf(face, words);
        double left =
                switch (align) {
                    case RIGHT -> x - room;
                    case CENTER -> x - room / 2;
                    case LEFT, JUSTIFY -> x;
                };
        g.setFill(style.paint(ink));
        g.setFont(style.font(face));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.TOP);
        g.fillText(
                words, Math.round(Math.clamp(left, 0, Math.max(0, width - room))), Math.round(y));
    }

    void figure(TextAlignment align, double x, double y, String words) {
        text(Face.NUMBER, Ink.MUTED, align, x, y, words);
    }

    /// A rectangle of the canvas with axes.
    record Frame(double left, double top, double right, double bottom, Span x, Span y) {
        double px(double value) {
            return left + (value - x.low()) / x.length() * (right - left);
        }

        double py(double value) {
            return bottom - (value - y.low()) / y.length() * (bottom - top);
        }
    }

    /// Draws grid, axes and figures of a frame.
    void axes(Frame frame, boolean figuresBelow) {
        Ticks across = Ticks.of(frame.x(), (int) Math.max(3, (frame.right() - frame.left()) / 80));
        Ticks up = Ticks.of(frame.y(), (int) Math.max(3, (frame.bottom() - frame.top()) / 40));
        for (double x : across.values()) {
            double at = frame.px(x);
            stroke(Ink.GRID, 1, at, frame.top(), at, frame.bottom());
            if (figuresBelow) {
                figure(TextAlignment.CENTER, at, frame.bottom() + GAP, across.label(x));
            }
        }
        for (double y : up.values()) {
            double at = frame.py(y);
            stroke(Ink.GRID, 1, frame.left(), at, frame.right(), at);
            figure(TextAlignment.RIGHT, frame.left() - GAP, at - line() / 2, up.label(y));
        }
        stroke(
                Ink.AXIS,
                1,
                frame.left(),
                frame.top(),
                frame.left(),
                frame.bottom(),
                frame.right(),
                frame.bottom());
    }

    /// Room for the figures of the values at an axis.
    double roomFor(Span values, double length) {
        Ticks ticks = Ticks.of(values, (int) Math.max(3, length / 40));
        return ticks.values().stream()
                        .mapToDouble(v -> widthOf(Face.NUMBER, ticks.label(v)))
                        .max()
                        .orElse(0)
                + 2 * GAP;
    }

    /// Draws what is inside the frame only.
    void inside(Frame frame, Runnable drawing) {
        g.save();
        g.beginPath();
        g.rect(
                frame.left(),
                frame.top(),
                frame.right() - frame.left(),
                frame.bottom() - frame.top());
        g.clip();
        drawing.run();
        g.restore();
    }

    /// An image between two corners, its pixels as they are; mirrored where the corners are.
    void image(WritableImage image, double x, double y, double otherX, double otherY) {
        g.save();
        g.setImageSmoothing(false);
        g.translate(x, y);
        g.scale((otherX - x) / image.getWidth(), (otherY - y) / image.getHeight());
        g.drawImage(image, 0, 0);
        g.restore();
    }

    /// A path through points, not moved to pixels.
    void path(Ink ink, double thickness, List<double[]> points) {
        g.setStroke(style.paint(ink));
        g.setLineWidth(thickness);
        g.beginPath();
        for (int i = 0; i < points.size(); i++) {
            if (i == 0) {
                g.moveTo(points.get(i)[0], points.get(i)[1]);
            } else {
                g.lineTo(points.get(i)[0], points.get(i)[1]);
            }
        }
        g.stroke();
    }
}
