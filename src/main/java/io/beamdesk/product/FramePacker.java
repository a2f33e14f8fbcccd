package io.beamdesk.product;

import io.beamdesk.codec.Bitshuffle;
import io.beamdesk.document.Compression;
import io.beamdesk.document.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/// Packs one frame after the other, or one band of its rows, into the bytes of a chunk. Its buffers are used again for the
/// next frame, by one thread at a time.
final class FramePacker {
    // Small enough for the processor's cache.
    private static final int PIECE_ELEMENTS = 1 << 14;

    private final Compression compression;
    private final HdfType type;
    private final int elements;
    private final byte[] bytes;
    private final byte[] piece;
    private final CRC32 crc = new CRC32();
    private final PlaneDeflater deflater;
    private final Bitshuffle bitshuffle;
    private ByteBuffer packed;

    FramePacker(Compression compression, HdfType type, int elements) {
        this.compression = compression;
        this.type = type;
        this.elements = elements;
        bytes = new byte[elements * type.size()];
        piece = new byte[Math.min(elements, PIECE_ELEMENTS) * type.size()];
        deflater = new PlaneDeflater(compression.level());
        bitshuffle = new Bitshuffle(type.size());
        packed = ByteBuffer.allocate(0);
    }

    /// A packed frame.
    ///
    /// @param bytes of the chunk, until the next is packed
    /// @param crc32 of the pixels before they were packed, little-endian
    record Packed(ByteBuffer bytes, long crc32) {}

    /// @param from first of the pixels
    /// @param pixels how many; the rest of the chunk is zero
    Packed pack(Frame frame, int from, int pixels) {
        crc.reset();
        if (pixels < elements) {
            Arrays.fill(bytes, (byte) 0);
        }
        boolean shuffle = compression.shuffle() && type.size() > 1;
        for (int done = 0; done < pixels; done += PIECE_ELEMENTS) {
            int count = Math.min(PIECE_ELEMENTS, pixels - done);
            int size = count * type.size();
            ByteBuffer to = ByteBuffer.wrap(piece, 0, size).order(ByteOrder.LITTLE_ENDIAN);
            HdfPixels.copy(frame, from + done, count, to);
            crc.update(piece, 0, size);
            if (shuffle) {
                shuffle(done, count);
            } else {
                System.arraycopy(piece, 0, bytes, done * type.size(), size);
            }
        }
        return new Packed(
                switch (compression.filter()) {
                    case DEFLATE -> deflater.deflate(bytes, shuffle ? elements : bytes.length);
                    case BITSHUFFLE_LZ4 -> bitshuffled();
                    case NONE -> ByteBuffer.wrap(bytes);
                },
                crc.getValue());
    }

    private void shuffle(int from, int count) {
        int size = type.size();
        for (int place = 0; place < size; place++) {
            int to = place * elements + from;
            for (int i = 0; i < count; i++) {
                bytes[to + i] = piece[i * size + place];
            }
        }
    }

    private ByteBuffer bitshuffled() {
        if (packed.capacity() == 0) {
            packed = ByteBuffer.allocate(bitshuffle.bound(bytes.length));
        }
        return packed.clear().limit(bitshuffle.pack(bytes, packed.array()));
    }
}
