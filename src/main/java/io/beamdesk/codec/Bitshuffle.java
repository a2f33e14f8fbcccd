package io.beamdesk.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/// The bitshuffle filter with LZ4 (<https://github.com/kiyo-masui/bitshuffle>): bits of one place
/// in their elements are put together, block by block, and each block is packed by LZ4.
///
/// A chunk begins with its bytes when unpacked (8 bytes) and those of a block (4), then has for each
/// block its packed size (4) and its bytes; what does not fill eight elements stands at the end as
/// it is. All numbers have their highest byte first.
public final class Bitshuffle {
    private static final int TARGET_BYTES = 8192;
    private static final int LEAST_ELEMENTS = 128;
    private static final int HEAD = 12;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int elementSize;
    private final int blockBytes;
    private final byte[] planes;
    private final LZ4Compressor lz4 = LZ4Factory.safeInstance().fastCompressor();
    private final LZ4SafeDecompressor unLz4 = LZ4Factory.safeInstance().safeDecompressor();

    /// For elements of so many bytes.
    public Bitshuffle(int elementSize) {
        this.elementSize = elementSize;
        int elements = Math.max(LEAST_ELEMENTS, TARGET_BYTES / elementSize / 8 * 8);
        blockBytes = elements * elementSize;
        planes = new byte[blockBytes];
    }

    /// Most bytes that a chunk can take when packed.
    public int bound(int bytes) {
        int blocks = bytes / blockBytes + 1;
        return Math.addExact(HEAD, blocks * (4 + lz4.maxCompressedLength(blockBytes)));
    }

    /// Packs a chunk; returns its size in `packed`.
    public int pack(byte[] plain, byte[] packed) {
        ByteBuffer out = ByteBuffer.wrap(packed).putLong(plain.length).putInt(blockBytes);
        int done = 0;
        while (plain.length - done >= 8 * elementSize) {
            int bytes = wholeBytes(Math.min(blockBytes, plain.length - done));
            shuffle(plain, done, bytes / elementSize);
            int at = out.position();
            int size = lz4.compress(planes, 0, bytes, packed, at + 4);
            out.putInt(size).position(at + 4 + size);
            done += bytes;
        }
        return out.put(plain, done, plain.length - done).position();
    }

    /// Unpacks a chunk.
    ///
    /// @throws RuntimeException if it is damaged
    public byte[] unpack(ByteBuffer packed, int bytes) {
        ByteBuffer in = packed.slice().order(ByteOrder.BIG_ENDIAN);
        if (in.getLong() != bytes || in.getInt() != blockBytes) {
            throw new IllegalArgumentException("its head does not fit its dataset");
        }
        return unpackBlocks(in, bytes);
    }

    /// Unpacks blocks that have no head before them, as areaDetector sends them.
    ///
    /// @param packed the blocks; its order of bytes becomes that of bitshuffle
    /// @throws RuntimeException if they are damaged
    byte[] unpackBlocks(ByteBuffer packed, int bytes) {
        ByteBuffer in = packed.order(ByteOrder.BIG_ENDIAN);
        byte[] plain = new byte[bytes];
        byte[] block = new byte[lz4.maxCompressedLength(blockBytes)];
        int done = 0;
        while (bytes - done >= 8 * elementSize) {
            int blockSize = wholeBytes(Math.min(blockBytes, bytes - done));
            int size = in.getInt();
            in.get(block, 0, size);
            if (unLz4.decompress(block, 0, size, planes, 0, blockSize) != blockSize) {
                throw new IllegalArgumentException("a block of it is too short");
            }
            unshuffle(planes, 0, plain, done, blockSize / elementSize, elementSize);
            done += blockSize;
        }
        in.get(plain, done, bytes - done);
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("it is longer than what it holds");
        }
        return plain;
    }

    private int wholeBytes(int bytes) {
        return bytes / (8 * elementSize) * 8 * elementSize;
    }

    private void shuffle(byte[] plain, int from, int elements) {
        int rowBytes = elements / 8;
        for (int place = 0; place < elementSize; place++) {
            int row = place * elements;
            for (int group = 0; group < rowBytes; group++) {
                int at = from + group * 8 * elementSize + place;
                long bytes = 0;
                for (int i = 0; i < 8; i++) {
                    bytes |= (plain[at + i * elementSize] & 0xffL) << (8 * i);
                }
                long bits = transposed(bytes);
                for (int bit = 0; bit < 8; bit++) {
                    planes[row + bit * rowBytes + group] = (byte) (bits >>> (8 * bit));
                }
            }
        }
    }

    /// Puts the bits of elements together again.
    ///
    /// @param planes from `from` on, the first bits of all elements, then the second ones ...
    /// @param elements how many, a multiple of eight
    static void unshuffle(
            byte[] planes, int from, byte[] plain, int to, int elements, int elementSize) {
        int rowBytes = elements / 8;
        for (int place = 0; place < elementSize; place++) {
            int row = from + place * elements;
            for (int group = 0; group < rowBytes; group++) {
                long bits = 0;
                for (int bit = 0; bit < 8; bit++) {
                    bits |= (planes[row + bit * rowBytes + group] & 0xffL) << (8 * bit);
                }
                long bytes = transposed(bits);
                int at = to + group * 8 * elementSize + place;
                if (elementSize == 1) {
                    LONG.set(plain, at, bytes);
                    continue;
                }
                for (int i = 0; i < 8; i++) {
                    plain[at + i * elementSize] = (byte) (bytes >>> (8 * i));
                }
            }
        }
    }

    /// Eight bytes as a square of bits, turned about its diagonal.
    private static long transposed(long square) {
        long x = square;
        long t = (x ^ (x >>> 7)) & 0x00AA00AA00AA00AAL;
        x = x ^ t ^ (t << 7);
        t = (x ^ (x >>> 14)) & 0x0000CCCC0000CCCCL;
        x = x ^ t ^ (t << 14);
        t = (x ^ (x >>> 28)) & 0x00000000F0F0F0F0L;
        return x ^ t ^ (t << 28);
    }
}
