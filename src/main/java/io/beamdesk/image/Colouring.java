package io.beamdesk.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Turns frames into opaque ARGB pixels, row by row; keeps its tables and buffers from frame to frame, so
/// that a stream of frames allocates nothing. Belongs to one thread.
///
/// Numbers of 8 and 16 bits go through one table each. A number that is no number is transparent.
/// Frames with colours, and those behind a Bayer filter, show their own: levels, exponent and
/// inversion apply to the three alike, the map does not.
public final class Colouring implements Rows {
    private static final int RAMP = 4096;
    private static final int SAMPLES = 1 << 15;
    private static final int TRANSPARENT = 0;
    private static final Pixels DOT = new Pixels(1, 1, Depth.UINT8, Layout.MONO, new byte[1]);

    private final Histogram histogram = new Histogram();
    private final int[] ramp = new int[RAMP];
    private final int[] table = new int[1 << 16];
    private int[] brightness = {};
    private @Nullable Ramp ramped;
    private Pixels pixels = DOT;
    private double low;
    private double scale = 1;

    /// What the ramp was made for.
    private record Ramp(Look look, boolean colours) {}

    /// Takes a frame, whose rows it colours from now on.
    ///
    /// @return the levels, for the legend
    public Levels of(Pixels frame, Look look) {
        Levels levels = levels(frame, look.scaling());
        boolean colours = frame.layout() != Layout.MONO;
        ramp(look, colours);
        pixels = frame;
        low = levels.low();
        scale = (RAMP - 1) / (levels.high() - levels.low());
        switch (frame.depth()) {
            case INT8 -> tabulate(1 << 8, Byte.MIN_VALUE);
            case UINT8 -> tabulate(1 << 8, 0);
            case INT16 -> tabulate(1 << 16, Short.MIN_VALUE);
            case UINT16 -> tabulate(1 << 16, 0);
            case INT32, UINT32, FLOAT32, FLOAT64 -> {}
        }
        if (colours) {
            if (brightness.length < frame.numbers()) {
                brightness = new int[frame.numbers()];
            }
            look(0, frame.numbers(), brightness, 0);
        }
        return levels;
    }

    /// Colours a frame.
    ///
    /// @param argb where the pixels go, row by row; at least as many as the frame has
    /// @return the levels, for the legend
    public Levels paint(Pixels frame, Look look, int[] argb) {
        Levels levels = of(frame, look);
        fill(argb);
        return levels;
    }

    @Override
    public int columns() {
        return pixels.columns();
    }

    @Override
    public int rows() {
        return pixels.rows();
    }

    @Override
    public void row(int row, int[] to, int at) {
        int columns = pixels.columns();
        int first = row * columns;
        switch (pixels.layout()) {
            case MONO -> look(first, columns, to, at);
            case RGB1 -> byPixel(brightness, 3 * first, columns, to, at);
            case RGB2 -> planes(brightness, 3 * first, columns, columns, to, at);
            case RGB3 -> planes(brightness, first, pixels.count(), columns, to, at);
            case BAYER_RGGB -> Demosaic.row(pixels, 0, 0, brightness, row, to, at);
            case BAYER_GRBG -> Demosaic.row(pixels, 1, 0, brightness, row, to, at);
            case BAYER_GBRG -> Demosaic.row(pixels, 0, 1, brightness, row, to, at);
            case BAYER_BGGR -> Demosaic.row(pixels, 1, 1, brightness, row, to, at);
        }
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

    private void look(int first, int count, int[] to, int at) {
        switch (pixels.depth()) {
            case INT8 ->
                    eight((byte[]) pixels.array(), table, Byte.MIN_VALUE, first, count, to, at);
            case UINT8 -> eight((byte[]) pixels.array(), table, 0, first, count, to, at);
            case INT16 ->
                    sixteen((short[]) pixels.array(), table, Short.MIN_VALUE, first, count, to, at);
            case UINT16 -> sixteen((short[]) pixels.array(), table, 0, first, count, to, at);
            case INT32 -> {
                int[] from = (int[]) pixels.array();
                for (int i = 0; i < count; i++) {
                    to[at + i] = ramp[place(from[first + i], low, scale)];
                }
            }
            case UINT32 -> {
                int[] from = (int[]) pixels.array();
                for (int i = 0; i < count; i++) {
                    to[at + i] = ramp[place(Integer.toUnsignedLong(from[first + i]), low, scale)];
                }
            }
            case FLOAT32 -> {
                float[] from = (float[]) pixels.array();
                for (int i = 0; i < count; i++) {
                    float v = from[first + i];
                    to[at + i] = Float.isNaN(v) ? TRANSPARENT : ramp[place(v, low, scale)];
                }
            }
            case FLOAT64 -> {
                double[] from = (double[]) pixels.array();
                for (int i = 0; i < count; i++) {
                    double v = from[first + i];
                    to[at + i] = Double.isNaN(v) ? TRANSPARENT : ramp[place(v, low, scale)];
                }
            }
        }
    }

    private static int place(double value, double low, double scale) {
        return Math.clamp((long) ((value - low) * scale), 0, RAMP - 1);
    }

    private void tabulate(int entries, int lowest) {
        // Only the slope between the levels needs arithmetic.
        int from = (int) Math.clamp(Math.ceil(low) - lowest, 0, entries);
        int to = (int) Math.clamp(Math.ceil(low + RAMP / scale) - lowest + 1, from, entries);
        Arrays.fill(table, 0, from, ramp[0]);
        for (int i = from; i < to; i++) {
            table[i] = ramp[Math.min((int) ((i + lowest - low) * scale), RAMP - 1)];
        }
        Arrays.fill(table, to, entries, ramp[RAMP - 1]);
    }

    private static void eight(
            byte[] from, int[] table, int lowest, int first, int count, int[] to, int at) {
        for (int i = 0; i < count; i++) {
            to[at + i] = table[(from[first + i] - lowest) & 0xFF];
        }
    }

    private static void sixteen(
            short[] from, int[] table, int lowest, int first, int count, int[] to, int at) {
        for (int i = 0; i < count; i++) {
            to[at + i] = table[(from[first + i] - lowest) & 0xFFFF];
        }
    }

    private static void byPixel(int[] from, int first, int count, int[] to, int at) {
        for (int i = 0; i < count; i++) {
            int pixel = first + 3 * i;
            to[at + i] = 0xFF000000 | from[pixel] << 16 | from[pixel + 1] << 8 | from[pixel + 2];
        }
    }

    private static void planes(int[] from, int first, int plane, int count, int[] to, int at) {
        for (int i = 0; i < count; i++) {
            int red = from[first + i];
            int green = from[first + plane + i];
            int blue = from[first + 2 * plane + i];
            to[at + i] = 0xFF000000 | red << 16 | green << 8 | blue;
        }
    }
}
