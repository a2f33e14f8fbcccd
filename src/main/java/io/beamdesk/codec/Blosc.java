package io.beamdesk.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/// A container of Blosc 1 (<https://github.com/Blosc/c-blosc>, README_CHUNK_FORMAT): blocks, each of one
/// part or of as many as an element has bytes, packed by BloscLZ, LZ4 or zlib; bytes or bits of one place
/// in their elements may have been put together before.
final class Blosc {
    private static final int HEAD = 16;
    private static final int BYTES_SHUFFLED = 0x01;
    private static final int NOT_PACKED = 0x02;
    private static final int BITS_SHUFFLED = 0x04;
    private static final int NOT_SPLIT = 0x10;
    private static final int MOST_SPLITS = 16;
    private static final int LEAST_ELEMENTS = 128;

    private static final int BLOSC_LZ = 0;
    private static final int LZ4 = 1;
    private static final int SNAPPY = 2;
    private static final int ZLIB = 3;
    private static final int ZSTD = 4;

    private final LZ4SafeDecompressor lz4 = LZ4Factory.safeInstance().safeDecompressor();
    private final byte[] packed;
    private final ByteBuffer in;
    private final int flags;
    private final int elementSize;
    private final int bytes;
    private final int blockSize;

    Blosc(byte[] packed) {
        this.packed = packed;
        in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        if (packed.length < HEAD) {
            throw new IllegalArgumentException("it has no head");
        }
        flags = in.get(2);
        elementSize = Math.max(1, in.get(3) & 0xFF);
        bytes = in.getInt(4);
        blockSize = in.getInt(8);
    }

    byte[] unpack(int wanted) {
        if (bytes != wanted) {
            throw new IllegalArgumentException(
                    "it holds " + bytes + " bytes where " + wanted + " belong");
        }
        if ((flags & NOT_PACKED) != 0) {
            byte[] plain = new byte[bytes];
            in.get(HEAD, plain);
            return plain;
        }
        if (bytes > 0 && (blockSize <= 0 || blockSize > bytes)) {
            throw new IllegalArgumentException("its blocks have " + blockSize + " bytes");
        }
        byte[] plain = new byte[bytes];
        byte[] block = new byte[blockSize];
        for (int done = 0, number = 0; done < bytes; done += blockSize, number++) {
            int size = Math.min(blockSize, bytes - done);
            unpackBlock(in.getInt(HEAD + 4 * number), block, size, size < blockSize);
            restore(block, size, plain, done);
        }
        return plain;
    }

    private void unpackBlock(int start, byte[] block, int size, boolean last) {
        boolean split =
                (flags & NOT_SPLIT) == 0
                        && elementSize <= MOST_SPLITS
                        && size / elementSize >= LEAST_ELEMENTS
                        && !last;
        int parts = split ? elementSize : 1;
        int part = size / parts;
        if (start < HEAD || start > packed.length) {
            throw new IllegalArgumentException("a block of it is cut off");
        }
        in.position(start);
        for (int p = 0; p < parts; p++) {
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new IllegalArgumentException("a block of it is cut off");
            }
            if (length == part) {
                in.get(block, p * part, part);
            } else {
                int got = unpackPart(in.position(), length, block, p * part, part);
                if (got != part) {
                    throw new IllegalArgumentException("a block of it is too short");
                }
                in.position(in.position() + length);
            }
        }
    }

    private int unpackPart(int from, int length, byte[] block, int to, int size) {
        int inner = (flags & 0xE0) >>> 5;
        return switch (inner) {
            case BLOSC_LZ -> BloscLz.unpack(packed, from, length, block, to, size);
            case LZ4 -> lz4.decompress(packed, from, length, block, to, size);
            case ZLIB -> inflate(from, length, block, to, size);
            case SNAPPY, ZSTD ->
                    throw new IllegalArgumentException(
                            "it is packed by "
                                    + (inner == ZSTD ? "Zstandard" : "Snappy")
                                    + ", which is not unpacked here; choose BloscLZ or LZ4");
            default -> throw new IllegalArgumentException("it has the unknown format " + inner);
        };
    }

    private int inflate(int from, int length, byte[] block, int to, int size) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, from, length);
            return inflater.inflate(block, to, size);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("it is damaged", e);
        } finally {
            inflater.end();
        }
    }

    /// Puts a block's bytes to where they were before they were put together.
    private void restore(byte[] block, int size, byte[] plain, int to) {
        int elements = size / elementSize;
        int whole = elements * elementSize;
        if ((flags & BYTES_SHUFFLED) != 0 && elementSize > 1) {
            for (int place = 0; place < elementSize; place++) {
                for (int i = 0; i < elements; i++) {
                    plain[to + i * elementSize + place] = block[place * elements + i];
                }
            }
            System.arraycopy(block, whole, plain, to + whole, size - whole);
        } else if ((flags & BITS_SHUFFLED) != 0 && elements > 0 && elements % 8 == 0) {
            Bitshuffle.unshuffle(block, 0, plain, to, elements, elementSize);
            System.arraycopy(block, whole, plain, to + whole, size - whole);
        } else {
            System.arraycopy(block, 0, plain, to, size);
        }
    }
}
