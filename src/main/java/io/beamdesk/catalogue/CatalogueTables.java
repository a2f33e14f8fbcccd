package io.beamdesk.catalogue;

import static io.beamdesk.database.Database.execute;
import static io.beamdesk.database.Database.rows;

import io.beamdesk.catalogue.CatalogueEntry.Version;
import io.beamdesk.database.Session;
import io.beamdesk.product.ProductSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Entries as rows.
final class CatalogueTables {
    /// Columns that [#entry] reads.
    static final String COLUMNS =
            "p.path, p.size, p.modified, p.technique, p.result, p.reason, p.title, p.number, p.uid,"
                    + " p.element, p.sample, p.sample_id, p.tray, p.position, p.experiment, p.proposal,"
                    + " p.people, p.notes, p.start, p.ended, p.points, p.frames, p.checksum, p.linked,"
                    + " p.bytes - p.size, p.away, p.away_size, p.missing";

    private static final String BETWEEN_PEOPLE = "\n";

    private CatalogueTables() {}

    /// Writes an entry in place of the one that the path had.
    ///
    /// @param linked the files of a detector's own in the data folder, which are no products then
    static void put(Session session, CatalogueEntry entry, Map<String, Version> linked)
            throws SQLException {
        execute(session, "DELETE FROM product WHERE path = ?", entry.path());
        execute(session, "DELETE FROM linked WHERE path = ?", entry.path());
        long product = insert(session, entry);
        for (Map.Entry<String, Version> file : linked.entrySet()) {
            execute(session, "DELETE FROM product WHERE path = ? AND uid = ''", file.getKey());
            execute(session, "DELETE FROM linked WHERE path = ?", file.getKey());
            execute(
                    session,
                    "INSERT INTO linked (path, product, size, modified) SELECT ?1, ?2, ?3, ?4"
                            + " WHERE NOT EXISTS (SELECT 1 FROM product WHERE path = ?1)",
                    file.getKey(),
                    product,
                    file.getValue().size(),
                    file.getValue().modified().toEpochMilli());
        }
    }

    private static long insert(Session session, CatalogueEntry entry) throws SQLException {
        long number = free(session, Cells.row(entry.start(), Cells.of(session, entry)));
        execute(
                session,
                "INSERT INTO product (row, path, size, modified, technique, result, reason, title,"
                        + " number, uid, element, sample, sample_id, tray, position, experiment,"
                        + " proposal, people, notes, start, ended, points, frames, checksum, bytes,"
                        + " away, away_size, away_missing, missing)"
                        + " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,"
                        + "?18,?19,?20,?21,?22,?23,?24,?3,?25,?26,?27,?27)",
                number,
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
                entry.checksum(),
                entry.linked().away(),
                entry.linked().awaySize(),
                entry.linked().missing());
        return number;
    }

    private static long free(Session session, long from) throws SQLException {
        long row = from;
        while (!rows(session, r -> r.getLong(1), "SELECT 1 FROM product WHERE row = ?", row)
                .isEmpty()) {
            row += Cells.NEXT;
        }
        return row;
    }

    /// Removes the product of a path; a file of a detector's own is missing from then on.
    static void remove(Session session, String path) throws SQLException {
        execute(session, "DELETE FROM product WHERE path = ?", path);
        execute(session, "UPDATE linked SET size = 0, modified = 0 WHERE path = ?", path);
    }

    /// Notes the state of a file that a product has frames in.
    ///
    /// @return whether it is one
    static boolean resize(Session session, String path, Version now) throws SQLException {
        if (rows(session, row -> row.getLong(1), "SELECT 1 FROM linked WHERE path = ?", path)
                .isEmpty()) {
            return false;
        }
        execute(
                session,
                "UPDATE linked SET size = ?, modified = ? WHERE path = ?",
                now.size(),
                now.modified().toEpochMilli(),
                path);
        return true;
    }

    /// The state of a file that was seen last.
    static Optional<Version> version(Session session, String path) throws SQLException {
        return rows(
                        session,
                        row -> new Version(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))),
                        "SELECT size, modified FROM product WHERE path = ?1"
                                + " UNION ALL SELECT size, modified FROM linked WHERE path = ?1",
                        path)
                .stream()
                .findFirst();
    }

    /// Paths of files that were there, behind another one, in their order.
    static List<String> paths(Session session, String after, int most) throws SQLException {
        return rows(
                session,
                row -> row.getString(1),
                "SELECT path FROM product WHERE path > ?1"
                        + " UNION ALL SELECT path FROM linked WHERE path > ?1 AND modified > 0"
                        + " ORDER BY path LIMIT ?2",
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
                new Version(row.getLong(2), Instant.ofEpochMilli(row.getLong(3))),
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
                row.getString(23),
                new CatalogueEntry.Linked(
                        row.getInt(24),
                        row.getLong(25),
                        row.getInt(26),
                        row.getLong(27),
                        row.getInt(28)));
    }
}
