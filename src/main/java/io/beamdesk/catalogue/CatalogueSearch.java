package io.beamdesk.catalogue;

import static io.beamdesk.database.Database.rows;

import io.beamdesk.database.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Answers a query in a time that does not grow with the catalogue: the index of words gives what
/// matches in the order of time, so that the newest are found first; counts of everything are kept,
/// and of what matches the newest are counted.
final class CatalogueSearch {
    /// How many products with some words, or since some time, are counted and sorted at most.
    static final int COUNTED = 5000;

    private final Session session;
    private final CatalogueQuery query;

    CatalogueSearch(Session session, CatalogueQuery query) {
        this.session = session;
        this.query = query;
    }

    /// Products with the same facets.
    private record Cell(List<String> values, long products, long size) {}

    Found found() throws SQLException {
        return isCounted(query) ? amongMatches() : amongCells();
    }

    /// Whether something is asked for that nobody has counted before.
    private static boolean isCounted(CatalogueQuery query) {
        return !Words.match(query.text(), Map.of()).isEmpty()
                || query.since().isPresent()
                || query.sample().isPresent();
    }

    // ---- What somebody has to count: the newest that match

    private Found amongMatches() throws SQLException {
        List<Cell> all = matches(query);
        long total = all.stream().mapToLong(Cell::products).sum();
        long size = all.stream().mapToLong(Cell::size).sum();
        Map<Facet, List<Found.Count>> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            boolean chosen = query.chosen().containsKey(facet);
            List<Cell> others = chosen ? matches(query.with(facet, Set.of())) : all;
            Map<String, Long> counts = new HashMap<>();
            for (Cell cell : others) {
                counts.merge(cell.values.get(facet.place()), cell.products, Long::sum);
            }
            facets.put(
                    facet,
                    sorted(
                            counts.entrySet().stream()
                                    .map(e -> new Found.Count(e.getKey(), e.getValue()))));
        }
        return new Found(entries(total), total, total == COUNTED, size, facets);
    }

    private List<Cell> matches(CatalogueQuery asked) throws SQLException {
        List<Object> values = new ArrayList<>();
        String columns = "p.technique, p.result, p.element, p.experiment, p.size";
        String newest = matching(columns, asked, values).newest();
        values.add(COUNTED);
        return rows(
                session,
                row ->
                        new Cell(
                                List.of(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)),
                                row.getLong(5),
                                row.getLong(6)),
                "SELECT technique, result, element, experiment, count(*), sum(size) FROM ("
                        + newest
                        + ") GROUP BY technique, result, element, experiment",
                values.toArray());
    }

    // ---- What is counted already

    private Found amongCells() throws SQLException {
        Map<Facet, List<Found.Count>> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            List<Object> values = new ArrayList<>();
            String sql =
                    "SELECT %1$s, sum(products) FROM cell%2$s GROUP BY %1$s"
                            .formatted(facet.column(), chosen(query.with(facet, Set.of()), values));
            facets.put(
                    facet,
                    sorted(
                            rows(
                                    session,
                                    row -> new Found.Count(row.getString(1), row.getLong(2)),
                                    sql,
                                    values.toArray())
                                    .stream()));
        }
        List<Object> values = new ArrayList<>();
        String sql =
                "SELECT ifnull(sum(products), 0), ifnull(sum(size), 0) FROM cell"
                        + chosen(query, values);
        Cell all =
                rows(
                                session,
                                row -> new Cell(List.of(), row.getLong(1), row.getLong(2)),
                                sql,
                                values.toArray())
                        .getFirst();
        return new Found(entries(all.products), all.products, false, all.size, facets);
    }

    private static String chosen(CatalogueQuery asked, List<Object> values) {
        List<String> conditions = new ArrayList<>();
        asked.chosen()
                .forEach((facet, chosen) -> {
                    String any = String.join(", ", Collections.nCopies(chosen.size(), "?"));
                    conditions.add("%s IN (%s)".formatted(facet.column(), any));
                    values.addAll(chosen);
                });
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static List<Found.Count> sorted(Stream<Found.Count> counts) {
        return counts.filter(count -> !count.value().isEmpty())
                .sorted(
                        Comparator.comparingLong(Found.Count::products)
                                .reversed()
                                .thenComparing(Found.Count::value))
                .toList();
    }

    // ---- The first of them

    private List<CatalogueEntry> entries(long total) throws SQLException {
        if (total == 0) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        String columns = CatalogueTables.COLUMNS;
        String sql =
                switch (query.sort()) {
                    case NEWEST -> matching(columns, query, values).newest();
                    case OLDEST -> matching(columns, query, values).oldest();
                    case LARGEST -> sorted("p.size DESC, p.row DESC", total, values);
                    case SAMPLE -> sorted("p.sample COLLATE NOCASE, p.row DESC", total, values);
                };
        values.add(query.limit());
        return rows(session, CatalogueTables::entry, sql, values.toArray());
    }

    /// What matches in an order that the index of words does not have: of many the newest.
    private String sorted(String order, long total, List<Object> values) {
        String select = "SELECT " + CatalogueTables.COLUMNS + " FROM product p";
        String end = " ORDER BY " + order + " LIMIT ?";
        boolean isAll = !isCounted(query) && query.chosen().isEmpty();
        if (isAll && (total <= COUNTED || query.sort() == CatalogueQuery.Sort.LARGEST)) {
            return select + end;
        }
        String newest = matching("p.row, p.size, p.sample", query, values).newest();
        values.add(COUNTED);
        values.add(query.limit());
        return select + " WHERE p.row IN (SELECT p.row FROM (" + newest + ") p" + end + ")" + end;
    }

    /// Rows that match.
    ///
    /// @param sql without an order
    /// @param row what the rows are ordered by
    private record Matching(String sql, String row) {
        String newest() {
            return sql + " ORDER BY " + row + " DESC LIMIT ?";
        }

        String oldest() {
            return sql + " ORDER BY " + row + " LIMIT ?";
        }
    }

    private static Matching matching(String columns, CatalogueQuery asked, List<Object> values) {
        String match = Words.match(asked.text(), asked.chosen());
        // The index of words leads where it is asked: what it finds comes in the order of time.
        String row = match.isEmpty() ? "p.row" : "t.rowid";
        String from =
                match.isEmpty()
                        ? " FROM product p"
                        : " FROM product_text t CROSS JOIN product p ON p.row = t.rowid";
        Map<String, Object> conditions = new LinkedHashMap<>();
        if (!match.isEmpty()) {
            conditions.put("product_text MATCH ?", match);
        }
        asked.since().ifPresent(since -> conditions.put(row + " >= ?", since.toEpochMilli()));
        asked.sample().ifPresent(sample -> conditions.put("p.sample_id = ?", sample));
        values.addAll(conditions.values());
        String where =
                conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions.keySet());
        return new Matching("SELECT " + columns + from + where, row);
    }
}
