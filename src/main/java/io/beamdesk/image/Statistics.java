package io.beamdesk.image;

import java.util.function.IntToDoubleFunction;

/// What the pixels of an area are like. Of a frame with colours the mean of a pixel's three numbers is
/// its number. Pixels that are not finite count nowhere.
///
/// @param count number of pixels with a finite number
/// @param min smallest number, NaN without pixels
/// @param max largest number, NaN without pixels
/// @param sum of all numbers
/// @param mean of all numbers, NaN without pixels
/// @param deviation standard deviation of the numbers about their mean, NaN without pixels
/// @param saturated number of pixels at or above the level of saturation
public record Statistics(
        long count,
        double min,
        double max,
        double sum,
        double mean,
        double deviation,
        long saturated) {

    /// Where the light is.
    ///
    /// @param column in pixels, the middle of the first column being 0
    /// @param row in pixels, the middle of the first row being 0
    /// @param weight sum of the numbers above the background
    public record Centre(double column, double row, double weight) {}

    /// Measures an area.
    ///
    /// @param saturation number from which a pixel is saturated
    public static Statistics of(Pixels pixels, Area area, double saturation) {
        IntToDoubleFunction number = numbers(pixels);
        Area part = area.within(pixels);
        long count = 0;
        long saturated = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double mean = 0;
        double squares = 0;
        for (int row = part.row(); row < part.row() + part.rows(); row++) {
            int first = row * pixels.columns() + part.column();
            for (int i = first; i < first + part.columns(); i++) {
                double value = number.applyAsDouble(i);
                if (!Double.isFinite(value)) {
                    continue;
                }
                count++;
                sum += value;
                // Welford (1962): no difference of large sums.
                double off = value - mean;
                mean += off / count;
                squares += off * (value - mean);
                min = Math.min(min, value);
                max = Math.max(max, value);
                saturated += value >= saturation ? 1 : 0;
            }
        }
        double none = Double.NaN;
        return count == 0
                ? new Statistics(0, none, none, 0, none, none, 0)
                : new Statistics(count, min, max, sum, mean, Math.sqrt(squares / count), saturated);
    }

    /// The centre of mass of what is above the background; its weight is 0 if nothing is, and its
    /// place the middle of the area.
    public static Centre centre(Pixels pixels, Area area, double background) {
        IntToDoubleFunction number = numbers(pixels);
        Area part = area.within(pixels);
        double weight = 0;
        double columns = 0;
        double rows = 0;
        for (int row = 0; row < part.rows(); row++) {
            int first = (part.row() + row) * pixels.columns() + part.column();
            for (int column = 0; column < part.columns(); column++) {
                double above = number.applyAsDouble(first + column) - background;
                if (above > 0 && Double.isFinite(above)) {
                    weight += above;
                    columns += above * column;
                    rows += above * row;
                }
            }
        }
        return weight == 0
                ? new Centre(
                        part.column() + (part.columns() - 1) / 2.0,
                        part.row() + (part.rows() - 1) / 2.0,
                        0)
                : new Centre(part.column() + columns / weight, part.row() + rows / weight, weight);
    }

    /// The number of a pixel by its place row by row.
    static IntToDoubleFunction numbers(Pixels pixels) {
        IntToDoubleFunction number = pixels.reader();
        if (pixels.layout().components() == 1) {
            return number;
        }
        return i -> {
            int column = i % pixels.columns();
            int row = i / pixels.columns();
            return (number.applyAsDouble(pixels.index(column, row, 0))
                            + number.applyAsDouble(pixels.index(column, row, 1))
                            + number.applyAsDouble(pixels.index(column, row, 2)))
                    / 3;
        };
    }
}
