package io.beamdesk.ui.recipes;

import io.beamdesk.image.ImageScale;
import io.beamdesk.image.Colouring;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;

/// An image whose pixels have places in the coordinates of two axes: what the camera sees, or a map
/// that was measured.
///
/// @param title what it is, in words
/// @param scale where its pixels are
/// @param columns number of columns
/// @param rows number of rows
/// @param argb the pixels row by row; never written to
public record Backdrop(String title, ImageScale scale, int columns, int rows, int[] argb) {
    /// Colours what was measured.
    public static Backdrop of(String title, ImageScale scale, Pixels pixels, Look look) {
        int[] argb = new int[pixels.count()];
        new Colouring().paint(pixels, look, argb);
        return new Backdrop(title, scale, pixels.columns(), pixels.rows(), argb);
    }
}
