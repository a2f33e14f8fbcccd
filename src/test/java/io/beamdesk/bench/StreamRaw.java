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
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Streams raw 2048 x 2048 frames of 16 bits into a product, against a plain sequential write of
/// the same bytes with the same forcing, and against h5py where it is installed. Prints one
/// JSON object a line: medians over rounds that take turns.
public final class StreamRaw {
    private static final int SIDE = 2048;
    private static final int FRAMES = 48;
    private static final int FORCE_EVERY = 12;
    private static final int ROUNDS = 7;
    private static final int H5PY_ROUNDS = 3;
    private static final int DISTINCT = 4;
    private static final double MEGABYTES = FRAMES * 2.0 * SIDE * SIDE / 1e6;
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private StreamRaw() {}

    /// Runs the benchmark in a folder of its own under the current one, or under the one given.
    public static void main(String[] args) throws Exception {
        Path folder =
                Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "."), "stream-raw");
        try {
            Frame[] frames = frames();
            product(folder, frames);
            plain(folder, frames);
            List<Double> product = new ArrayList<>();
            List<Double> plain = new ArrayList<>();
            List<Double> h5py = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                // Whoever goes first may find a busier disk.
                if (round % 2 == 0) {
                    product.add(product(folder, frames));
                    plain.add(plain(folder, frames));
                } else {
                    plain.add(plain(folder, frames));
                    product.add(product(folder, frames));
                }
                if (round < H5PY_ROUNDS && Files.isExecutable(PYTHON)) {
                    h5py(folder).ifPresent(h5py::add);
                }
            }
            report("plain sequential write", median(product), median(plain));
            if (!h5py.isEmpty()) {
                report("h5py", median(product), median(h5py));
            }
        } finally {
            Files.delete(folder);
        }
    }

    private static Frame[] frames() {
        Frame[] frames = new Frame[DISTINCT];
        for (int i = 0; i < DISTINCT; i++) {
            short[] pixels = new short[SIDE * SIDE];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (short) (p * 7 + i * 13);
            }
            frames[i] = new Frame(i, Instant.EPOCH, "<u2", SIDE, SIDE, pixels);
        }
        return frames;
    }

    private static double product(Path folder, Frame[] frames) throws IOException {
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
        try (ProductWriter writer = ProductWriter.create(folder, "bench", _ -> Compression.NONE)) {
            path = writer.path();
            writer.accept(start);
            writer.accept(descriptor);
            writer.accept(resource);
            for (int i = 0; i < FRAMES; i++) {
                writer.accept(
                        new StreamDatum(
                                "datum",
                                "resource",
                                "primary",
                                i,
                                i + 1,
                                i + 1,
                                List.of(frames[i % DISTINCT])));
                if (i % FORCE_EVERY == FORCE_EVERY - 1) {
                    writer.commit();
                }
            }
            writer.accept(
                    new RunStop("stop", "run", Instant.EPOCH, ExitStatus.SUCCESS, "", Map.of()));
        }
        return rate(begin, path);
    }

    private static double plain(Path folder, Frame[] frames) throws IOException {
        ByteBuffer[] bytes = new ByteBuffer[DISTINCT];
        for (int i = 0; i < DISTINCT; i++) {
            bytes[i] = ByteBuffer.allocateDirect(2 * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
            bytes[i].asShortBuffer().put((short[]) frames[i].pixels());
        }
        Path path = folder.resolve("plain");
        long begin = System.nanoTime();
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < FRAMES; i++) {
                ByteBuffer frame = bytes[i % DISTINCT].clear();
                while (frame.hasRemaining()) {
                    channel.write(frame);
                }
                if (i % FORCE_EVERY == FORCE_EVERY - 1) {
                    channel.force(false);
                }
            }
            channel.force(false);
        }
        return rate(begin, path);
    }

    private static Optional<Double> h5py(Path folder) throws Exception {
        Path path = folder.resolve("h5py.h5");
        Path script =
                Path.of(
                        Objects.requireNonNull(StreamRaw.class.getResource("/bench/stream_raw.py"))
                                .toURI());
        Process process =
                new ProcessBuilder(
                                PYTHON.toString(),
                                script.toString(),
                                path.toString(),
                                "" + FRAMES,
                                "" + FORCE_EVERY,
                                "" + SIDE)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.flush();
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        Files.deleteIfExists(path);
        return exitCode == 0
                ? Optional.of(MEGABYTES / Double.parseDouble(out.strip()))
                : Optional.empty();
    }

    private static double rate(long begin, Path path) throws IOException {
        double seconds = (System.nanoTime() - begin) / 1e9;
        Files.delete(path);
        return MEGABYTES / seconds;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void report(String peer, double value, double peerValue) {
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"stream-raw\",\"value\":%.0f,\"unit\":\"MB/s\",\"peer\":\"%s\",\"peer_value\":%.0f,\"ratio\":%.3f}%n",
                value,
                peer,
                peerValue,
                value / peerValue);
    }
}
