package io.beamdesk.ui.plot;

/// Where values are on the canvas: the rectangle between the axes, in pixels, and what it shows.
///
/// @param x part of the horizontal axis
/// @param y part of the vertical axis
/// @param left left edge in pixels
/// @param top upper edge in pixels
/// @param width width in pixels, at least 1
/// @param height height in pixels, at least 1
public record Viewport(Span x, Span y, double left, double top, double width, double height) {
    /// Keeps the rectangle from vanishing.
    public Viewport {
        width = Math.max(1, width);
        height = Math.max(1, height);
    }

    /// Horizontal pixel of a value.
    public double pixelX(double value) {
        return left + (value - x.low()) / x.length() * width;
    }

    /// Vertical pixel of a value.
    public double pixelY(double value) {
        return top + height - (value - y.low()) / y.length() * height;
    }

    /// Value at a horizontal pixel.
    public double valueX(double pixel) {
        return x.low() + (pixel - left) / width * x.length();
    }

    /// Value at a vertical pixel.
    public double valueY(double pixel) {
        return y.low() + (top + height - pixel) / height * y.length();
    }

    /// Whether the pixel is between the axes.
    public boolean covers(double pixelX, double pixelY) {
        return pixelX >= left && pixelX <= left + width && pixelY >= top && pixelY <= top + height;
    }

    /// Right edge in pixels.
    public double right() {
        return left + width;
    }

    /// Lower edge in pixels.
    public double bottom() {
        return top + height;
    }
}
