package io.beamdesk.bench;

import io.beamdesk.product.Contents;
import io.beamdesk.product.Item;
import io.beamdesk.product.Slab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Opens a sparse file of 100 GB and reads the image in its middle, as the Data pane does, against the
/// same with a file of 1 GB; frames of 1024 x 1024 pixels of 16 bits, a chunk each, written by h5py.
/// Prints one JSON object: medians over rounds that take turns.
public final class OpenSparse {
    private static final int ROUNDS = 31;
    private static final int SMALL = 500;
    private static final int LARGE = 50_000;
    private static final int MARK = 7;
    private static final String WRITE =
            """
            import sys, h5py
            from h5py import h5d, h5p, h5s, h5t
            name, frames = sys.argv[1], int(sys.argv[2])
            with h5py.File(name, "w", libver="latest") as file:
                plist = h5p.create(h5p.DATASET_CREATE)
                plist.set_chunk((1, 1024, 1024))
                plist.set_alloc_time(h5d.ALLOC_TIME_EARLY)
                plist.set_fill_time(h5d.FILL_TIME_NEVER)
                space = h5s.create_simple((frames, 1024, 1024), (h5s.UNLIMITED, 1024, 1024))
                h5d.create(file.id, b"data", h5t.NATIVE_UINT16, space, plist)
                file["data"][frames // 2] = 7
            """;

    private OpenSparse() {}

    /// Runs the benchmark in a folder of its own under the current one, or under the one given.
    public static void main(String[] args) throws Exception {
        Path folder =
                Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "."), "open-sparse");
        Path small = folder.resolve("small.h5");
        Path large = folder.resolve("large.h5");
        try {
            write(small, SMALL);
            write(large, LARGE);
            List<Double> ours = new ArrayList<>();
            List<Double> peer = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                peer.add(look(small));
                ours.add(look(large));
            }
            System.gc();
            Runtime memory = Runtime.getRuntime();
            System.out.printf(
                    Locale.ROOT,
                    "{\"name\": \"open-sparse\", \"value\": %.1f, \"unit\": \"ms\", \"peer\": \"the same"
                            + " with 1 GB\", \"peer_value\": %.1f, \"ratio\": %.2f, \"first\": %.1f,"
                            + " \"gigabytes\": %.0f, \"heap_mb\": %d}%n",
                    median(ours),
                    median(peer),
                    median(ours) / median(peer),
                    ours.getFirst(),
                    Files.size(large) / 1e9,
                    (memory.totalMemory() - memory.freeMemory()) >> 20);
        } finally {
            Files.deleteIfExists(small);
            Files.deleteIfExists(large);
            Files.delete(folder);
        }
    }

    private static void write(Path file, int frames) throws IOException, InterruptedException {
        Process python =
                new ProcessBuilder("/usr/bin/python3", "-c", WRITE, file.toString(), "" + frames)
                        .inheritIO()
                        .start();
        if (python.waitFor() != 0) {
            throw new IllegalStateException("h5py could not write " + file);
        }
    }

    private static double look(Path file) {
        long begin = System.nanoTime();
        try (Contents contents = Contents.open(file)) {
            Item data = contents.items("/").getFirst();
            int middle = data.shape().getFirst() / 2;
            Slab image = contents.slab(data.path(), 2, 1, List.of(middle, 0, 0));
            double time = (System.nanoTime() - begin) / 1e6;
            if (((short[]) image.numbers())[0] != MARK) {
                throw new IllegalStateException("another image was read");
            }
            return time;
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
