package io.beamdesk.product;

import io.beamdesk.codec.Bitshuffle;
import io.beamdesk.document.Compression;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks the chunks of one dataset.
final class Unpacker implements AutoCloseable {
    private final Compression compression;
    private final int elementSize;
    private final int chunkBytes;
    private final Inflater inflater = new Inflater();

    Unpacker(Compression compression, int elementSize, int chunkBytes) {
        this.compression = compression;
        this.elementSize = elementSize;
        this.chunkBytes = chunkBytes;
    }

    /// The values of a chunk.
    ///
    /// @throws HdfScan.Damage if it cannot be unpacked
    byte[] unpack(ByteBuffer packed) {
        return switch (compression.filter()) {
            case NONE -> {
                byte[] bytes = new byte[packed.remaining()];
                packed.get(bytes);
                yield bytes;
            }
            case DEFLATE -> {
                byte[] bytes = inflated(packed);
                yield compression.shuffle() && elementSize > 1 ? unshuffled(bytes) : bytes;
            }
            case BITSHUFFLE_LZ4 -> {
                try {
                    yield new Bitshuffle(elementSize).unpack(packed, chunkBytes);
                } catch (RuntimeException e) {
                    throw new HdfScan.Damage("a chunk of it cannot be unpacked");
                }
            }
        };
    }

    private byte[] inflated(ByteBuffer packed) {
        byte[] bytes = new byte[chunkBytes];
        inflater.reset();
        inflater.setInput(packed);
        try {
            int done = inflater.inflate(bytes);
            // The checksum behind the last byte is read by another call.
            if (done == chunkBytes && !inflater.finished()) {
                done += inflater.inflate(new byte[1]);
            }
            if (done == chunkBytes && inflater.finished() && !packed.hasRemaining()) {
                return bytes;
            }
        } catch (DataFormatException _) {
            // As one that is too short.
        }
        throw new HdfScan.Damage("a chunk of it cannot be unpacked");
    }

    private byte[] unshuffled(byte[] planes) {
        byte[] bytes = new byte[chunkBytes];
        int elements = chunkBytes / elementSize;
        for (int place = 0; place < elementSize; place++) {
            for (int i = 0; i < elements; i++) {
                bytes[i * elementSize + place] = planes[place * elements + i];
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
