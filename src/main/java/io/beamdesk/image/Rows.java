package io.beamdesk.image;

/// A picture that is made row by row, so that what leads to it is never in memory as a whole. Fastest from
/// the top down. Belongs to one thread.
public interface Rows {
    /// A picture without pixels.
    Rows NONE =
            new Rows() {
                @Override
                public int columns() {
                    return 0;
                }

                @Override
                public int rows() {
                    return 0;
                }

                @Override
                public void row(int row, int[] to, int at) {
                    throw new IndexOutOfBoundsException(row);
                }
            };

    /// Number of columns.
    int columns();

    /// Number of rows.
    int rows();

    /// Makes a row of ARGB pixels.
    ///
    /// @param to where its pixels go
    /// @param at place of the first one
    void row(int row, int[] to, int at);

    /// Makes all rows.
    ///
    /// @param argb where the pixels go, row by row; at least as many as the picture has
    default void fill(int[] argb) {
        for (int row = 0; row < rows(); row++) {
            row(row, argb, row * columns());
        }
    }
}
