package io.beamdesk.sample;

import java.util.Comparator;

/// A place for one sample in a tray of some type.
///
/// @param id as it is written: `A9-1` in a plate of several drops, `A9` in a plate of one, `7` in a
///     holder or a puck, `3-12` (puck and number) in a dewar
/// @param row row of a plate or puck of a dewar, from 1; 1 in a holder or a puck
/// @param column column of a plate or number in a holder or a puck, from 1
/// @param drop drop of a well, from 1
/// @param x millimetres to the right, in the direction of growing columns, from the tray's corner
/// @param y millimetres down, in the direction of growing rows, from the tray's corner
/// @param diameter of what can be hit, in millimetres
public record Position(
        String id, int row, int column, int drop, double x, double y, double diameter)
        implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::row)
                    .thenComparingInt(Position::column)
                    .thenComparingInt(Position::drop);

    /// Whether both are drops of one well.
    public boolean isInWellOf(Position other) {
        return row == other.row && column == other.column;
    }

    /// Millimetres to another place.
    public double distance(Position other) {
        return Math.hypot(other.x - x, other.y - y);
    }

    /// By row, column and drop as numbers: A2 before A10.
    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return id;
    }
}
