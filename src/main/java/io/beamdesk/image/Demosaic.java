package io.beamdesk.image;

/// The two colours that a pixel behind a Bayer filter lacks, each the mean of the nearest pixels that
/// have it (bilinear). The frame is mirrored at its edges, about the outermost pixel, which keeps the
/// order of the filter.
final class Demosaic {
    private Demosaic() {}

    /// A row of the picture.
    ///
    /// @param redColumn 0 or 1: the first column with red pixels
    /// @param redRow 0 or 1: the first row with red pixels
    /// @param from brightness of each pixel, 0 to 255
    static void row(
            Pixels pixels, int redColumn, int redRow, int[] from, int row, int[] to, int at) {
        int columns = pixels.columns();
        int rows = pixels.rows();
        int here = row * columns;
        int above = mirrored(row - 1, rows) * columns;
        int below = mirrored(row + 1, rows) * columns;
        boolean reds = (row & 1) == redRow;
        for (int column = 0; column < columns; column++) {
            int left = column > 0 ? column - 1 : mirrored(-1, columns);
            int right = column + 1 < columns ? column + 1 : mirrored(columns, columns);
            int own = from[here + column];
            int across = from[here + left] + from[here + right];
            int along = from[above + column] + from[below + column];
            boolean green = ((column & 1) == redColumn) != reds;
            int red;
            int middle;
            int blue;
            if (green) {
                middle = own;
                red = ((reds ? across : along) + 1) >> 1;
                blue = ((reds ? along : across) + 1) >> 1;
            } else {
                int corners =
                        from[above + left]
                                + from[above + right]
                                + from[below + left]
                                + from[below + right];
                middle = (across + along + 2) >> 2;
                red = reds ? own : (corners + 2) >> 2;
                blue = reds ? (corners + 2) >> 2 : own;
            }
            to[at + column] = 0xFF000000 | red << 16 | middle << 8 | blue;
        }
    }

    private static int mirrored(int index, int count) {
        if (count == 1) {
            return 0;
        }
        return index < 0 ? 1 : index >= count ? count - 2 : index;
    }
}
