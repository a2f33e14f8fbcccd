package io.beamdesk.ui.recipes;

import io.beamdesk.image.Colouring;
import io.beamdesk.image.ImageScale;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;

/// An image whose pixels have places in the coordinates of two axes: what the camera sees, or a map
/// that was measured.
///
/// @param title what it is, in words
/// @param scale where its pixels are
/// @param columns number of columns
/// @param rows number of rows
/// @param argb the pixels row by row; never written to
public record Backdrop(String title, ImageScale scale, int columns, int rows, int[] argb) {
    private static final int FEW = 512;

    /// Colours what was measured.
    public static Backdrop of(String title, ImageScale scale, Pixels pixels, Look look) {
        int[] argb = new int[pixels.count()];
        new Colouring().paint(pixels, look, argb);
        return new Backdrop(title, scale, pixels.columns(), pixels.rows(), argb);
    }

    /// The pixels for the screen, large ones where there are few, for a screen would blur them; on the
    /// JavaFX thread.
    WritableImage image() {
        int times = Math.max(1, FEW / Math.max(columns, rows));
        WritableImage image = new WritableImage(columns * times, rows * times);
        PixelWriter writer = image.getPixelWriter();
        for (int row = 0; row < rows * times; row++) {
            for (int column = 0; column < columns * times; column++) {
                writer.setArgb(column, row, argb[row / times * columns + column / times]);
            }
        }
        return image;
    }
}
