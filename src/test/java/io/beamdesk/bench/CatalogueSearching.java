package io.beamdesk.bench;

import io.beamdesk.catalogue.Catalogue;
import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.catalogue.Facet;
import io.beamdesk.catalogue.Found;
import io.beamdesk.catalogue.Place;
import io.beamdesk.catalogue.Result;
import io.beamdesk.catalogue.Technique;
import io.beamdesk.product.ProductSummary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Searches among a million products with the counts of all facets, against a plain scan of the same
/// table for the same words by SQLite. Prints one JSON object a line: for each kind of query the
/// least, the median and the worst over rounds that take turns, of the first page and of all true counts, and
/// for all of them the slowest medians, with the load of the machine.
public final class CatalogueSearching {
    private static final int PRODUCTS = Integer.getInteger("products", 1_000_000);
    private static final int BATCH = 5000;
    private static final int ROUNDS = 15;
    private static final Instant BEGIN = Instant.parse("2021-01-01T00:00:00Z");
    private static final int APART = 150;
    private static final List<String> ELEMENTS = List.of("Ni", "Co", "Cu", "Fe", "Mn", "Zn");

    private CatalogueSearching() {}

    /// Runs the benchmark in a folder of its own under the current one.
    public static void main(String[] args) throws Exception {
        Path folder =
                Files.createTempDirectory(
                        Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath(), "catalogue");
        try (Catalogue catalogue = Catalogue.open(folder, folder.resolve("index"))) {
            long begin = System.nanoTime();
            fill(catalogue);
            double rate = PRODUCTS / ((System.nanoTime() - begin) / 1e9);
            try (Stream<Path> files = Files.list(folder.resolve("index"));
                    Connection plain =
                            DriverManager.getConnection(
                                    "jdbc:sqlite:"
                                            + files.filter(f -> f.toString().endsWith(".db"))
                                                    .findFirst()
                                                    .orElseThrow())) {
                measure(catalogue, plain, rate);
            }
        } finally {
            delete(folder);
        }
    }

    private static Map<String, CatalogueQuery> queries() {
        Instant week = BEGIN.plusSeconds((long) APART * PRODUCTS - 7 * 24 * 3600);
        CatalogueQuery all = CatalogueQuery.ALL;
        Map<String, CatalogueQuery> queries = new LinkedHashMap<>();
        queries.put("all", all);
        queries.put("a rare word", all.text("cat-123456"));
        queries.put("a word of every second product", all.text("xanes"));
        queries.put("a letter", all.text("c"));
        queries.put(
                "frequent words and facets",
                all.text("ni xanes")
                        .with(Facet.RESULT, Set.of("FAILED"))
                        .with(Facet.ELEMENT, Set.of("Co", "Cu")));
        queries.put(
                "facets",
                all.with(Facet.TECHNIQUE, Set.of("ABSORPTION", "MAP"))
                        .with(Facet.RESULT, Set.of("FAILED", "INTERRUPTED")));
        queries.put("a rare facet", all.with(Facet.RESULT, Set.of("UNREADABLE")));
        queries.put("this week", all.since(week));
        queries.put("this week, a word", all.since(week).text("foil"));
        queries.put("the largest", all.sort(CatalogueQuery.Sort.LARGEST));
        queries.put(
                "the largest, a word of every second product",
                all.text("xanes").sort(CatalogueQuery.Sort.LARGEST));
        queries.put(
                "the oldest, a word of every second product",
                all.text("xanes").sort(CatalogueQuery.Sort.OLDEST));
        queries.put("by sample, a word", all.text("foil").sort(CatalogueQuery.Sort.SAMPLE));
        queries.put(
                "by sample, a word of every second product",
                all.text("xanes").sort(CatalogueQuery.Sort.SAMPLE));
        for (CatalogueQuery.Sort sort : CatalogueQuery.Sort.values()) {
            queries.put(sort.word() + ", a letter", all.text("c").sort(sort));
            queries.put(sort.word() + ", a long word", all.text("tomography").sort(sort));
            queries.put(
                    sort.word() + ", frequent words never together",
                    all.text("tomography xanes").sort(sort));
            queries.put(
                    sort.word() + ", a frequent word and a rare facet",
                    all.text("xanes").with(Facet.RESULT, Set.of("FAILED")).sort(sort));
            queries.put(
                    sort.word() + ", a frequent word and a facet never together",
                    all.text("xanes").with(Facet.TECHNIQUE, Set.of("TOMOGRAPHY")).sort(sort));
        }
        queries.put(
                "the largest of this week, a word",
                all.since(week).text("xanes").sort(CatalogueQuery.Sort.LARGEST));
        return queries;
    }

