package io.beamdesk.ui.plot;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import java.nio.IntBuffer;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Draws a map model onto a canvas: hatching, cells, axes, colour bar, cursor.
final class MapPainter {
    private static final double HATCH_PITCH = 8;
    private static final double BAR_GAP = 24;
    private static final double BAR_WIDTH = 16;
    private static final int MOST_STRETCH = 4;

    private final MapModel model;
    private final PlotStyle style;
    private @Nullable Picture picture;

    /// The cells as pixels: recoloured as a whole only when the scale has changed.
    private static final class Picture {
        final Raster raster;
        final Paint paint;
        final boolean upright;
        final boolean signed;
        final ColourScale scale;
        final int[] pixels;
        final PixelBuffer<IntBuffer> buffer;
        final WritableImage image;
        final WritableImage bar;
        int coloured;
        double low = Double.NaN;
        double high = Double.NaN;

        Picture(Raster raster, Paint paint, boolean upright, boolean signed) {
            this.raster = raster;
            this.paint = paint;
            this.upright = upright;
            this.signed = signed;
            scale = ColourScale.of(paint);
            pixels = new int[raster.cells()];
            buffer =
                    new PixelBuffer<>(
                            raster.x().count(),
                            raster.y().count(),
                            IntBuffer.wrap(pixels),
                            PixelFormat.getIntArgbPreInstance());
            image = new WritableImage(buffer);
            bar = new WritableImage(1, scale.argb().length);
            for (int i = 0; i < scale.argb().length; i++) {
                bar.getPixelWriter().setArgb(0, scale.argb().length - 1 - i, scale.argb()[i]);
            }
        }

        void update() {
            if (raster.measured() == coloured) {
                return;
            }
            double least = valueOf(raster, raster.lowest());
            double most = valueOf(raster, raster.highest());
            if (signed) {
                // No difference has the colour in the middle.
                most = Math.max(Math.abs(least), Math.abs(most));
                least = -most;
            }
            if (least != low || most != high) {
                low = least;
                high = most;
                coloured = 0;
            }
            for (; coloured < raster.measured(); coloured++) {
                int cell = raster.measuredAs(coloured);
                pixels[pixel(cell)] = scale.of(valueOf(raster, cell), low, high);
            }
            buffer.updateBuffer(_ -> null);
        }

        private int pixel(int cell) {
            int nx = raster.x().count();
            int ny = raster.y().count();
            boolean mirrored = raster.x().last() < raster.x().first();
            boolean down = (raster.y().last() < raster.y().first()) == upright;
            int column = mirrored ? nx - 1 - raster.column(cell) : raster.column(cell);
            int row = down ? raster.row(cell) : ny - 1 - raster.row(cell);
            return row * nx + column;
        }
    }

    MapPainter(MapModel model, PlotStyle style) {
        this.model = model;
        this.style = style;
    }

    private static double valueOf(Raster raster, int cell) {
        return raster.value(raster.column(cell), raster.row(cell));
    }

    /// What the picture says, in words.
    String summary() {
        return model.raster()
                .map(r ->
                        "Map of "
                                + model.values().words("")
                                + " over "
                                + r.x().axis().words("")
                                + " and "
                                + r.y().axis().words("")
                                + ", "
                                + r.measured()
                                + " of "
                                + r.cells()
                                + " cells measured")
                .orElse("Empty map");
    }

    /// Draws everything; returns where values are.
    Viewport paint(GraphicsContext g, double width, double height, boolean focused) {
        g.setFill(style.paint(Ink.GROUND));
        g.fillRect(0, 0, width, height);
        if (model.raster().isEmpty()) {
            return new Viewport(new Span(0, 1), new Span(0, 1), 0, 0, 1, 1);
        }
        Raster raster = model.raster().get();
        Picture now = picture;
        Paint colours = style.paint(model.isSigned() ? Ink.DIFFERENCES : Ink.COLOURS);
        if (now == null
                || now.raster != raster
                || !now.paint.equals(colours)
                || now.upright != model.isUpright()
                || now.signed != model.isSigned()) {
            now = new Picture(raster, colours, model.isUpright(), model.isSigned());
            picture = now;
        }
        now.update();
        Viewport view = place(raster, width, height);
        paintHatching(g, view);
        g.setImageSmoothing(false);
        g.drawImage(now.image, view.left(), view.top(), view.width(), view.height());
        paintAxes(g, view, raster);
        paintBar(g, view, now);
        paintCursor(g, view, raster, focused);
        return view;
    }

    /// As large as there is room; not stretched in one direction more than a reader expects.
    private Viewport place(Raster raster, double width, double height) {
        Font numbers = style.font(Face.NUMBER);
        double digit = PlotPainter.widthOf("0", numbers);
        double line = numbers.getSize() * 1.5;
        double left = Math.ceil(line + 20 + 7 * digit);
        double right = Math.ceil(BAR_GAP + BAR_WIDTH + 16 + 9 * digit);
        double roomX = width - left - right;
        double roomY = height - 24 - Math.ceil(2 * line + 14);
        double w = roomX;
        double h = roomY;
        Span x = raster.x().span();
        Span y = raster.y().span();
        boolean sameUnits = raster.x().axis().units().equals(raster.y().axis().units());
        double ratio = x.length() / y.length();
        if (sameUnits && ratio < MOST_STRETCH && ratio > 1.0 / MOST_STRETCH) {
            w = Math.min(roomX, roomY * ratio);
            h = w / ratio;
        }
        return new Viewport(x, y, left, 24, Math.floor(w), Math.floor(h));
    }

