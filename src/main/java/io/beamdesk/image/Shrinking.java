package io.beamdesk.image;

/// A picture of somewhat fewer pixels, each between the four nearest of the many (bilinear); keeps its
/// tables from picture to picture. For less than half as many a side take means first, with [Thinning].
/// Belongs to one thread.
///
/// The processor does this faster than the toolkit's software pipeline does while it draws, and
/// beside it. Each loop is one that the compiler turns into vector instructions, but the one that picks
/// the neighbours.
public final class Shrinking implements Rows {
    // Two of a pixel's four bytes at a time, each with room for its product with a weight.
    private static final int PAIR = 0x00FF00FF;
    private static final int ONE = 256;
    private static final int NOTHING = -2;

    private Rows many = Rows.NONE;
    private int wide = 1;
    private int high = 1;

    // For each column the one left of it among the many, and the weight of the one right of it.
    private int[] lefts = {};
    private int[] weights = {};
    private int tabulated;

    // Rows of the many, `held` and the one below it, and what lies between them.
    private int[] upper = {};
    private int[] lower = {};
    private int[] between = {};
    private int held = NOTHING;

    // Pixels of the row that is made.
    private int[] left = {};
    private int[] right = {};
    private int[] made = {};

    /// Takes a picture.
    ///
    /// @param wide number of columns wanted, at least one and not more than there are
    /// @param high number of rows wanted, likewise
    /// @return this
    public Shrinking of(Rows picture, int wide, int high) {
        int columns = picture.columns();
        if (upper.length < columns) {
            upper = new int[columns];
            lower = new int[columns];
            between = new int[columns + 1];
        }
        if (tabulated != columns || this.wide != wide || lefts.length == 0) {
            tabulate(columns, wide);
        }
        many = picture;
        this.wide = wide;
        this.high = high;
        held = NOTHING;
        return this;
    }

    private void tabulate(int columns, int wide) {
        lefts = new int[wide];
        weights = new int[wide];
        left = new int[wide];
        right = new int[wide];
        made = new int[wide];
        for (int i = 0; i < wide; i++) {
            int place = place(i, columns, wide);
            lefts[i] = place / ONE;
            weights[i] = place % ONE;
        }
        tabulated = columns;
    }

    /// Where the middle of a pixel lies among the middles of the many, in 256ths.
    private static int place(int index, int many, int few) {
        double place = (index + 0.5) * many / few - 0.5;
        return Math.clamp(Math.round(place * ONE), 0, (many - 1) * ONE);
    }

    @Override
    public int columns() {
        return wide;
    }

    @Override
    public int rows() {
        return high;
    }

    @Override
    public void row(int row, int[] to, int at) {
        int columns = many.columns();
        int place = place(row, many.rows(), high);
        hold(place / ONE);
        mix(upper, lower, place % ONE, between, columns);
        // The last one's neighbour, of no weight.
        between[columns] = between[columns - 1];
        pick(between, lefts, left, right, wide);
        mix(left, right, weights, made, wide);
        System.arraycopy(made, 0, to, at, wide);
    }

    private void hold(int row) {
        if (row == held) {
            return;
        }
        if (row == held + 1) {
            int[] above = upper;
            upper = lower;
            lower = above;
        } else {
            many.row(row, upper, 0);
        }
        many.row(Math.min(row + 1, many.rows() - 1), lower, 0);
        held = row;
    }

    private static void pick(int[] from, int[] lefts, int[] left, int[] right, int count) {
        for (int i = 0; i < count; i++) {
            int at = lefts[i];
            left[i] = from[at];
            right[i] = from[at + 1];
        }
    }

    private static void mix(int[] one, int[] other, int weight, int[] to, int count) {
        int rest = ONE - weight;
        for (int i = 0; i < count; i++) {
            int a = one[i];
            int b = other[i];
            int even = (((a & PAIR) * rest + (b & PAIR) * weight) >>> 8) & PAIR;
            int odd = (((a >>> 8) & PAIR) * rest + ((b >>> 8) & PAIR) * weight) & ~PAIR;
            to[i] = odd | even;
        }
    }

    private static void mix(int[] one, int[] other, int[] weights, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            int a = one[i];
            int b = other[i];
            int weight = weights[i];
            int rest = ONE - weight;
            int even = (((a & PAIR) * rest + (b & PAIR) * weight) >>> 8) & PAIR;
            int odd = (((a >>> 8) & PAIR) * rest + ((b >>> 8) & PAIR) * weight) & ~PAIR;
            to[i] = odd | even;
        }
    }
}