    private static void measure(Catalogue catalogue, Connection plain, double rate)
            throws Exception {
        Map<String, List<Double>> pages = new LinkedHashMap<>();
        Map<String, List<Double>> counts = new LinkedHashMap<>();
        List<Double> scans = new ArrayList<>();
        Map<CatalogueQuery.Sort, Place> places = new EnumMap<>(CatalogueQuery.Sort.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, CatalogueQuery> query : queries().entrySet()) {
                String name = query.getKey();
                // Nothing is known of this question from the one before.
                var _ = catalogue.search(CatalogueQuery.ALL.text("cat-" + round));
                long begin = System.nanoTime();
                Found found = catalogue.begin(query.getValue());
                double page = (System.nanoTime() - begin) / 1e6;
                if (found.isMore()) {
                    found = catalogue.search(query.getValue());
                }
                double count = (System.nanoTime() - begin) / 1e6;
                boolean isNever = name.contains("never") || name.contains("frequent words and");
                if (found.isMore() || (found.total() == 0 && !isNever)) {
                    throw new IllegalStateException(name + " found " + found.total());
                }
                pages.computeIfAbsent(name, _ -> new ArrayList<>()).add(page);
                counts.computeIfAbsent(name, _ -> new ArrayList<>()).add(count);
            }
            for (CatalogueQuery.Sort sort : CatalogueQuery.Sort.values()) {
                CatalogueQuery query = CatalogueQuery.ALL.sort(sort);
                Place deep = places.computeIfAbsent(sort, _ -> deep(catalogue, query));
                long begin = System.nanoTime();
                if (catalogue.next(query, deep).entries().size() != query.limit()) {
                    throw new IllegalStateException("the page of half of all is not full");
                }
                double page = (System.nanoTime() - begin) / 1e6;
                String name = sort.word() + ", the page behind half of all";
                pages.computeIfAbsent(name, _ -> new ArrayList<>()).add(page);
                counts.computeIfAbsent(name, _ -> new ArrayList<>()).add(page);
            }
            if (round % 5 == 0) {
                scans.add(scan(plain));
            }
        }
        double scan = median(scans);
        for (String name : pages.keySet()) {
            print("\"query\": \"%s\"".formatted(name), pages.get(name), counts.get(name), scan);
        }
        print(
                "\"limit\": 50, \"products\": %d, \"indexed_per_second\": %.0f, \"load\": %.1f"
                        .formatted(
                                PRODUCTS,
                                rate,
                                ManagementFactory.getOperatingSystemMXBean()
                                        .getSystemLoadAverage()),
                slowest(pages),
                slowest(counts),
                scan);
    }

    /// Behind half of all, page by page.
    private static Place deep(Catalogue catalogue, CatalogueQuery query) {
        CatalogueQuery large = query.limit(10_000);
        Place place = catalogue.begin(large).end().orElseThrow();
        for (int seen = 10_000; seen < PRODUCTS / 2; seen += 10_000) {
            place = catalogue.next(large, place).end().orElseThrow();
        }
        return place;
    }

    private static List<Double> slowest(Map<String, List<Double>> times) {
        return times.values().stream()
                .max(Comparator.comparingDouble(CatalogueSearching::median))
                .orElseThrow();
    }

    private static void print(String what, List<Double> pages, List<Double> counts, double scan) {
        double median = median(pages);
        System.out.printf(
                Locale.ROOT,
                "{\"name\": \"catalogue-search\", %s, \"value\": %.2f, \"unit\": \"ms\", \"least\": %.2f,"
                        + " \"worst\": %.2f, \"counts\": %.2f, \"counts_least\": %.2f, \"counts_worst\": %.2f,"
                        + " \"peer\": \"plain scan of the table for a word\", \"peer_value\": %.1f,"
                        + " \"ratio\": %.1f}%n",
                what,
                median,
                Collections.min(pages),
                Collections.max(pages),
                median(counts),
                Collections.min(counts),
                Collections.max(counts),
                scan,
                scan / median(counts));
    }

    private static double scan(Connection plain) throws Exception {
        long begin = System.nanoTime();
        try (Statement statement = plain.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT technique, result, element, experiment, count(*) FROM product"
                                        + " WHERE title LIKE '%xanes%' OR sample LIKE '%xanes%'"
                                        + " GROUP BY technique, result, element, experiment")) {
            int groups = 0;
            while (rows.next()) {
                groups++;
            }
            if (groups == 0) {
                throw new IllegalStateException("the scan found nothing");
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void fill(Catalogue catalogue) {
        SplittableRandom random = new SplittableRandom(7);
        List<CatalogueEntry> batch = new ArrayList<>();
        for (int i = 0; i < PRODUCTS; i++) {
            batch.add(entry(i, random));
            if (batch.size() == BATCH) {
                catalogue.put(batch);
                batch.clear();
            }
        }
        catalogue.put(batch);
    }

    private static CatalogueEntry entry(int i, SplittableRandom random) {
        Technique technique =
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3, 4, 5 -> Technique.ABSORPTION;
                    case 6, 7 -> Technique.TOMOGRAPHY;
                    case 8 -> Technique.MAP;
                    default -> Technique.SCAN;
                };
        String element =
                technique == Technique.ABSORPTION
                        ? ELEMENTS.get(random.nextInt(ELEMENTS.size()))
                        : "";
        String title = element.isEmpty() ? technique.word() + " 1801" : element + " XANES";
        int luck = random.nextInt(10_000);
        Result result =
                luck == 0
                        ? Result.UNREADABLE
                        : luck < 300 ? Result.FAILED : luck < 500 ? Result.STOPPED : Result.SUCCESS;
        // An experiment takes three days.
        int experiment = (int) ((long) i * APART / (3 * 24 * 3600));
        Instant start = BEGIN.plusSeconds((long) APART * i);
        String sample = i % 50 == 0 ? element + " foil" : "cat-%06d".formatted(i);
        return new CatalogueEntry(
                "EXP-%d/scan_%04d_%s_%s.h5".formatted(experiment, i % 1728, title, sample),
                new CatalogueEntry.Version(random.nextLong(1000, 60_000_000_000L), start),
                technique,
                result,
                "",
                title,
                i % 1728,
                "run-" + i,
                element,
                new ProductSummary.SampleOrigin(sample, "id-" + i, "PLT-" + i / 192, "A1-1"),
                "Experiment " + experiment,
                "EXP-" + experiment,
                List.of("Person " + experiment % 300),
                "",
                start,
                Optional.of(start.plusSeconds(100)),
                240,
                0,
                "0123456789abcdef",
                CatalogueEntry.Linked.NONE);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
