package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/// Read back by another implementation.
class PngTest {
    private static final Map<String, String> TEXTS =
            Map.of("Title", "Probe 7 °C", "Pixel Size", "0.005 mm");

    private static BufferedImage read(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static Map<String, String> texts(byte[] file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in);
            IIOMetadataNode tree =
                    (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            NodeList entries = tree.getElementsByTagName("iTXtEntry");
            Map<String, String> texts = new HashMap<>();
            for (int i = 0; i < entries.getLength(); i++) {
                IIOMetadataNode entry = (IIOMetadataNode) entries.item(i);
                texts.put(entry.getAttribute("keyword"), entry.getAttribute("text"));
            }
            return texts;
        } finally {
            reader.dispose();
        }
    }

    @Test
    void writeKeepsNumbersOfSixteenBitsAndTexts() throws IOException {
        short[] numbers = {0, 1, 256, (short) 40_000, (short) 65_535, 77};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Png.write(new Pixels(3, 2, Depth.UINT16, Layout.MONO, numbers), TEXTS, out);
        BufferedImage image = read(out.toByteArray());
        assertThat(image.getRaster().getPixels(0, 0, 3, 2, (int[]) null))
                .containsExactly(0, 1, 256, 40_000, 65_535, 77);
        assertThat(texts(out.toByteArray())).isEqualTo(TEXTS);
    }

    @Test
    void writeKeepsNumbersOfEightBits() throws IOException {
        byte[] numbers = {0, 127, (byte) 128, (byte) 255};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Png.write(new Pixels(2, 2, Depth.UINT8, Layout.MONO, numbers), Map.of(), out);
        assertThat(read(out.toByteArray()).getRaster().getPixels(0, 0, 2, 2, (int[]) null))
                .containsExactly(0, 127, 128, 255);
    }

    @Test
    void writeKeepsColours() throws IOException {
        int[] argb = {0xFF102030, 0xFFFFFFFF, 0xFF0000FF};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Png.write(3, 1, argb, TEXTS, out);
        BufferedImage image = read(out.toByteArray());
        for (int i = 0; i < argb.length; i++) {
            assertThat(image.getRGB(i, 0)).isEqualTo(argb[i]);
        }
    }

    @Test
    void writeRefusesWhatHasNoExactPng() {
        Pixels floats = new Pixels(1, 1, Depth.FLOAT32, Layout.MONO, new float[] {1});
        assertThat(Png.isExact(floats)).isFalse();
        assertThatThrownBy(() -> Png.write(floats, Map.of(), new ByteArrayOutputStream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FLOAT32");
    }
}
