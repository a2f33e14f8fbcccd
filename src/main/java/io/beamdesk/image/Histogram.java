package io.beamdesk.image;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// How often each number occurs in a frame; keeps its bins for the next frame. Belongs to one thread.
///
/// Numbers of 8 and 16 bits have a bin each; the range of all others is cut into 4096. Numbers that
/// are not finite count nowhere.
public final class Histogram {
    private static final int BINS = 4096;

    private final int[] counts = new int[1 << 16];
    private int bins;
    private double first;
    private double width;
    private long total;

    /// Counts every number of a frame, in place of the frame before.
    public void count(Pixels pixels) {
        count(pixels, 1);
    }

    /// Counts about so many numbers, spread evenly over the frame: enough for levels, which half a
    /// percent of the pixels decide.
    void sample(Pixels pixels, int about) {
        int step = Math.max(1, pixels.numbers() / about);
        // Else the samples would stand in the same few columns.
        while (step > 1 && gcd(step, pixels.columns() * pixels.layout().components()) != 1) {
            step++;
        }
        count(pixels, step);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private void count(Pixels pixels, int step) {
        int numbers = pixels.numbers();
        switch (pixels.depth()) {
            case INT8 -> eight((byte[]) pixels.array(), numbers, step, Byte.MIN_VALUE);
            case UINT8 -> eight((byte[]) pixels.array(), numbers, step, 0);
            case INT16 -> sixteen((short[]) pixels.array(), numbers, step, Short.MIN_VALUE);
            case UINT16 -> sixteen((short[]) pixels.array(), numbers, step, 0);
            case INT32, UINT32, FLOAT32, FLOAT64 -> range(pixels.reader(), numbers, step);
        }
    }

    private void eight(byte[] from, int numbers, int step, int lowest) {
        reset(1 << 8, lowest, 1);
        for (int i = 0; i < numbers; i += step) {
            counts[(from[i] - lowest) & 0xFF]++;
        }
        total = (numbers + step - 1L) / step;
    }

    private void sixteen(short[] from, int numbers, int step, int lowest) {
        reset(1 << 16, lowest, 1);
        for (int i = 0; i < numbers; i += step) {
            counts[(from[i] - lowest) & 0xFFFF]++;
        }
        total = (numbers + step - 1L) / step;
    }

    private void range(IntToDoubleFunction number, int numbers, int step) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < numbers; i += step) {
            double value = number.applyAsDouble(i);
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (!(high > low)) {
            // One number, or none.
            reset(1, Double.isFinite(low) ? low : 0, 0);
            counts[0] = 1;
            total = 1;
            return;
        }
        reset(BINS, low, high / BINS - low / BINS);
        double scale = 1 / width;
        for (int i = 0; i < numbers; i += step) {
            double value = number.applyAsDouble(i);
            if (Double.isFinite(value)) {
                counts[(int) Math.clamp((value - low) * scale, 0, BINS - 1)]++;
                total++;
            }
        }
    }

    private void reset(int bins, double first, double width) {
        Arrays.fill(counts, 0, bins, 0);
        this.bins = bins;
        this.first = first;
        this.width = width;
        total = 0;
    }

    /// Number of bins.
    public int bins() {
        return bins;
    }

    /// How many numbers fell into a bin.
    public int in(int bin) {
        return counts[bin];
    }

    /// The lowest number of a bin.
    public double at(int bin) {
        return first + bin * width;
    }

    /// How many numbers were counted.
    public long total() {
        return total;
    }

    /// The smallest number that at least this share of the numbers does not exceed; of a range cut
    /// into bins, the end of the bin.
    ///
    /// @param share from 0 to 1
    public double percentile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        int bin = 0;
        for (; bin < bins - 1; bin++) {
            seen += counts[bin];
            if (seen >= wanted) {
                break;
            }
        }
        return bins == BINS ? at(bin + 1) : at(bin);
    }
}
