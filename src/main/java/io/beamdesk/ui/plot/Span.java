package io.beamdesk.ui.plot;

/// The part of an axis that is shown: two finite numbers, the first below the second, far enough
/// apart that a tenth of the way between them is still a different number.
///
/// @param low the smaller end
/// @param high the larger end
public record Span(double low, double high) {
    private static final double LARGEST = 1e300;

    /// Puts the ends in order, replaces what is not finite, and widens what is too narrow to draw.
    public Span {
        double a = tamed(Math.min(low, high));
        double b = tamed(Math.max(low, high));
        double needed = Math.max(Math.max(Math.abs(a), Math.abs(b)) * 1e-12, 1e-290);
        if (b - a < needed) {
            double middle = a / 2 + b / 2;
            double half = middle == 0 ? 0.5 : Math.abs(middle) * 1e-3;
            a = middle - half;
            b = middle + half;
        }
        low = a;
        high = b;
    }

    private static double tamed(double value) {
        return Double.isNaN(value) ? 0 : Math.clamp(value, -LARGEST, LARGEST);
    }

    /// From one end to the other.
    public double length() {
        return high - low;
    }

    /// Whether the value is shown.
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /// The smallest span with both in it.
    public Span with(Span other) {
        return new Span(Math.min(low, other.low), Math.max(high, other.high));
    }

    /// Wider by the fraction of its length at either end.
    public Span padded(double fraction) {
        return new Span(low - length() * fraction, high + length() * fraction);
    }

    /// As long as before times the factor, with `at` where it was: below 1 magnifies.
    public Span zoomed(double at, double factor) {
        return new Span(at - (at - low) * factor, at + (high - at) * factor);
    }

    /// As long as before, further by the distance.
    public Span moved(double distance) {
        return new Span(low + distance, high + distance);
    }
}
