package io.beamdesk.ui.samples;

import io.beamdesk.sample.SampleState;
import io.beamdesk.ui.plot.PlotStyle;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.samples.TrayPicture.Mark;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws the place of a sample: each state has a shape of its own, so that colour never says it alone.
final class DropShapes {
    /// Figures smaller than this cannot be read and are left out.
    private static final double READABLE = 7;

    private final PlotStyle style;
    private Font figures = Font.getDefault();
    private Font fitted = Font.getDefault();
    private double fittedFor = -1;

    DropShapes(PlotStyle style) {
        this.style = style;
    }

    /// A place on the canvas, in pixels.
    record At(double x, double y, double radius) {}

    /// The place of a sample.
    ///
    /// @param low whether its score is below what is worth measuring
    /// @param share of the run that is measured there, while it is
    void draw(GraphicsContext g, At at, SampleState state, boolean low, double share) {
        g.setLineDashes();
        switch (state) {
            case EMPTY -> {
                g.setLineDashes(2, 3);
                ring(g, at, 1, Ink.AXIS, 1);
                g.setLineDashes();
            }
            case DEFINED -> disc(g, at, 1, Ink.GROUND, Ink.AXIS, 1.25);
            case QUEUED -> {
                disc(g, at, 1, Ink.GROUND, Ink.AXIS, 1.25);
                hourglass(g, at);
            }
            case SCREENED -> disc(g, at, 1, Ink.GROUND, low ? Ink.WAIT : Ink.AXIS, 1.25);
            case MOUNTED -> {
                disc(g, at, 1, Ink.GROUND, Ink.ACCENT, 2);
                g.setFill(style.paint(Ink.ACCENT));
                double r = (at.radius - 1) * 0.35;
                g.fillOval(at.x - r, at.y - r, 2 * r, 2 * r);
            }
            case MEASURING -> {
                disc(g, at, 1, Ink.CHOSEN_GROUND, Ink.ACCENT, 1.25);
                progress(g, at, share);
            }
            case MEASURED -> {
                disc(g, at, 1, Ink.GOOD_GROUND, Ink.GOOD, 1.25);
                tick(g, at);
            }
            case FAILED -> {
                disc(g, at, 1.5, Ink.FAULT_GROUND, Ink.FAULT, thick(at, 2, 0.16));
                cross(g, at);
            }
        }
    }

    /// The score of a screened place in it.
    void score(GraphicsContext g, At at, Mark mark) {
        if (mark.state() == SampleState.SCREENED && mark.score().isPresent()) {
            figure(
                    g,
                    Long.toString(Math.round(mark.score().getAsDouble())),
                    at,
                    mark.low() ? Ink.WAIT_TEXT : Ink.TEXT,
                    Face.NUMBER);
        }
    }

    /// A selected place.
    void selected(GraphicsContext g, At at) {
        g.setLineDashes();
        disc(g, at, 1, Ink.CHOSEN, Ink.CHOSEN, 1);
    }

    /// The number of a selected place in the order of collection.
    void number(GraphicsContext g, At at, int number) {
        figure(g, Integer.toString(number), at, Ink.ON_CHOSEN, Face.NAME);
    }

    private void disc(GraphicsContext g, At at, double inset, Ink fill, Ink line, double width) {
        double r = at.radius - inset;
        g.setFill(style.paint(fill));
        g.fillOval(at.x - r, at.y - r, 2 * r, 2 * r);
        ring(g, at, inset, line, width);
    }

    private void ring(GraphicsContext g, At at, double inset, Ink line, double width) {
        double r = at.radius - inset;
        g.setStroke(style.paint(line));
        g.setLineWidth(width);
        g.strokeOval(at.x - r, at.y - r, 2 * r, 2 * r);
    }

    /// A line as thick as the place needs it, at least so many pixels.
    private static double thick(At at, double least, double share) {
        return Math.max(least, (at.radius - 1) * share);
    }

