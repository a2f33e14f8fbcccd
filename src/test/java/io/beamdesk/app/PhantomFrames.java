package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.Frame;
import io.beamdesk.product.Product;
import io.beamdesk.sim.physics.Radiograph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What the frames of a tomography of the simulated phantom must be.
public final class PhantomFrames {
    private static final int COLUMNS = 400;
    private static final int ROWS = 9;

    /// Settings of the simulated camera, in their order, for which it reads out few rows, so that the
    /// frames are small.
    public static final List<Map.Entry<String, Double>> FEW_ROWS =
            List.of(
                    Map.entry("SIM:cam1:SizeX", (double) COLUMNS),
                    Map.entry("SIM:cam1:SizeY", (double) ROWS),
                    Map.entry("SIM:cam1:MinX", (Radiograph.SIZE - COLUMNS) / 2.0),
                    Map.entry("SIM:cam1:MinY", (double) (Radiograph.SIZE / 2 - ROWS / 2)));

    private PhantomFrames() {}

    /// Keys as pairs of a kind and how many of it follow each other.
    public static int[] keys(int... kindsAndNumbers) {
        IntStream keys = IntStream.empty();
        for (int i = 0; i < kindsAndNumbers.length; i += 2) {
            int kind = kindsAndNumbers[i];
            keys =
                    IntStream.concat(
                            keys, IntStream.range(0, kindsAndNumbers[i + 1]).map(_ -> kind));
        }
        return keys.toArray();
    }

    /// The keys of a product's frames.
    public static int[] keys(Product product) {
        long[] keys = (long[]) product.read("/entry/instrument/detector/image_key");
        return Arrays.stream(keys).mapToInt(Math::toIntExact).toArray();
    }

    /// Mean counts of a part of a frame's columns.
    private static double mean(Frame frame, int from, int to) {
        short[] pixels = (short[]) frame.pixels();
        return IntStream.range(0, pixels.length)
                .filter(i -> i % COLUMNS >= from && i % COLUMNS < to)
                .map(i -> Short.toUnsignedInt(pixels[i]))
                .average()
                .orElseThrow();
    }

    /// What the frames themselves show must be what their keys say: the phantom is dark in the middle.
    public static void assertFramesAreWhatTheirKeysSay(Product product) {
        int[] keys = keys(product);
        assertThat(product.frameCount("detector")).isEqualTo(keys.length);
        for (int i = 0; i < keys.length; i++) {
            Frame frame = product.frame("detector", i);
            double edge = mean(frame, 0, 15);
            double middle = mean(frame, COLUMNS / 2 - 50, COLUMNS / 2 + 50);
            int shown = edge < 2 * Radiograph.DARK ? 2 : middle > edge ? 1 : 0;
            assertThat(keys[i]).as("frame %d: %.0f, %.0f", i, edge, middle).isEqualTo(shown);
        }
    }

    /// The slice that is reconstructed from them must be the phantom's.
    public static void assertSliceIsThePhantoms(Product product) {
        Slice slice = Slice.reconstruct(product, COLUMNS);
        assertThat(slice.correlationWithPhantom()).isGreaterThan(0.95);
    }
}
