package io.beamdesk.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// JPEG pictures as numbers of 8 bits: greys, or red, green and blue of each pixel.
final class Jpeg {
    private static final int COLOURS = 3;

    private Jpeg() {}

    static byte[] unpack(byte[] packed, int bytes) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(packed))) {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            // Before anything is set aside for the pixels that its head promises.
            if (pixels != bytes && pixels * COLOURS != bytes) {
                throw new IllegalArgumentException(
                        "it has " + pixels + " pixels, which do not make " + bytes + " bytes");
            }
            BufferedImage image = reader.read(0);
            byte[] numbers =
                    image.getRaster().getDataBuffer() instanceof DataBufferByte data
                            ? data.getData()
                            : new byte[0];
            if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
                exchangeRedAndBlue(numbers);
            } else if (image.getType() != BufferedImage.TYPE_BYTE_GRAY) {
                throw new IllegalArgumentException("it is neither in greys nor in colours");
            }
            if (numbers.length != bytes) {
                throw new IllegalArgumentException(
                        "it holds " + numbers.length + " numbers where " + bytes + " belong");
            }
            return numbers;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is damaged", e);
        } finally {
            reader.dispose();
        }
    }

    private static void exchangeRedAndBlue(byte[] numbers) {
        for (int i = 0; i + 2 < numbers.length; i += COLOURS) {
            byte blue = numbers[i];
            numbers[i] = numbers[i + 2];
            numbers[i + 2] = blue;
        }
    }
}
