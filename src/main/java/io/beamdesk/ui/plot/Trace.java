package io.beamdesk.ui.plot;

import java.util.Arrays;

/// The points of one curve, in the order they were measured; it only grows. A y that is not finite
/// is a gap. Belongs to one thread.
public final class Trace {
    private double[] xs = new double[64];
    private double[] ys = new double[64];
    private int size;
    private double xLow = Double.POSITIVE_INFINITY;
    private double xHigh = Double.NEGATIVE_INFINITY;
    private double yLow = Double.POSITIVE_INFINITY;
    private double yHigh = Double.NEGATIVE_INFINITY;

    /// Adds a point; one whose x is not finite has no place and is left out.
    public void add(double x, double y) {
        if (!Double.isFinite(x)) {
            return;
        }
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, size * 2);
            ys = Arrays.copyOf(ys, size * 2);
        }
        xs[size] = x;
        ys[size] = y;
        size++;
        if (Double.isFinite(y)) {
            xLow = Math.min(xLow, x);
            xHigh = Math.max(xHigh, x);
            yLow = Math.min(yLow, y);
            yHigh = Math.max(yHigh, y);
        }
    }

    /// Number of points, gaps included.
    public int size() {
        return size;
    }

    /// Whether there is no point to draw.
    public boolean isEmpty() {
        return xLow > xHigh;
    }

    /// Horizontal place of a point.
    public double x(int index) {
        return xs[index];
    }

    /// Vertical place of a point, not finite for a gap.
    public double y(int index) {
        return ys[index];
    }

    /// Smallest and largest x of the points that can be drawn; only if there are any.
    public Span xSpan() {
        return new Span(xLow, xHigh);
    }

    /// Smallest and largest y; only if there are points.
    public Span ySpan() {
        return new Span(yLow, yHigh);
    }

    /// Smallest and largest y of the points within the part of the x axis; the whole if there are none.
    public Span ySpan(Span within) {
        if (within.low() <= xLow && within.high() >= xHigh) {
            return ySpan();
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (within.contains(xs[i]) && Double.isFinite(ys[i])) {
                low = Math.min(low, ys[i]);
                high = Math.max(high, ys[i]);
            }
        }
        return low > high ? ySpan() : new Span(low, high);
    }

    /// The point whose x is nearest, -1 if there is none.
    public int nearest(double x) {
        int best = -1;
        for (int i = 0; i < size; i++) {
            if (Double.isFinite(ys[i])
                    && (best < 0 || Math.abs(xs[i] - x) < Math.abs(xs[best] - x))) {
                best = i;
            }
        }
        return best;
    }

    /// The next point to the right (`direction` 1) or left (-1) of x, -1 if there is none.
    public int beside(double x, int direction) {
        int best = -1;
        for (int i = 0; i < size; i++) {
            double ahead = (xs[i] - x) * direction;
            if (Double.isFinite(ys[i])
                    && ahead > 0
                    && (best < 0 || ahead < (xs[best] - x) * direction)) {
                best = i;
            }
        }
        return best;
    }

    /// Copies of the x of points that can be drawn within the part of the axis, then their y.
    public double[][] within(Span span) {
        double[] x = new double[size];
        double[] y = new double[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (Double.isFinite(ys[i]) && span.contains(xs[i])) {
                x[n] = xs[i];
                y[n++] = ys[i];
            }
        }
        return new double[][] {Arrays.copyOf(x, n), Arrays.copyOf(y, n)};
    }
}
