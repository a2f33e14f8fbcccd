package io.beamdesk.catalogue;

import static io.beamdesk.database.Database.execute;
import static io.beamdesk.database.Database.rows;

import io.beamdesk.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Cells of products that have the same value in each facet, and how many there are in each: a few
/// thousand for a million products.
///
/// The row of a product is its begin in milliseconds followed by the number of its cell, so that rows
/// alone, in the order of time as the index of words gives them, are enough to count by facet.
final class Cells {
    private static final int BITS = 21;
    private static final int MOST = 1 << BITS;

    /// What a row has of the cell.
    static final int MASK = MOST - 1;

    /// From a row to the one that begins a millisecond later.
    static final long NEXT = MOST;

    private static final long LATEST = Long.MAX_VALUE >> BITS;
    private static final Facet[] FACETS = Facet.values();

    private final List<Cell> all;
    private final int end;

    private record Cell(int id, List<String> values, long products, long size) {}

    /// What was counted.
    ///
    /// @param total products with all that was chosen
    /// @param facets as [Found] has them
    record Tally(long total, Map<Facet, List<Found.Count>> facets) {}

    private Cells(List<Cell> all) {
        this.all = all;
        end = all.stream().mapToInt(Cell::id).max().orElse(0) + 1;
    }

    /// The cells as they are now.
    static Cells read(Session session) throws SQLException {
        return new Cells(
                rows(
                        session,
                        row ->
                                new Cell(
                                        row.getInt(1),
                                        List.of(
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getString(5)),
                                        row.getLong(6),
                                        row.getLong(7)),
                        "SELECT id, technique, result, element, experiment, products, size FROM cell"));
    }

    /// The cell of an entry, made if there is none; it stays when nothing is in it any more.
    static int of(Session session, CatalogueEntry entry) throws SQLException {
        Object[] values = Arrays.stream(FACETS).map(facet -> facet.of(entry)).toArray();
        execute(
                session,
                "INSERT INTO cell (technique, result, element, experiment, products, size)"
                        + " VALUES (?, ?, ?, ?, 0, 0) ON CONFLICT DO NOTHING",
                values);
        int id =
                rows(
                                session,
                                row -> row.getInt(1),
                                "SELECT id FROM cell WHERE technique = ? AND result = ?"
                                        + " AND element = ? AND experiment = ?",
                                values)
                        .getFirst();
        if (id > MASK) {
            throw new CatalogueException(
                    "The catalogue has no room for more than %d experiments and kinds of runs; use a data folder for each year"
                            .formatted(MASK),
                    null);
        }
        return id;
    }

    /// The first row of a time in a cell.
    static long row(Instant begin, int cell) {
        return Math.clamp(begin.toEpochMilli(), 0, LATEST) << BITS | cell;
    }

    /// Numbers of the cells with the chosen values.
    BitSet chosen(Map<Facet, Set<String>> chosen) {
        BitSet numbers = new BitSet(end);
        for (Cell cell : all) {
            if (Arrays.stream(FACETS).allMatch(facet -> has(cell, facet, chosen))) {
                numbers.set(cell.id);
            }
        }
        return numbers;
    }

    private static boolean has(Cell cell, Facet facet, Map<Facet, Set<String>> chosen) {
        Set<String> values = chosen.get(facet);
        return values == null || values.contains(cell.values.get(facet.place()));
    }

    /// Counts everything.
    Tally all(Map<Facet, Set<String>> chosen) {
        long[] products = new long[end];
        all.forEach(cell -> products[cell.id] = cell.products);
        return tally(chosen, products);
    }

    /// Counts some rows.
    Tally of(Map<Facet, Set<String>> chosen, long[] rows) {
        long[] products = new long[end];
        for (long row : rows) {
            int cell = (int) row & MASK;
            if (cell < end) {
                products[cell]++;
            }
        }
        return tally(chosen, products);
    }

    /// Bytes of all products.
    long size() {
        return all.stream().mapToLong(Cell::size).sum();
    }

    private Tally tally(Map<Facet, Set<String>> chosen, long[] products) {
        Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : FACETS) {
            counts.put(facet, new HashMap<>());
        }
        long total = 0;
        for (Cell cell : all) {
            long count = products[cell.id];
            if (count == 0) {
                continue;
            }
            List<Facet> missed =
                    Arrays.stream(FACETS).filter(facet -> !has(cell, facet, chosen)).toList();
            if (missed.isEmpty()) {
                total += count;
            }
            // A facet counts what its other values would give.
            for (Facet facet : missed.isEmpty() ? Arrays.asList(FACETS) : missed) {
                if (missed.size() <= 1) {
                    counts.computeIfAbsent(facet, _ -> new HashMap<>())
                            .merge(cell.values.get(facet.place()), count, Long::sum);
                }
            }
        }
        Map<Facet, List<Found.Count>> facets = new EnumMap<>(Facet.class);
        counts.forEach((facet, values) -> facets.put(facet, sorted(values)));
        return new Tally(total, facets);
    }

    private static List<Found.Count> sorted(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> !count.getKey().isEmpty())
                .map(count -> new Found.Count(count.getKey(), count.getValue()))
                .sorted(
                        Comparator.comparingLong(Found.Count::products)
                                .reversed()
                                .thenComparing(Found.Count::value))
                .toList();
    }
}
