package io.beamdesk.product;

import io.beamdesk.document.Compression;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the documents of one run into one HDF5 file that any reader can open at every moment,
/// while it is written and after a crash.
///
/// What a commit covers is on the disk and is never lost. Commits come every few seconds
/// ([CommitPace] says when), at [#commit], and at the end of the run. A document is applied whole
/// or, when [#accept] throws, not at all, frames excepted: those written before the failure
/// stay. After a failure the writer can be used on, so that a run that ran out of disk can
/// still be closed.
///
/// Safe for use by several threads.
public final class ProductWriter implements DocumentSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProductWriter.class);
    private static final long PULSE_MILLIS = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Path path;
    private final int number;
    private final Clock clock;
    private final Function<String, Compression> packing;
    private final HdfAppender appender;
    private final CommitPace pace;
    private @Nullable ProductTree tree;
    private @Nullable ProductException failed;
    private boolean ended;
    private boolean closed;
    private boolean uncommitted;
    private long commits;

    /// Begins a product on a new, empty disk.
    ProductWriter(
            Path path,
            int number,
            Disk disk,
            Clock clock,
            Function<String, Compression> packing,
            Journal journal)
            throws IOException {
        this.path = path;
        this.number = number;
        this.clock = clock;
        this.packing = packing;
        appender = new HdfAppender(disk, journal);
        HdfGroup root = appender.root();
        root.attribute("creator", "Beamdesk");
        root.attribute("file_name", path.toString());
        // No library wrote it; chunk indexes as these need one of this version to be read.
        root.attribute("HDF5_Version", "1.10.0");
        root.attribute(
                "file_time",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        ZonedDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS)));
        appender.commit();
        pace = new CommitPace(clock.instant());
    }

    /// Creates the next product of a folder: `scan_0007_ni-foil.h5` for the name `ni-foil`, where 7
    /// is the next free number. Letters that a file name cannot have are replaced.
    ///
    /// @param packing how the frames of a device are packed, by its name
    /// @throws ProductException if the folder does not exist or cannot be written to
    public static ProductWriter create(
            Path folder, String baseName, Function<String, Compression> packing) {
        // A folder that has vanished is not made again: what is missing may be a whole disk.
        if (!Files.isDirectory(folder)) {
            throw new ProductException(
                    "The data folder %s does not exist; create it, mount its disk, or choose another folder."
                            .formatted(folder));
        }
        ProductWriter writer;
        try {
            ProductName.Candidates candidate = ProductName.next(folder.toAbsolutePath(), baseName);
            while (true) {
                try {
                    writer = begin(candidate, packing);
                    break;
                } catch (FileAlreadyExistsException _) {
                    candidate = candidate.after();
                }
            }
        } catch (IOException e) {
            throw new ProductException(
                    "No product can be created in the data folder %s: %s; make it writable or choose another folder."
                            .formatted(folder, reason(e)),
                    e);
        }
        forceFolder(folder);
        Thread.ofVirtual().name("product-commits").start(writer::pulse);
        return writer;
    }

    /// The same, with frames as they are.
    static ProductWriter create(Path folder, String baseName) {
        return create(folder, baseName, _ -> Compression.NONE);
    }

    /// Begins a product under a hidden name and gives it its own once it is valid, so that nobody ever
    /// finds a product that cannot be opened.
    private static ProductWriter begin(
            ProductName.Candidates name, Function<String, Compression> packing) throws IOException {
        Path path = name.path();
        Path hidden =
                path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".part");
        FileDisk disk = FileDisk.create(hidden);
        try {
            ProductWriter writer =
                    new ProductWriter(
                            path,
                            name.number(),
                            new EarlyForce(disk),
                            Clock.system(ZoneId.systemDefault()),
                            packing,
                            Journal.beside(path));
            disk.publish(path);
            return writer;
        } catch (IOException | RuntimeException e) {
            disk.close();
            Files.deleteIfExists(hidden);
            throw e;
        }
    }

    /// Where in a product the frames of a column of the primary stream are, for the documents that
    /// announce them.
    public static String framesPath(String column) {
        return NexusLayout.framesGroup(column) + "/data";
    }

    /// The file.
    public Path path() {
        return path;
    }

    /// The number in the file's name.
    public int number() {
        return number;
    }

    /// How many commits there have been since the file was created.
    public long commits() {
        return locked(() -> commits);
    }

    @Override
    public Delivery delivery() {
        return Delivery.LOSSLESS;
    }

    /// Adds a document.
    ///
    /// @throws ProductException if it cannot be written, does not fit what the run declared, or
    ///     comes after the end
    @Override
    public void accept(Document document) {
        locked(() -> {
            requireOpen(document);
            try {
                apply(document);
                uncommitted = true;
                appender.journal().add(document);
                if (document instanceof RunStart || document instanceof RunStop || due()) {
                    commitNow();
                }
            } catch (IOException e) {
                throw unwritable(e);
            }
            ProductException earlier = failed;
            failed = null;
            if (earlier != null) {
                throw earlier;
            }
            return true;
        });
    }

    /// Makes everything accepted so far durable and visible to readers; call it when a run pauses.
    ///
    /// @throws ProductException if it cannot be written
    public void commit() {
        locked(() -> {
            try {
                commitNow();
                return true;
            } catch (IOException e) {
                throw unwritable(e);
            }
        });
    }

    /// Closes the file. A run that has not ended by then gets the exit status `unknown`; a product
    /// that never got a document is removed.
    ///
    /// Frames in files of the detector's own are read after that, in the background, and their checksum
    /// is added by a commit of its own: it may take minutes, and the product is complete without.
    @Override
    public void close() {
        closing.countDown();
        locked(() -> {
            if (closed) {
                return false;
            }
            closed = true;
            List<HdfLinkedFrames> linked = List.of();
            try {
                ProductTree product = tree;
                if (product == null) {
                    Files.deleteIfExists(path);
                } else if (!ended) {
                    product.endUnknown(
                            "The file was closed before the run had ended; what it holds is complete"
                                    + " up to there.");
                    uncommitted = true;
                }
                commitNow();
                appender.journal().close();
                linked = product == null ? List.of() : product.linkedFrames();
                return true;
            } catch (IOException e) {
                throw unwritable(e);
            } finally {
                appender.journal().abandon();
                end(linked);
            }
        });
    }

    /// @param linked columns whose checksums are to be noted first
    private void end(List<HdfLinkedFrames> linked) {
        if (linked.isEmpty()) {
            closeFile();
        } else {
            Thread.ofVirtual().name("linked-checksums").start(() -> noteChecksums(linked));
        }
    }

    private void noteChecksums(List<HdfLinkedFrames> linked) {
        try {
            Map<HdfLinkedFrames, Long> checksums = LinkedChecksums.await(path, linked);
            checksums.forEach((column, crc) -> column.attribute(HdfNode.CHECKSUM, crc));
            // Whoever has deleted it meanwhile does not get it back.
            if (!checksums.isEmpty() && Files.exists(path)) {
                appender.commit();
            }
        } catch (IOException e) {
            LOG.warn(
                    "No checksum of its detector's frames is noted: {}",
                    unwritable(e).getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            closeFile();
        }
    }

    private void closeFile() {
        try {
            appender.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed: {}", path, reason(e));
        } finally {
            released.countDown();
        }
    }

    /// Waits until the file is released, with the checksums of linked frames in it if there are any.
    void awaitRelease() throws InterruptedException {
        released.await();
    }

    private void apply(Document document) throws IOException {
        switch (document) {
            case RunStart start -> {
                if (tree != null) {
                    throw new ProductException(
                            "A second run began in " + path + "; a product holds one run.");
                }
                tree =
                        new ProductTree(
                                appender,
                                path.toAbsolutePath().resolveSibling(""),
                                start,
                                clock.getZone(),
                                packing);
            }
            case EventDescriptor descriptor -> tree(document).add(descriptor);
            case Event event -> tree(document).add(event);
            case StreamResource resource -> tree(document).add(resource);
            case StreamDatum datum -> tree(document).add(datum);
            case RunStop stop -> {
                tree(document).end(stop);
                ended = true;
            }
        }
    }

    private ProductTree tree(Document document) {
        ProductTree begun = tree;
        if (begun == null) {
            throw new ProductException(
                    "A %s came before the run began in %s."
                            .formatted(document.getClass().getSimpleName(), path));
        }
        return begun;
    }

    private void requireOpen(Document document) {
        if (closed || ended) {
            throw new ProductException(
                    "A %s came after the end of the run in %s; it was not written."
                            .formatted(document.getClass().getSimpleName(), path));
        }
    }

    private boolean due() {
        return pace.due(clock.instant(), appender.treeBytes(), appender.dataBytes());
    }

    private void commitNow() throws IOException {
        if (uncommitted) {
            if (tree != null) {
                tree.refresh();
            }
            appender.commit();
            uncommitted = false;
            commits++;
            pace.committed(clock.instant());
        }
    }

    // A reading that came just after a commit must not wait for the next one to be safe.
    private void pulse() {
        try {
            while (!closing.await(PULSE_MILLIS, TimeUnit.MILLISECONDS)) {
                locked(this::commitWhenDue);
                appender.journal().force();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean commitWhenDue() {
        try {
            if (!closed && uncommitted && failed == null && due()) {
                commitNow();
                return true;
            }
        } catch (IOException e) {
            failed = unwritable(e);
        }
        return false;
    }

    private ProductException unwritable(IOException cause) {
        return new ProductException(
                "%s could not be written: %s; what was committed before is safe, make room or mend the disk before the next run."
                        .formatted(path, reason(cause)),
                cause);
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    // The name of a new file is durable once its folder is; not every system can force a folder.
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Windows cannot, and needs not.
        }
    }

    private interface Action<T> {
        T run();
    }

    private <T> T locked(Action<T> action) {
        lock.lock();
        try {
            return action.run();
        } finally {
            lock.unlock();
        }
    }
}
