package io.beamdesk.app;

import io.beamdesk.document.Frame;
import io.beamdesk.image.Colouring;
import io.beamdesk.image.Layout;
import io.beamdesk.image.Look;
import io.beamdesk.image.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

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
        boolean grey = pixels.layout() == Layout.MONO;
        BufferedImage image =
                new BufferedImage(
                        pixels.columns(),
                        pixels.rows(),
                        grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        if (grey) {
            // One byte a pixel, as it is: the toolkit's own conversion would apply a grey curve.
            byte[] bytes = new byte[argb.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) argb[i];
            }
            image.getRaster().setDataElements(0, 0, pixels.columns(), pixels.rows(), bytes);
        } else {
            image.setRGB(0, 0, pixels.columns(), pixels.rows(), argb, 0, pixels.columns());
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory is no disk and cannot fail", impossible);
        }
        return png.toByteArray();
    }
}
