package io.beamdesk.ui.camera;

import io.beamdesk.image.Rows;
import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// Pixels in memory that the screen reads directly. They are written to while the canvas is not shown.
final class FrameCanvas {
    private final int columns;
    private final int rows;
    private final int[] argb;
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;

    FrameCanvas(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        argb = new int[columns * rows];
        buffer =
                new PixelBuffer<>(
                        columns, rows, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
        image = new WritableImage(buffer);
    }

    boolean fits(Rows picture) {
        return picture.columns() == columns && picture.rows() == rows;
    }

    int[] argb() {
        return argb;
    }

    /// The picture with the pixels as they are now; the JavaFX thread only.
    Image updated() {
        buffer.updateBuffer(_ -> null);
        return image;
    }
}
