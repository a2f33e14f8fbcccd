package io.beamdesk.catalogue;

import static io.beamdesk.database.Database.rows;

import io.beamdesk.database.Database;
import io.beamdesk.product.ProductException;
import io.beamdesk.product.ProductSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The products of a data folder, to be searched. The files are the truth: the catalogue is an index of
/// them, which is brought up to date by looking at the folder and can be thrown away.
///
/// Several programs may have it open at a time. Every method waits for the disk and throws a
/// [CatalogueException] if that fails. May be used by any thread.
public final class Catalogue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Catalogue");

    /// What a product's name ends with, and what other programs call their files.
    static final List<String> ENDINGS = List.of(".h5", ".hdf5", ".nxs", ".hdf");

    // SQLite's numbers of these failures.
    private static final int CORRUPT = 11;
    private static final int NO_DATABASE = 26;

    private final Path folder;
    private final Database database;
    private final CatalogueMemory memory = new CatalogueMemory();

    /// What there is of an experiment.
    ///
    /// @param experiment its title; empty of products that have none
    /// @param products how many
    /// @param size bytes of all of them
    public record Extent(String experiment, long products, long size) {}

    private Catalogue(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    /// Opens the catalogue of a data folder; a damaged one is begun again.
    ///
    /// @param folder the products, in it and below it
    /// @param index the folder of all catalogues; made if it is not there
    public static Catalogue open(Path folder, Path index) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path file = file(absolute, index);
        try {
            return new Catalogue(absolute, Database.open(file, CatalogueSchema.KIND));
        } catch (CatalogueException problem) {
            if (!isDamaged(problem)) {
                throw problem;
            }
            LOG.warn("{}; it is begun again", problem.getMessage());
            delete(file);
            return new Catalogue(absolute, Database.open(file, CatalogueSchema.KIND));
        }
    }

    /// The file of a folder's catalogue: named after the folder, and told apart from those of folders
    /// of the same name.
    static Path file(Path folder, Path index) {
        CRC32 crc = new CRC32();
        crc.update(folder.toString().getBytes(StandardCharsets.UTF_8));
        Path name = folder.getFileName();
        String readable = (name == null ? "" : name.toString()).replaceAll("[^\\p{Alnum}._-]", "_");
        return index.resolve("%s-%08x.db".formatted(readable, crc.getValue()));
    }

    private static boolean isDamaged(CatalogueException problem) {
        return problem.getCause() instanceof SQLException sql
                && ((sql.getErrorCode() & 0xFF) == CORRUPT
                        || (sql.getErrorCode() & 0xFF) == NO_DATABASE);
    }

    private static void delete(Path file) {
        try {
            // A program that has it open keeps what it has; nothing is written to by two names.
            for (String part : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + part));
            }
        } catch (IOException problem) {
            throw new CatalogueException(
                    "The damaged catalogue %s cannot be deleted: %s; delete it and start again"
                            .formatted(file, problem.getMessage()),
                    problem);
        }
    }

    /// The data folder.
    public Path folder() {
        return folder;
    }

    /// Answers a query: the page, and all true counts.
    public Found search(CatalogueQuery query) {
        return database.read(session -> new CatalogueSearch(session, memory, query, false).found());
    }

    /// Answers a query at once: the right page, but where very much matches only what was counted so
    /// far, see [Found#isMore]; then [#search] has the rest.
    public Found begin(CatalogueQuery query) {
        return database.read(session -> new CatalogueSearch(session, memory, query, true).found());
    }

    /// What is known of a file.
    public Optional<CatalogueEntry> entry(Path file) {
        return name(file)
                .flatMap(name ->
                        database
                                .read(session ->
                                        rows(
                                                session,
                                                CatalogueTables::entry,
                                                "SELECT "
                                                        + CatalogueTables.COLUMNS
                                                        + " FROM product p WHERE p.path = ?",
                                                name))
                                .stream()
                                .findFirst());
    }

    /// Products whose runs ended by then, the earliest first.
    ///
    /// @param skip how many of them not
    /// @param most how many at most
    public List<CatalogueEntry> ended(Instant by, int skip, int most) {
        return database.read(session ->
                rows(
                        session,
                        CatalogueTables::entry,
                        "SELECT "
                                + CatalogueTables.COLUMNS
                                + " FROM product p WHERE p.ended <= ? ORDER BY p.ended, p.row LIMIT ? OFFSET ?",
                        by.toEpochMilli(),
                        most,
                        skip));
    }

    /// How much there is of each experiment, the most first.
    public List<Extent> extents() {
        return database.read(session ->
                rows(
                        session,
                        row -> new Extent(row.getString(1), row.getLong(2), row.getLong(3)),
                        "SELECT experiment, sum(products), sum(size) FROM cell WHERE products > 0"
                                + " GROUP BY experiment ORDER BY sum(size) DESC"));
    }

    /// Bytes of the products whose runs began after one time, and by another.
    public long size(Instant after, Instant by) {
        return database.read(session ->
                        rows(
                                session,
                                row -> row.getLong(1),
                                "SELECT ifnull(sum(size), 0) FROM product WHERE row >= ? AND row < ?",
                                Cells.row(after.plusMillis(1), 0),
                                Cells.row(by.plusMillis(1), 0)))
                .getFirst();
    }

    /// The file of an entry.
    public Path file(CatalogueEntry entry) {
        return folder.resolve(entry.path());
    }

    /// Reads one file anew, as when its run has begun or ended; one that has gone is forgotten.
    public void look(Path file) {
        name(file)
                .ifPresent(name -> {
                    Optional<CatalogueEntry> entry = read(name);
                    if (Thread.currentThread().isInterrupted()) {
                        // What an interrupt has cut short is not what the file is.
                        return;
                    }
                    if (entry.isPresent()) {
                        put(List.of(entry.get()));
                    } else {
                        remove(List.of(name));
                    }
                });
    }

    private Optional<String> name(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(folder) && !absolute.equals(folder)
                ? Optional.of(slashed(folder.relativize(absolute)))
                : Optional.empty();
    }

    static String slashed(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    /// The entry of a file as it is now; empty if it has gone.
    Optional<CatalogueEntry> read(String name) {
        Path file = folder.resolve(name);
        try {
            CatalogueEntry.Version version = version(file);
            try {
                return Optional.of(CatalogueEntry.of(name, version, ProductSummary.of(file)));
            } catch (ProductException unreadable) {
                return Files.exists(file)
                        ? Optional.of(
                                CatalogueEntry.unreadable(
                                        name, version, String.valueOf(unreadable.getMessage())))
                        : Optional.empty();
            }
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException problem) {
            CatalogueEntry.Version unknown = new CatalogueEntry.Version(0, Instant.EPOCH);
            return Optional.of(
                    CatalogueEntry.unreadable(
                            name,
                            unknown,
                            "%s cannot be read: %s; check its rights and the disk."
                                    .formatted(file, problem.getMessage())));
        }
    }

    /// The state that a file is in.
    public static CatalogueEntry.Version version(Path file) throws IOException {
        return version(Files.readAttributes(file, BasicFileAttributes.class));
    }

    static CatalogueEntry.Version version(BasicFileAttributes attributes) {
        return new CatalogueEntry.Version(
                attributes.size(),
                attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS));
    }

    /// Writes entries in place of those of the same paths.
    public void put(List<CatalogueEntry> entries) {
        var _ =
                database.write(session -> {
                    for (CatalogueEntry entry : entries) {
                        CatalogueTables.put(session, entry);
                    }
                    return entries;
                });
    }

    void remove(List<String> names) {
        var _ =
                database.write(session -> {
                    for (String name : names) {
                        CatalogueTables.remove(session, name);
                    }
                    return names;
                });
    }

    Optional<CatalogueEntry.Version> known(String name) {
        return database.read(session -> CatalogueTables.version(session, name));
    }

    List<String> names(String after, int most) {
        return database.read(session -> CatalogueTables.paths(session, after, most));
    }

    /// A number that changes when another program has changed the catalogue.
    public long others() {
        return database.others();
    }

    @Override
    public void close() {
        database.close();
    }
}