    private void progress(GraphicsContext g, At at, double share) {
        double r = at.radius - 1;
        g.setStroke(style.paint(Ink.CHOSEN));
        g.setLineCap(StrokeLineCap.BUTT);
        double width = Math.max(2, r * 0.3);
        g.setLineWidth(width);
        double in = r - width / 2;
        g.strokeArc(
                at.x - in,
                at.y - in,
                2 * in,
                2 * in,
                90,
                -360 * Math.max(0.04, share),
                ArcType.OPEN);
        g.setFill(style.paint(Ink.CHOSEN));
        double t = r * 0.34;
        g.fillPolygon(
                new double[] {at.x - t * 0.7, at.x + t, at.x - t * 0.7},
                new double[] {at.y - t, at.y, at.y + t},
                3);
    }

    private void tick(GraphicsContext g, At at) {
        double t = (at.radius - 1) * 0.38;
        g.beginPath();
        g.moveTo(at.x - t, at.y + t * 0.05);
        g.lineTo(at.x - t * 0.25, at.y + t * 0.75);
        g.lineTo(at.x + t, at.y - t * 0.65);
        stroke(g, Ink.GOOD, thick(at, 1.25, 0.14), StrokeLineCap.ROUND);
    }

    private void cross(GraphicsContext g, At at) {
        double t = (at.radius - 1) * 0.32;
        g.beginPath();
        g.moveTo(at.x - t, at.y - t);
        g.lineTo(at.x + t, at.y + t);
        g.moveTo(at.x - t, at.y + t);
        g.lineTo(at.x + t, at.y - t);
        stroke(g, Ink.FAULT, thick(at, 1.5, 0.14), StrokeLineCap.ROUND);
    }

    private void hourglass(GraphicsContext g, At at) {
        double h = (at.radius - 1) * 0.5;
        double w = h * 0.62;
        g.beginPath();
        g.moveTo(at.x - w, at.y - h);
        g.lineTo(at.x + w, at.y - h);
        g.lineTo(at.x - w, at.y + h);
        g.lineTo(at.x + w, at.y + h);
        g.closePath();
        g.moveTo(at.x - w * 1.25, at.y - h);
        g.lineTo(at.x + w * 1.25, at.y - h);
        g.moveTo(at.x - w * 1.25, at.y + h);
        g.lineTo(at.x + w * 1.25, at.y + h);
        stroke(g, Ink.MUTED, thick(at, 1, 0.08), StrokeLineCap.BUTT);
    }

    private void stroke(GraphicsContext g, Ink ink, double width, StrokeLineCap cap) {
        g.setStroke(style.paint(ink));
        g.setLineWidth(width);
        g.setLineCap(cap);
        g.stroke();
    }

    private void figure(GraphicsContext g, String text, At at, Ink ink, Face face) {
        double size = at.radius * (text.length() > 3 ? 0.62 : text.length() > 2 ? 0.8 : 0.95);
        if (size < READABLE) {
            return;
        }
        g.setFont(fitted(style.font(face), size));
        g.setFill(style.paint(ink));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, at.x, at.y);
    }

    /// The font of the stylesheet, smaller where a place has no room for it.
    private Font fitted(Font font, double size) {
        if (size >= font.getSize()) {
            return font;
        }
        if (!font.equals(figures) || size != fittedFor) {
            figures = font;
            fittedFor = size;
            boolean bold = font.getStyle().contains("Bold");
            fitted =
                    Font.font(
                            font.getFamily(),
                            bold
                                    ? javafx.scene.text.FontWeight.BOLD
                                    : javafx.scene.text.FontWeight.NORMAL,
                            size);
        }
        return fitted;
    }

    /// Words of a state, as the key has them.
    static String word(SampleState state) {
        return switch (state) {
            case EMPTY -> "Empty";
            case DEFINED -> "Defined";
            case QUEUED -> "Queued";
            case MOUNTED -> "Mounted";
            case MEASURING -> "Collecting";
            case MEASURED -> "Collected";
            case FAILED -> "Failed";
            case SCREENED -> "Screened";
        };
    }
}
