package io.beamdesk.product;

import io.beamdesk.document.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a look at every byte of a product found.
///
/// @param path the product
/// @param datasets how many datasets it has
/// @param bytes how many bytes of values they hold
/// @param status how its run ended, `running` if it has not
/// @param problems what is wrong, each in one sentence with its place; empty if all is well
/// @param remarks what could not be checked, each in one sentence
public record Verification(
        Path path,
        int datasets,
        long bytes,
        String status,
        List<String> problems,
        List<String> remarks) {
    private static final String ENTRY = "/entry";

    /// Copies the lists.
    public Verification {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /// Reads a product from its first byte to its last: its structure, the checksums of structure
    /// and values, the number of frames against that of points, and what NeXus asks of every file.
    ///
    /// @throws ProductException if there is no such file or it cannot be read
    public static Verification of(Path path) {
        try (FileChannel channel = FileChannel.open(path)) {
            HdfScan scan = new HdfScan(channel);
            HdfScan.Group root = scan.root();
            Check check = new Check(scan, path);
            if (scan.problems().isEmpty()) {
                check.nexus(root);
            }
            check.group(root, "");
            List<String> problems = new ArrayList<>(scan.problems());
            problems.addAll(check.problems);
            return new Verification(
                    path, check.datasets, check.bytes, status(scan, root), problems, check.remarks);
        } catch (NoSuchFileException e) {
            throw new ProductException("There is no product " + path + "; check its name.", e);
        } catch (IOException e) {
            throw new ProductException(
                    "%s cannot be read: %s; check the disk.".formatted(path, e.getMessage()), e);
        }
    }

    private static String status(HdfScan scan, HdfScan.Group root) throws IOException {
        Optional<HdfScan.Dataset> status = HdfScan.dataset(root, ENTRY + "/exit_status");
        if (status.isEmpty()) {
            return "running";
        }
        try {
            ByteBuffer text =
                    ByteBuffer.wrap(status.get().compact()).order(ByteOrder.LITTLE_ENDIAN);
            return scan.heaps().text(text);
        } catch (HdfScan.Damage _) {
            return "unreadable";
        }
    }

    /// Goes through the tree.
    private static final class Check {
        private final HdfScan scan;
        private final Path product;
        private final List<String> problems = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private final Set<HdfScan.Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private int datasets;
        private long bytes;

        Check(HdfScan scan, Path product) {
            this.scan = scan;
            this.product = product;
        }

        void group(HdfScan.Group group, String path) throws IOException {
            if (!group.attributes().containsKey("NX_class")) {
                problems.add((path.isEmpty() ? "/" : path) + ": the group has no NX_class");
            }
            for (Map.Entry<String, HdfScan.Node> link : group.links().entrySet()) {
                String below = path + "/" + link.getKey();
                if (!seen.add(link.getValue())) {
                    continue;
                }
                switch (link.getValue()) {
                    case HdfScan.Group next -> group(next, below);
                    case HdfScan.Dataset dataset -> {
                        datasets++;
                        try {
                            dataset(dataset, below);
                        } catch (HdfScan.Damage damage) {
                            problems.add(below + ": " + damage.getMessage());
                        }
                    }
                }
            }
            frames(group, path);
        }

        private void dataset(HdfScan.Dataset dataset, String path) throws IOException {
            if (dataset.isLinked()) {
                LinkedFrames.problems(product, dataset)
                        .forEach(problem -> problems.add(path + ": " + problem));
                if (dataset.checksum().isEmpty() && dataset.rows() > 0) {
                    remarks.add(
                            path
                                    + ": its frames are in the detector's own files and have no checksum;"
                                    + " they can be read and are of the right shape, that is all that is known.");
                }
                bytes += dataset.rows() * dataset.rowBytes();
                return;
            }
            long expected =
                    dataset.checksum().orElseThrow(() -> new HdfScan.Damage("it has no checksum"));
            Crc crc = new Crc();
            if (dataset.isStream()) {
                stream(dataset, crc);
            } else {
                values(dataset.type(), dataset.compact(), dataset.compact().length, crc);
            }
            if (crc.value() != expected) {
                problems.add(
                        "%s: its values are not those that were written (CRC-32 %08x where %08x was written)"
                                .formatted(path, crc.value(), expected));
            }
        }

        private void stream(HdfScan.Dataset dataset, Crc crc) throws IOException {
            long rows = dataset.rows();
            long chunks = Math.ceilDiv(rows, dataset.chunkRows()) * dataset.bands();
            if (dataset.chunks().count() != chunks) {
                throw new HdfScan.Damage(
                        "it has %d chunks where its %d rows need %d"
                                .formatted(dataset.chunks().count(), rows, chunks));
            }
            boolean packed = dataset.compression().filter() != Compression.Filter.NONE;
            int size = dataset.type().size();
            try (Unpacker unpacker =
                    new Unpacker(dataset.compression(), size, dataset.chunkBytes())) {
                for (int i = 0; i < chunks; i++) {
                    int inChunk = dataset.valueBytes(i);
                    int stored = packed ? dataset.chunks().size(i) : inChunk;
                    ByteBuffer chunk = scan.read(dataset.chunks().address(i), stored);
                    byte[] values = unpacker.unpack(chunk);
                    values(dataset.type(), values, inChunk, crc);
                }
            }
        }

        private void values(HdfType type, byte[] values, int count, Crc crc) throws IOException {
            bytes += count;
            if (type != HdfType.TEXT) {
                crc.add(values, 0, count);
                return;
            }
            ByteBuffer references = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
            while (references.hasRemaining()) {
                byte[] text = scan.heaps().text(references).getBytes(StandardCharsets.UTF_8);
                crc.add(text, 0, text.length);
                crc.add(new byte[1], 0, 1);
            }
        }

        /// A column of frames has as many times and numbers as frames.
        private void frames(HdfScan.Group group, String path) {
            group.links()
                    .forEach((name, node) -> {
                        if (node instanceof HdfScan.Dataset frames
                                && group.links().get(name + "_id") instanceof HdfScan.Dataset ids
                                && group.links().get(name + "_time")
                                        instanceof HdfScan.Dataset times
                                && (frames.rows() != ids.rows() || frames.rows() != times.rows())) {
                            problems.add(
                                    "%s/%s: %d frames, but %d numbers and %d times"
                                            .formatted(
                                                    path,
                                                    name,
                                                    frames.rows(),
                                                    ids.rows(),
                                                    times.rows()));
                        }
                    });
        }

        /// What NeXus asks of every file: an entry, and a default plot that is there.
        void nexus(HdfScan.Group root) {
            if (!(root.links().get("entry") instanceof HdfScan.Group entry)
                    || !"NXentry".equals(entry.attributes().get("NX_class"))) {
                // A run that has not begun yet.
                return;
            }
            if (!(entry.attributes().get("default") instanceof String plotted)) {
                return;
            }
            if (!(entry.links().get(plotted) instanceof HdfScan.Group data)
                    || !"NXdata".equals(data.attributes().get("NX_class"))) {
                problems.add("/entry@default: %s is no NXdata group".formatted(plotted));
                return;
            }
            if (data.attributes().get("signal") instanceof String signal) {
                named(data, plotted, signal);
            }
            if (data.attributes().get("axes") instanceof List<?> axes) {
                axes.stream()
                        .filter(axis -> !axis.equals("."))
                        .forEach(axis -> named(data, plotted, String.valueOf(axis)));
            }
        }

        private void named(HdfScan.Group data, String plotted, String field) {
            if (!(data.links().get(field) instanceof HdfScan.Dataset)) {
                problems.add(
                        "/entry/%s: it plots %s, which is not in it".formatted(plotted, field));
            }
        }
    }
}
