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
    /// A place smaller than this has no room for figures.
    private static final double READABLE = 8;

    private final PlotStyle style;
    private Font figures = Font.getDefault();
    private Font fitted = Font.getDefault();
    private double fittedFor = -1;

    DropShapes(PlotStyle style) {
        this.style = style;
    }

    /// A place with its mark.
    ///
    /// @param share of the run that is measured there, while it is
    void draw(GraphicsContext g, double x, double y, double radius, Mark mark, double share) {
        double r = radius - 1;
        g.setLineDashes();
        switch (mark.state()) {
            case EMPTY -> {
                g.setLineDashes(2, 3);
                ring(g, x, y, r, Ink.AXIS, 1);
                g.setLineDashes();
            }
            case DEFINED -> disc(g, x, y, r, Ink.GROUND, Ink.AXIS, 1.25);
            case QUEUED -> {
                disc(g, x, y, r, Ink.GROUND, Ink.AXIS, 1.25);
                hourglass(g, x, y, r * 0.5);
            }
            case SCREENED -> {
                Ink ink = mark.low() ? Ink.WAIT : Ink.AXIS;
                disc(g, x, y, r, Ink.GROUND, ink, 1.25);
                if (mark.score().isPresent()) {
                    figure(
                            g,
                            Long.toString(Math.round(mark.score().getAsDouble())),
                            x,
                            y,
                            radius,
                            mark.low() ? Ink.WAIT_TEXT : Ink.TEXT,
                            Face.NUMBER);
                }
            }
            case MOUNTED -> {
                disc(g, x, y, r, Ink.GROUND, Ink.ACCENT, 2);
                g.setFill(style.paint(Ink.ACCENT));
                g.fillOval(x - r * 0.35, y - r * 0.35, r * 0.7, r * 0.7);
            }
            case MEASURING -> {
                disc(g, x, y, r, Ink.CHOSEN_GROUND, Ink.ACCENT, 1.25);
                g.setStroke(style.paint(Ink.CHOSEN));
                g.setLineCap(StrokeLineCap.BUTT);
                double width = Math.max(2, r * 0.3);
                g.setLineWidth(width);
                double in = r - width / 2;
                g.strokeArc(
                        x - in,
                        y - in,
                        2 * in,
                        2 * in,
                        90,
                        -360 * Math.max(0.04, share),
                        ArcType.OPEN);
                g.setFill(style.paint(Ink.CHOSEN));
                double t = r * 0.34;
                g.fillPolygon(
                        new double[] {x - t * 0.7, x + t, x - t * 0.7},
                        new double[] {y - t, y, y + t},
                        3);
            }
            case MEASURED -> {
                disc(g, x, y, r, Ink.GOOD_GROUND, Ink.GOOD, 1.25);
                g.setStroke(style.paint(Ink.GOOD));
                g.setLineWidth(Math.max(1.25, r * 0.14));
                g.setLineCap(StrokeLineCap.ROUND);
                double t = r * 0.38;
                g.strokePolyline(
                        new double[] {x - t, x - t * 0.25, x + t},
                        new double[] {y + t * 0.05, y + t * 0.75, y - t * 0.65},
                        3);
            }
            case FAILED -> {
                disc(g, x, y, r - 0.5, Ink.FAULT_GROUND, Ink.FAULT, Math.max(2, r * 0.16));
                g.setLineWidth(Math.max(1.5, r * 0.14));
                g.setLineCap(StrokeLineCap.ROUND);
                double t = r * 0.32;
                g.strokeLine(x - t, y - t, x + t, y + t);
                g.strokeLine(x - t, y + t, x + t, y - t);
            }
        }
    }

    /// A selected place with its number in the order of collection.
    void selected(GraphicsContext g, double x, double y, double radius, int number) {
        g.setLineDashes();
        disc(g, x, y, radius - 1, Ink.CHOSEN, Ink.CHOSEN, 1);
        figure(g, Integer.toString(number), x, y, radius, Ink.ON_CHOSEN, Face.NAME);
    }

    private void disc(
            GraphicsContext g, double x, double y, double r, Ink fill, Ink line, double width) {
        g.setFill(style.paint(fill));
        g.fillOval(x - r, y - r, 2 * r, 2 * r);
        ring(g, x, y, r, line, width);
    }

    private void ring(GraphicsContext g, double x, double y, double r, Ink line, double width) {
        g.setStroke(style.paint(line));
        g.setLineWidth(width);
        g.strokeOval(x - r, y - r, 2 * r, 2 * r);
    }

    private void hourglass(GraphicsContext g, double x, double y, double h) {
        double w = h * 0.62;
        g.setStroke(style.paint(Ink.MUTED));
        g.setLineWidth(Math.max(1, h * 0.16));
        g.setLineCap(StrokeLineCap.BUTT);
        g.strokePolygon(
                new double[] {x - w, x + w, x - w, x + w},
                new double[] {y - h, y - h, y + h, y + h},
                4);
        g.strokeLine(x - w * 1.25, y - h, x + w * 1.25, y - h);
        g.strokeLine(x - w * 1.25, y + h, x + w * 1.25, y + h);
    }

    private void figure(
            GraphicsContext g, String text, double x, double y, double radius, Ink ink, Face face) {
        if (radius < READABLE) {
            return;
        }
        g.setFont(
                fitted(
                        style.font(face),
                        radius * (text.length() > 3 ? 0.62 : text.length() > 2 ? 0.8 : 0.95)));
        g.setFill(style.paint(ink));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, x, y);
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
