package io.beamdesk.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
    private static byte[] plain(int bytes) {
        byte[] plain = new byte[bytes];
        Random noise = new Random(3);
        for (int i = 0; i < bytes; i++) {
            plain[i] = (byte) (i % 64 + (noise.nextInt(8) == 0 ? 1 : 0));
        }
        return plain;
    }

    /// A container of one block, in parts as its flags say, each an LZ4 block.
    private static byte[] bloscWithLz4(byte[] plain, int flags, int elementSize) {
        ByteBuffer out = ByteBuffer.allocate(2 * plain.length + 256);
        out.order(java.nio.ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 2).put((byte) 1).put((byte) (flags | 0x20)).put((byte) elementSize);
        out.putInt(plain.length).putInt(plain.length).putInt(0).putInt(20);
        byte[] packed = LZ4Factory.safeInstance().fastCompressor().compress(plain);
        out.putInt(packed.length).put(packed);
        return Arrays.copyOf(out.array(), out.position());
    }

    @Test
    void lz4AndBitshuffleGiveBackWhatWasPacked() {
        byte[] plain = plain(40_000);
        byte[] lz4 = LZ4Factory.safeInstance().fastCompressor().compress(plain);
        assertThat(Codec.LZ4.unpack(lz4, plain.length, 2)).isEqualTo(plain);
        Bitshuffle bitshuffle = new Bitshuffle(2);
        byte[] chunk = new byte[bitshuffle.bound(plain.length)];
        int size = bitshuffle.pack(plain, chunk);
        // A chunk of a dataset has a head of 12 bytes, a frame on the network has not.
        byte[] frame = Arrays.copyOfRange(chunk, 12, size);
        assertThat(Codec.BITSHUFFLE_LZ4.unpack(frame, plain.length, 2)).isEqualTo(plain);
    }

    @Test
    void bloscThatIsNotSplitIsUnpacked() {
        byte[] plain = plain(4000);
        assertThat(Codec.BLOSC.unpack(bloscWithLz4(plain, 0x10, 1), 4000, 1)).isEqualTo(plain);
    }

    @Test
    void anotherSizeIsRefused() {
        byte[] lz4 = LZ4Factory.safeInstance().fastCompressor().compress(plain(4000));
        assertThatThrownBy(() -> Codec.LZ4.unpack(lz4, 5000, 2))
                .hasMessage("it holds 4000 bytes where 5000 belong");
        assertThatThrownBy(() -> Codec.BLOSC.unpack(bloscWithLz4(plain(400), 0x10, 1), 500, 1))
                .hasMessage("it holds 400 bytes where 500 belong");
        assertThatThrownBy(() -> Codec.BLOSC.unpack(bloscWithLz4(plain(400), 0x90, 1), 400, 1))
                .hasMessageContaining("unknown format 5");
    }

    @ParameterizedTest
    @EnumSource
    void fewBytesDoNotMakeRoomForMany(Codec codec) {
        assertThatThrownBy(() -> codec.unpack(new byte[40], 2_000_000_000L, 2))
                .hasMessage("40 bytes cannot hold the 2000000000 of the frame");
    }

    @Property
    void nonsenseIsRefusedOrHasTheSizeThatWasAskedFor(
            @ForAll @Size(max = 300) byte[] packed,
            @ForAll @IntRange(max = 5000) int bytes,
            @ForAll @IntRange(min = 1, max = 8) int elementSize) {
        for (Codec codec : Codec.values()) {
            refusedOrWhole(codec, packed, bytes, elementSize);
        }
    }

    /// Heads that are right are what leads nonsense deep into a decoder.
    @Property
    void damageIsRefusedOrHasTheSizeThatWasAskedFor(
            @ForAll @IntRange(min = 0, max = 600) int place,
            @ForAll byte damage,
            @ForAll @IntRange(min = 0, max = 255) int flags,
            @ForAll @IntRange(min = 1, max = 4) int elementSize) {
        byte[] plain = plain(4000);
        byte[] blosc = bloscWithLz4(plain, flags, elementSize);
        blosc[2] = (byte) flags;
        blosc[place % blosc.length] = damage;
        refusedOrWhole(Codec.BLOSC, blosc, 4000, elementSize);
        byte[] lz4 = LZ4Factory.safeInstance().fastCompressor().compress(plain);
        lz4[place % lz4.length] = damage;
        refusedOrWhole(Codec.LZ4, lz4, 4000, elementSize);
    }

    private static void refusedOrWhole(Codec codec, byte[] packed, int bytes, int elementSize) {
        try {
            assertThat(codec.unpack(packed, bytes, elementSize)).hasSize(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }
}
