package io.beamdesk.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/// Writes pictures in the PNG format with texts about them, in iTXt chunks, which readers find by their
/// keywords and which hold any letter.
public final class Png {
    private static final String TREE = "javax_imageio_png_1.0";
    private static final int LONGEST_KEYWORD = 79;

    private Png() {}

    /// Writes the numbers of a grey frame as they are.
    ///
    /// @param pixels of 8 or 16 bits without a sign; see [#isExact]
    /// @param texts by keyword, each of 1 to 79 Latin letters
    public static void write(Pixels pixels, Map<String, String> texts, OutputStream to)
            throws IOException {
        if (!isExact(pixels)) {
            throw new IllegalArgumentException(
                    pixels.depth() + " " + pixels.layout() + " pixels have no exact PNG");
        }
        BufferedImage image =
                new BufferedImage(
                        pixels.columns(),
                        pixels.rows(),
                        pixels.depth() == Depth.UINT16
                                ? BufferedImage.TYPE_USHORT_GRAY
                                : BufferedImage.TYPE_BYTE_GRAY);
        // As they are: the toolkit's own conversion would apply a grey curve.
        image.getRaster().setDataElements(0, 0, pixels.columns(), pixels.rows(), pixels.array());
        write(image, texts, to);
    }

    /// Whether a frame's numbers can be written as they are.
    public static boolean isExact(Pixels pixels) {
        return pixels.layout() == Layout.MONO
                && (pixels.depth() == Depth.UINT8 || pixels.depth() == Depth.UINT16);
    }

    /// Writes colours; what is transparent becomes what it has as colour.
    ///
    /// @param argb row by row
    public static void write(
            int columns, int rows, int[] argb, Map<String, String> texts, OutputStream to)
            throws IOException {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, columns, rows, argb, 0, columns);
        write(image, texts, to);
    }

    private static void write(BufferedImage image, Map<String, String> texts, OutputStream to)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(to)) {
            IIOMetadata about =
                    writer.getDefaultImageMetadata(
                            ImageTypeSpecifier.createFromRenderedImage(image), null);
            about.mergeTree(TREE, tree(texts));
            writer.setOutput(out);
            writer.write(new IIOImage(image, null, about));
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadataNode tree(Map<String, String> texts) {
        IIOMetadataNode chunk = new IIOMetadataNode("iTXt");
        texts.forEach((keyword, text) -> {
            if (keyword.isEmpty() || keyword.length() > LONGEST_KEYWORD) {
                throw new IllegalArgumentException(
                        "the keyword \"" + keyword + "\" does not have 1 to 79 letters");
            }
            IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
            entry.setAttribute("keyword", keyword);
            entry.setAttribute("compressionFlag", "FALSE");
            entry.setAttribute("compressionMethod", "0");
            entry.setAttribute("languageTag", "");
            entry.setAttribute("translatedKeyword", "");
            entry.setAttribute("text", text);
            chunk.appendChild(entry);
        });
        IIOMetadataNode tree = new IIOMetadataNode(TREE);
        if (chunk.hasChildNodes()) {
            tree.appendChild(chunk);
        }
        return tree;
    }
}
