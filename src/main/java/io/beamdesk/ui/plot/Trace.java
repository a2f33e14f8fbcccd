package io.beamdesk.ui.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The points of one curve, in the order they were measured; it only grows. A y that is not finite
/// is a gap. Belongs to one thread.
///
/// Over the points lies a pyramid: each complete group of [#GROUP] points, and each complete group of
/// such groups, knows where its extremes are. What looks at many points at once looks at groups.
public final class Trace {
    /// How many points, or smaller groups, make a group.
    static final int GROUP = 16;

    private double[] xs = new double[64];
    private double[] ys = new double[64];
    private int size;
    private final Extremes all = new Extremes();
    private final List<Extremes[]> levels = new ArrayList<>();
    private @Nullable Decimation outlined;

    /// Extremes of some points, as the places of these points; -1 where all of them are gaps.
    static final class Extremes {
        double xLow = Double.POSITIVE_INFINITY;
        double xHigh = Double.NEGATIVE_INFINITY;
        int lowest = -1;
        int highest = -1;
        boolean gaps;
    }

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
        include(all, size);
        size++;
        int count = size;
        for (int level = 0; count % GROUP == 0; level++) {
            count /= GROUP;
            summarise(level, count - 1);
        }
    }

    private void include(Extremes extremes, int index) {
        if (!Double.isFinite(ys[index])) {
            extremes.gaps = true;
            return;
        }
        extremes.xLow = Math.min(extremes.xLow, xs[index]);
        extremes.xHigh = Math.max(extremes.xHigh, xs[index]);
        if (extremes.lowest < 0 || ys[index] < ys[extremes.lowest]) {
            extremes.lowest = index;
        }
        if (extremes.highest < 0 || ys[index] > ys[extremes.highest]) {
            extremes.highest = index;
        }
    }

    private void summarise(int level, int group) {
        if (level == levels.size()) {
            levels.add(new Extremes[GROUP]);
        }
        Extremes[] groups = levels.get(level);
        if (group == groups.length) {
            groups = Arrays.copyOf(groups, group * 2);
            levels.set(level, groups);
        }
        Extremes sum = new Extremes();
        for (int i = group * GROUP; i < (group + 1) * GROUP; i++) {
            if (level == 0) {
                include(sum, i);
            } else {
                Extremes part = levels.get(level - 1)[i];
                sum.gaps |= part.gaps;
                if (part.lowest >= 0) {
                    // An extreme of x is no point of its own; those of y bring theirs.
                    include(sum, part.lowest);
                    include(sum, part.highest);
                    sum.xLow = Math.min(sum.xLow, part.xLow);
                    sum.xHigh = Math.max(sum.xHigh, part.xHigh);
                }
            }
        }
        groups[group] = sum;
    }

    /// Number of levels of groups, the level 0 with the smallest.
    int levels() {
        return levels.size();
    }

    /// A complete group.
    Extremes group(int level, int group) {
        return levels.get(level)[group];
    }

    /// Number of points, gaps included.
    public int size() {
        return size;
    }

    /// Whether there is no point to draw.
    public boolean isEmpty() {
        return all.lowest < 0;
    }

    /// Horizontal place of a point.
    public double x(int index) {
        return xs[index];
    }

    /// Vertical place of a point, not finite for a gap.
    public double y(int index) {
        return ys[index];
    }

    /// Place of the highest point, -1 if there is none.
    public int highest() {
        return all.highest;
    }

    /// Smallest and largest x of the points that can be drawn; only if there are any.
    public Span xSpan() {
        return new Span(all.xLow, all.xHigh);
    }

    /// Smallest and largest y; only if there are points.
    public Span ySpan() {
        return new Span(ys[all.lowest], ys[all.highest]);
    }

    /// Smallest and largest y of the points within the part of the x axis; the whole if there are none.
    public Span ySpan(Span within) {
        if (within.low() <= all.xLow && within.high() >= all.xHigh) {
            return ySpan();
        }
        Decimation reduced = new Decimation(this, within, 1);
        reduced.update();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < reduced.size(); i++) {
            if (reduced.column(i) == 0) {
                low = Math.min(low, reduced.lowY(i));
                high = Math.max(high, reduced.highY(i));
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

    /// Copies of the x of points that can be drawn within the part of the axis, then their y. Of more
    /// than `most` points only those that make the outline: of each of `most` / 4 strips the first,
    /// the lowest, the highest and the last.
    public double[][] within(Span span, int most) {
        return size <= most ? points(span) : outline(span, most / 4);
    }

    private double[][] points(Span span) {
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

    private double[][] outline(Span span, int strips) {
        Decimation reduced = outlined;
        if (reduced == null || !reduced.fits(this, span, strips)) {
            reduced = new Decimation(this, span, strips);
            outlined = reduced;
        }
        reduced.update();
        double[] x = new double[reduced.size() * 4];
        double[] y = new double[reduced.size() * 4];
        int n = 0;
        for (int i = 0; i < reduced.size(); i++) {
            int before = -1;
            for (int index : reduced.outline(i)) {
                if (index != before && span.contains(xs[index])) {
                    x[n] = xs[index];
                    y[n++] = ys[index];
                }
                before = index;
            }
        }
        return new double[][] {Arrays.copyOf(x, n), Arrays.copyOf(y, n)};
    }
}
