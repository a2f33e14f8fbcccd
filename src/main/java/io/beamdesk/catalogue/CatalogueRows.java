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

    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

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

        /// Whether a row is one of these; no index is used for one that begins with `+`.
        static Condition of(long[] rows, String row) {
            return of(row + " IN (SELECT value FROM json_each(?))", json(Arrays.stream(rows)));
        }

        /// Whether a row is in some cells; no index is used for one that begins with `+`.
        static Condition in(BitSet cells, String row) {
            return of(
                    "%s & %d IN (SELECT value FROM json_each(?))".formatted(row, Cells.MASK),
                    json(cells.stream().asLongStream()));
        }

        /// Whether a row is between the first and the last one of some cells.
        static Condition among(BitSet cells, String row) {
            Condition in = in(cells, "row");
            String one = "(SELECT %s(+row) FROM product WHERE " + in.sql + ")";
            return all(
                    List.of(
                            new Condition(row + " >= " + one.formatted("min"), in.values),
                            new Condition(row + " <= " + one.formatted("max"), in.values)));
        }
    }

    /// Of everything in some cells.
    long[] page(BitSet chosen, long total, Optional<Place> after) throws SQLException {
        if (query.chosen().isEmpty()) {
            return walk(List.of(), null, after, query.limit());
        }
        Condition inCells = Condition.in(chosen, total <= FEW ? "row" : "+p.row");
        return total <= FEW
                ? page(
                        numbers(
                                "SELECT row FROM product WHERE %s ORDER BY row",
                                inCells, null, FEW),
                        chosen,
                        total,
                        after)
                : walk(List.of(inCells), null, after, query.limit());
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
                                    after,
                                    query.limit());
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
    long[] walk(
            List<Condition> conditions,
            @Nullable LongPredicate kept,
            Optional<Place> after,
            int most)
            throws SQLException {
        LongStream.Builder page = LongStream.builder();
        int missing = most;
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

    /// From the first row of all to the last one; 1 at least.
    long span() throws SQLException {
        return Math.max(
                1,
                rows(
                                session,
                                row -> row.getLong(1),
                                "SELECT (SELECT max(row) FROM product) - (SELECT min(row) FROM product)")
                        .getFirst());
    }

    /// The place of a product; empty if another program has just removed it.
    Optional<Place> place(long row) throws SQLException {
        return rows(
                        session,
                        r -> new Place(row, r.getLong(1), r.getString(2)),
                        "SELECT bytes, sample FROM product WHERE row = ?",
                        row)
                .stream()
                .findFirst();
    }

    /// What the index of words is asked for to have all products from one place to another in the order
    /// of sizes or samples, and some more; empty if anything will do.
    String words(Place first, Place last) throws SQLException {
        return query.sort() == CatalogueQuery.Sort.SAMPLE
                ? OrderWords.ofSamples(beginnings(first.sample(), last.sample()))
                : OrderWords.ofSizes(last.bytes(), first.bytes());
    }

    /// How samples begin from one to another, by as many characters as make a few beginnings; none if there
    /// are too many however short they are.
    private List<String> beginnings(String first, String last) throws SQLException {
        for (int length = OrderWords.MOST_CHARACTERS; length > 0; length--) {
            List<String> beginnings = new ArrayList<>();
            Optional<String> name = Optional.of(first);
            while (name.isPresent() && beginnings.size() <= OrderWords.MOST) {
                String begin = OrderWords.beginning(name.get(), length);
                beginnings.add(begin);
                name =
                        rows(
                                        session,
                                        row -> row.getString(1),
                                        "SELECT sample FROM product WHERE sample > ? COLLATE NOCASE"
                                                + " AND sample <= ? COLLATE NOCASE"
                                                + " ORDER BY sample COLLATE NOCASE LIMIT 1",
                                        begin + LAST_CHARACTER,
                                        last)
                                .stream()
                                .findFirst();
            }
            if (beginnings.size() <= OrderWords.MOST) {
                return beginnings;
            }
        }
        return List.of();
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
