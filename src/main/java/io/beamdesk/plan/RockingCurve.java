package io.beamdesk.plan;

import java.util.stream.IntStream;

/// A measured peak along an axis, and where its maximum is.
///
/// The maximum is the vertex of a parabola fitted by least squares to the points of the top quarter,
/// those above three quarters of the way from the lowest to the highest point: a narrower top would
/// follow the counting noise, a wider one the flanks.
///
/// @param positions where, in rising or falling order
/// @param counts what was measured there
public record RockingCurve(double[] positions, double[] counts) {
    /// Fewest points of a curve.
    public static final int LEAST = 5;

    private static final double TOP = 0.75;
    private static final double HALF = 0.5;

    /// What the curve says.
    public sealed interface Result permits Maximum, NoMaximum {}

    /// There is one maximum.
    ///
    /// @param position where
    /// @param top the parabola that says so
    public record Maximum(double position, Top top) implements Result {}

    /// The parabola that was fitted to the top of the curve.
    ///
    /// @param from where the first of its points is
    /// @param to where the last of its points is
    /// @param vertex where it is highest
    /// @param height its value there
    /// @param bend its second derivative by two, below 0
    public record Top(double from, double to, double vertex, double height, double bend) {
        /// Its value at a position.
        public double at(double position) {
            return height + bend * (position - vertex) * (position - vertex);
        }
    }

    /// There is none that could be trusted.
    ///
    /// @param reason second half of a sentence with what to do: "lies at the end ...; widen ..."
    public record NoMaximum(String reason) implements Result {}

    /// Finds the maximum.
    public Result maximum() {
        double low = IntStream.range(0, counts.length).mapToDouble(i -> counts[i]).min().orElse(0);
        int best = 0;
        for (int i = 0; i < counts.length; i++) {
            if (!Double.isFinite(counts[i]) || !Double.isFinite(positions[i])) {
                return new NoMaximum("has a point without a number; check the counter");
            }
            best = counts[i] > counts[best] ? i : best;
        }
        double height = counts[best] - low;
        if (!(height > 0)) {
            return new NoMaximum("is the same everywhere; check that the beam reaches the counter");
        }
        Run top = run(best, low + TOP * height);
        if (top.first == 0 || top.last == counts.length - 1) {
            return new NoMaximum(
                    "is highest at the end of the range, the maximum may lie beyond; shift or widen the range");
        }
        Run half = run(best, low + HALF * height);
        for (int i = 0; i < counts.length; i++) {
            if ((i < half.first || i > half.last) && counts[i] > low + HALF * height) {
                return new NoMaximum(
                        "has more than one peak, or none above its noise; count longer or choose another range");
            }
        }
        if (half.last - half.first < 2) {
            return new NoMaximum(
                    "is narrower than its points are apart; take more points or a smaller range");
        }
        // The neighbours too, so that a parabola always has three points.
        return vertex(Math.min(top.first, best - 1), Math.max(top.last, best + 1), best, low);
    }

    private record Run(int first, int last) {}

    /// The points about the best that are above the level.
    private Run run(int best, double level) {
        int first = best;
        while (first > 0 && counts[first - 1] > level) {
            first--;
        }
        int last = best;
        while (last < counts.length - 1 && counts[last + 1] > level) {
            last++;
        }
        return new Run(first, last);
    }

    private Result vertex(int first, int last, int best, double low) {
        // About the highest point and in units of the window, where the sums keep their digits.
        double origin = positions[best];
        double unit = Math.abs(positions[last] - positions[first]) / 2;
        double[] s = new double[5];
        double[] t = new double[3];
        for (int i = first; i <= last; i++) {
            double x = (positions[i] - origin) / unit;
            double power = 1;
            for (int k = 0; k < s.length; k++) {
                s[k] += power;
                if (k < t.length) {
                    t[k] += power * (counts[i] - low) / (counts[best] - low);
                }
                power *= x;
            }
        }
        double slope = determinant(s[0], t[0], s[2], s[1], t[1], s[3], s[2], t[2], s[4]);
        double bend = determinant(s[0], s[1], t[0], s[1], s[2], t[1], s[2], s[3], t[2]);
        double whole = determinant(s[0], s[1], s[2], s[1], s[2], s[3], s[2], s[3], s[4]);
        double position = origin - unit * slope / (2 * bend);
        double one = Math.min(positions[first], positions[last]);
        double other = Math.max(positions[first], positions[last]);
        double level = determinant(t[0], s[1], s[2], t[1], s[2], s[3], t[2], s[3], s[4]);
        double scale = counts[best] - low;
        double height = low + scale * (level - slope * slope / (4 * bend)) / whole;
        return bend / whole < 0 && position >= one && position <= other
                ? new Maximum(
                        position,
                        new Top(one, other, position, height, scale * bend / whole / (unit * unit)))
                : new NoMaximum("has no rounded top; count longer or take more points");
    }

    private static double determinant(
            double a,
            double b,
            double c,
            double d,
            double e,
            double f,
            double g,
            double h,
            double i) {
        return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    }
}
