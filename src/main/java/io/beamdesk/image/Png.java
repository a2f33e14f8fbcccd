package io.beamdesk.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes pictures in the PNG format with texts about them, in iTXt chunks, which readers find by their
/// keywords. Format: Portable Network Graphics (PNG) Specification, third edition, W3C.
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int COLOUR = 2;
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
        boolean wide = pixels.depth() == Depth.UINT16;
        int line = pixels.columns() * (wide ? 2 : 1) + 1;
        byte[] raw = new byte[line * pixels.rows()];
        for (int row = 0; row < pixels.rows(); row++) {
            int at = row * line + 1;
            int first = row * pixels.columns();
            if (wide) {
                short[] from = (short[]) pixels.array();
                for (int i = 0; i < pixels.columns(); i++) {
                    raw[at++] = (byte) (from[first + i] >> 8);
                    raw[at++] = (byte) from[first + i];
                }
            } else {
                System.arraycopy(pixels.array(), first, raw, at, pixels.columns());
            }
        }
        write(pixels.columns(), pixels.rows(), wide ? 16 : 8, GREY, raw, texts, to);
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
        int line = columns * 3 + 1;
        byte[] raw = new byte[line * rows];
        for (int row = 0; row < rows; row++) {
            int at = row * line + 1;
            for (int i = 0; i < columns; i++) {
                int colour = argb[row * columns + i];
                raw[at++] = (byte) (colour >> 16);
                raw[at++] = (byte) (colour >> 8);
                raw[at++] = (byte) colour;
            }
        }
        write(columns, rows, 8, COLOUR, raw, texts, to);
    }

    /// @param raw rows with a filter type of 0 (none) before each
    private static void write(
            int columns,
            int rows,
            int depth,
            int type,
            byte[] raw,
            Map<String, String> texts,
            OutputStream to)
            throws IOException {
        to.write(SIGNATURE);
        Chunk header = new Chunk("IHDR");
        header.data.writeInt(columns);
        header.data.writeInt(rows);
        header.data.writeByte(depth);
        header.data.writeByte(type);
        // Deflate, the five filters, not interlaced.
        header.data.write(new byte[] {0, 0, 0});
        header.write(to);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            text(text.getKey(), text.getValue()).write(to);
        }
        Chunk pixels = new Chunk("IDAT");
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(pixels.data, fast)) {
            deflating.write(raw);
        } finally {
            fast.end();
        }
        pixels.write(to);
        new Chunk("IEND").write(to);
    }

    private static Chunk text(String keyword, String text) throws IOException {
        if (keyword.isEmpty() || keyword.length() > LONGEST_KEYWORD) {
            throw new IllegalArgumentException(
                    "the keyword \"" + keyword + "\" does not have 1 to 79 letters");
        }
        Chunk chunk = new Chunk("iTXt");
        chunk.data.write(keyword.getBytes(StandardCharsets.ISO_8859_1));
        // Ends the keyword; not compressed; no language, no translated keyword.
        chunk.data.write(new byte[] {0, 0, 0, 0, 0});
        chunk.data.write(text.getBytes(StandardCharsets.UTF_8));
        return chunk;
    }

    /// A chunk: its length, its name, its data, and a checksum of the last two.
    private static final class Chunk {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream data = new DataOutputStream(bytes);

        Chunk(String name) throws IOException {
            data.writeBytes(name);
        }

        void write(OutputStream to) throws IOException {
            byte[] content = bytes.toByteArray();
            CRC32 sum = new CRC32();
            sum.update(content);
            DataOutputStream out = new DataOutputStream(to);
            out.writeInt(content.length - 4);
            out.write(content);
            out.writeInt((int) sum.getValue());
            out.flush();
        }
    }
}
