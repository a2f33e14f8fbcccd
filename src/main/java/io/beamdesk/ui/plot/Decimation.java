package io.beamdesk.ui.plot;

import java.util.Arrays;

/// A curve reduced to what its pixels can show: consecutive points of one pixel column become one
/// bucket that keeps the first, the smallest, the largest and the last. Points that were added to
/// the trace since are taken in alone. Where a whole group of the trace's points falls into one
/// column the group is taken at once, so that another view of a million points costs its columns.
public final class Decimation {
    private static final int LOOK_BACK = 8;

    private final Trace trace;
    private final Span span;
    private final int columns;
    private int taken;
    private int size;
    private boolean gap = true;
    private int[] column = new int[256];
    private boolean[] joined = new boolean[256];
    private int[] first = new int[256];
    private int[] low = new int[256];
    private int[] high = new int[256];
    private int[] last = new int[256];

    /// Reduces the trace for so many pixel columns across the span.
    public Decimation(Trace trace, Span span, int columns) {
        this.trace = trace;
        this.span = span;
        this.columns = Math.max(1, columns);
    }

    /// Whether it was made for this view.
    public boolean fits(Trace other, Span otherSpan, int otherColumns) {
        return trace == other && span.equals(otherSpan) && columns == otherColumns;
    }

    /// Takes in the points that were added to the trace since.
    public void update() {
        while (taken < trace.size()) {
            int count = takeGroup();
            if (count == 0) {
                takePoint();
                count = 1;
            }
            taken += count;
        }
    }

    /// Takes the largest complete group that begins here and lies in one column.
    ///
    /// @return the number of its points, 0 if there is none
    private int takeGroup() {
        int points = Trace.GROUP;
        int level = 0;
        while (level < trace.levels()
                && taken % points == 0
                && taken + points <= trace.size()
                && isUniform(trace.group(level, taken / points))) {
            level++;
            points *= Trace.GROUP;
        }
        if (level == 0) {
            return 0;
        }
        points /= Trace.GROUP;
        Trace.Extremes group = trace.group(level - 1, taken / points);
        take(columnOf(group.xLow), taken, group.lowest, group.highest, taken + points - 1);
        return points;
    }

    private boolean isUniform(Trace.Extremes group) {
        return !group.gaps && columnOf(group.xLow) == columnOf(group.xHigh);
    }

    private void takePoint() {
        if (Double.isFinite(trace.y(taken))) {
            take(columnOf(trace.x(taken)), taken, taken, taken, taken);
        } else {
            gap = true;
        }
    }

    /// All that is left or right of the view shares one column there; its last point leads the line
    /// in.
    private int columnOf(double x) {
        double place = Math.floor((x - span.low()) / span.length() * columns);
        return (int) Math.clamp(place, -1, columns);
    }

    private void take(int at, int from, int lowest, int highest, int to) {
        int i = gap ? -1 : recent(at);
        if (i < 0) {
            begin(at, from);
            i = size - 1;
        }
        low[i] = trace.y(lowest) < trace.y(low[i]) ? lowest : low[i];
        high[i] = trace.y(highest) > trace.y(high[i]) ? highest : high[i];
        if (i == size - 1) {
            last[i] = to;
        }
        gap = false;
    }

    /// A readback that trembles goes back and forth over the edge of a column; that is no new bucket.
    private int recent(int at) {
        for (int i = size - 1; i >= Math.max(0, size - LOOK_BACK); i--) {
            if (column[i] == at) {
                return i;
            }
            if (!joined[i]) {
                return -1;
            }
        }
        return -1;
    }

    private void begin(int at, int index) {
        if (size == column.length) {
            int more = size * 2;
            column = Arrays.copyOf(column, more);
            joined = Arrays.copyOf(joined, more);
            first = Arrays.copyOf(first, more);
            low = Arrays.copyOf(low, more);
            high = Arrays.copyOf(high, more);
            last = Arrays.copyOf(last, more);
        }
        column[size] = at;
        joined[size] = !gap;
        first[size] = index;
        low[size] = index;
        high[size] = index;
        size++;
    }

    /// Number of buckets.
    public int size() {
        return size;
    }

    /// Pixel column of a bucket: -1 left of the view, the number of columns right of it.
    public int column(int bucket) {
        return column[bucket];
    }

    /// Whether a line leads to it from the bucket before.
    public boolean joined(int bucket) {
        return joined[bucket];
    }

    /// x of its first point.
    public double firstX(int bucket) {
        return trace.x(first[bucket]);
    }

    /// y of its first point.
    public double firstY(int bucket) {
        return trace.y(first[bucket]);
    }

    /// Its smallest y.
    public double lowY(int bucket) {
        return trace.y(low[bucket]);
    }

    /// Its largest y.
    public double highY(int bucket) {
        return trace.y(high[bucket]);
    }

    /// x of its last point.
    public double lastX(int bucket) {
        return trace.x(last[bucket]);
    }

    /// y of its last point.
    public double lastY(int bucket) {
        return trace.y(last[bucket]);
    }

    /// Places in the trace of its first, smallest, largest and last point, in the order measured.
    int[] outline(int bucket) {
        return new int[] {
            first[bucket],
            Math.min(low[bucket], high[bucket]),
            Math.max(low[bucket], high[bucket]),
            last[bucket]
        };
    }
}
