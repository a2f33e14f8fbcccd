package io.beamdesk.ui.plot;

import java.util.Arrays;

/// A curve reduced to what its pixels can show: consecutive points of one pixel column become one
/// bucket that keeps the first, the smallest, the largest and the last. Points that were added to
/// the trace since are taken in alone, so that a growing curve of a million points costs its growth.
public final class Decimation {
    private final Trace trace;
    private final Span span;
    private final int columns;
    private int taken;
    private int size;
    private boolean gap = true;
    private int[] column = new int[256];
    private boolean[] joined = new boolean[256];
    private double[] firstX = new double[256];
    private double[] firstY = new double[256];
    private double[] lowY = new double[256];
    private double[] highY = new double[256];
    private double[] lastX = new double[256];
    private double[] lastY = new double[256];

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
        for (; taken < trace.size(); taken++) {
            take(trace.x(taken), trace.y(taken));
        }
    }

    private void take(double x, double y) {
        if (!Double.isFinite(y)) {
            gap = true;
            return;
        }
        double place = Math.floor((x - span.low()) / span.length() * columns);
        // All that is left or right of the view shares one column there; its last point leads the
        // line in.
        int at = (int) Math.clamp(place, -1, columns);
        if (gap || size == 0 || column[size - 1] != at) {
            begin(at, x, y);
        } else {
            int i = size - 1;
            lowY[i] = Math.min(lowY[i], y);
            highY[i] = Math.max(highY[i], y);
            lastX[i] = x;
            lastY[i] = y;
        }
        gap = false;
    }

    private void begin(int at, double x, double y) {
        if (size == column.length) {
            int more = size * 2;
            column = Arrays.copyOf(column, more);
            joined = Arrays.copyOf(joined, more);
            firstX = Arrays.copyOf(firstX, more);
            firstY = Arrays.copyOf(firstY, more);
            lowY = Arrays.copyOf(lowY, more);
            highY = Arrays.copyOf(highY, more);
            lastX = Arrays.copyOf(lastX, more);
            lastY = Arrays.copyOf(lastY, more);
        }
        column[size] = at;
        joined[size] = !gap;
        firstX[size] = x;
        firstY[size] = y;
        lowY[size] = y;
        highY[size] = y;
        lastX[size] = x;
        lastY[size] = y;
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
        return firstX[bucket];
    }

    /// y of its first point.
    public double firstY(int bucket) {
        return firstY[bucket];
    }

    /// Its smallest y.
    public double lowY(int bucket) {
        return lowY[bucket];
    }

    /// Its largest y.
    public double highY(int bucket) {
        return highY[bucket];
    }

    /// x of its last point.
    public double lastX(int bucket) {
        return lastX[bucket];
    }

    /// y of its last point.
    public double lastY(int bucket) {
        return lastY[bucket];
    }
}
