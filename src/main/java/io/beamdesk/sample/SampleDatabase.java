package io.beamdesk.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The SQLite file of the samples: opened, brought up to date, and its failures said in sentences.
///
/// Two connections: the one that writes may be busy with a long import while the other one reads what
/// was committed before. Each is used by one thread at a time.
final class SampleDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SampleDatabase.class);

    /// How long one program waits until another has written.
    private static final int BUSY_MS = 5000;

    // "BDsk", so that a database of another program is not taken for ours.
    private static final int APPLICATION = 0x4244736B;

    private final Path file;
    private final Session writing;
    private final Session reading;
    private final Object writer = new Object();
    private final Object reader = new Object();

    /// What is done on a connection.
    interface Work<T> {
        T on(Session session) throws SQLException;
    }

    private SampleDatabase(Path file, Session writing, Session reading) {
        this.file = file;
        this.writing = writing;
        this.reading = reading;
    }

    /// Opens a file, which is made if it is not there, and brings it up to date.
    ///
    /// @throws SampleException if it cannot be opened, is no database of samples, or is of a newer
    ///     Beamdesk
    static SampleDatabase open(Path file) {
        Session writing = null;
        boolean opened = false;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            writing = connect(file);
            upgrade(file, writing);
            SampleDatabase database = new SampleDatabase(file, writing, connect(file));
            opened = true;
            return database;
        } catch (IOException problem) {
            throw new SampleException(
                    "The folder of the samples " + file + " could not be made: " + problem,
                    problem);
        } catch (SQLException problem) {
            throw sentence(file, problem);
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
        // A transaction that reads first and writes later would fail at once if another one wrote
        // in between; one that begins by writing waits.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return new Session(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    }

    private static void upgrade(Path file, Session connection) throws SQLException {
        if (number(connection, "PRAGMA user_version") == SampleSchema.VERSION
                && number(connection, "PRAGMA application_id") == APPLICATION) {
            return;
        }
        inTransaction(
                connection,
                c -> {
                    int version = (int) number(c, "PRAGMA user_version");
                    boolean empty = number(c, "SELECT count(*) FROM sqlite_schema") == 0;
                    if (!empty && number(c, "PRAGMA application_id") != APPLICATION) {
                        throw new SampleException(
                                file
                                        + " is a database of another program; choose another file for the samples");
                    }
                    if (version > SampleSchema.VERSION) {
                        throw new SampleException(
                                "%s is of version %d, newer than the %d this Beamdesk knows; use the Beamdesk it was written with or a newer one"
                                        .formatted(file, version, SampleSchema.VERSION));
                    }
                    for (String statement : SampleSchema.after(version)) {
                        execute(c, statement);
                    }
                    execute(c, "PRAGMA application_id = " + APPLICATION);
                    execute(c, "PRAGMA user_version = " + SampleSchema.VERSION);
                    return version;
                });
    }

    /// Writes as one whole: all of it is on the disk when this returns, or nothing is written.
    ///
    /// @throws SampleException if it cannot be
    <T> T write(Work<T> work) {
        synchronized (writer) {
            try {
                return inTransaction(writing, work);
            } catch (SQLException problem) {
                throw sentence(file, problem);
            }
        }
    }

    /// Reads what is committed.
    ///
    /// @throws SampleException if it cannot be
    <T> T read(Work<T> work) {
        synchronized (reader) {
            try {
                return work.on(reading);
            } catch (SQLException problem) {
                throw sentence(file, problem);
            }
        }
    }

    /// A number that changes when another program, or another store in this one, has written.
    long others() {
        synchronized (writer) {
            try {
                return number(writing, "PRAGMA data_version");
            } catch (SQLException problem) {
                throw sentence(file, problem);
            }
        }
    }

    private static <T> T inTransaction(Session session, Work<T> work) throws SQLException {
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            T result = work.on(session);
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /// Runs a statement with its values.
    static void execute(Session session, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        set(statement, values);
        statement.execute();
    }

    /// One row as something.
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// All rows of a query with its values.
    static <T> List<T> rows(Session session, Row<T> as, String sql, Object... values)
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

    private static SampleException sentence(Path file, SQLException problem) {
        SQLiteErrorCode code =
                problem instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.UNKNOWN_ERROR;
        String what =
                switch (SQLiteErrorCode.getErrorCode(code.code & 0xFF)) {
                    case SQLITE_BUSY, SQLITE_LOCKED ->
                            "another program has been writing to the samples in %s for %d s; try again when it is done"
                                    .formatted(file, BUSY_MS / 1000);
                    case SQLITE_FULL ->
                            "the disk of %s is full; nothing was saved, make room and try again"
                                    .formatted(file);
                    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                            "the samples in %s may not be read or written; check the folder and its rights"
                                    .formatted(file);
                    case SQLITE_NOTADB, SQLITE_CORRUPT ->
                            "%s is damaged or no database of samples; move it away and restore a copy of it"
                                    .formatted(file);
                    default ->
                            "the samples in %s could not be read or written: %s; nothing was saved"
                                    .formatted(file, problem.getMessage());
                };
        return new SampleException(what, problem);
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
            LOG.warn("The samples were not closed cleanly: {}", problem.getMessage());
        }
    }
}
