package io.beamdesk.ui.plot;

import java.util.Arrays;

/// Values on a grid with even steps, which fills as it is measured. A cell without a value is NaN.
/// Belongs to one thread.
public final class Raster {
    /// One axis of the grid.
    ///
    /// @param axis what it measures
    /// @param first centre of the first cell
    /// @param last centre of the last cell; may be below the first
    /// @param count number of cells, at least 1
    public record Side(PlotModel.Axis axis, double first, double last, int count) {
        /// Centre of a cell.
        public double at(int index) {
            return count == 1 ? first : first + (last - first) * index / (count - 1);
        }

        /// The cell in which a value lies; outside of 0 to count - 1 if in none.
        public int index(double value) {
            return (int) Math.floor((value - first) / step() + 0.5);
        }

        private double step() {
            return count == 1 ? 1 : (last - first) / (count - 1);
        }

        /// From the outer edge of one end to that of the other.
        public Span span() {
            return new Span(first - step() / 2, last + step() / 2);
        }
    }

    private final Side x;
    private final Side y;
    private final double[] values;
    private final int[] order;
    private int measured;
    private int lowest = -1;
    private int highest = -1;

    /// An empty grid.
    public Raster(Side x, Side y) {
        this.x = x;
        this.y = y;
        values = new double[Math.multiplyExact(x.count(), y.count())];
        order = new int[values.length];
        Arrays.fill(values, Double.NaN);
    }

    /// The horizontal axis.
    public Side x() {
        return x;
    }

    /// The vertical axis.
    public Side y() {
        return y;
    }

    /// Gives a cell its value; one that is not finite is no value, and a cell keeps its first.
    public void set(int ix, int iy, double value) {
        int cell = iy * x.count() + ix;
        if (!Double.isFinite(value) || Double.isFinite(values[cell])) {
            return;
        }
        values[cell] = value;
        order[measured++] = cell;
        lowest = lowest < 0 || value < values[lowest] ? cell : lowest;
        highest = highest < 0 || value > values[highest] ? cell : highest;
    }

    /// Value of a cell, NaN if it has none.
    public double value(int ix, int iy) {
        return values[iy * x.count() + ix];
    }

    /// Number of cells that have a value.
    public int measured() {
        return measured;
    }

    /// The cell, as row times width plus column, that was measured as this one from 0.
    public int measuredAs(int rank) {
        return order[rank];
    }

    /// Number of all cells.
    public int cells() {
        return values.length;
    }

    /// The cell with the smallest value, -1 if there is none.
    public int lowest() {
        return lowest;
    }

    /// The cell with the largest value, -1 if there is none.
    public int highest() {
        return highest;
    }

    /// Column of a cell.
    public int column(int cell) {
        return cell % x.count();
    }

    /// Row of a cell.
    public int row(int cell) {
        return cell / x.count();
    }
}
