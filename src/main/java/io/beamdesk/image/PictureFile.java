package io.beamdesk.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Reads pictures of the formats that the Java platform knows, PNG and JPEG among them.
public final class PictureFile {
    /// What a file holds.
    ///
    /// @param pixels greys of 8 and 16 bits with their numbers, all else in colours of 8 bits
    /// @param created when, by the text `Creation Time` that [Png] writes
    public record Content(Pixels pixels, Optional<Instant> created) {}

    /// A larger picture would take all the memory there is.
    private static final long MOST_PIXELS = 1L << 26;

    private static final int COLOURS = 3;

    private static final String CUT_OFF = "(?i).*(premature|truncated).*";

    private PictureFile() {}

    /// Reads a file; of several pictures in it the first.
    ///
    /// @throws IOException if there is no picture in it, it is cut off, or too large
    public static Content read(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers =
                    in == null ? Collections.emptyIterator() : ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("it is no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, false);
                return read(reader);
            } catch (RuntimeException damaged) {
                // The platform's readers throw what comes to them at a damaged file.
                throw new IOException("it is damaged or cut off", damaged);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Content read(ImageReader reader) throws IOException {
        long count = (long) reader.getWidth(0) * reader.getHeight(0);
        if (count > MOST_PIXELS) {
            throw new IOException(
                    "its "
                            + reader.getWidth(0)
                            + " × "
                            + reader.getHeight(0)
                            + " pixels are too many");
        }
        AtomicBoolean cutOff = new AtomicBoolean();
        // A JPEG file that is cut off is filled up with grey, with no more than a warning.
        reader.addIIOReadWarningListener(
                (_, warning) -> cutOff.compareAndSet(false, warning.matches(CUT_OFF)));
        IIOImage read = reader.readAll(0, null);
        if (cutOff.get()) {
            throw new IOException("it is cut off");
        }
        return new Content(
                pixels((BufferedImage) read.getRenderedImage()), created(read.getMetadata()));
    }

    private static Pixels pixels(BufferedImage image) {
        int columns = image.getWidth();
        int rows = image.getHeight();
        boolean grey =
                image.getRaster().getNumBands() == 1
                        && image.getColorModel().getPixelSize() >= Byte.SIZE
                        && image.getType() != BufferedImage.TYPE_BYTE_INDEXED;
        int type = image.getRaster().getTransferType();
        if (grey && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)) {
            // As they are: the toolkit's own conversion would apply a grey curve.
            Object numbers = image.getRaster().getDataElements(0, 0, columns, rows, null);
            return new Pixels(
                    columns,
                    rows,
                    type == DataBuffer.TYPE_BYTE ? Depth.UINT8 : Depth.UINT16,
                    Layout.MONO,
                    numbers);
        }
        byte[] colours = new byte[COLOURS * columns * rows];
        int[] row = new int[columns];
        for (int y = 0, at = 0; y < rows; y++) {
            image.getRGB(0, y, columns, 1, row, 0, columns);
            for (int rgb : row) {
                colours[at++] = (byte) (rgb >> 16);
                colours[at++] = (byte) (rgb >> 8);
                colours[at++] = (byte) rgb;
            }
        }
        return new Pixels(columns, rows, Depth.UINT8, Layout.RGB1, colours);
    }

    private static Optional<Instant> created(@Nullable IIOMetadata about) {
        if (about == null || !about.isStandardMetadataFormatSupported()) {
            return Optional.empty();
        }
        NodeList texts =
                ((Element) about.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName))
                        .getElementsByTagName("TextEntry");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            if (text.getAttribute("keyword").equals("Creation Time")) {
                try {
                    return Optional.of(Instant.parse(text.getAttribute("value")));
                } catch (DateTimeException _) {
                    // Another program's way to write a time.
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
