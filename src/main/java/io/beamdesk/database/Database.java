package io.beamdesk.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// An SQLite file: opened, brought up to date, and its failures said in sentences.
///
/// Two connections: the one that writes may be busy with a long import while the other one reads what
/// was committed before. Each is used by one thread at a time.
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /// How long one program waits until another has written.
    private static final int BUSY_MS = 5000;

    /// How long it waits where SQLite itself does not.
    private static final Duration AGAIN = Duration.ofMillis(10);

    /// What a file is for.
    ///
    /// @param contents what it holds, as a sentence calls it: `samples`
    /// @param application marks the file, so that a database of another program is not taken for it
    /// @param steps statements from each version of the file to the next, the first from an empty
    ///     one; a step that was shipped is never changed, what is new is a new step
    /// @param remedy what a person does about a damaged file
    /// @param failure makes the exception of a sentence and what caused it, if anything did
    public record Kind(
            String contents,
            int application,
            List<List<String>> steps,
            String remedy,
            BiFunction<String, @Nullable Throwable, RuntimeException> failure) {
        /// Copies the steps.
        public Kind {
            steps = List.copyOf(steps);
        }

        /// Version that this Beamdesk writes.
        public int version() {
            return steps.size();
        }
    }

    private final Path file;
    private final Kind kind;
    private final Session writing;
    private final Session reading;
    private final Object writer = new Object();
    private final Object reader = new Object();

    /// What is done on a connection.
    public interface Work<T> {
        /// Does it.
        T on(Session session) throws SQLException;
    }

    private Database(Path file, Kind kind, Session writing, Session reading) {
        this.file = file;
        this.kind = kind;
        this.writing = writing;
        this.reading = reading;
    }

    /// Opens a file, which is made if it is not there, and brings it up to date.
    ///
    /// Fails with the kind's exception if it cannot be opened, is of another kind, or is of a newer
    /// Beamdesk.
    public static Database open(Path file, Kind kind) {
        Session writing = null;
        boolean opened = false;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            writing = connect(file);
            upgrade(file, kind, writing);
            Database database = new Database(file, kind, writing, connect(file));
            opened = true;
            return database;
        } catch (IOException problem) {
            throw kind.failure.apply(
                    "The folder of the %s %s could not be made: %s"
                            .formatted(kind.contents, file, problem),
                    problem);
        } catch (SQLException problem) {
            throw sentence(file, kind, problem);
        } finally {
            if (!opened) {
                close(writing);
            }
        }
    }

    private static Session connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // What was reported as saved is on the disk, not on its way there.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        long end = System.nanoTime() + Duration.ofMillis(BUSY_MS).toNanos();
        while (true) {
            try {
                return new Session(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
            } catch (SQLiteException refused) {
                // Where two programs make a file at once, SQLite does not wait for the one that
                // begins its log.
                if (!isBusy(refused)
                        || System.nanoTime() - end > 0
                        || Thread.currentThread().isInterrupted()) {
                    throw refused;
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private static boolean isBusy(SQLiteException refused) {
        return (refused.getResultCode().code & 0xFF) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private static void upgrade(Path file, Kind kind, Session connection) throws SQLException {
        if (number(connection, "PRAGMA user_version") == kind.version()
                && number(connection, "PRAGMA application_id") == kind.application) {
            return;
        }
        inTransaction(
                connection,
                c -> {
                    int version = (int) number(c, "PRAGMA user_version");
                    boolean empty = number(c, "SELECT count(*) FROM sqlite_schema") == 0;
                    if (!empty && number(c, "PRAGMA application_id") != kind.application) {
                        throw kind.failure.apply(
                                "%s is a database of another program; choose another file for the %s"
                                        .formatted(file, kind.contents),
                                null);
                    }
                    if (version > kind.version()) {
                        throw kind.failure.apply(
                                "%s is of version %d, newer than the %d this Beamdesk knows; use the Beamdesk it was written with or a newer one"
                                        .formatted(file, version, kind.version()),
                                null);
                    }
                    for (List<String> step : kind.steps.subList(version, kind.version())) {
                        for (String statement : step) {
                            execute(c, statement);
                        }
                    }
                    execute(c, "PRAGMA application_id = " + kind.application);
                    execute(c, "PRAGMA user_version = " + kind.version());
                    return version;
                });
    }

    /// Writes as one whole: all of it is on the disk when this returns, or nothing is written.
    /// Fails with the kind's exception if it cannot be.
    public <T> T write(Work<T> work) {
        synchronized (writer) {
            try {
                return inTransaction(writing, work);
            } catch (SQLException problem) {
                throw sentence(file, kind, problem);
            }
        }
    }

    /// Reads what is committed.
    /// Fails with the kind's exception if it cannot be.
    public <T> T read(Work<T> work) {
        synchronized (reader) {
            try {
                return work.on(reading);
            } catch (SQLException problem) {
                forget(reading, problem);
                throw sentence(file, kind, problem);
            }
        }
    }

    /// A number that changes when another program, or another store in this one, has written.
    public long others() {
        synchronized (writer) {
            try {
                return number(writing, "PRAGMA data_version");
            } catch (SQLException problem) {
                throw sentence(file, kind, problem);
            }
        }
    }

    // A transaction that reads first and writes later would fail at once if another one wrote in
    // between; one that begins by writing waits.
    private static <T> T inTransaction(Session session, Work<T> work) throws SQLException {
        try {
            execute(session, "BEGIN IMMEDIATE");
            T result = work.on(session);
            execute(session, "COMMIT");
            return result;
        } catch (SQLException | RuntimeException | Error problem) {
            takeBack(session, problem);
            throw problem;
        }
    }

    /// SQLite may have taken all back by itself, on a full disk, or begun nothing, and says so: that must not
    /// hide the reason.
    private static void takeBack(Session session, Throwable problem) {
        forget(session, problem);
        try {
            execute(session, "ROLLBACK");
        } catch (SQLException nothingLeft) {
            problem.addSuppressed(nothingLeft);
            forget(session, problem);
        }
    }

    private static void forget(Session session, Throwable problem) {
        try {
            session.forget();
        } catch (SQLException worse) {
            problem.addSuppressed(worse);
        }
    }

    /// Runs a statement with its values.
    public static void execute(Session session, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        set(statement, values);
        statement.execute();
    }

    /// One row as something.
    public interface Row<T> {
        /// Reads the row that the cursor stands on.
        T of(ResultSet row) throws SQLException;
    }

    /// All rows of a query with its values.
    public static <T> List<T> rows(Session session, Row<T> as, String sql, Object... values)
            throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        set(statement, values);
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(as.of(rows));
            }
            return all;
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static long number(Session session, String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static RuntimeException sentence(Path file, Kind kind, SQLException problem) {
        SQLiteErrorCode code =
                problem instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.UNKNOWN_ERROR;
        String what =
                switch (SQLiteErrorCode.getErrorCode(code.code & 0xFF)) {
                    case SQLITE_BUSY, SQLITE_LOCKED ->
                            "another program has been writing to the %s in %s for %d s; try again when it is done"
                                    .formatted(kind.contents, file, BUSY_MS / 1000);
                    case SQLITE_FULL ->
                            "the disk of %s is full; nothing was saved, make room and try again"
                                    .formatted(file);
                    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                            "the %s in %s may not be read or written; check the folder and its rights"
                                    .formatted(kind.contents, file);
                    case SQLITE_NOTADB, SQLITE_CORRUPT ->
                            "%s is damaged or no database of %s; %s"
                                    .formatted(file, kind.contents, kind.remedy);
                    default ->
                            "the %s in %s could not be read or written: %s; nothing was saved"
                                    .formatted(kind.contents, file, problem.getMessage());
                };
        return kind.failure.apply(what, problem);
    }

    @Override
    public void close() {
        synchronized (reader) {
            close(reading);
        }
        synchronized (writer) {
            close(writing);
        }
    }

    private static void close(@Nullable Session connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException problem) {
            // What was reported as saved is saved; there is nothing left to lose.
            LOG.warn("A database was not closed cleanly: {}", problem.getMessage());
        }
    }
}
