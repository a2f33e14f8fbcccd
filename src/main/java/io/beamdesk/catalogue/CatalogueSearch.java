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
import java.util.stream.Collectors;
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

    Found found() throws SQLException {
        memory.check(session);
        Cells cells = memory.cells(session);
        BitSet chosen = cells.chosen(query.chosen());
        Question question =
                new Question(
                        Words.match(query.text()),
                        query.since()
                                .map(since -> OptionalLong.of(Cells.row(since, 0)))
                                .orElse(OptionalLong.empty()),
                        query.sample());
        if (question.isNone()) {
            Cells.Tally tally = cells.all(query.chosen());
            OptionalLong size =
                    query.chosen().isEmpty() ? OptionalLong.of(cells.size()) : OptionalLong.empty();
            return new Found(
                    entries(page(chosen, tally.total())),
                    tally.total(),
                    false,
                    size,
                    tally.facets());
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
        return new Found(
                entries(page(all, chosen, tally.total(), isMore)),
                tally.total(),
                isMore,
                OptionalLong.empty(),
                tally.facets());
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

    // ---- The first of them

    /// Of everything in some cells.
    private long[] page(BitSet chosen, long total) throws SQLException {
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
                        false)
                : walk(row -> chosen.get((int) row & Cells.MASK));
    }

    /// Of matches in the order of time.
    private long[] page(long[] rows, BitSet chosen, long total, boolean isFirst)
            throws SQLException {
        if (isFirst) {
            return Arrays.copyOf(rows, Math.min(rows.length, query.limit()));
        }
        LongStream kept =
                query.sort() == CatalogueQuery.Sort.NEWEST
                        ? LongStream.range(0, rows.length).map(i -> rows[rows.length - 1 - (int) i])
                        : Arrays.stream(rows);
        LongStream in = kept.filter(row -> chosen.get((int) row & Cells.MASK));
        return switch (query.sort()) {
            case NEWEST, OLDEST -> in.limit(query.limit()).toArray();
            case LARGEST, SAMPLE ->
                    total <= FEW
                            ? numbers(
                                    "SELECT p.row FROM product p WHERE p.row IN (SELECT value FROM json_each(?))"
                                            // Not one by one in the order of the index.
                                            + " ORDER BY "
                                            + order("+")
                                            + " LIMIT ?",
                                    null,
                                    query.limit(),
                                    json(in),
                                    query.limit())
                            : walk(row ->
                                    chosen.get((int) row & Cells.MASK)
                                            && Arrays.binarySearch(rows, row) >= 0);
        };
    }

    /// Looks at every row in the order of the query until enough are found.
    private long[] walk(Kept kept) throws SQLException {
        return numbers("SELECT row FROM product p ORDER BY " + order(""), kept, query.limit());
    }

    private String order(String unindexed) {
        return switch (query.sort()) {
            case NEWEST -> "p.row DESC";
            case OLDEST -> "p.row";
            case LARGEST -> unindexed + "p.size DESC, p.row DESC";
            case SAMPLE -> unindexed + "p.sample COLLATE NOCASE, p.row DESC";
        };
    }

    private interface Kept {
        boolean row(long row);
    }

    /// Numbers of rows, read one by one until there are enough.
    private long[] numbers(String sql, @Nullable Kept kept, int most, Object... values)
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

    private List<CatalogueEntry> entries(long[] page) throws SQLException {
        if (page.length == 0) {
            return List.of();
        }
        return rows(
                session,
                CatalogueTables::entry,
                "SELECT "
                        + CatalogueTables.COLUMNS
                        + " FROM json_each(?) j CROSS JOIN product p ON p.row = j.value ORDER BY j.key",
                json(Arrays.stream(page)));
    }

    private static String json(LongStream numbers) {
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
