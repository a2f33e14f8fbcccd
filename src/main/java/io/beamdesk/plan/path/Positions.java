package io.beamdesk.plan.path;

import java.util.List;

/// Points one by one.
///
/// @param rows at least one point; each has the same number of coordinates, at least one
public record Positions(List<List<Double>> rows) implements Trajectory {
    /// Copies the rows.
    public Positions {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// Points along a single axis.
    public static Positions along(List<Double> points) {
        return new Positions(points.stream().map(List::of).toList());
    }

    @Override
    public int axes() {
        return rows.getFirst().size();
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public double coordinate(int point, int axis) {
        return rows.get(point).get(axis);
    }
}
