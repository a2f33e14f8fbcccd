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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The products of a data folder, to be searched. The files are the truth: the catalogue is an index of
/// them, which is brought up to date by looking at the folder and can be thrown away.
///
/// Several programs may have it open at a time. Every method waits for the disk and throws a
/// [CatalogueException] if that fails. May be used by any thread.
public final class Catalogue implements AutoCloseable {
    /// Entries that are read at a time where all are.
    private static final int PAGE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Catalogue");

    /// What a product's name ends with, and what other programs call their files.
    static final List<String> ENDINGS = List.of(".h5", ".hdf5", ".nxs", ".hdf");

    // SQLite's numbers of these failures.
    private static final int CORRUPT = 11;
    private static final int NO_DATABASE = 26;

    private static final CatalogueEntry.Version NOT_THERE =
            new CatalogueEntry.Version(0, Instant.EPOCH);

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

    /// What follows a place in the order of a query, as many as its limit says; see [Found#end].
    public Page next(CatalogueQuery query, Place after) {
        return database.read(
                session -> new CatalogueSearch(session, memory, query, true).next(after));
    }

    /// All products, the newest first, read as they are asked for.
    public Stream<CatalogueEntry> all() {
        CatalogueQuery query = CatalogueQuery.ALL.limit(PAGE);
        Found first = begin(query);
        return Stream.iterate(
                        new Page(first.entries(), first.end()),
                        page -> !page.entries().isEmpty(),
                        page -> next(query, page.end().orElseThrow()))
                .flatMap(page -> page.entries().stream());
    }

    /// Products whose runs ended by then, the earliest first, read as they are asked for.
    public Stream<CatalogueEntry> ended(Instant by) {
        return Stream.iterate(
                        ended(by, Long.MIN_VALUE, 0),
                        page -> !page.isEmpty(),
                        page -> ended(by, page.getLast().ended, page.getLast().row))
                .flatMap(page -> page.stream().map(Ended::entry));
    }

    private record Ended(CatalogueEntry entry, long ended, long row) {}

    private List<Ended> ended(Instant by, long afterEnded, long afterRow) {
        return database.read(session ->
                rows(
                        session,
                        row ->
                                new Ended(
                                        CatalogueTables.entry(row),
                                        row.getLong("ended"),
                                        row.getLong("row")),
                        "SELECT "
                                + CatalogueTables.COLUMNS
                                + ", p.row FROM product p WHERE p.ended <= ? AND (p.ended, p.row) > (?, ?)"
                                + " ORDER BY p.ended, p.row LIMIT ?",
                        by.toEpochMilli(),
                        afterEnded,
                        afterRow,
                        PAGE));
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
                                // A row may say a bit later than its run began.
                                "SELECT ifnull(sum(bytes), 0) FROM product"
                                        + " WHERE row >= ? AND start > ? AND start <= ?",
                                Cells.row(after, 0),
                                after.toEpochMilli(),
                                by.toEpochMilli()))
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
                    if (resize(name, versionIfThere(folder.resolve(name)))) {
                        return;
                    }
                    Optional<Reading> reading = read(name);
                    if (Thread.currentThread().isInterrupted()) {
                        // What an interrupt has cut short is not what the file is.
                        return;
                    }
                    if (reading.isPresent()) {
                        write(List.of(reading.get()));
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

    /// What was read of a file.
    ///
    /// @param linked the files of a detector's own in the data folder that have frames of it
    record Reading(CatalogueEntry entry, Map<String, CatalogueEntry.Version> linked) {}

    /// A file as it is now; empty if it has gone.
    Optional<Reading> read(String name) {
        Path file = folder.resolve(name);
        try {
            CatalogueEntry.Version version = version(file);
            try {
                return Optional.of(reading(name, version, ProductSummary.of(file)));
            } catch (ProductException unreadable) {
                return Files.exists(file)
                        ? unreadable(name, version, String.valueOf(unreadable.getMessage()))
                        : Optional.empty();
            }
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException problem) {
            return unreadable(
                    name,
                    NOT_THERE,
                    "%s cannot be read: %s; check its rights and the disk."
                            .formatted(file, problem.getMessage()));
        }
    }

    private static Optional<Reading> unreadable(
            String name, CatalogueEntry.Version version, String reason) {
        return Optional.of(new Reading(CatalogueEntry.unreadable(name, version, reason), Map.of()));
    }

    private Reading reading(String name, CatalogueEntry.Version version, ProductSummary summary) {
        Map<String, CatalogueEntry.Version> here = new LinkedHashMap<>();
        int away = 0;
        long awaySize = 0;
        int missing = 0;
        for (Path file : summary.linked()) {
            CatalogueEntry.Version now = versionIfThere(file);
            Optional<String> inFolder = name(file);
            if (inFolder.isPresent()) {
                here.put(inFolder.get(), now);
            } else if (now.equals(NOT_THERE)) {
                missing++;
            } else {
                away++;
                awaySize += now.size();
            }
        }
        return new Reading(
                CatalogueEntry.of(
                        name,
                        version,
                        summary,
                        new CatalogueEntry.Linked(0, 0, away, awaySize, missing)),
                here);
    }

    private static CatalogueEntry.Version versionIfThere(Path file) {
        try {
            return version(file);
        } catch (IOException _) {
            return NOT_THERE;
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

    /// Writes entries of products that have all their frames in place of those of the same paths.
    public void put(List<CatalogueEntry> entries) {
        write(entries.stream().map(entry -> new Reading(entry, Map.of())).toList());
    }

    void write(List<Reading> readings) {
        var _ =
                database.write(session -> {
                    for (Reading reading : readings) {
                        CatalogueTables.put(session, reading.entry, reading.linked);
                    }
                    return readings;
                });
    }

    /// Notes the state of a file that a product has frames in.
    ///
    /// @return whether it is one
    boolean resize(String name, CatalogueEntry.Version now) {
        return database.write(session -> CatalogueTables.resize(session, name, now));
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
