package io.beamdesk.product;

import io.beamdesk.document.Compression;
import io.beamdesk.document.Document;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds to a product what came after its last commit, as far as its journal knows it; and leads a product
/// whose end is missing back to the last commit that it still has. What a commit covers is not touched.
public final class ProductRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(ProductRecovery.class);

    private final Path path;
    private final Journal.Content journal;
    private int events;
    private int frames;
    private int lost;
    private boolean ended;

    /// What became of one product.
    ///
    /// @param path the product
    /// @param events rows that were added
    /// @param frames frames that were added
    /// @param lostFrames frames that were announced and whose bytes never reached the disk
    /// @param cutOff whether its end was missing, so that it was led back to the last commit that it still had
    /// @param problem why nothing could be done, in one sentence; empty if it could
    public record Outcome(
            Path path, int events, int frames, int lostFrames, boolean cutOff, String problem) {
        /// What became of it, in one sentence.
        public String sentence() {
            if (!problem.isEmpty()) {
                return problem;
            }
            return cutOff
                    ? "%s: its end is missing; it has what was committed before".formatted(path)
                    : "%s: %d points and %d frames recovered, %d frames lost"
                            .formatted(path, events, frames, lostFrames);
        }
    }

    private ProductRecovery(Path path, Journal.Content journal) {
        this.path = path;
        this.journal = journal;
    }

    /// Whether a product is still being written, or was when its program was killed.
    public static boolean pending(Path product) {
        return Files.exists(Journal.of(product));
    }

    /// Whether a product has more than can be read of it, and nobody writes it: its program was killed, or its
    /// end is missing.
    ///
    /// @throws ProductException if it cannot be read
    public static boolean hasMore(Path product) {
        if (!pending(product)) {
            return ProductOutline.missingEnd(product).isPresent();
        }
        try (FileChannel journal = FileChannel.open(Journal.of(product), StandardOpenOption.WRITE);
                FileLock lock = journal.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException _) {
            return false;
        }
    }

    /// Recovers a product, or every product of a folder that has a journal. A product whose end is missing is
    /// recovered only if it is named itself: it may be a copy that is still on its way.
    ///
    /// @throws ProductException if there is no such file or folder
    public static List<Outcome> recover(Path fileOrFolder) {
        if (Files.isRegularFile(fileOrFolder)) {
            Path product =
                    Journal.isJournal(fileOrFolder) ? Journal.product(fileOrFolder) : fileOrFolder;
            if (pending(product)) {
                return List.of(product(product));
            }
            return ProductOutline.missingEnd(product).isPresent()
                    ? List.of(cut(product))
                    : List.of();
        }
        List<Path> products = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(fileOrFolder)) {
            for (Path path : paths) {
                if (Journal.isJournal(path)) {
                    products.add(Journal.product(path));
                }
            }
        } catch (IOException e) {
            throw new ProductException(
                    "There is no product or folder %s that can be read; check its name."
                            .formatted(fileOrFolder),
                    e);
        }
        return products.stream().sorted().map(ProductRecovery::product).toList();
    }

    private static Outcome product(Path path) {
        Path journal = Journal.of(path);
        try (FileChannel locked = FileChannel.open(journal, StandardOpenOption.WRITE);
                FileLock lock = locked.tryLock();
                FileChannel channel = FileChannel.open(path)) {
            if (lock == null) {
                return failed(path, "it is being written");
            }
            ProductRecovery recovery = new ProductRecovery(path, Journal.read(journal));
            recovery.run(channel);
            Files.delete(journal);
            return new Outcome(path, recovery.events, recovery.frames, recovery.lost, false, "");
        } catch (OverlappingFileLockException _) {
            return failed(path, "it is being written");
        } catch (HdfScan.Damage e) {
            return failed(path, String.valueOf(e.getMessage()));
        } catch (IOException | ProductException e) {
            return failed(path, String.valueOf(e.getMessage()));
        }
    }

    private static Outcome cut(Path path) {
        try (FileChannel channel = FileChannel.open(path)) {
            CutProduct whole =
                    CutProduct.find(channel)
                            .orElseThrow(() ->
                                    new HdfScan.Damage(
                                            "its end is missing, and nothing before it is whole"));
            ProductRecovery recovery = new ProductRecovery(path, whole.declared());
            recovery.rebuild(
                    whole.scan(),
                    whole.root(),
                    channel.size(),
                    "The end of the file is missing; what was committed before is complete.");
            return new Outcome(path, 0, 0, 0, true, "");
        } catch (IOException | RuntimeException e) {
            return new Outcome(
                    path,
                    0,
                    0,
                    0,
                    true,
                    "%s could not be recovered: %s; copy it again from where it came."
                            .formatted(path, e.getMessage()));
        }
    }

    private static Outcome failed(Path path, String why) {
        return new Outcome(
                path,
                0,
                0,
                0,
                false,
                "%s could not be recovered: %s; its journal stays, and what was committed is as it was."
                        .formatted(path, why));
    }

    private void run(FileChannel channel) throws IOException {
        HdfScan scan = new HdfScan(channel);
        long end = scan.end();
        HdfScan.Group root = scan.root();
        if (!scan.problems().isEmpty()) {
            throw new HdfScan.Damage(scan.problems().getFirst());
        }
        boolean complete = HdfScan.dataset(root, "/entry/exit_status").isPresent();
        if (complete
                || journal.documents().isEmpty()
                || !(journal.documents().getFirst() instanceof RunStart)) {
            return;
        }
        for (Journal.Chunk chunk : journal.chunks()) {
            end = Math.max(end, chunk.address() + chunk.size());
        }
        rebuild(scan, root, end, "");
    }

    /// Makes the tree again behind all that the file has, adds what the journal knows, and commits.
    ///
    /// @param why the run has no end; empty if its program was killed
    private void rebuild(HdfScan scan, HdfScan.Group root, long end, String why)
            throws IOException {
        RunStart start = (RunStart) journal.documents().getFirst();
        try (HdfAppender appender = new HdfAppender(FileDisk.open(path))) {
            appender.resume(end);
            root.attributes().forEach(appender.root()::attribute);
            ProductTree tree =
                    new ProductTree(
                            appender,
                            path.toAbsolutePath().resolveSibling(""),
                            start,
                            ZoneId.systemDefault(),
                            device -> journal.packing().getOrDefault(device, Compression.NONE));
            for (Document document : journal.documents()) {
                switch (document) {
                    case EventDescriptor descriptor -> tree.add(descriptor);
                    case StreamResource resource -> tree.add(resource);
                    case RunStart _, Event _, StreamDatum _, RunStop _ -> {}
                }
            }
            tree.resume(root);
            add(tree, scan);
            if (!ended) {
                tree.endUnknown(
                        why.isEmpty()
                                ? "The program ended before the run did; %d points and %d frames after the last commit were recovered, %d frames were lost."
                                        .formatted(events, frames, lost)
                                : why);
            }
            tree.refresh();
            appender.commit();
            if (noteChecksums(tree)) {
                appender.commit();
            }
        }
    }

    /// Of frames in files of the detector's own, where these are closed; says whether there are any.
    private boolean noteChecksums(ProductTree tree) {
        boolean noted = false;
        for (HdfLinkedFrames column : tree.linkedFrames()) {
            try {
                column.attribute(HdfNode.CHECKSUM, LinkedFrames.of(path, column).checksum());
                noted = true;
            } catch (ProductException e) {
                LOG.warn("No checksum is noted of the frames of {}: {}", path, e.getMessage());
            }
        }
        return noted;
    }

    private void add(ProductTree tree, HdfScan scan) throws IOException {
        Map<String, Journal.Chunk> chunks = new HashMap<>();
        journal.chunks().forEach(chunk -> chunks.put(chunk.column() + "/" + chunk.index(), chunk));
        for (Document document : journal.documents()) {
            switch (document) {
                case Event event -> events += tree.addIfNew(event) ? 1 : 0;
                case StreamDatum datum -> {
                    for (int i = 0; i < datum.frames().size(); i++) {
                        int index = datum.firstSeqNum() - 1 + i;
                        if (index >= tree.frames(datum).frames()) {
                            count(adopted(tree, datum, i, chunks, scan));
                        }
                    }
                }
                case RunStop stop -> {
                    tree.end(stop);
                    ended = true;
                }
                case RunStart _, EventDescriptor _, StreamResource _ -> {}
            }
        }
    }

    private void count(boolean adopted) {
        frames += adopted ? 1 : 0;
        lost += adopted ? 0 : 1;
    }

    /// Adds a frame that is not there yet, and says whether it could. Whether the file of a linked one has
    /// it is for [Verification] to say: that file is its detector's.
    private static boolean adopted(
            ProductTree tree,
            StreamDatum datum,
            int i,
            Map<String, Journal.Chunk> chunks,
            HdfScan scan)
            throws IOException {
        int index = datum.firstSeqNum() - 1 + i;
        HdfStack stack = tree.frames(datum);
        if (index != stack.frames()) {
            return false;
        }
        switch (stack) {
            case HdfLinkedFrames _ -> tree.add(datum);
            case HdfFrames column -> {
                List<Journal.Chunk> ofFrame = new ArrayList<>();
                for (int band = 0; band < column.bands(); band++) {
                    long place = (long) index * column.bands() + band;
                    Journal.Chunk chunk = chunks.get(column.name() + "/" + place);
                    if (chunk == null || !isThere(chunk, column, band, scan)) {
                        return false;
                    }
                    ofFrame.add(chunk);
                }
                tree.adopt(datum, column, datum.frames().get(i), ofFrame);
            }
        }
        return true;
    }

    /// Whether the bytes of a chunk reached the disk.
    private static boolean isThere(Journal.Chunk chunk, HdfFrames column, int band, HdfScan scan)
            throws IOException {
        try (Unpacker unpacker =
                new Unpacker(column.compression(), column.type().size(), column.chunkRowBytes())) {
            byte[] values = unpacker.unpack(scan.read(chunk.address(), chunk.size()));
            CRC32 crc = new CRC32();
            crc.update(values, 0, Math.min(values.length, column.bandBytes(band)));
            return values.length == column.chunkRowBytes() && crc.getValue() == chunk.crc32();
        } catch (HdfScan.Damage _) {
            return false;
        }
    }
}
