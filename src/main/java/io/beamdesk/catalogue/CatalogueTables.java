package io.beamdesk.catalogue;

import static io.beamdesk.database.Database.execute;
import static io.beamdesk.database.Database.rows;

import io.beamdesk.database.Session;
import io.beamdesk.product.ProductSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Entries as rows.
final class CatalogueTables {
    /// Columns that [#entry] reads.
    static final String COLUMNS =
            "p.path, p.size, p.modified, p.technique, p.result, p.reason, p.title, p.number, p.uid,"
                    + " p.element, p.sample, p.sample_id, p.tray, p.position, p.experiment, p.proposal,"
                    + " p.people, p.notes, p.start, p.ended, p.points, p.frames, p.checksum";

    private static final String BETWEEN_PEOPLE = "\n";

    private CatalogueTables() {}

    /// Writes an entry in place of the one that the path had.
    static void put(Session session, CatalogueEntry entry) throws SQLException {
        remove(session, entry.path());
        execute(
                session,
                "INSERT INTO product (row, path, size, modified, technique, result, reason, title,"
                        + " number, uid, element, sample, sample_id, tray, position, experiment,"
                        + " proposal, people, notes, start, ended, points, frames, checksum)"
                        + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                free(session, Cells.row(entry.start(), Cells.of(session, entry))),
                entry.path(),
                entry.version().size(),
                entry.version().modified().toEpochMilli(),
                entry.technique().name(),
                entry.result().name(),
                entry.reason(),
                entry.title(),
                entry.number(),
                entry.uid(),
                entry.element(),
                entry.sample().name(),
                entry.sample().id(),
                entry.sample().tray(),
                entry.sample().position(),
                entry.experiment(),
                entry.proposal(),
                String.join(BETWEEN_PEOPLE, entry.people()),
                entry.notes(),
                entry.start().toEpochMilli(),
                entry.end().map(Instant::toEpochMilli).orElse(null),
                entry.points(),
                entry.frames(),
                entry.checksum());
    }

    private static long free(Session session, long from) throws SQLException {
        long row = from;
        while (!rows(session, r -> r.getLong(1), "SELECT 1 FROM product WHERE row = ?", row)
                .isEmpty()) {
            row += Cells.NEXT;
        }
        return row;
    }

    /// Removes the entry of a path, if there is one.
    static void remove(Session session, String path) throws SQLException {
        execute(session, "DELETE FROM product WHERE path = ?", path);
    }

    /// The state of a file that its entry was read from.
    static Optional<CatalogueEntry.Version> version(Session session, String path)
            throws SQLException {
        return rows(
                        session,
                        row ->
                                new CatalogueEntry.Version(
                                        row.getLong(1), Instant.ofEpochMilli(row.getLong(2))),
                        "SELECT size, modified FROM product WHERE path = ?",
                        path)
                .stream()
                .findFirst();
    }

    /// Paths behind another one, in their order.
    static List<String> paths(Session session, String after, int most) throws SQLException {
        return rows(
                session,
                row -> row.getString(1),
                "SELECT path FROM product WHERE path > ? ORDER BY path LIMIT ?",
                after,
                most);
    }

    /// The entry of a row with these [#COLUMNS].
    static CatalogueEntry entry(ResultSet row) throws SQLException {
        long ended = row.getLong(20);
        Optional<Instant> end =
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
        String people = row.getString(17);
        return new CatalogueEntry(
                row.getString(1),
                new CatalogueEntry.Version(row.getLong(2), Instant.ofEpochMilli(row.getLong(3))),
                Technique.valueOf(row.getString(4)),
                Result.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getString(9),
                row.getString(10),
                new ProductSummary.SampleOrigin(
                        row.getString(11), row.getString(12), row.getString(13), row.getString(14)),
                row.getString(15),
                row.getString(16),
                people.isEmpty() ? List.of() : List.of(people.split(BETWEEN_PEOPLE, 0)),
                row.getString(18),
                Instant.ofEpochMilli(row.getLong(19)),
                end,
                row.getInt(21),
                row.getLong(22),
                row.getString(23));
    }
}
