package io.beamdesk.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Turns frames into opaque ARGB pixels; keeps its tables and buffers from frame to frame, so that a
/// stream of frames allocates nothing. Belongs to one thread.
///
/// Numbers of 8 and 16 bits go through one table each. A number that is no number is transparent.
/// Frames with colours, and those behind a Bayer filter, show their own: levels, exponent and
/// inversion apply to the three alike, the map does not.
public final class Colouring {
    private static final int RAMP = 4096;
    private static final int SAMPLES = 1 << 15;
    private static final int TRANSPARENT = 0;

    private final Histogram histogram = new Histogram();
    private final int[] ramp = new int[RAMP];
    private final int[] table = new int[1 << 16];
    private int[] brightness = {};
    private @Nullable Ramp ramped;

    /// What the ramp was made for.
    private record Ramp(Look look, boolean colours) {}

    /// Colours a frame.
    ///
    /// @param argb where the pixels go, row by row; at least as many as the frame has
    /// @return the levels, for the legend
    public Levels paint(Pixels pixels, Look look, int[] argb) {
        Levels levels = levels(pixels, look.scaling());
        boolean colours = pixels.layout() != Layout.MONO;
        ramp(look, colours);
        if (colours) {
            if (brightness.length < pixels.numbers()) {
                brightness = new int[pixels.numbers()];
            }
            look(pixels, levels, brightness);
        } else {
            look(pixels, levels, argb);
        }
        switch (pixels.layout()) {
            case MONO -> {}
            case RGB1 -> byPixel(pixels.count(), brightness, argb);
            case RGB2 -> byRow(pixels, brightness, argb);
            case RGB3 -> planes(0, pixels.count(), pixels.count(), brightness, argb, 0);
            case BAYER_RGGB -> Demosaic.paint(pixels, 0, 0, brightness, argb);
            case BAYER_GRBG -> Demosaic.paint(pixels, 1, 0, brightness, argb);
            case BAYER_GBRG -> Demosaic.paint(pixels, 0, 1, brightness, argb);
            case BAYER_BGGR -> Demosaic.paint(pixels, 1, 1, brightness, argb);
        }
        return levels;
    }

    private Levels levels(Pixels pixels, Scaling scaling) {
        return switch (scaling) {
            case Scaling.Fixed(Levels levels) -> levels;
            case Scaling.Percentiles(double low, double high) -> {
                histogram.sample(pixels, SAMPLES);
                yield Levels.spanning(histogram.percentile(low), histogram.percentile(high));
            }
        };
    }

    private void ramp(Look look, boolean colours) {
        Ramp wanted = new Ramp(look.withScaling(Scaling.AUTO), colours);
        if (wanted.equals(ramped)) {
            return;
        }
        for (int i = 0; i < RAMP; i++) {
            double place = Math.pow(i / (RAMP - 1.0), look.gamma());
            double shown = look.inverted() ? 1 - place : place;
            ramp[i] = colours ? (int) Math.rint(255 * shown) : look.map().at(shown);
        }
        ramped = wanted;
    }

    private void look(Pixels pixels, Levels levels, int[] to) {
        int numbers = pixels.numbers();
        double low = levels.low();
        double scale = (RAMP - 1) / (levels.high() - low);
        switch (pixels.depth()) {
            case INT8 -> {
                tabulate(1 << 8, Byte.MIN_VALUE, low, scale);
                eight((byte[]) pixels.array(), table, Byte.MIN_VALUE, to, numbers);
            }
            case UINT8 -> {
                tabulate(1 << 8, 0, low, scale);
                eight((byte[]) pixels.array(), table, 0, to, numbers);
            }
            case INT16 -> {
                tabulate(1 << 16, Short.MIN_VALUE, low, scale);
                sixteen((short[]) pixels.array(), table, Short.MIN_VALUE, to, numbers);
            }
            case UINT16 -> {
                tabulate(1 << 16, 0, low, scale);
                sixteen((short[]) pixels.array(), table, 0, to, numbers);
            }
            case INT32 -> {
                int[] from = (int[]) pixels.array();
                for (int i = 0; i < numbers; i++) {
                    to[i] = ramp[place(from[i], low, scale)];
                }
            }
            case UINT32 -> {
                int[] from = (int[]) pixels.array();
                for (int i = 0; i < numbers; i++) {
                    to[i] = ramp[place(Integer.toUnsignedLong(from[i]), low, scale)];
                }
            }
            case FLOAT32 -> {
                float[] from = (float[]) pixels.array();
                for (int i = 0; i < numbers; i++) {
                    float v = from[i];
                    to[i] = Float.isNaN(v) ? TRANSPARENT : ramp[place(v, low, scale)];
                }
            }
            case FLOAT64 -> {
                double[] from = (double[]) pixels.array();
                for (int i = 0; i < numbers; i++) {
                    double v = from[i];
                    to[i] = Double.isNaN(v) ? TRANSPARENT : ramp[place(v, low, scale)];
                }
            }
        }
    }

    private static int place(double value, double low, double scale) {
        return Math.clamp((long) ((value - low) * scale), 0, RAMP - 1);
    }

    private void tabulate(int entries, int lowest, double low, double scale) {
        // Only the slope between the levels needs arithmetic.
        int from = (int) Math.clamp(Math.floor(low) - lowest, 0, entries);
        int to = (int) Math.clamp(Math.ceil(low + RAMP / scale) - lowest + 1, from, entries);
        Arrays.fill(table, 0, from, ramp[0]);
        for (int i = from; i < to; i++) {
            table[i] = ramp[place(i + lowest, low, scale)];
        }
        Arrays.fill(table, to, entries, ramp[RAMP - 1]);
    }

    private static void eight(byte[] from, int[] table, int lowest, int[] to, int numbers) {
        for (int i = 0; i < numbers; i++) {
            to[i] = table[(from[i] - lowest) & 0xFF];
        }
    }

    private static void sixteen(short[] from, int[] table, int lowest, int[] to, int numbers) {
        for (int i = 0; i < numbers; i++) {
            to[i] = table[(from[i] - lowest) & 0xFFFF];
        }
    }

    private static void byPixel(int count, int[] from, int[] argb) {
        for (int i = 0; i < count; i++) {
            argb[i] = 0xFF000000 | from[3 * i] << 16 | from[3 * i + 1] << 8 | from[3 * i + 2];
        }
    }

    private static void byRow(Pixels pixels, int[] from, int[] argb) {
        int columns = pixels.columns();
        for (int row = 0; row < pixels.rows(); row++) {
            planes(3 * row * columns, columns, columns, from, argb, row * columns);
        }
    }

    private static void planes(
            int first, int plane, int count, int[] from, int[] argb, int firstPixel) {
        for (int i = 0; i < count; i++) {
            int red = from[first + i];
            int green = from[first + plane + i];
            int blue = from[first + 2 * plane + i];
            argb[firstPixel + i] = 0xFF000000 | red << 16 | green << 8 | blue;
        }
    }
}
