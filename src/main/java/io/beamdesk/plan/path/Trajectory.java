package io.beamdesk.plan.path;

/// The points of a scan in their order, each with one coordinate for every axis.
public sealed interface Trajectory permits Grid, Positions {
    /// Number of axes, at least 1.
    int axes();

    /// Number of points, at least 1.
    int size();

    /// Coordinate of a point along an axis, both counted from 0.
    double coordinate(int point, int axis);
}
