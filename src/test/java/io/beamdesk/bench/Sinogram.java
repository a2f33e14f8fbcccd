package io.beamdesk.bench;

import io.beamdesk.document.Compression;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Frame;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import io.beamdesk.product.Contents;
import io.beamdesk.product.ProductWriter;
import io.beamdesk.product.Slab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Reads one row of all 2048 x 2048 frames of 16 bits, shuffled and deflated, of a product whose chunks are
/// bands of 128 rows, against one whose chunks are whole frames; and a whole frame of each. Prints
/// one JSON object a line: medians over rounds that take turns.
public final class Sinogram {
    private static final int SIDE = 2048;
    private static final int FRAMES = 48;
    private static final int BAND = 128;
    private static final int ROUNDS = 5;
    private static final String DATA = "/entry/frames_camera/data";

    private Sinogram() {}

    /// Runs the benchmark in a folder of its own under the current one, or under the one given.
    public static void main(String[] args) throws Exception {
        Path folder =
                Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "."), "sinogram");
        Compression compression = Compression.deflate(1, true);
        Path whole = product(folder, compression);
        Path banded = product(folder, compression.inBands(BAND));
        try {
            List<List<Double>> times = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                times.add(new ArrayList<>());
            }
            for (int round = 0; round < ROUNDS; round++) {
                int row = 100 + 300 * round;
                times.get(0).add(read(banded, 0, List.of(0, row, 0)));
                times.get(1).add(read(whole, 0, List.of(0, row, 0)));
                times.get(2).add(read(banded, 1, List.of(7 * round, 0, 0)));
                times.get(3).add(read(whole, 1, List.of(7 * round, 0, 0)));
            }
            double larger = Files.size(banded) / (double) Files.size(whole);
            report("sinogram", "chunks of whole frames", times.get(0), times.get(1), larger);
            report("frame", "chunks of whole frames", times.get(2), times.get(3), larger);
        } finally {
            Files.delete(whole);
            Files.delete(banded);
            Files.delete(folder);
        }
    }

    private static Path product(Path folder, Compression compression) throws IOException {
        Map<String, DataKey> keys =
                Map.of("camera", DataKey.frames("ca://CAM:", "<u2", SIDE, SIDE, "camera"));
        try (ProductWriter writer = ProductWriter.create(folder, "bench", _ -> compression)) {
            writer.accept(new RunStart("run", Instant.EPOCH, Map.of()));
            writer.accept(
                    new EventDescriptor(
                            "primary",
                            "run",
                            Instant.EPOCH,
                            "primary",
                            keys,
                            Map.of(),
                            Map.of()));
            writer.accept(
                    new StreamResource(
                            "resource", "run", "camera", "application/x-hdf5", "", Map.of()));
            Frame frame = frame();
            for (int i = 0; i < FRAMES; i++) {
                writer.accept(
                        new StreamDatum(
                                "datum",
                                "resource",
                                "primary",
                                i,
                                i + 1,
                                i + 1,
                                List.of(frame)));
            }
            writer.accept(
                    new RunStop("stop", "run", Instant.EPOCH, ExitStatus.SUCCESS, "", Map.of()));
            return writer.path();
        }
    }

    private static Frame frame() {
        SplittableRandom random = new SplittableRandom(1);
        short[] pixels = new short[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            double mean = 6000 + 3000 * Math.sin(i % SIDE / 300.0);
            pixels[i] = (short) (mean + Math.sqrt(mean) * random.nextGaussian());
        }
        return new Frame(0, Instant.EPOCH, "<u2", SIDE, SIDE, pixels);
    }

    private static double read(Path product, int down, List<Integer> at) {
        long begin = System.nanoTime();
        try (Contents contents = Contents.open(product)) {
            Slab slab = contents.slab(DATA, 2, down, at);
            if (slab.columns() != SIDE) {
                throw new IllegalStateException("another plane was read");
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void report(
            String what, String peer, List<Double> times, List<Double> peers, double larger) {
        double value = median(times);
        double peerValue = median(peers);
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"%s\",\"value\":%.1f,\"unit\":\"ms\",\"peer\":\"%s\",\"peer_value\":%.1f,\"ratio\":%.3f,\"size_ratio\":%.4f}%n",
                what,
                value,
                peer,
                peerValue,
                value / peerValue,
                larger);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
