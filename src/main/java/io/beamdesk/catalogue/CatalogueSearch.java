package io.beamdesk.catalogue;

import static io.beamdesk.database.Database.rows;

import io.beamdesk.database.Session;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Answers a query: gets the rows that match, which say when and in which cell they are, counts them
/// by facet, and reads the products of the first ones only.
final class CatalogueSearch {
    /// How many matches a first page is made from before all are looked for, and how many rows are put
    /// in an order rather than looked for in that order.
    static final int FEW = 5000;

    private final Session session;
    private final CatalogueMemory memory;
    private final CatalogueQuery query;
    private final boolean firstPage;

    /// @param firstPage whether counts may be those of the first [#FEW] matches
    CatalogueSearch(
            Session session, CatalogueMemory memory, CatalogueQuery query, boolean firstPage) {
        this.session = session;
        this.memory = memory;
        this.query = query;
        this.firstPage = firstPage;
    }

    /// What a row has to have, whatever is chosen of the facets.
    private record Question(String match, OptionalLong from, Optional<String> sample) {
        boolean isNone() {
            return match.isEmpty() && from.isEmpty() && sample.isEmpty();
        }
    }

    private Question question() {
        return new Question(
                Words.match(query.text()),
                query.since()
                        .map(since -> OptionalLong.of(Cells.row(since, 0)))
                        .orElse(OptionalLong.empty()),
                query.sample());
    }

    Found found() throws SQLException {
        memory.check(session);
        Cells cells = memory.cells(session);
        BitSet chosen = cells.chosen(query.chosen());
        Question question = question();
        if (question.isNone()) {
            Cells.Tally tally = cells.all(query.chosen());
            OptionalLong size =
                    query.chosen().isEmpty() ? OptionalLong.of(cells.size()) : OptionalLong.empty();
            return found(page(chosen, tally.total(), Optional.empty()), tally, false, size);
        }
        long[] all = memory.known(question);
        boolean isMore = false;
        if (all == null) {
            boolean byTime = query.sort() != CatalogueQuery.Sort.OLDEST;
            all = matching(question, byTime, FEW + 1);
            isMore = all.length > FEW;
            boolean pageIsKnown =
                    query.chosen().isEmpty()
                            && query.limit() <= FEW
                            && (query.sort() == CatalogueQuery.Sort.NEWEST
                                    || query.sort() == CatalogueQuery.Sort.OLDEST);
            if (isMore && !(firstPage && pageIsKnown)) {
                all = matching(question, true, Integer.MAX_VALUE);
                isMore = false;
            }
            if (isMore) {
                all = Arrays.copyOf(all, FEW);
            } else {
                Arrays.sort(all);
                memory.note(question, all);
            }
        }
        Cells.Tally tally = cells.of(query.chosen(), all);
        return found(
                isMore
                        ? Arrays.copyOf(all, Math.min(all.length, query.limit()))
                        : page(all, chosen, tally.total(), Optional.empty()),
                tally,
                isMore,
                OptionalLong.empty());
    }

    private Found found(long[] rows, Cells.Tally tally, boolean isMore, OptionalLong size)
            throws SQLException {
        Page page = page(rows);
        return new Found(
                page.entries(), page.end(), tally.total(), isMore, size, tally.facets());
    }

    /// What follows a place.
    Page next(Place after) throws SQLException {
        memory.check(session);
        Cells cells = memory.cells(session);
        BitSet chosen = cells.chosen(query.chosen());
        Question question = question();
        if (question.isNone()) {
            return page(page(chosen, cells.all(query.chosen()).total(), Optional.of(after)));
        }
        long[] all = memory.known(question);
        if (all == null) {
            all = matching(question, true, Integer.MAX_VALUE);
            Arrays.sort(all);
            memory.note(question, all);
        }
        return page(
                page(all, chosen, cells.of(query.chosen(), all).total(), Optional.of(after)));
    }

    /// Rows of a question in the order of time.
    private long[] matching(Question question, boolean newest, int most) throws SQLException {
        boolean worded = !question.match.isEmpty();
        boolean ofSample = question.sample.isPresent();
        // The index of words leads where it is asked: what it finds comes in the order of time.
        String row = worded ? "t.rowid" : "p.row";
        String from =
                !worded
                        ? " FROM product p"
                        : " FROM product_text t"
                                + (ofSample ? " CROSS JOIN product p ON p.row = t.rowid" : "");
        Map<String, Object> conditions = new LinkedHashMap<>();
        if (worded) {
            conditions.put("product_text MATCH ?", question.match);
        }
        question.from.ifPresent(first -> conditions.put(row + " >= ?", first));
        question.sample.ifPresent(sample -> conditions.put("p.sample_id = ?", sample));
        List<Object> values = new ArrayList<>(conditions.values());
        values.add(most);
        String sql =
                "SELECT %s%s WHERE %s ORDER BY %s%s LIMIT ?"
                        .formatted(
                                row,
                                from,
                                String.join(" AND ", conditions.keySet()),
                                row,
                                newest ? " DESC" : "");
        return numbers(sql, null, most, values.toArray());
    }

    // ---- Some of them, in the order of the query

    /// Of everything in some cells.
    private long[] page(BitSet chosen, long total, Optional<Place> after) throws SQLException {
        boolean isFew = total <= FEW && !query.chosen().isEmpty();
        return isFew
                ? page(
                        numbers(
                                "SELECT row FROM product WHERE row & %d IN (SELECT value FROM json_each(?)) ORDER BY row"
                                        .formatted(Cells.MASK),
                                null,
                                Integer.MAX_VALUE,
                                json(chosen.stream().asLongStream())),
                        chosen,
                        total,
                        after)
                : walk(row -> chosen.get((int) row & Cells.MASK), after);
    }

    /// Of rows in the order of time.
    private long[] page(long[] rows, BitSet chosen, long total, Optional<Place> after)
            throws SQLException {
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
    private long[] walk(LongPredicate kept, Optional<Place> after) throws SQLException {
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
                            new Range(
                                    "p.sample > ? COLLATE NOCASE", List.of(place.sample())));
        };
    }

    /// Numbers of rows, read one by one until there are enough.
    private long[] numbers(String sql, @Nullable LongPredicate kept, int most, Object... values)
            throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
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
    private Page page(long[] rows) throws SQLException {
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
                                row,
                                entries.getLast().bytes(),
                                entries.getLast().sample().name()));
    }

    private static String json(LongStream numbers) {
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
