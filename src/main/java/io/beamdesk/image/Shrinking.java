package io.beamdesk.image;

/// Makes a picture of somewhat fewer pixels, each between the four nearest of the many (bilinear); keeps
/// its tables from picture to picture. For less than half as many a side take means first, with
/// [Thinning]. Belongs to one thread.
///
/// The processor does this faster than the toolkit's software pipeline does while it draws, and
/// beside it.
public final class Shrinking {
    // Two of a pixel's four bytes at a time, each with room for its product with a weight.
    private static final int PAIR = 0x00FF00FF;
    private static final int ONE = 256;

    private int[] lefts = {};
    private int[] weights = {};
    private int fromColumns;
    private int toColumns;

    /// Shrinks.
    ///
    /// @param argb pixels, row by row
    /// @param to gets `wide` × `high` pixels, at least one and not more than there are
    public void shrink(int[] argb, int columns, int rows, int[] to, int wide, int high) {
        tabulate(columns, wide);
        for (int row = 0; row < high; row++) {
            long place = place(row, rows, high);
            int top = (int) (place / ONE) * columns;
            int bottom = Math.min((int) (place / ONE) + 1, rows - 1) * columns;
            row(argb, top, bottom, (int) (place % ONE), to, row * wide, wide, columns);
        }
    }

    private void row(
            int[] argb, int top, int bottom, int down, int[] to, int at, int wide, int columns) {
        int up = ONE - down;
        for (int i = 0; i < wide; i++) {
            int left = lefts[i];
            int right = Math.min(left + 1, columns - 1);
            int across = weights[i];
            int here = ONE - across;
            int a = argb[top + left];
            int b = argb[top + right];
            int c = argb[bottom + left];
            int d = argb[bottom + right];
            int evenTop = (((a & PAIR) * here + (b & PAIR) * across) >>> 8) & PAIR;
            int evenBottom = (((c & PAIR) * here + (d & PAIR) * across) >>> 8) & PAIR;
            int oddTop = ((((a >>> 8) & PAIR) * here + ((b >>> 8) & PAIR) * across) >>> 8) & PAIR;
            int oddBottom =
                    ((((c >>> 8) & PAIR) * here + ((d >>> 8) & PAIR) * across) >>> 8) & PAIR;
            int even = ((evenTop * up + evenBottom * down) >>> 8) & PAIR;
            int odd = ((oddTop * up + oddBottom * down) >>> 8) & PAIR;
            to[at + i] = (odd << 8) | even;
        }
    }

    private void tabulate(int columns, int wide) {
        if (columns == fromColumns && wide == toColumns) {
            return;
        }
        lefts = new int[wide];
        weights = new int[wide];
        for (int i = 0; i < wide; i++) {
            long place = place(i, columns, wide);
            lefts[i] = (int) (place / ONE);
            weights[i] = (int) (place % ONE);
        }
        fromColumns = columns;
        toColumns = wide;
    }

    /// Where the middle of a pixel lies among the middles of the many, in 256ths.
    private static long place(int index, int many, int few) {
        double place = (index + 0.5) * many / few - 0.5;
        return Math.clamp(Math.round(place * ONE), 0, (long) (many - 1) * ONE);
    }
}
