package io.beamdesk.image;

import java.util.function.IntToDoubleFunction;

/// Numbers along a line across a frame, one a pixel of its length, bilinear between pixels.
///
/// @param distance from the line's start, in pixels
/// @param values the numbers; NaN outside of the frame
public record Profile(double[] distance, double[] values) {

    /// Along the line between two places, both in pixels, the middle of the first pixel being 0, 0.
    public static Profile along(
            Pixels pixels, double fromColumn, double fromRow, double toColumn, double toRow) {
        IntToDoubleFunction number = Statistics.numbers(pixels);
        double length = Math.hypot(toColumn - fromColumn, toRow - fromRow);
        int count = (int) Math.ceil(length) + 1;
        double[] distance = new double[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            double share = count == 1 ? 0 : i / (count - 1.0);
            distance[i] = share * length;
            values[i] =
                    between(
                            pixels,
                            number,
                            fromColumn + share * (toColumn - fromColumn),
                            fromRow + share * (toRow - fromRow));
        }
        return new Profile(distance, values);
    }

    private static double between(
            Pixels pixels, IntToDoubleFunction number, double column, double row) {
        if (!(column >= 0
                && row >= 0
                && column <= pixels.columns() - 1
                && row <= pixels.rows() - 1)) {
            return Double.NaN;
        }
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(left + 1, pixels.columns() - 1);
        int bottom = Math.min(top + 1, pixels.rows() - 1);
        double x = column - left;
        double y = row - top;
        int width = pixels.columns();
        return (1 - y)
                        * ((1 - x) * number.applyAsDouble(top * width + left)
                                + x * number.applyAsDouble(top * width + right))
                + y
                        * ((1 - x) * number.applyAsDouble(bottom * width + left)
                                + x * number.applyAsDouble(bottom * width + right));
    }
}