    private void paintHatching(GraphicsContext g, Viewport view) {
        g.save();
        g.beginPath();
        g.rect(view.left(), view.top(), view.width(), view.height());
        g.clip();
        g.setStroke(style.paint(Ink.HATCH));
        g.setLineWidth(1);
        g.setLineDashes();
        for (double at = view.left(); at < view.right() + view.height(); at += HATCH_PITCH) {
            g.strokeLine(at, view.top(), at - view.height(), view.bottom());
        }
        g.restore();
    }

    private double pixelY(Viewport view, double value) {
        double up = view.pixelY(value);
        return model.isUpright() ? up : view.top() + view.bottom() - up;
    }

    private void paintAxes(GraphicsContext g, Viewport view, Raster raster) {
        Font numbers = style.font(Face.NUMBER);
        double line = numbers.getSize() * 1.5;
        double digit = PlotPainter.widthOf("0", numbers);
        g.setStroke(style.paint(Ink.AXIS));
        g.setLineWidth(1);
        g.setLineDashes();
        g.strokeRect(view.left() - 0.5, view.top() - 0.5, view.width() + 1, view.height() + 1);
        Ticks xTicks = Ticks.of(view.x(), (int) Math.clamp(view.width() / (digit * 10), 2, 12));
        Ticks yTicks = Ticks.of(view.y(), (int) Math.clamp(view.height() / 60, 2, 10));
        g.setFill(style.paint(Ink.MUTED));
        g.setFont(numbers);
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.CENTER);
        for (double value : xTicks.values()) {
            double at = Math.floor(view.pixelX(value)) + 0.5;
            g.strokeLine(at, view.bottom(), at, view.bottom() + 4);
            g.fillText(xTicks.label(value), at, view.bottom() + 7);
        }
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (double value : yTicks.values()) {
            double at = Math.floor(pixelY(view, value)) + 0.5;
            g.strokeLine(view.left() - 4, at, view.left(), at);
            g.fillText(yTicks.label(value), view.left() - 8, at);
        }
        g.setFont(style.font(Face.WORD));
        g.setTextBaseline(VPos.TOP);
        g.fillText(
                raster.x().axis().words(xTicks.factor()), view.right(), view.bottom() + 8 + line);
        g.save();
        g.translate(line + 2, view.top() + view.height() / 2);
        g.rotate(-90);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BOTTOM);
        g.fillText(raster.y().axis().words(yTicks.factor()), 0, 0);
        g.restore();
    }

    private void paintBar(GraphicsContext g, Viewport view, Picture shown) {
        double left = view.right() + BAR_GAP;
        g.drawImage(shown.bar, left, view.top(), BAR_WIDTH, view.height());
        g.setStroke(style.paint(Ink.AXIS));
        g.setLineWidth(1);
        g.strokeRect(left - 0.5, view.top() - 0.5, BAR_WIDTH + 1, view.height() + 1);
        g.setFont(style.font(Face.WORD));
        g.setFill(style.paint(Ink.MUTED));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.BOTTOM);
        double names = left + BAR_WIDTH + 8;
        if (Double.isNaN(shown.low)) {
            return;
        }
        Ticks ticks =
                Ticks.of(
                        new Span(shown.low, shown.high),
                        (int) Math.clamp(view.height() / 60, 3, 8));
        g.setFont(style.font(Face.NUMBER));
        g.setTextBaseline(VPos.CENTER);
        double line = style.font(Face.NUMBER).getSize() * 1.5;
        for (double value : ticks.values()) {
            double at =
                    view.bottom() - (value - shown.low) / (shown.high - shown.low) * view.height();
            if (at > view.top() + line && at < view.bottom() - line) {
                g.strokeLine(left + BAR_WIDTH, at, left + BAR_WIDTH + 4, at);
                g.fillText(ticks.label(value), names, at);
            }
        }
        g.setFill(style.paint(Ink.TEXT));
        g.setTextBaseline(VPos.TOP);
        g.fillText(number(shown.high), names, view.top() - 4);
        g.setTextBaseline(VPos.BOTTOM);
        g.fillText(number(shown.low), names, view.bottom() + 4);
    }

    private String number(double value) {
        return Figures.of(value, model.values().precision());
    }

    private void paintCursor(GraphicsContext g, Viewport view, Raster raster, boolean focused) {
        model.cursorProperty()
                .get()
                .ifPresent(cell -> {
                    double x = Math.floor(view.pixelX(raster.x().at(cell.ix()))) + 0.5;
                    double y = Math.floor(pixelY(view, raster.y().at(cell.iy()))) + 0.5;
                    // A casing, so that the cross reads on any colour.
                    g.setStroke(style.paint(Ink.GROUND));
                    g.setLineWidth(3);
                    cross(g, view, x, y);
                    g.setStroke(style.paint(focused ? Ink.ACCENT : Ink.TEXT));
                    g.setLineWidth(1);
                    cross(g, view, x, y);
                });
    }

    private static void cross(GraphicsContext g, Viewport view, double x, double y) {
        double gap = 6;
        g.strokeLine(x, view.top(), x, Math.max(view.top(), y - gap));
        g.strokeLine(x, Math.min(view.bottom(), y + gap), x, view.bottom());
        g.strokeLine(view.left(), y, Math.max(view.left(), x - gap), y);
        g.strokeLine(Math.min(view.right(), x + gap), y, view.right(), y);
        g.strokeOval(x - gap, y - gap, 2 * gap, 2 * gap);
    }
}
