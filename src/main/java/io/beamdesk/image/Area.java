package io.beamdesk.image;

/// A rectangle of whole pixels.
///
/// @param column first column
/// @param row first row
/// @param columns number of columns
/// @param rows number of rows
public record Area(int column, int row, int columns, int rows) {
    /// The whole frame.
    public static Area of(Pixels pixels) {
        return new Area(0, 0, pixels.columns(), pixels.rows());
    }

    /// The part of it that lies within a frame; of no columns or rows if none does.
    public Area within(Pixels pixels) {
        int left = Math.clamp(column, 0, pixels.columns());
        int top = Math.clamp(row, 0, pixels.rows());
        return new Area(
                left,
                top,
                Math.clamp((long) column + columns, left, pixels.columns()) - left,
                Math.clamp((long) row + rows, top, pixels.rows()) - top);
    }
}
