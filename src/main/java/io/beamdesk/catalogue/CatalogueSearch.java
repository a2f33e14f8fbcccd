package io.beamdesk.catalogue;

import io.beamdesk.database.Session;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Answers a query: gets the rows that match, which say when and in which cell they are, counts them
/// by facet, and reads the products of one page only.
final class CatalogueSearch {
    /// How many matches a first page is made from before all are looked for.
    static final int FEW = 5000;

    /// How many products are asked about one by one to fill a page, and how many before it is judged
    /// whether so many will do.
    private static final int MOST_PROBES = 1250;

    private static final int TRIAL = 100;

    /// How many matches may be gone through to fill a page.
    private static final long MOST_STEPS = 100_000;

    private final Session session;
    private final CatalogueMemory memory;
    private final CatalogueQuery query;
    private final CatalogueRows rows;
    private final boolean firstPage;

    /// @param firstPage whether counts may be those of the first [#FEW] matches
    CatalogueSearch(
            Session session, CatalogueMemory memory, CatalogueQuery query, boolean firstPage) {
        this.session = session;
        this.memory = memory;
        this.query = query;
        this.rows = new CatalogueRows(session, query);
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
            return found(rows.page(chosen, tally.total(), Optional.empty()), tally, false, size);
        }
        long[] all = memory.known(question);
        if (all == null) {
            long[] head = matching(question, isNewestFirst(), null, FEW + 1);
            if (head.length <= FEW) {
                Arrays.sort(head);
                memory.note(question, head);
                all = head;
            } else if (firstPage) {
                head = Arrays.copyOf(head, FEW);
                Optional<long[]> page = firstPage(question, head, cells, chosen);
                if (page.isPresent()) {
                    return found(
                            page.get(), cells.of(query.chosen(), head), true, OptionalLong.empty());
                }
            }
        }
        if (all == null) {
            all = all(question);
        }
        Cells.Tally tally = cells.of(query.chosen(), all);
        return found(
                rows.page(all, chosen, tally.total(), Optional.empty()),
                tally,
                false,
                OptionalLong.empty());
    }

    /// All rows of a question.
    private long[] all(Question question) throws SQLException {
        long[] all = memory.known(question);
        if (all == null) {
            all = matching(question, true, null, Integer.MAX_VALUE);
            Arrays.sort(all);
            memory.note(question, all);
        }
        return all;
    }

    private boolean isNewestFirst() {
        return query.sort() != CatalogueQuery.Sort.OLDEST;
    }

    private Found found(long[] rows, Cells.Tally tally, boolean isMore, OptionalLong size)
            throws SQLException {
        Page page = this.rows.page(rows);
        return new Found(
                page.entries(),
                page.end(),
                Math.max(tally.total(), rows.length),
                isMore,
                size,
                tally.facets());
    }

    /// What follows a place.
    Page next(Place after) throws SQLException {
        memory.check(session);
        Cells cells = memory.cells(session);
        BitSet chosen = cells.chosen(query.chosen());
        Question question = question();
        if (question.isNone()) {
            return rows.page(
                    rows.page(chosen, cells.all(query.chosen()).total(), Optional.of(after)));
        }
        long[] all = all(question);
        return rows.page(
                rows.page(all, chosen, cells.of(query.chosen(), all).total(), Optional.of(after)));
    }

    /// Rows of a question in the order of time.
    private long[] matching(
            Question question, boolean newest, CatalogueRows.@Nullable Kept kept, int most)
            throws SQLException {
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
        String sql =
                "SELECT %s%s WHERE %s ORDER BY %s%s"
                        .formatted(
                                row,
                                from,
                                String.join(" AND ", conditions.keySet()),
                                row,
                                newest ? " DESC" : "");
        return rows.numbers(sql, kept, most, conditions.values().toArray());
    }

    // ---- The first page of very many matches

    /// The first page without a look at all matches; empty where that is no faster than to look at all.
    ///
    /// @param head the first matches in the order of time
    private Optional<long[]> firstPage(Question question, long[] head, Cells cells, BitSet chosen)
            throws SQLException {
        CatalogueRows.Kept inCells = row -> chosen.get((int) row & Cells.MASK);
        boolean isPlain = question.from.isEmpty() && question.sample.isEmpty();
        if (isPlain && cells.all(query.chosen()).total() <= MOST_PROBES) {
            Probe probe = new Probe(question.match, inCells, 0);
            long[] matches = rows.inCells(chosen, probe);
            return Optional.of(rows.page(matches, chosen, matches.length, Optional.empty()));
        }
        long[] likely =
                Arrays.stream(head).filter(row -> chosen.get((int) row & Cells.MASK)).toArray();
        return switch (query.sort()) {
            case NEWEST, OLDEST -> {
                if (likely.length >= query.limit()) {
                    yield Optional.of(Arrays.copyOf(likely, query.limit()));
                }
                boolean isNear = (long) FEW * query.limit() <= MOST_STEPS * likely.length;
                yield isNear
                        ? Optional.of(matching(question, isNewestFirst(), inCells, query.limit()))
                        : Optional.empty();
            }
            case LARGEST, SAMPLE -> {
                if (!isPlain || !isDense(head[FEW - 1], likely.length, inCells)) {
                    yield Optional.empty();
                }
                Probe probe = new Probe(question.match, inCells, query.limit());
                long[] page = rows.walk(probe, Optional.empty());
                yield page.length < query.limit() ? Optional.empty() : Optional.of(page);
            }
        };
    }

    /// Whether a page is full after a few products in any order, if all are like the newest.
    ///
    /// @param last row of the newest products that were looked at
    /// @param matches how many of those in the cells match
    private boolean isDense(long last, int matches, CatalogueRows.Kept inCells)
            throws SQLException {
        int most = (int) ((long) MOST_PROBES * matches / query.limit());
        return rows.numbers(
                                "SELECT row FROM product WHERE row >= ? ORDER BY row DESC",
                                inCells,
                                most + 1,
                                last)
                        .length
                <= most;
    }

    /// Asks the index of words about one product after another, some tens of microseconds each.
    private final class Probe implements CatalogueRows.Kept {
        private final String match;
        private final CatalogueRows.Kept before;
        private final int wanted;
        private int asked;
        private int matches;

        /// @param before what a product has to be to be asked about
        /// @param wanted matches of [#MOST_PROBES] at least; with fewer it gives up
        Probe(String match, CatalogueRows.Kept before, int wanted) {
            this.match = match;
            this.before = before;
            this.wanted = wanted;
        }

        @Override
        public boolean row(long row) throws SQLException {
            if (!before.row(row)) {
                return false;
            }
            asked++;
            int found =
                    rows.numbers(
                                    "SELECT rowid FROM product_text WHERE product_text MATCH ? AND rowid = ?",
                                    null,
                                    1,
                                    match,
                                    row)
                            .length;
            matches += found;
            return found > 0;
        }

        /// What is first in the order may be of another kind than most.
        @Override
        public boolean isSpent() {
            return asked >= TRIAL && (long) matches * MOST_PROBES < (long) asked * wanted;
        }
    }
}
