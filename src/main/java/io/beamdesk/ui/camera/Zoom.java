package io.beamdesk.ui.camera;

/// Where a frame lies in a view.
///
/// @param scale pixels of the screen a pixel of the frame
/// @param x left edge of the frame in the view
/// @param y upper edge of the frame in the view
public record Zoom(double scale, double x, double y) {
    private static final double MOST = 64;
    private static final double LEAST_SHOWN = 32;

    /// The whole frame, as large as there is room, in the middle.
    public static Zoom fit(double width, double height, int columns, int rows) {
        double scale = Math.max(1e-6, Math.min(width / columns, height / rows));
        // On whole pixels, or every one of a magnified frame would have a soft edge.
        return new Zoom(
                scale,
                Math.floor((width - scale * columns) / 2),
                Math.floor((height - scale * rows) / 2));
    }

    /// A pixel of the frame on each of the screen, with the middle of the view where it was.
    public Zoom oneToOne(double width, double height) {
        return about(width / 2, height / 2, 1 / scale);
    }

    /// Larger by a factor, with this place of the view where it is.
    public Zoom about(double viewX, double viewY, double factor) {
        double next = Math.min(scale * factor, Math.max(MOST, scale));
        double by = next / scale;
        return new Zoom(next, viewX - (viewX - x) * by, viewY - (viewY - y) * by);
    }

    /// Moved on the screen.
    public Zoom moved(double dx, double dy) {
        return new Zoom(scale, x + dx, y + dy);
    }

    /// Not smaller than what fits, and never out of sight.
    public Zoom within(double width, double height, int columns, int rows) {
        Zoom fit = fit(width, height, columns, rows);
        if (scale <= Math.min(fit.scale, 1)) {
            return scale < Math.min(fit.scale, 1) ? fit : this;
        }
        double shownX = Math.min(LEAST_SHOWN, width);
        double shownY = Math.min(LEAST_SHOWN, height);
        return new Zoom(
                scale,
                Math.clamp(x, Math.min(shownX - scale * columns, width - shownX), width - shownX),
                Math.clamp(y, Math.min(shownY - scale * rows, height - shownY), height - shownY));
    }

    /// Where a column lies in the view; the left edge of the first one is 0, its middle 0.5.
    public double viewX(double column) {
        return x + scale * column;
    }

    /// Where a row lies in the view; the upper edge of the first one is 0, its middle 0.5.
    public double viewY(double row) {
        return y + scale * row;
    }

    /// The column at a place of the view.
    public double column(double viewX) {
        return (viewX - x) / scale;
    }

    /// The row at a place of the view.
    public double row(double viewY) {
        return (viewY - y) / scale;
    }
}
