package io.beamdesk.image;

/// How the colours of a frame lie in its array (`ColorMode` and `BayerPattern` of areaDetector).
public enum Layout {
    /// One number a pixel.
    MONO(1),
    /// One number a pixel behind a colour filter; the first row begins red, green.
    BAYER_RGGB(1),
    /// The first row begins green, blue; the second red, green.
    BAYER_GBRG(1),
    /// The first row begins green, red; the second blue, green.
    BAYER_GRBG(1),
    /// The first row begins blue, green.
    BAYER_BGGR(1),
    /// Red, green and blue of a pixel next to each other.
    RGB1(3),
    /// A row of reds, a row of greens, a row of blues.
    RGB2(3),
    /// The reds of the whole frame, then the greens, then the blues.
    RGB3(3);

    private final int components;

    Layout(int components) {
        this.components = components;
    }

    /// Numbers a pixel.
    public int components() {
        return components;
    }
}
