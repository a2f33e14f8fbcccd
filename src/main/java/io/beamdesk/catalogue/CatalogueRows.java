package io.beamdesk.catalogue;

import static io.beamdesk.database.Database.rows;

import io.beamdesk.database.Session;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Rows of products in the order of a query, a page at a time.
final class CatalogueRows {
    /// How many rows are put in an order rather than looked for in that order.
    private static final int FEW = 5000;

    private final Session session;
    private final CatalogueQuery query;

    CatalogueRows(Session session, CatalogueQuery query) {
        this.session = session;
        this.query = query;
    }

    /// What rows are looked for.
    interface Kept {
        boolean row(long row) throws SQLException;

        /// Whether it was asked often enough.
        default boolean isSpent() {
            return false;
        }
    }

    /// Of everything in some cells.
    long[] page(BitSet chosen, long total, Optional<Place> after) throws SQLException {
        boolean isFew = total <= FEW && !query.chosen().isEmpty();
        return isFew
                ? page(inCells(chosen, null), chosen, total, after)
                : walk(row -> chosen.get((int) row & Cells.MASK), after);
    }

    /// Rows in some cells, in the order of time.
    long[] inCells(BitSet chosen, @Nullable Kept kept) throws SQLException {
        return numbers(
                "SELECT row FROM product WHERE row & %d IN (SELECT value FROM json_each(?)) ORDER BY row"
                        .formatted(Cells.MASK),
                kept,
                Integer.MAX_VALUE,
                json(chosen.stream().asLongStream()));
    }

    /// Of rows in the order of time.
    long[] page(long[] rows, BitSet chosen, long total, Optional<Place> after) throws SQLException {
        LongPredicate isChosen = row -> chosen.get((int) row & Cells.MASK);
        return switch (query.sort()) {
            case NEWEST -> {
                int end = after.map(place -> firstFrom(rows, place.row())).orElse(rows.length);
                yield IntStream.iterate(end - 1, i -> i >= 0, i -> i - 1)
                        .mapToLong(i -> rows[i])
                        .filter(isChosen)
                        .limit(query.limit())
                        .toArray();
            }
            case OLDEST -> {
                int begin = after.map(place -> firstFrom(rows, place.row() + 1)).orElse(0);
                yield Arrays.stream(rows, begin, rows.length)
                        .filter(isChosen)
                        .limit(query.limit())
                        .toArray();
            }
            case LARGEST, SAMPLE ->
                    total <= FEW
                            ? sorted(Arrays.stream(rows).filter(isChosen), after)
                            : walk(
                                    row ->
                                            isChosen.test(row)
                                                    && Arrays.binarySearch(rows, row) >= 0,
                                    after);
        };
    }

    /// Where the first row is that is not before another.
    private static int firstFrom(long[] rows, long row) {
        int place = Arrays.binarySearch(rows, row);
        return place >= 0 ? place : -place - 1;
    }

    /// A few rows, put in their order, and not looked for one by one in the order of an index.
    private long[] sorted(LongStream rows, Optional<Place> after) throws SQLException {
        List<Range> ranges = ranges(after);
        List<Object> values = new ArrayList<>();
        values.add(json(rows));
        ranges.forEach(range -> values.addAll(range.values));
        values.add(query.limit());
        return numbers(
                "SELECT p.row FROM product p WHERE p.row IN (SELECT value FROM json_each(?)) AND (%s) ORDER BY %s LIMIT ?"
                        .formatted(
                                ranges.stream()
                                        .map(range -> "(" + range.condition + ")")
                                        .collect(Collectors.joining(" OR ")),
                                order("+")),
                null,
                query.limit(),
                values.toArray());
    }

    /// Looks at every row in the order of the query until enough are found.
    long[] walk(Kept kept, Optional<Place> after) throws SQLException {
        LongStream.Builder page = LongStream.builder();
        int missing = query.limit();
        for (Range range : ranges(after)) {
            long[] found =
                    numbers(
                            "SELECT row FROM product p WHERE %s ORDER BY %s"
                                    .formatted(range.condition, order("")),
                            kept,
                            missing,
                            range.values.toArray());
            Arrays.stream(found).forEach(page);
            missing -= found.length;
        }
        return page.build().toArray();
    }

    private String order(String unindexed) {
        return switch (query.sort()) {
            case NEWEST -> "p.row DESC";
            case OLDEST -> "p.row";
            case LARGEST -> unindexed + "p.bytes DESC, p.row DESC";
            case SAMPLE -> unindexed + "p.sample COLLATE NOCASE, p.row DESC";
        };
    }

    /// Rows that follow each other in an index.
    private record Range(String condition, List<Object> values) {}

    /// What follows a place in the order of the query: first what is like it, as none of the many products
    /// of one sample may be counted through to find the place.
    private List<Range> ranges(Optional<Place> after) {
        if (after.isEmpty()) {
            return List.of(new Range("1", List.of()));
        }
        Place place = after.get();
        return switch (query.sort()) {
            case NEWEST -> List.of(new Range("p.row < ?", List.of(place.row())));
            case OLDEST -> List.of(new Range("p.row > ?", List.of(place.row())));
            case LARGEST ->
                    List.of(
                            new Range(
                                    "p.bytes = ? AND p.row < ?",
                                    List.of(place.bytes(), place.row())),
                            new Range("p.bytes < ?", List.of(place.bytes())));
            case SAMPLE ->
                    List.of(
                            new Range(
                                    "p.sample = ? COLLATE NOCASE AND p.row < ?",
                                    List.of(place.sample(), place.row())),
                            new Range("p.sample > ? COLLATE NOCASE", List.of(place.sample())));
        };
    }

    /// Numbers of rows, read one by one until there are enough.
    long[] numbers(String sql, @Nullable Kept kept, int most, Object... values)
            throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        long[] numbers = new long[16];
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (count < most && (kept == null || !kept.isSpent()) && rows.next()) {
                long row = rows.getLong(1);
                if (kept == null || kept.row(row)) {
                    if (count == numbers.length) {
                        numbers = Arrays.copyOf(numbers, 2 * count);
                    }
                    numbers[count++] = row;
                }
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /// The products of rows.
    Page page(long[] rows) throws SQLException {
        if (rows.length == 0) {
            return new Page(List.of(), Optional.empty());
        }
        List<CatalogueEntry> entries =
                rows(
                        session,
                        CatalogueTables::entry,
                        "SELECT "
                                + CatalogueTables.COLUMNS
                                + " FROM json_each(?) j CROSS JOIN product p ON p.row = j.value ORDER BY j.key",
                        json(Arrays.stream(rows)));
        return new Page(entries, end(entries, rows[rows.length - 1]));
    }

    private static Optional<Place> end(List<CatalogueEntry> entries, long row) {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Place(
                                row, entries.getLast().bytes(), entries.getLast().sample().name()));
    }

    private static String json(LongStream numbers) {
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
