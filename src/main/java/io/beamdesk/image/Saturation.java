package io.beamdesk.image;

import java.util.function.IntToDoubleFunction;

/// Shows which pixels have seen more light than they can count.
public final class Saturation {
    private Saturation() {}

    /// Paints every pixel that has a number at or above the level.
    ///
    /// @param colour ARGB of a saturated pixel
    /// @param argb the picture of the frame, row by row
    /// @return number of such pixels
    public static int mark(Pixels pixels, double level, int colour, int[] argb) {
        IntToDoubleFunction number = pixels.reader();
        int marked = 0;
        int components = pixels.layout().components();
        for (int row = 0; row < pixels.rows(); row++) {
            for (int column = 0; column < pixels.columns(); column++) {
                for (int c = 0; c < components; c++) {
                    if (number.applyAsDouble(pixels.index(column, row, c)) >= level) {
                        argb[row * pixels.columns() + column] = colour;
                        marked++;
                        break;
                    }
                }
            }
        }
        return marked;
    }
}
