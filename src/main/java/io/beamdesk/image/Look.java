package io.beamdesk.image;

/// How numbers become colours.
///
/// @param map colours of a frame that has none of its own
/// @param scaling which numbers are darkest and brightest
/// @param gamma exponent of the brightness; below 1 shows more of the shadows
/// @param inverted whether dark and bright change places
public record Look(ColourMap map, Scaling scaling, double gamma, boolean inverted) {
    /// Greys, levels from the frame.
    public static final Look PLAIN = new Look(ColourMap.GREY, Scaling.AUTO, 1, false);

    /// Refuses an exponent that is not above zero.
    public Look {
        if (!(gamma > 0) || Double.isInfinite(gamma)) {
            throw new IllegalArgumentException("a gamma of " + gamma + " is not above zero");
        }
    }

    /// The same with another map.
    public Look withMap(ColourMap other) {
        return new Look(other, scaling, gamma, inverted);
    }

    /// The same with other levels.
    public Look withScaling(Scaling other) {
        return new Look(map, other, gamma, inverted);
    }

    /// The same with another exponent.
    public Look withGamma(double other) {
        return new Look(map, scaling, other, inverted);
    }

    /// The same with dark and bright as told.
    public Look withInverted(boolean other) {
        return new Look(map, scaling, gamma, other);
    }
}
