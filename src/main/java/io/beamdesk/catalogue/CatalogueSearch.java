package io.beamdesk.catalogue;

import static io.beamdesk.database.Database.rows;

import io.beamdesk.catalogue.CatalogueRows.Condition;
import io.beamdesk.database.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// Answers a query: gets the rows that match, which say when and in which cell they are, counts them
/// by facet, and reads the products of one page only.
final class CatalogueSearch {
    /// How many matches a first page is made from before all are looked for.
    static final int FEW = CatalogueRows.FEW;

    /// How many products the index of words is asked about one by one, some tens of microseconds each.
    private static final int MOST_PROBES = 1000;

    /// Most products that a page in another order is looked for among at a time.
    private static final int MOST_AT_A_TIME = 50_000;

    /// How many are next where none matched, and how many times as many as before.
    private static final int IN_VAIN = 10_000;

    private static final int GROWTH = 4;

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

        boolean isWorded() {
            return !match.isEmpty();
        }

        Question and(String words) {
            return words.isEmpty() ? this : new Question(match + " AND " + words, from, sample);
        }
    }

    /// What is chosen of the facets.
    ///
    /// @param cells with the chosen values
    /// @param products in them
    private record Chosen(BitSet cells, long products) {
        boolean isFew() {
            return products <= MOST_PROBES;
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
        Cells.Tally everything = cells.all(query.chosen());
        Chosen chosen = new Chosen(cells.chosen(query.chosen()), everything.total());
        Question question = question();
        if (question.isNone()) {
            OptionalLong size =
                    query.chosen().isEmpty() ? OptionalLong.of(cells.size()) : OptionalLong.empty();
            return found(
                    rows.page(chosen.cells, chosen.products, Optional.empty()),
                    everything,
                    false,
                    size);
        }
        long[] all = memory.known(question);
        if (all == null && firstPage) {
            long[] head = matching(question, Optional.empty(), List.of(), FEW + 1);
            if (head.length > FEW) {
                return found(
                        firstPage(question, chosen, head),
                        cells.of(query.chosen(), Arrays.copyOf(head, FEW)),
                        true,
                        OptionalLong.empty());
            }
            all = noted(question, head);
        }
        if (all == null) {
            all = all(question);
        }
        Cells.Tally tally = cells.of(query.chosen(), all);
        return found(
                rows.page(all, chosen.cells, tally.total(), Optional.empty()),
                tally,
                false,
                OptionalLong.empty());
    }

    /// All rows of a question, in the order of time.
    private long[] all(Question question) throws SQLException {
        long[] all = memory.known(question);
        return all != null
                ? all
                : noted(
                        question,
                        matching(question, Optional.empty(), List.of(), Integer.MAX_VALUE));
    }

    private long[] noted(Question question, long[] all) {
        Arrays.sort(all);
        memory.note(question, all);
        return all;
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

    // ---- What matches

    /// Rows of a question in the order of time, the earliest first if the query says so.
    ///
    /// @param chosen what they have to have of the facets, if anything
    private long[] matching(
            Question question, Optional<Chosen> chosen, List<Condition> more, int most)
            throws SQLException {
        // The index of words finds in the order of time, so it leads where it is asked, unless very
        // few
        // products may match.
        boolean isLed =
                !question.isWorded()
                        || chosen.stream().anyMatch(Chosen::isFew)
                        || isOfFew(question.sample);
        List<Condition> all = new ArrayList<>();
        if (question.isWorded()) {
            all.add(Condition.of("product_text MATCH ?", question.match));
        }
        all.addAll(conditions(question, chosen, isLed ? "p.row" : "t.rowid", isLed));
        // An experiment takes some days only.
        chosen.filter(c -> !isLed && c.products <= FEW)
                .ifPresent(c -> all.add(Condition.among(c.cells, "t.rowid")));
        all.addAll(more);
        return rows.numbers(
                "SELECT %s FROM %s WHERE %%s ORDER BY 1 %s"
                        .formatted(
                                isLed ? "p.row" : "t.rowid",
                                !question.isWorded()
                                        ? "product p"
                                        : isLed
                                                ? "product p CROSS JOIN product_text t ON t.rowid = p.row"
                                                : "product_text t",
                                query.sort() == CatalogueQuery.Sort.OLDEST ? "" : "DESC"),
                Condition.all(all),
                null,
                most);
    }

    /// @param isLed whether the products have an index to be found by
    private static List<Condition> conditions(
            Question question, Optional<Chosen> chosen, String row, boolean isLed) {
        List<Condition> all = new ArrayList<>();
        question.from.ifPresent(first -> all.add(Condition.of(row + " >= ?", first)));
        chosen.ifPresent(c -> all.add(Condition.in(c.cells, (c.isFew() ? "" : "+") + row)));
        question.sample.ifPresent(sample ->
                all.add(
                        Condition.of(
                                isLed
                                        ? "p.sample_id = ?"
                                        : "+%s IN (SELECT row FROM product WHERE sample_id = ?)"
                                                .formatted(row),
                                sample)));
        return all;
    }

    private boolean isOfFew(Optional<String> sample) throws SQLException {
        return sample.isPresent()
                && rows(
                                        session,
                                        row -> row.getLong(1),
                                        "SELECT count(*) FROM (SELECT 1 FROM product WHERE sample_id = ? LIMIT ?)",
                                        sample.get(),
                                        MOST_PROBES + 1)
                                .getFirst()
                        <= MOST_PROBES;
    }

    // ---- The first page of very many matches

    /// @param head the first matches in the order of time, whatever is chosen
    private long[] firstPage(Question question, Chosen chosen, long[] head) throws SQLException {
        Optional<Chosen> any = any(chosen);
        return switch (query.sort()) {
            case NEWEST, OLDEST -> matching(question, any, List.of(), query.limit());
            case LARGEST, SAMPLE -> {
                long[] some = any.isEmpty() ? head : matching(question, any, List.of(), FEW + 1);
                yield some.length <= FEW
                        ? rows.page(some, chosen.cells, some.length, Optional.empty())
                        : inOrder(question, chosen, matchesIn(chosen, some));
            }
        };
    }

    private Optional<Chosen> any(Chosen chosen) {
        return query.chosen().isEmpty() ? Optional.empty() : Optional.of(chosen);
    }

    /// How many matches there are of one chosen product, if there are as many products in any time.
    ///
    /// @param some the newest matches
    private double matchesIn(Chosen chosen, long[] some) throws SQLException {
        double part = (double) (some[0] - some[some.length - 1]) / rows.span();
        return some.length / (part * chosen.products);
    }

    /// The first page in an order that is not that of time: the index of words is asked which of the first
    /// products in that order match, then which of those behind them.
    ///
    /// @param density how many matches are expected of one product
    private long[] inOrder(Question question, Chosen chosen, double density) throws SQLException {
        Optional<Chosen> any = any(chosen);
        List<Condition> conditions = conditions(question, any, "+p.row", false);
        if (!question.isWorded()) {
            return rows.walk(conditions, null, Optional.empty(), query.limit());
        }
        LongStream.Builder page = LongStream.builder();
        int missing = query.limit();
        int length = enough(missing, density);
        long[] block = rows.walk(conditions, null, Optional.empty(), length);
        while (block.length > 0) {
            Optional<Place> first = rows.place(block[0]);
            Optional<Place> last = rows.place(block[block.length - 1]);
            if (first.isEmpty() || last.isEmpty()) {
                return rows.page(all(question), chosen.cells, FEW + 1, Optional.empty());
            }
            long[] matches = matching(question, any, block, rows.words(first.get(), last.get()));
            long[] found =
                    Arrays.stream(block)
                            .filter(row -> Arrays.binarySearch(matches, row) >= 0)
                            .limit(missing)
                            .toArray();
            Arrays.stream(found).forEach(page);
            missing -= found.length;
            length =
                    found.length == 0
                            ? Math.max(GROWTH * length, IN_VAIN)
                            : enough(missing, (double) found.length / block.length);
            block = missing == 0 ? new long[0] : rows.walk(conditions, null, last, length);
        }
        return page.build().toArray();
    }

    /// Among how many products a page is likely to be full.
    private static int enough(int missing, double density) {
        return (int)
                Math.clamp(1.25 * missing / density, 2 * missing, 2 * missing + MOST_AT_A_TIME);
    }

    /// The matches among some products, and maybe some other ones; in the order of time.
    ///
    /// @param words of the index that these products have
    private long[] matching(
            Question question, Optional<Chosen> chosen, long[] products, String words)
            throws SQLException {
        Question worded = question.and(words);
        Condition between =
                Condition.of(
                        "t.rowid BETWEEN ? AND ?",
                        Arrays.stream(products).min().orElseThrow(),
                        Arrays.stream(products).max().orElseThrow());
        int most = 2 * products.length;
        long[] matches = matching(worded, chosen, List.of(between), most);
        if (matches.length == most) {
            // Very many other products have these words, too.
            matches =
                    matching(
                            worded,
                            chosen,
                            List.of(between, Condition.of(products, "+t.rowid")),
                            most);
        }
        Arrays.sort(matches);
        return matches;
    }
}
