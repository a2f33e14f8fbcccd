package io.beamdesk.image;

/// A picture whose pixels are there.
///
/// @param columns number of columns
/// @param argb row by row
record Painting(int columns, int[] argb) implements Rows {
    @Override
    public int rows() {
        return argb.length / columns;
    }

    @Override
    public void row(int row, int[] to, int at) {
        System.arraycopy(argb, row * columns, to, at, columns);
    }
}
