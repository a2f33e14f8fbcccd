package io.beamdesk.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlaneDeflaterTest {
    private static final int PIECE = 1 << 18;

    private static byte[] bytes(int count, IntUnaryOperator value) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) value.applyAsInt(i);
        }
        return bytes;
    }

    private static byte[] noise(int count, int seed) {
        byte[] bytes = new byte[count];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /// Noise of a few frequent values.
    private static byte[] counts(int count, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return bytes(count, _ -> (int) (100 + 5 * random.nextGaussian()));
    }

    private static byte[] inflated(ByteBuffer packed, int size) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] bytes = new byte[size + 1];
            int count = inflater.inflate(bytes);
            // The checksum behind the last byte is read by another call.
            count += inflater.inflate(bytes, count, bytes.length - count);
            assertThat(inflater.finished()).isTrue();
            assertThat(packed.hasRemaining()).isFalse();
            return Arrays.copyOf(bytes, count);
        } finally {
            inflater.end();
        }
    }

    private static int zlib(byte[] bytes, int level) {
        Deflater deflater = new Deflater(level);
        deflater.setInput(bytes);
        deflater.finish();
        int size = deflater.deflate(new byte[2 * bytes.length + 64]);
        deflater.end();
        return size;
    }

    @Property(tries = 60)
    void deflateIsInflatedToTheSameWhateverFollowsWhat(
            @ForAll @Size(min = 1, max = 8) int[] kinds,
            @ForAll @IntRange(min = 1, max = 9) int level,
            @ForAll @IntRange(min = 1, max = 400_000) int plane)
            throws DataFormatException {
        PlaneDeflater deflater = new PlaneDeflater(level);
        // The second chunk begins the way that the first has ended.
        for (int chunk = 0; chunk < 2; chunk++) {
            byte[] bytes = new byte[kinds.length * 150_001];
            for (int i = 0; i < kinds.length; i++) {
                byte[] part =
                        switch (Math.floorMod(kinds[i], 4)) {
                            case 0 -> noise(150_001, kinds[i] + chunk);
                            case 1 -> counts(150_001, kinds[i] + chunk);
                            case 2 -> new byte[150_001];
                            default -> bytes(150_001, at -> at / 7 % 600);
                        };
                System.arraycopy(part, 0, bytes, i * part.length, part.length);
            }
            int size = Math.max(plane, bytes.length / 50);
            assertThat(inflated(deflater.deflate(bytes, size), bytes.length)).isEqualTo(bytes);
        }
    }

    @Test
    void noiseIsStored() {
        PlaneDeflater deflater = new PlaneDeflater(1);
        byte[] noise = noise(4 * PIECE, 1);
        assertThat(deflater.way(noise, 0, PIECE)).isEqualTo(PlaneDeflater.Way.STORED);
        assertThat(deflater.deflate(noise, noise.length).remaining())
                .isLessThan(noise.length + noise.length / 1000);
    }

    @Test
    void frequentValuesWithoutAnOrderAreCoded() {
        PlaneDeflater deflater = new PlaneDeflater(1);
        byte[] counts = counts(4 * PIECE, 2);
        assertThat(deflater.way(counts, 0, PIECE)).isEqualTo(PlaneDeflater.Way.CODED);
        assertThat(deflater.deflate(counts, counts.length).remaining())
                .isLessThanOrEqualTo(zlib(counts, 1));
    }

    @Test
    void rowsThatRepeatAreSearchedAlthoughEachIsNoise() {
        byte[] row = noise(4096, 3);
        byte[] rows = bytes(4 * PIECE, i -> row[i % row.length]);
        PlaneDeflater deflater = new PlaneDeflater(1);
        assertThat(deflater.way(rows, 0, PIECE)).isEqualTo(PlaneDeflater.Way.SEARCHED);
        assertThat(deflater.deflate(rows, rows.length).remaining()).isLessThan(rows.length / 20);
    }

    @Test
    void planesOfCountedPhotonsTakeNoMoreThanAHundredthAboveZlib() {
        SplittableRandom random = new SplittableRandom(4);
        int pixels = 4 * PIECE;
        byte[] planes = new byte[2 * pixels];
        for (int i = 0; i < pixels; i++) {
            double mean = 3000 + 2000 * Math.sin(i / 100_000.0);
            int count = (int) (mean + Math.sqrt(mean) * random.nextGaussian());
            planes[i] = (byte) count;
            planes[pixels + i] = (byte) (count >> 8);
        }
        for (int level : new int[] {1, 4}) {
            int size = new PlaneDeflater(level).deflate(planes, pixels).remaining();
            assertThat(size).isLessThan(zlib(planes, level) / 100 * 101);
        }
    }
}
