package io.beamdesk.ui.samples;

import io.beamdesk.sample.SampleState;
import io.beamdesk.ui.plot.PlotStyle;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.samples.TrayPicture.Mark;
import java.util.List;
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

    /// Places of samples that are alike, each shape of all of them at once: a path costs by its length, and
    /// hundreds of paths cost hundreds of times as much.
    ///
    /// @param low whether their scores are below what is worth measuring
    /// @param share of the run that is measured there, while it is
    void draw(GraphicsContext g, List<At> places, SampleState state, boolean low, double share) {
        g.setLineDashes();
        switch (state) {
            case EMPTY -> {
                g.setLineDashes(2, 3);
                rings(g, places, 1, Ink.AXIS, 1);
                g.setLineDashes();
            }
            case DEFINED -> discs(g, places, 1, Ink.GROUND, Ink.AXIS, 1.25);
            case QUEUED -> {
                discs(g, places, 1, Ink.GROUND, Ink.AXIS, 1.25);
                hourglasses(g, places);
            }
            case SCREENED -> discs(g, places, 1, Ink.GROUND, low ? Ink.WAIT : Ink.AXIS, 1.25);
            case MOUNTED -> {
                discs(g, places, 1, Ink.GROUND, Ink.ACCENT, 2);
                g.setFill(style.paint(Ink.ACCENT));
                for (At at : places) {
                    double r = (at.radius - 1) * 0.35;
                    g.fillOval(at.x - r, at.y - r, 2 * r, 2 * r);
                }
            }
            case MEASURING -> {
                discs(g, places, 1, Ink.CHOSEN_GROUND, Ink.ACCENT, 1.25);
                places.forEach(at -> progress(g, at, share));
            }
            case MEASURED -> {
                discs(g, places, 1, Ink.GOOD_GROUND, Ink.GOOD, 1.25);
                ticks(g, places);
            }
            case FAILED -> {
                discs(g, places, 1.5, Ink.FAULT_GROUND, Ink.FAULT, thick(places, 2, 0.16));
                crosses(g, places);
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

    /// Selected places with their numbers in the order of collection.
    void selected(GraphicsContext g, List<At> places) {
        g.setLineDashes();
        discs(g, places, 1, Ink.CHOSEN, Ink.CHOSEN, 1);
        for (int i = 0; i < places.size(); i++) {
            figure(g, Integer.toString(i + 1), places.get(i), Ink.ON_CHOSEN, Face.NAME);
        }
    }

    private void discs(
            GraphicsContext g, List<At> places, double inset, Ink fill, Ink line, double width) {
        circles(g, places, inset);
        g.setFill(style.paint(fill));
        g.fill();
        g.setStroke(style.paint(line));
        g.setLineWidth(width);
        g.stroke();
    }

    private void rings(GraphicsContext g, List<At> places, double inset, Ink line, double width) {
        circles(g, places, inset);
        g.setStroke(style.paint(line));
        g.setLineWidth(width);
        g.stroke();
    }

    private static void circles(GraphicsContext g, List<At> places, double inset) {
        g.beginPath();
        for (At at : places) {
            double r = at.radius - inset;
            g.moveTo(at.x + r, at.y);
            g.arc(at.x, at.y, r, r, 0, 360);
            g.closePath();
        }
    }

    /// A line as thick as the places need it, at least so many pixels.
    private static double thick(List<At> places, double least, double share) {
        return Math.max(least, (places.getFirst().radius - 1) * share);
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

    private void ticks(GraphicsContext g, List<At> places) {
        g.beginPath();
        for (At at : places) {
            double t = (at.radius - 1) * 0.38;
            g.moveTo(at.x - t, at.y + t * 0.05);
            g.lineTo(at.x - t * 0.25, at.y + t * 0.75);
            g.lineTo(at.x + t, at.y - t * 0.65);
        }
        strokes(g, Ink.GOOD, thick(places, 1.25, 0.14), StrokeLineCap.ROUND);
    }

    private void crosses(GraphicsContext g, List<At> places) {
        g.beginPath();
        for (At at : places) {
            double t = (at.radius - 1) * 0.32;
            g.moveTo(at.x - t, at.y - t);
            g.lineTo(at.x + t, at.y + t);
            g.moveTo(at.x - t, at.y + t);
            g.lineTo(at.x + t, at.y - t);
        }
        strokes(g, Ink.FAULT, thick(places, 1.5, 0.14), StrokeLineCap.ROUND);
    }

    private void hourglasses(GraphicsContext g, List<At> places) {
        g.beginPath();
        for (At at : places) {
            double h = (at.radius - 1) * 0.5;
            double w = h * 0.62;
            g.moveTo(at.x - w, at.y - h);
            g.lineTo(at.x + w, at.y - h);
            g.lineTo(at.x - w, at.y + h);
            g.lineTo(at.x + w, at.y + h);
            g.closePath();
            g.moveTo(at.x - w * 1.25, at.y - h);
            g.lineTo(at.x + w * 1.25, at.y - h);
            g.moveTo(at.x - w * 1.25, at.y + h);
            g.lineTo(at.x + w * 1.25, at.y + h);
        }
        strokes(g, Ink.MUTED, thick(places, 1, 0.08), StrokeLineCap.BUTT);
    }

    private void strokes(GraphicsContext g, Ink ink, double width, StrokeLineCap cap) {
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
