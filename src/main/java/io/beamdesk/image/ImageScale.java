package io.beamdesk.image;

/// Where the pixels of an image are in the coordinates of two axes. Pixels count from the upper left
/// corner; the middle of the first one is at 0.5.
///
/// @param across what lies to the right and to the left
/// @param down what lies below and above
public record ImageScale(Side across, Side down) {
    /// One direction of an image.
    ///
    /// @param device name of the axis
    /// @param first position at the edge of the first pixel, in the axis' units
    /// @param perPixel distance of two pixels, not 0; below 0 where positions fall to the right or
    ///     downwards
    public record Side(String device, double first, double perPixel) {
        /// Refuses what has no way back.
        public Side {
            if (perPixel == 0 || !Double.isFinite(perPixel) || !Double.isFinite(first)) {
                throw new IllegalArgumentException(
                        device + " cannot have " + perPixel + " a pixel from " + first);
            }
        }

        /// What a camera sees: here is the axis where the beam meets the image.
        public static Side of(String device, double here, double beam, double perPixel) {
            return new Side(device, here - beam * perPixel, perPixel);
        }

        /// What was measured, a pixel for each position.
        ///
        /// @param first position of the first pixel's middle
        /// @param step distance of two positions
        public static Side measured(String device, double first, double step) {
            return new Side(device, first - step / 2, step);
        }

        public double position(double pixel) {
            return first + pixel * perPixel;
        }

        public double pixel(double position) {
            return (position - first) / perPixel;
        }
    }

    /// Whether it speaks of these two axes, whichever way round.
    public boolean isOf(String one, String other) {
        return (across.device.equals(one) && down.device.equals(other))
                || (across.device.equals(other) && down.device.equals(one));
    }

    /// The direction that an axis has on the image; it must be one of the two.
    public Side side(String device) {
        return across.device.equals(device) ? across : down;
    }
}
