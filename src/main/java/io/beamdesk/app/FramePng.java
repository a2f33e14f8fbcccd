package io.beamdesk.app;

import io.beamdesk.document.Frame;
import io.beamdesk.image.Colouring;
import io.beamdesk.image.Depth;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import io.beamdesk.image.Png;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// Frames as PNG files for people to look at: 8 bits, the levels spread over what is in the frame. What is
/// measured from a frame is measured from the product, which has the numbers.
public final class FramePng {
    private FramePng() {}

    /// A frame without colours, row by row.
    public static byte[] of(Frame frame) {
        return of(Pixels.grey(frame.dtypeNumpy(), frame.columns(), frame.rows(), frame.pixels()));
    }

    /// A frame.
    public static byte[] of(Pixels pixels) {
        int[] argb = new int[pixels.count()];
        var _ = new Colouring().paint(pixels, Look.PLAIN, argb);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            if (pixels.layout() == Layout.MONO) {
                byte[] greys = new byte[argb.length];
                for (int i = 0; i < greys.length; i++) {
                    greys[i] = (byte) argb[i];
                }
                Png.write(
                        new Pixels(
                                pixels.columns(), pixels.rows(), Depth.UINT8, Layout.MONO, greys),
                        Map.of(),
                        png);
            } else {
                Png.write(pixels.columns(), pixels.rows(), argb, Map.of(), png);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory is no disk and cannot fail", impossible);
        }
        return png.toByteArray();
    }
}
