package io.beamdesk.image;

import java.util.Arrays;

/// A picture of fewer pixels, each the mean of a square of the many; keeps its sums from picture to
/// picture. Belongs to one thread.
public final class Thinning implements Rows {
    // Two of a pixel's four bytes at a time: sums of a column of a square are below 2^16.
    private static final int PAIR = 0x00FF00FF;
    private static final int LOW = 0xFFFF;

    /// Largest side of a square.
    public static final int LARGEST = LOW / 0xFF;

    private int[] line = {};
    private int[] even = {};
    private int[] odd = {};
    private int[] red = {};
    private int[] green = {};
    private int[] blue = {};
    private int[] made = {};
    private Rows many = Rows.NONE;
    private int side = 1;

    /// How many squares of this side lie along so many pixels, the last one cut off where they do not fit.
    public static int count(int pixels, int side) {
        return (pixels + side - 1) / side;
    }

    /// Takes a picture, whose pixels are opaque.
    ///
    /// @param side of a square in pixels, 257 at most
    /// @return this
    public Thinning of(Rows picture, int side) {
        if (side < 1 || side > LARGEST) {
            throw new IllegalArgumentException(
                    "squares with a side of " + side + " pixels are not within 1 to " + LARGEST);
        }
        many = picture;
        this.side = side;
        if (line.length < picture.columns()) {
            line = new int[picture.columns()];
            even = new int[picture.columns()];
            odd = new int[picture.columns()];
        }
        if (made.length < columns()) {
            red = new int[columns()];
            green = new int[columns()];
            blue = new int[columns()];
            made = new int[columns()];
        }
        return this;
    }

    @Override
    public int columns() {
        return count(many.columns(), side);
    }

    @Override
    public int rows() {
        return count(many.rows(), side);
    }

    @Override
    public void row(int row, int[] to, int at) {
        int columns = many.columns();
        int top = row * side;
        int bottom = Math.min(many.rows(), top + side);
        Arrays.fill(even, 0, columns, 0);
        Arrays.fill(odd, 0, columns, 0);
        for (int r = top; r < bottom; r++) {
            many.row(r, line, 0);
            add(line, even, odd, columns);
        }
        int thin = columns();
        Arrays.fill(red, 0, thin, 0);
        Arrays.fill(green, 0, thin, 0);
        Arrays.fill(blue, 0, thin, 0);
        for (int first = 0; first < side; first++) {
            gather(even, odd, first, side, count(columns - first, side));
        }
        mean(red, green, blue, side * (bottom - top), made, 0, thin);
        if (columns % side > 0) {
            mean(red, green, blue, columns % side * (bottom - top), made, thin - 1, thin);
        }
        System.arraycopy(made, 0, to, at, thin);
    }

    /// Adds one column of each square.
    private void gather(int[] even, int[] odd, int first, int step, int count) {
        for (int i = 0, from = first; i < count; i++, from += step) {
            red[i] += even[from] >>> 16;
            green[i] += odd[from] & LOW;
            blue[i] += even[from] & LOW;
        }
    }

    private static void mean(
            int[] red, int[] green, int[] blue, int count, int[] to, int from, int end) {
        float share = 1f / count;
        for (int i = from; i < end; i++) {
            int r = (int) (red[i] * share + 0.5f);
            int g = (int) (green[i] * share + 0.5f);
            int b = (int) (blue[i] * share + 0.5f);
            to[i] = 0xFF000000 | r << 16 | g << 8 | b;
        }
    }

    private static void add(int[] line, int[] even, int[] odd, int columns) {
        for (int i = 0; i < columns; i++) {
            even[i] += line[i] & PAIR;
            odd[i] += (line[i] >>> 8) & PAIR;
        }
    }
}
