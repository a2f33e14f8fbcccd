package io.beamdesk.catalogue;

import static io.beamdesk.database.Database.rows;

import io.beamdesk.database.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What the last searches had from the catalogue, as long as nobody has changed it: the cells, and all
/// rows of the last question, which is asked again with other facets, in another order, and for more.
/// Used where a [Session] is, by one thread at a time.
final class CatalogueMemory {
    private long version = -1;
    private @Nullable Cells cells;
    private Object question = "";
    private long @Nullable [] answer;

    /// Forgets what others have changed since.
    void check(Session session) throws SQLException {
        long now = rows(session, row -> row.getLong(1), "PRAGMA data_version").getFirst();
        if (now != version) {
            version = now;
            cells = null;
            answer = null;
        }
    }

    Cells cells(Session session) throws SQLException {
        Cells known = cells;
        if (known == null) {
            known = Cells.read(session);
            cells = known;
        }
        return known;
    }

    /// All rows of a question; null if they are not known.
    long @Nullable [] known(Object asked) {
        return asked.equals(question) ? answer : null;
    }

    void note(Object asked, long[] rows) {
        question = asked;
        answer = rows;
    }
}
