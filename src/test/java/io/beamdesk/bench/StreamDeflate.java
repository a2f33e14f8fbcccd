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
import io.beamdesk.product.ProductWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/// Streams 2048 x 2048 frames of 16 bits, radiographs with noise, into a product through shuffle and
/// deflate at two levels, against h5py with the same filters and levels on the same frames with the same forcing, and the
/// same frames through bitshuffle and LZ4. Prints one JSON object a line: medians over rounds that
/// take turns.
public final class StreamDeflate {
    private static final int SIDE = 2048;
    private static final int FRAMES = 24;
    private static final int FORCE_EVERY = 12;
    private static final int ROUNDS = 3;
    // The fastest, and what h5py takes when asked for none.
    private static final int FAST = 1;
    private static final int USUAL = 4;
    private static final int DISTINCT = 3;
    private static final double MEGABYTES = FRAMES * 2.0 * SIDE * SIDE / 1e6;
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private StreamDeflate() {}

    private record Written(double rate, double share) {}

    /// Runs the benchmark in a folder of its own under the current one, or under the one given.
    public static void main(String[] args) throws Exception {
        Path folder =
                Files.createTempDirectory(
                        Path.of(args.length > 0 ? args[0] : "."), "stream-deflate");
        Path pixels = folder.resolve("pixels");
        try {
            Frame[] frames = frames();
            write(pixels, frames);
            product(folder, frames, Compression.deflate(FAST, true));
            List<Written> ours = new ArrayList<>();
            List<Written> h5py = new ArrayList<>();
            List<Written> usual = new ArrayList<>();
            List<Written> h5pyUsual = new ArrayList<>();
            List<Written> fast = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                ours.add(product(folder, frames, Compression.deflate(FAST, true)));
                h5py(folder, pixels, FAST).ifPresent(h5py::add);
                usual.add(product(folder, frames, Compression.deflate(USUAL, true)));
                h5py(folder, pixels, USUAL).ifPresent(h5pyUsual::add);
                fast.add(product(folder, frames, Compression.bitshuffleLz4()));
            }
            if (h5py.isEmpty()) {
                System.err.println("h5py is not there to compare with (python3-h5py)");
            } else {
                report("h5py, shuffle and deflate", median(ours), median(h5py));
                report("h5py, shuffle and deflate at level 4", median(usual), median(h5pyUsual));
                report("h5py, product with bitshuffle-lz4", median(fast), median(h5py));
            }
        } finally {
            Files.deleteIfExists(pixels);
            Files.delete(folder);
        }
    }

    /// A sample in front of an uneven beam, with the noise of counted photons.
    private static Frame[] frames() {
        Frame[] frames = new Frame[DISTINCT];
        for (int i = 0; i < DISTINCT; i++) {
            SplittableRandom random = new SplittableRandom(i);
            short[] pixels = new short[SIDE * SIDE];
            for (int p = 0; p < pixels.length; p++) {
                double x = (p % SIDE) / (double) SIDE - 0.5;
                double y = Math.floorDiv(p, SIDE) / (double) SIDE - 0.5;
                double beam = 9000 * Math.exp(-2 * (x * x + y * y));
                double counts = x * x + y * y < 0.06 ? beam * 0.4 : beam;
                pixels[p] = (short) Math.max(0, counts + Math.sqrt(counts) * random.nextGaussian());
            }
            frames[i] = new Frame(i, Instant.EPOCH, "<u2", SIDE, SIDE, pixels);
        }
        return frames;
    }

    private static void write(Path file, Frame[] frames) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(frames.length * 2 * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
        for (Frame frame : frames) {
            for (short pixel : (short[]) frame.pixels()) {
                bytes.putShort(pixel);
            }
        }
        Files.write(file, bytes.array());
    }

    private static Written product(Path folder, Frame[] frames, Compression compression)
            throws IOException {
        RunStart start = new RunStart("run", Instant.EPOCH, Map.of());
        EventDescriptor descriptor =
                new EventDescriptor(
                        "primary",
                        "run",
                        Instant.EPOCH,
                        "primary",
                        Map.of("camera", DataKey.frames("ca://CAM:", "<u2", SIDE, SIDE, "camera")),
                        Map.of(),
                        Map.of());
        StreamResource resource =
                new StreamResource("resource", "run", "camera", "application/x-hdf5", "", Map.of());
        long begin = System.nanoTime();
        Path path;
        try (ProductWriter writer = ProductWriter.create(folder, "bench", _ -> compression)) {
            path = writer.path();
            writer.accept(start);
            writer.accept(descriptor);
            writer.accept(resource);
            for (int i = 0; i < FRAMES; i++) {
                List<Frame> frame = List.of(frames[i % DISTINCT]);
                writer.accept(
                        new StreamDatum("datum", "resource", "primary", i, i + 1, i + 1, frame));
                if (i % FORCE_EVERY == FORCE_EVERY - 1) {
                    writer.commit();
                }
            }
            writer.accept(
                    new RunStop("stop", "run", Instant.EPOCH, ExitStatus.SUCCESS, "", Map.of()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long size = Files.size(path);
        Files.delete(path);
        return new Written(MEGABYTES / seconds, size / 1e6 / MEGABYTES);
    }

    private static Optional<Written> h5py(Path folder, Path pixels, int level) throws Exception {
        if (!Files.isExecutable(PYTHON)) {
            return Optional.empty();
        }
        Path path = folder.resolve("h5py.h5");
        Path script =
                Path.of(
                        Objects.requireNonNull(
                                        StreamDeflate.class.getResource("/bench/stream_deflate.py"))
                                .toURI());
        Process process =
                new ProcessBuilder(
                                PYTHON.toString(),
                                script.toString(),
                                path.toString(),
                                "" + FRAMES,
                                "" + FORCE_EVERY,
                                "" + SIDE,
                                "" + level,
                                pixels.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        Files.deleteIfExists(path);
        if (exitCode != 0) {
            return Optional.empty();
        }
        String[] numbers = out.strip().split(" ", -1);
        return Optional.of(
                new Written(
                        MEGABYTES / Double.parseDouble(numbers[0]),
                        Double.parseDouble(numbers[1]) / 1e6 / MEGABYTES));
    }

    private static Written median(List<Written> values) {
        return values.stream()
                .sorted((a, b) -> Double.compare(a.rate, b.rate))
                .toList()
                .get(values.size() / 2);
    }

    private static void report(String peer, Written value, Written peerValue) {
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"stream-deflate\",\"value\":%.0f,\"unit\":\"MB/s\",\"peer\":\"%s\",\"peer_value\":%.0f,\"ratio\":%.3f,\"size\":%.3f,\"peer_size\":%.3f}%n",
                value.rate,
                peer,
                peerValue.rate,
                value.rate / peerValue.rate,
                value.share,
                peerValue.share);
    }
}
