package io.beamdesk.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// A connection to the database that prepares each statement once: an import of many samples says the
/// same few over and over. Used by one thread at a time.
public final class Session implements AutoCloseable {
    private static final int PREPARED = 100;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);

    Session(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    /// The statement of this text; stays open.
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        if (prepared.size() == PREPARED) {
            String oldest = prepared.keySet().iterator().next();
            PreparedStatement unused = prepared.remove(oldest);
            if (unused != null) {
                unused.close();
            }
        }
        PreparedStatement fresh = connection.prepareStatement(sql);
        prepared.put(sql, fresh);
        return fresh;
    }

    /// Prepares all statements anew: some failures, such as a full disk, leave one behind that is of no use.
    void forget() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }

    @Override
    public void close() throws SQLException {
        forget();
        connection.close();
    }
}
