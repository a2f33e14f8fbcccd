package io.beamdesk.plan.path;

import java.util.List;

/// Every combination of the positions of its axes; the last axis changes fastest.
///
/// @param lines the axes, outermost first
/// @param snaked whether every second run of an inner axis goes backwards, so that only one axis
///     moves from a point to the next, and that by one position
public record Grid(List<Line> lines, boolean snaked) implements Trajectory {
    /// Copies the lines.
    ///
    /// @throws ArithmeticException if there are more points than an `int` counts
    public Grid {
        lines = List.copyOf(lines);
        var _ = lines.stream().mapToInt(Line::points).reduce(1, Math::multiplyExact);
    }

    @Override
    public int axes() {
        return lines.size();
    }

    @Override
    public int size() {
        return lines.stream().mapToInt(Line::points).reduce(1, (a, b) -> a * b);
    }

    /// Number of positions of each axis.
    public List<Integer> shape() {
        return lines.stream().map(Line::points).toList();
    }

    /// Index of a point along an axis, both counted from 0.
    public int index(int point, int axis) {
        int inner = 1;
        for (Line line : lines.subList(axis + 1, lines.size())) {
            inner *= line.points();
        }
        int count = lines.get(axis).points();
        int index = point / inner % count;
        // The number of runs of this axis that are over decides, whatever the outer axes'
        // directions.
        boolean backwards = snaked && point / inner / count % 2 == 1;
        return backwards ? count - 1 - index : index;
    }

    @Override
    public double coordinate(int point, int axis) {
        return lines.get(axis).at(index(point, axis));
    }
}
