package io.beamdesk.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import net.jpountz.lz4.LZ4Factory;

/// How a frame is packed, by the names that areaDetector's codec plugin (NDPluginCodec) gives.
public enum Codec {
    /// One block of LZ4, with no head.
    LZ4("lz4") {
        @Override
        byte[] open(byte[] packed, int bytes, int elementSize) {
            byte[] plain = new byte[bytes];
            int size = LZ4Factory.safeInstance().safeDecompressor().decompress(packed, plain);
            if (size != bytes) {
                throw new IllegalArgumentException(
                        "it holds " + size + " bytes where " + bytes + " belong");
            }
            return plain;
        }
    },
    /// Blocks of bitshuffle with LZ4, with no head.
    BITSHUFFLE_LZ4("bslz4") {
        @Override
        byte[] open(byte[] packed, int bytes, int elementSize) {
            return new Bitshuffle(elementSize).unpackBlocks(ByteBuffer.wrap(packed), bytes);
        }
    },
    /// A container of Blosc 1.
    BLOSC("blosc") {
        @Override
        byte[] open(byte[] packed, int bytes, int elementSize) {
            return new Blosc(packed).unpack(bytes);
        }
    },
    /// A JPEG picture in greys, or in colours pixel by pixel.
    JPEG("jpeg") {
        @Override
        byte[] open(byte[] packed, int bytes, int elementSize) {
            return Jpeg.unpack(packed, bytes);
        }
    };

    /// No codec here packs to less than one byte for so many; more is an attempt to take all memory.
    private static final long DENSEST = 1100;

    private final String wireName;

    Codec(String wireName) {
        this.wireName = wireName;
    }

    /// The codec of that name; empty if frames packed by it cannot be unpacked here.
    public static Optional<Codec> named(String name) {
        return Arrays.stream(values()).filter(c -> c.wireName.equals(name)).findFirst();
    }

    /// Unpacks a frame.
    ///
    /// @param bytes how many it has then
    /// @param elementSize bytes of a number in it
    /// @return as many bytes, the lowest of a number first
    /// @throws IllegalArgumentException if it is damaged or has another size, saying what is wrong as the
    ///     end of a sentence
    public byte[] unpack(byte[] packed, long bytes, int elementSize) {
        if (bytes > (packed.length + 1L) * DENSEST || bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    packed.length + " bytes cannot hold the " + bytes + " of the frame");
        }
        try {
            return open(packed, (int) bytes, elementSize);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("it is damaged", e);
        }
    }

    /// May throw any unchecked exception for bytes that are damaged.
    abstract byte[] open(byte[] packed, int bytes, int elementSize);
}
