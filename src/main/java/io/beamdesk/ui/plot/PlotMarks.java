package io.beamdesk.ui.plot;

import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Draws what lies over the curves: marker lines with their words, the cursor, the zoom rectangle.
final class PlotMarks {
    private static final double PADDING = 10;
    private static final double GAP = 10;

    private final GraphicsContext g;
    private final Viewport view;
    private final PlotStyle style;

    PlotMarks(GraphicsContext g, Viewport view, PlotStyle style) {
        this.g = g;
        this.view = view;
        this.style = style;
        g.setLineDashes();
    }

    void marker(Marker marker) {
        double x = Math.floor(view.pixelX(marker.x())) + 0.5;
        switch (marker.kind()) {
            case REFERENCE -> line(marker, x, Ink.ACCENT, Face.TITLE, 5, 3);
            case PARKED -> {
                g.setStroke(style.paint(Ink.SERIES_2));
                g.setLineWidth(2);
                g.strokeLine(x, view.top(), x, view.bottom());
                g.setFont(style.font(Face.TITLE));
                g.setFill(style.paint(Ink.SERIES_2));
                g.setTextBaseline(VPos.BOTTOM);
                g.setTextAlign(TextAlignment.LEFT);
                double width = PlotPainter.widthOf(marker.title(), style.font(Face.TITLE));
                g.fillText(
                        marker.title(),
                        Math.clamp(
                                x - width / 2,
                                view.left(),
                                Math.max(view.left(), view.right() - width)),
                        view.top() - 4);
            }
            case TABLE -> line(marker, x, Ink.MUTED, Face.WORD, 2, 3);
            case SUSPENDED -> {
                g.setStroke(style.paint(Ink.WAIT));
                g.setLineWidth(3);
                g.strokeLine(x, view.top(), x, view.bottom());
                double width =
                        Math.max(
                                        PlotPainter.widthOf(marker.title(), style.font(Face.TITLE)),
                                        PlotPainter.widthOf(marker.detail(), style.font(Face.WORD)))
                                + 2 * PADDING;
                double line = style.font(Face.WORD).getSize() * 1.45;
                double height = line * (marker.detail().isEmpty() ? 1 : 2) + 14;
                double left = besideLine(x, width);
                double top = view.top() + 12;
                g.setFill(style.paint(Ink.WAIT_GROUND));
                g.fillRoundRect(left, top, width, height, 8, 8);
                g.setLineWidth(2);
                g.strokeRoundRect(left, top, width, height, 8, 8);
                g.setTextAlign(TextAlignment.LEFT);
                g.setTextBaseline(VPos.CENTER);
                g.setFill(style.paint(Ink.WAIT_TEXT));
                g.setFont(style.font(Face.TITLE));
                g.fillText(marker.title(), left + PADDING, top + 7 + line / 2);
                g.setFill(style.paint(Ink.TEXT));
                g.setFont(style.font(Face.WORD));
                g.fillText(marker.detail(), left + PADDING, top + 7 + line * 1.5);
            }
        }
    }

    private void line(Marker marker, double x, Ink ink, Face face, double... dashes) {
        g.setStroke(style.paint(ink));
        g.setLineWidth(1.5);
        g.setLineDashes(dashes);
        g.strokeLine(x, view.top(), x, view.bottom());
        g.setLineDashes();
        g.setFont(style.font(face));
        g.setFill(style.paint(ink));
        g.setTextBaseline(VPos.TOP);
        boolean roomLeft =
                x - PlotPainter.widthOf(marker.title(), style.font(face)) - 8 > view.left();
        g.setTextAlign(roomLeft ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.fillText(marker.title(), roomLeft ? x - 8 : x + 8, view.top() + 4);
    }

    void cursor(PlotModel.Cursor at, PlotModel model, boolean focused) {
        double x = Math.floor(view.pixelX(at.x())) + 0.5;
        double y = view.pixelY(at.y());
        g.setStroke(style.paint(Ink.TEXT));
        g.setLineWidth(1);
        g.setLineDashes();
        g.strokeLine(x, view.top(), x, view.bottom());
        if (y >= view.top() && y <= view.bottom()) {
            g.setFill(style.paint(Ink.GROUND));
            g.fillOval(x - 5, y - 5, 10, 10);
            g.setStroke(style.paint(Ink.series(at.curve().series())));
            g.setLineWidth(2.5);
            g.strokeOval(x - 5, y - 5, 10, 10);
        }
        String place = readout(at.x(), model.xAxis());
        String value = readout(at.y(), model.yAxis());
        double width =
                Math.max(
                                PlotPainter.widthOf(place, style.font(Face.NUMBER)),
                                PlotPainter.widthOf(value, style.font(Face.NUMBER)))
                        + 2 * PADDING;
        double line = style.font(Face.NUMBER).getSize() * 1.5;
        double height = 2 * line + 10;
        double left = besideLine(x, width);
        // Low in the plot, where the words of the markers are not; above the point if that is low
        // itself.
        double low = view.top() + view.height() * 0.62;
        double top =
                y > low - 12 && y < low + height + 12
                        ? Math.max(view.top() + 8, low - height - 60)
                        : low;
        g.setFill(style.paint(Ink.GROUND));
        g.fillRoundRect(left, top, width, height, 8, 8);
        g.setStroke(style.paint(focused ? Ink.ACCENT : Ink.AXIS));
        g.setLineWidth(focused ? 2 : 1.5);
        g.strokeRoundRect(left, top, width, height, 8, 8);
        g.setFill(style.paint(Ink.TEXT));
        g.setFont(style.font(Face.NUMBER));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(place, left + PADDING, top + 5 + line / 2);
        g.fillText(value, left + PADDING, top + 5 + line * 1.5);
    }

    /// Which colour is which of the curves drawn together, in the upper right corner.
    void legend(List<Curve> curves) {
        double right = view.right() - 8;
        double y = view.top() - 10;
        g.setFont(style.font(Face.WORD));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setLineWidth(2.5);
        g.setLineDashes();
        for (Curve curve :
                curves.stream()
                        .sorted(Comparator.comparingInt(Curve::series).reversed())
                        .toList()) {
            g.setFill(style.paint(Ink.TEXT));
            g.fillText(curve.name(), right, y);
            double swatch = right - PlotPainter.widthOf(curve.name(), style.font(Face.WORD)) - 6;
            g.setStroke(style.paint(Ink.series(curve.series())));
            g.strokeLine(swatch - 20, y, swatch, y);
            right = swatch - 36;
        }
    }

    void rubberBand(double[] corners) {
        double left = Math.clamp(Math.min(corners[0], corners[2]), view.left(), view.right());
        double right = Math.clamp(Math.max(corners[0], corners[2]), view.left(), view.right());
        double top = Math.clamp(Math.min(corners[1], corners[3]), view.top(), view.bottom());
        double bottom = Math.clamp(Math.max(corners[1], corners[3]), view.top(), view.bottom());
        g.setStroke(style.paint(Ink.ACCENT));
        g.setLineWidth(1.5);
        g.setLineDashes(5, 3);
        g.strokeRect(left, top, right - left, bottom - top);
        g.setLineDashes();
    }

    private double besideLine(double x, double width) {
        return x + GAP + width <= view.right() ? x + GAP : x - GAP - width;
    }

    private static String readout(double value, PlotModel.Axis axis) {
        String number =
                String.format(Locale.ROOT, "%." + axis.precision() + "f", value).replace('-', '−');
        return axis.units().isEmpty() ? number : number + " " + axis.units();
    }
}
