package io.beamdesk.catalogue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Brings a catalogue up to date with its folder: reads what is new or has changed, and forgets what
/// has gone. May be interrupted, and be under way in several programs at once: each step leaves a
/// catalogue that is right as far as it goes.
public final class Gathering {
    private static final int BATCH = 50;
    private static final int PAGE = 1000;
    private static final int MOST_DEPTH = 16;

    private final Catalogue catalogue;
    private final boolean all;
    private final IntConsumer progress;
    private final List<Catalogue.Reading> batch = new ArrayList<>();
    private final Set<String> linked = new HashSet<>();
    private int seen;
    private int read;
    private int gone;

    /// What was done.
    ///
    /// @param seen files that are there
    /// @param read files that were new or had changed
    /// @param gone files that were not there any more
    public record Outcome(int seen, int read, int gone) {
        /// Whether the catalogue has changed.
        public boolean isNews() {
            return read > 0 || gone > 0;
        }
    }

    private Gathering(Catalogue catalogue, boolean all, IntConsumer progress) {
        this.catalogue = catalogue;
        this.all = all;
        this.progress = progress;
    }

    /// Looks through the folder.
    ///
    /// @throws CatalogueException if the folder is not there or cannot be read; then nothing is
    ///     forgotten
    /// @throws InterruptedException if it was interrupted
    public static Outcome of(Catalogue catalogue) throws InterruptedException {
        return new Gathering(catalogue, false, _ -> {}).run();
    }

    /// Reads every file anew, whether it has changed or not.
    ///
    /// @param progress told how many were read, now and then
    /// @throws CatalogueException if the folder is not there or cannot be read
    /// @throws InterruptedException if it was interrupted
    public static Outcome again(Catalogue catalogue, IntConsumer progress)
            throws InterruptedException {
        return new Gathering(catalogue, true, progress).run();
    }

    private Outcome run() throws InterruptedException {
        Path folder = catalogue.folder();
        if (!Files.isDirectory(folder)) {
            throw new CatalogueException(
                    "The data folder %s is not there; its products are kept in the catalogue until it is again"
                            .formatted(folder),
                    null);
        }
        try {
            Files.walkFileTree(folder, Set.of(), MOST_DEPTH, new Visitor());
        } catch (IOException problem) {
            throw new CatalogueException(
                    "The data folder %s cannot be read: %s; check its rights and the disk"
                            .formatted(folder, problem.getMessage()),
                    problem);
        }
        flush();
        stop();
        forget(folder);
        return new Outcome(seen, read, gone);
    }

    private static void stop() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isHidden(directory) && !directory.equals(catalogue.folder())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Thread.currentThread().isInterrupted()) {
                return FileVisitResult.TERMINATE;
            }
            if (attributes.isRegularFile() && isProduct(file)) {
                look(file, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            // What goes away while it is looked at, or is nobody else's to read, is none of ours.
            if (file.equals(catalogue.folder())) {
                throw problem;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem) {
            return FileVisitResult.CONTINUE;
        }
    }

    private static boolean isHidden(Path path) {
        return Objects.toString(path.getFileName(), "").startsWith(".");
    }

    private static boolean isProduct(Path file) {
        String name = Objects.toString(file.getFileName(), "");
        return !isHidden(file) && Catalogue.ENDINGS.stream().anyMatch(name::endsWith);
    }

    private void look(Path file, BasicFileAttributes attributes) {
        seen++;
        String name = Catalogue.slashed(catalogue.folder().relativize(file));
        CatalogueEntry.Version now = Catalogue.version(attributes);
        if (all || !catalogue.known(name).equals(Optional.of(now))) {
            read++;
            if (isLinked(name, now)) {
                return;
            }
            Optional<Catalogue.Reading> reading = catalogue.read(name);
            if (Thread.currentThread().isInterrupted()) {
                // What an interrupt has cut short is not what the file is.
                return;
            }
            reading.ifPresent(product -> {
                linked.addAll(product.linked().keySet());
                batch.add(product);
            });
            if (batch.size() >= BATCH) {
                flush();
            }
        }
    }

    /// Whether a file belongs to a product that has frames in it. Where all is read anew, only what was
    /// read now says so.
    private boolean isLinked(String name, CatalogueEntry.Version now) {
        return linked.contains(name) || (!all && catalogue.resize(name, now));
    }

    private void flush() {
        if (!batch.isEmpty()) {
            catalogue.write(batch);
            batch.clear();
        }
        progress.accept(read);
    }

    private void forget(Path folder) throws InterruptedException {
        String after = "";
        while (true) {
            List<String> names = catalogue.names(after, PAGE);
            if (names.isEmpty()) {
                return;
            }
            after = names.getLast();
            List<String> missing =
                    names.stream().filter(name -> Files.notExists(folder.resolve(name))).toList();
            stop();
            // The whole folder may have gone away meanwhile, with all that was in it.
            if (!missing.isEmpty() && Files.isDirectory(folder)) {
                catalogue.remove(missing);
                gone += missing.size();
            }
        }
    }
}
