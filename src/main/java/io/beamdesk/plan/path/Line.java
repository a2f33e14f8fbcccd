package io.beamdesk.plan.path;

import java.util.List;
import java.util.stream.IntStream;

/// Evenly spaced positions of one axis, both ends included; the middle alone if there is only one.
///
/// @param from first position
/// @param to last position
/// @param points number of positions, at least 1
public record Line(double from, double to, int points) {
    /// The position of this index, from 0.
    public double at(int index) {
        if (points == 1) {
            return (from + to) / 2;
        }
        if (index == 0 || index == points - 1) {
            // The weighted mean below may miss the ends by a rounding.
            return index == 0 ? from : to;
        }
        return (from * (points - 1 - index) + to * index) / (points - 1);
    }

    /// All of them.
    public List<Double> positions() {
        return IntStream.range(0, points).mapToObj(this::at).toList();
    }
}
