package io.beamdesk.ui.live;

import io.beamdesk.document.Frame;
import java.util.function.IntToDoubleFunction;

/// A frame as grey pixels, black at its first percentile and white at its 99.5th, so that a dead or
/// hot pixel does not decide the contrast.
///
/// @param uniqueId the detector's number of the frame
/// @param rows number of rows
/// @param columns number of columns
/// @param argb one opaque pixel each, row by row
/// @param low value shown black
/// @param high value shown white
/// @param about what its values are, empty for counts
public record GreyFrame(
        long uniqueId, int rows, int columns, int[] argb, double low, double high, String about) {
    private static final int BINS = 4096;
    private static final double BLACK = 0.01;
    private static final double WHITE = 0.995;

    /// Converts a frame; takes a few milliseconds a megapixel.
    ///
    /// @throws IllegalArgumentException if its pixels are of another type than it says, or too few
    public static GreyFrame of(Frame frame) {
        return of(frame, "");
    }

    /// The same, with what the values are.
    ///
    /// @throws IllegalArgumentException if its pixels are of another type than it says, or too few
    public static GreyFrame of(Frame frame, String about) {
        IntToDoubleFunction pixel = pixels(frame);
        int count = frame.rows() * frame.columns();
        if (count == 0 || java.lang.reflect.Array.getLength(frame.pixels()) < count) {
            throw new IllegalArgumentException(
                    "frame "
                            + frame.uniqueId()
                            + " has "
                            + java.lang.reflect.Array.getLength(frame.pixels())
                            + " pixels where "
                            + frame.rows()
                            + " × "
                            + frame.columns()
                            + " belong");
        }
        double[] levels = levels(pixel, count);
        double low = levels[0];
        double scale = 255 / (levels[1] - low);
        int[] argb = new int[count];
        for (int i = 0; i < count; i++) {
            int grey = (int) Math.clamp((pixel.applyAsDouble(i) - low) * scale, 0, 255);
            argb[i] = 0xFF000000 | grey << 16 | grey << 8 | grey;
        }
        return new GreyFrame(
                frame.uniqueId(), frame.rows(), frame.columns(), argb, low, levels[1], about);
    }

    /// The pixels as numbers, by their place row by row.
    ///
    /// @throws IllegalArgumentException if they are of no numeric type
    static IntToDoubleFunction pixels(Frame frame) {
        boolean unsigned = frame.dtypeNumpy().contains("u");
        return switch (frame.pixels()) {
            case byte[] p -> unsigned ? i -> p[i] & 0xFF : i -> p[i];
            case short[] p -> unsigned ? i -> p[i] & 0xFFFF : i -> p[i];
            case int[] p -> unsigned ? i -> Integer.toUnsignedLong(p[i]) : i -> p[i];
            case float[] p -> i -> p[i];
            case double[] p -> i -> p[i];
            default ->
                    throw new IllegalArgumentException(
                            "frame "
                                    + frame.uniqueId()
                                    + " has pixels of "
                                    + frame.pixels().getClass().getSimpleName()
                                    + ", not of a numeric array");
        };
    }

    private static double[] levels(IntToDoubleFunction pixel, int count) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double value = pixel.applyAsDouble(i);
            if (Double.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        if (!(max > min)) {
            double only = Double.isFinite(min) ? min : 0;
            return new double[] {only, only + 1};
        }
        int[] histogram = new int[BINS];
        int finite = 0;
        for (int i = 0; i < count; i++) {
            double value = pixel.applyAsDouble(i);
            if (Double.isFinite(value)) {
                histogram[(int) Math.min(BINS - 1, (value - min) / (max - min) * BINS)]++;
                finite++;
            }
        }
        int black = 0;
        int white = 0;
        long seen = 0;
        for (int bin = 0; bin < BINS; bin++) {
            seen += histogram[bin];
            black = seen <= BLACK * finite ? bin + 1 : black;
            white = seen < WHITE * finite ? bin + 1 : white;
        }
        double width = (max - min) / BINS;
        double low = min + black * width;
        return new double[] {low, Math.max(min + (white + 1) * width, low + width)};
    }
}
