package io.beamdesk.ui.live;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Where the peak, or the dip, of a curve is and how wide.
///
/// The baseline is the straight line through the means of the outermost twentieth of the points at
/// either end (one point at least). A curve that goes further below that line than above it is taken
/// for a dip and measured upside down. The peak is the highest measured point (the lowest of a dip).
/// The centre of mass weighs each point with its height above the baseline and with the part of the
/// axis that it stands for; points below the baseline weigh nothing. The full width is taken at half
/// of the height that the peak has above the baseline, with straight lines between points. Whatever
/// is not defined is NaN: all of it for fewer than three points or a constant, the width and its
/// centre where the curve does not come down to half height on both sides.
///
/// @param peak x of the highest point (lowest for a dip)
/// @param peakValue y there
/// @param centreOfMass x of the centre of mass above the baseline
/// @param fwhm full width at half height above the baseline, in units of x
/// @param fwhmCentre x of the middle between the two half heights
/// @param dip whether it is a dip
public record PeakStatistics(
        double peak,
        double peakValue,
        double centreOfMass,
        double fwhm,
        double fwhmCentre,
        boolean dip) {
    /// Nothing is defined.
    public static final PeakStatistics NONE =
            new PeakStatistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false);

    private static final int LEAST_POINTS = 3;
    private static final int EDGE_SHARE = 20;

    /// Measures the points, in any order; those that are not finite are left out.
    ///
    /// @param xs places
    /// @param ys values, as many
    public static PeakStatistics of(double[] xs, double[] ys) {
        int[] usable =
                IntStream.range(0, xs.length)
                        .filter(i -> Double.isFinite(xs[i]) && Double.isFinite(ys[i]))
                        .toArray();
        int[] order =
                IntStream.range(1, usable.length).allMatch(i -> xs[usable[i]] >= xs[usable[i - 1]])
                        ? usable
                        : IntStream.of(usable)
                                .boxed()
                                .sorted(Comparator.comparingDouble(i -> xs[i]))
                                .mapToInt(Integer::intValue)
                                .toArray();
        double[] x = IntStream.of(order).mapToDouble(i -> xs[i]).toArray();
        double[] y = IntStream.of(order).mapToDouble(i -> ys[i]).toArray();
        int n = x.length;
        if (n < LEAST_POINTS || !(x[n - 1] > x[0])) {
            return NONE;
        }
        double[] above = aboveBaseline(x, y);
        double highest = Arrays.stream(above).max().orElseThrow();
        double lowest = Arrays.stream(above).min().orElseThrow();
        boolean dip = -lowest > highest;
        if (dip) {
            Arrays.setAll(above, i -> -above[i]);
        }
        int top = 0;
        for (int i = 1; i < n; i++) {
            if (dip ? y[i] < y[top] : y[i] > y[top]) {
                top = i;
            }
        }
        double noise = 1e-12 * Arrays.stream(y).map(Math::abs).max().orElseThrow();
        if (!(Math.max(highest, -lowest) > noise) || !(above[top] > noise)) {
            return Arrays.stream(y).max().orElseThrow() - Arrays.stream(y).min().orElseThrow()
                            > noise
                    ? new PeakStatistics(x[top], y[top], Double.NaN, Double.NaN, Double.NaN, dip)
                    : NONE;
        }
        double left = crossing(x, above, top, -1);
        double right = crossing(x, above, top, 1);
        return new PeakStatistics(
                x[top],
                y[top],
                centreOfMass(x, above),
                right - left,
                left + (right - left) / 2,
                dip);
    }

    private static double[] aboveBaseline(double[] x, double[] y) {
        int n = x.length;
        int edge = Math.max(1, n / EDGE_SHARE);
        double x0 = Arrays.stream(x, 0, edge).average().orElseThrow();
        double y0 = Arrays.stream(y, 0, edge).average().orElseThrow();
        double x1 = Arrays.stream(x, n - edge, n).average().orElseThrow();
        double y1 = Arrays.stream(y, n - edge, n).average().orElseThrow();
        double slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
        return IntStream.range(0, n).mapToDouble(i -> y[i] - y0 - slope * (x[i] - x0)).toArray();
    }

    private static double centreOfMass(double[] x, double[] above) {
        int n = x.length;
        double sum = 0;
        double moment = 0;
        for (int i = 0; i < n; i++) {
            // Steps need not be even: a point stands for half the way to each neighbour.
            double share = (x[Math.min(n - 1, i + 1)] - x[Math.max(0, i - 1)]) / 2;
            double weight = Math.max(0, above[i]) * share;
            sum += weight;
            moment += weight * (x[i] - x[0]);
        }
        return sum > 0 ? x[0] + moment / sum : Double.NaN;
    }

    private static double crossing(double[] x, double[] above, int top, int direction) {
        double half = above[top] / 2;
        for (int i = top; i + direction >= 0 && i + direction < x.length; i += direction) {
            int next = i + direction;
            if (above[next] <= half) {
                return x[i] + (x[next] - x[i]) * (above[i] - half) / (above[i] - above[next]);
            }
        }
        return Double.NaN;
    }
}
