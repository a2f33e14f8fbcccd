package io.beamdesk.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/// An HDF5 file with frames at `/entry/data/data`, a chunk for each. It grows while it is written and
/// can be read once it is closed, as that of a detector's IOC.
///
/// Sources: HDF5 file format specification 3.0; B. Jenkins, lookup3 (for its checksums).
final class Hdf5File implements AutoCloseable {
    private static final int SUPERBLOCK = 48;
    private static final long UNDEFINED = -1;

    private final FileChannel channel;
    private final int rows;
    private final int columns;
    private final int pixelBytes;
    private long end = SUPERBLOCK;
    private int frames;

    /// Creates the file, which must not be there yet.
    Hdf5File(Path path, int rows, int columns, int pixelBytes) throws IOException {
        this.rows = rows;
        this.columns = columns;
        this.pixelBytes = pixelBytes;
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        write(ByteBuffer.allocate(SUPERBLOCK), 0);
    }

    /// Adds a frame: unsigned pixels, row by row.
    void add(ByteBuffer frame) throws IOException {
        write(frame, end);
        end += (long) rows * columns * pixelBytes;
        frames++;
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position());
        }
    }

    /// Writes what makes it HDF5, and closes it.
    @Override
    public void close() throws IOException {
        try (channel) {
            long data = header(this::dataset);
            long group = header(out -> group(out, "data", data));
            long entry = header(out -> group(out, "data", group));
            long root = header(out -> group(out, "entry", entry));
            ByteBuffer block = buffer();
            block.put("\u0089HDF\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
            block.put((byte) 2).put((byte) 8).put((byte) 8).put((byte) 0);
            block.putLong(0).putLong(UNDEFINED).putLong(end).putLong(root);
            write(checked(block), 0);
        }
    }

    /// An object header behind all that is there.
    private long header(Consumer<ByteBuffer> messages) throws IOException {
        long at = end;
        ByteBuffer out = buffer();
        out.put("OHDR".getBytes(StandardCharsets.US_ASCII)).put((byte) 2).put((byte) 2).putInt(0);
        int from = out.position();
        messages.accept(out);
        out.putInt(from - 4, out.position() - from);
        ByteBuffer whole = checked(out);
        int size = whole.remaining();
        write(whole, at);
        end += size;
        return at;
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer checked(ByteBuffer out) {
        byte[] before = new byte[out.position()];
        out.get(0, before);
        return out.putInt(lookup3(before)).flip();
    }

    private static void message(ByteBuffer out, int type, Consumer<ByteBuffer> body) {
        out.put((byte) type);
        int size = out.position();
        out.putShort((short) 0).put((byte) 0);
        body.accept(out);
        out.putShort(size, (short) (out.position() - size - 3));
    }

    /// A group with one link.
    private static void group(ByteBuffer out, String name, long address) {
        message(
                out,
                0x02,
                m -> m.put((byte) 0).put((byte) 0).putLong(UNDEFINED).putLong(UNDEFINED));
        message(out, 0x0A, m -> m.put((byte) 0).put((byte) 0));
        byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
        message(
                out,
                0x06,
                m ->
                        m.put((byte) 1)
                                .put((byte) 0)
                                .put((byte) letters.length)
                                .put(letters)
                                .putLong(address));
    }

    private void dataset(ByteBuffer out) {
        message(
                out,
                0x01,
                m ->
                        m.put((byte) 2)
                                .put((byte) 3)
                                .put((byte) 0)
                                .put((byte) 1)
                                .putLong(frames)
                                .putLong(rows)
                                .putLong(columns));
        message(
                out,
                0x03,
                m ->
                        m.put((byte) 0x10)
                                .put(new byte[3])
                                .putInt(pixelBytes)
                                .putShort((short) 0)
                                .putShort((short) (8 * pixelBytes)));
        // Allocated early, as the chunks of an implicit index are.
        message(out, 0x05, m -> m.put((byte) 3).put((byte) 0x09));
        // Version 4, chunked, lengths of eight bytes, index type 2: one chunk behind the other.
        message(
                out,
                0x08,
                m ->
                        m.put((byte) 4)
                                .put((byte) 2)
                                .put((byte) 0)
                                .put((byte) 4)
                                .put((byte) 8)
                                .putLong(1)
                                .putLong(rows)
                                .putLong(columns)
                                .putLong(pixelBytes)
                                .put((byte) 2)
                                .putLong(frames == 0 ? UNDEFINED : SUPERBLOCK));
    }

    private static int lookup3(byte[] bytes) {
        int length = bytes.length;
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int a = 0xDEADBEEF + length;
        int b = a;
        int c = a;
        int at = 0;
        for (; length - at > 12; at += 12) {
            a += in.getInt(at);
            b += in.getInt(at + 4);
            c += in.getInt(at + 8);
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        ByteBuffer rest = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        rest.put(bytes, at, length - at);
        a += rest.getInt(0);
        b += rest.getInt(4);
        c += rest.getInt(8);
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }
}
