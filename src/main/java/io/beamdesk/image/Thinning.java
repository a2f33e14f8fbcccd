package io.beamdesk.image;

/// Makes a picture of fewer pixels, each the mean of a square of the many.
public final class Thinning {
    private Thinning() {}

    /// How many squares of this side lie along so many pixels, the last one cut off where they do not fit.
    public static int count(int pixels, int side) {
        return (pixels + side - 1) / side;
    }

    /// Takes means.
    ///
    /// @param argb opaque pixels, row by row
    /// @param side of a square in pixels
    /// @param thin gets [#count] of the columns times that of the rows
    public static void mean(int[] argb, int columns, int rows, int side, int[] thin) {
        int at = 0;
        for (int top = 0; top < rows; top += side) {
            int bottom = Math.min(rows, top + side);
            for (int left = 0; left < columns; left += side) {
                int right = Math.min(columns, left + side);
                int red = 0;
                int green = 0;
                int blue = 0;
                for (int row = top; row < bottom; row++) {
                    for (int i = row * columns + left; i < row * columns + right; i++) {
                        int colour = argb[i];
                        red += (colour >> 16) & 0xFF;
                        green += (colour >> 8) & 0xFF;
                        blue += colour & 0xFF;
                    }
                }
                int count = (bottom - top) * (right - left);
                thin[at++] =
                        0xFF000000
                                | ((red / count) << 16)
                                | ((green / count) << 8)
                                | (blue / count);
            }
        }
    }
}
