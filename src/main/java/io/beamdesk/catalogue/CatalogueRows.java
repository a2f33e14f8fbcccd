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
    static final int FEW = 5000;

    private final Session session;
    private final CatalogueQuery query;

    CatalogueRows(Session session, CatalogueQuery query) {
        this.session = session;
        this.query = query;
    }

    /// What rows have to be.
    ///
    /// @param values of its question marks
    record Condition(String sql, List<?> values) {
        static Condition of(String sql, Object... values) {
            return new Condition(sql, List.of(values));
        }

        static Condition all(List<Condition> conditions) {
            return joined(" AND ", conditions);
        }

        static Condition any(List<Condition> conditions) {
            return joined(" OR ", conditions);
        }

        private static Condition joined(String by, List<Condition> conditions) {
            return new Condition(
                    conditions.stream()
                            .map(condition -> "(" + condition.sql + ")")
                            .collect(Collectors.joining(by)),
                    conditions.stream().flatMap(condition -> condition.values.stream()).toList());
        }

        /// Whether a row is in some cells; no index is used for one that begins with `+`.
        static Condition in(BitSet cells, String row) {
            return of(
                    "%s & %d IN (SELECT value FROM json_each(?))".formatted(row, Cells.MASK),
                    json(cells.stream().asLongStream()));
        }
    }

    /// Of everything in some cells.
    long[] page(BitSet chosen, long total, Optional<Place> after) throws SQLException {
        if (query.chosen().isEmpty()) {
            return walk(List.of(), null, after);
        }
        Condition inCells = Condition.in(chosen, total <= FEW ? "row" : "+p.row");
        return total <= FEW
                ? page(
                        numbers(
                                "SELECT row FROM product WHERE %s ORDER BY row",
                                inCells,
                                null,
                                FEW),
                        chosen,
                        total,
                        after)
                : walk(List.of(inCells), null, after);
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
                                    List.of(),
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
        Condition these = Condition.of("p.row IN (SELECT value FROM json_each(?))", json(rows));
        return numbers(
                "SELECT p.row FROM product p WHERE %s ORDER BY " + order("+"),
                Condition.all(List.of(these, Condition.any(ranges(after)))),
                null,
                query.limit());
    }

    /// Looks at every row in the order of the query until enough are found.
    ///
    /// @param conditions that no index helps with
    long[] walk(List<Condition> conditions, @Nullable LongPredicate kept, Optional<Place> after)
            throws SQLException {
        LongStream.Builder page = LongStream.builder();
        int missing = query.limit();
        for (Condition range : ranges(after)) {
            List<Condition> all = new ArrayList<>(conditions);
            all.add(range);
            long[] found =
                    numbers(
                            "SELECT p.row FROM product p WHERE %s ORDER BY " + order(""),
                            Condition.all(all),
                            kept,
                            missing);
            Arrays.stream(found).forEach(page);
            missing -= found.length;
        }
        return page.build().toArray();
    }

    /// Products that follow each other in the order of the query.
    ///
    /// @param words of the index that they have, and some other products
    /// @param first the earliest row of them
    /// @param last the latest
    record Block(String words, long first, long last) {}

    /// Those behind the first so many in the order of sizes or samples; empty if there are no more.
    Optional<Block> block(long begin, long length) throws SQLException {
        record Extent(long first, long last, long products) {}
        Extent extent =
                rows(
                                session,
                                row -> new Extent(row.getLong(1), row.getLong(2), row.getLong(3)),
                                "SELECT min(row), max(row), count(*) FROM (%s)".formatted(part()),
                                length,
                                begin)
                        .getFirst();
        return extent.products == 0
                ? Optional.empty()
                : Optional.of(
                        new Block(
                                OrderWords.between(word(begin), word(begin + extent.products - 1)),
                                extent.first,
                                extent.last));
    }

    private String word(long place) throws SQLException {
        return rows(
                        session,
                        row -> row.getString(1),
                        "SELECT %s FROM product p ORDER BY %s LIMIT 1 OFFSET ?"
                                .formatted(
                                        query.sort() == CatalogueQuery.Sort.LARGEST
                                                ? "by_size"
                                                : "by_sample",
                                        order("")),
                        place)
                .getFirst();
    }

    /// The products of a block, as rows are to be in it.
    Condition inBlock(long begin, long length, String row) {
        return Condition.of("+%s IN (%s)".formatted(row, part()), length, begin);
    }

    /// Those of a block that are among rows in the order of time.
    long[] ofBlock(long begin, long length, long[] rows, int most) throws SQLException {
        return rows.length == 0
                ? rows
                : numbers(
                        "SELECT row FROM (%s)",
                        Condition.of(part(), length, begin),
                        row -> Arrays.binarySearch(rows, row) >= 0,
                        most);
    }

    private String part() {
        return "SELECT p.row FROM product p ORDER BY %s LIMIT ? OFFSET ?".formatted(order(""));
    }

    private String order(String unindexed) {
        return switch (query.sort()) {
            case NEWEST -> "p.row DESC";
            case OLDEST -> "p.row";
            case LARGEST -> unindexed + "p.bytes DESC, p.row DESC";
            case SAMPLE -> unindexed + "p.sample COLLATE NOCASE, p.row DESC";
        };
    }

    /// What follows a place in the order of the query: first what is like it, as none of the many products
    /// of one sample may be counted through to find the place.
    private List<Condition> ranges(Optional<Place> after) {
        if (after.isEmpty()) {
            return List.of(Condition.of("1"));
        }
        Place place = after.get();
        return switch (query.sort()) {
            case NEWEST -> List.of(Condition.of("p.row < ?", place.row()));
            case OLDEST -> List.of(Condition.of("p.row > ?", place.row()));
            case LARGEST ->
                    List.of(
                            Condition.of("p.bytes = ? AND p.row < ?", place.bytes(), place.row()),
                            Condition.of("p.bytes < ?", place.bytes()));
            case SAMPLE ->
                    List.of(
                            Condition.of(
                                    "p.sample = ? COLLATE NOCASE AND p.row < ?",
                                    place.sample(),
                                    place.row()),
                            Condition.of("p.sample > ? COLLATE NOCASE", place.sample()));
        };
    }

    /// Numbers of rows, read one by one until there are enough.
    ///
    /// @param sql with a place for the condition
    long[] numbers(String sql, Condition condition, @Nullable LongPredicate kept, int most)
            throws SQLException {
        PreparedStatement statement = session.prepare(sql.formatted(condition.sql));
        int place = 0;
        for (Object value : condition.values) {
            statement.setObject(++place, value);
        }
        long[] numbers = new long[16];
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (count < most && rows.next()) {
                long row = rows.getLong(1);
                if (kept == null || kept.test(row)) {
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
