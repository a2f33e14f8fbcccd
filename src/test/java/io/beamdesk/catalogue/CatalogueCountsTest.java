package io.beamdesk.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.product.ProductSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many products, found and counted as a look at each of them says.
class CatalogueCountsTest {
    private static final int PRODUCTS = 14_000;
    private static final Instant BEGIN = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir private Path temporary;
    private final Random random = new Random(4711);
    private final List<CatalogueEntry> all = new ArrayList<>();

    private CatalogueEntry entry(int i) {
        String word = i % 2 == 0 ? "even" : "odd";
        // Several begin in the same millisecond.
        Instant start = BEGIN.plusMillis(random.nextInt(PRODUCTS) * 1000L);
        return new CatalogueEntry(
                "scan_%05d.h5".formatted(i),
                new CatalogueEntry.Version(size(i), start),
                List.of(Technique.values()).get(random.nextInt(3)),
                i % 1000 == 0 ? Result.UNREADABLE : List.of(Result.values()).get(random.nextInt(3)),
                "",
                word + (i % 500 == 0 ? " rare" : ""),
                i,
                "run-" + i,
                random.nextBoolean() ? "Ni" : "",
                new ProductSummary.SampleOrigin(sample(i), "id-" + i % 7000, "", ""),
                "E" + random.nextInt(40),
                "",
                List.of(),
                "",
                start,
                Optional.of(start),
                1,
                0,
                "",
                CatalogueEntry.Linked.NONE);
    }

    /// Of any magnitude, and many of them the same; what is odd is small.
    private long size(int i) {
        return i % 10 == 0
                ? 4096
                : random.nextLong() >>> ((i % 2 == 0 ? 8 : 24) + random.nextInt(24));
    }

    /// Many have the same, few the same beginning, and what is first is even.
    private String sample(int i) {
        return switch (i % 20) {
            case 0 -> "";
            case 2 -> " foil";
            case 4 -> "Catalyst number " + i;
            case 5 -> "Ωmega";
            case 6, 7 -> "😀 " + random.nextInt(9000);
            default -> (random.nextBoolean() ? "s" : "S") + random.nextInt(9000);
        };
    }

    private static CatalogueQuery query(Random random) {
        CatalogueQuery query =
                CatalogueQuery.ALL
                        .text(
                                List.of("", "", "even", "odd", "rare", "ev", "s1")
                                        .get(random.nextInt(7)))
                        .sort(List.of(CatalogueQuery.Sort.values()).get(random.nextInt(4)))
                        .limit(List.of(1, 50, 600, 6000).get(random.nextInt(4)));
        if (random.nextInt(3) == 0) {
            query = query.with(Facet.TECHNIQUE, Set.of("ABSORPTION", "MAP"));
        }
        if (random.nextInt(3) == 0) {
            query =
                    query.with(
                            Facet.RESULT, Set.of(random.nextBoolean() ? "UNREADABLE" : "STOPPED"));
        }
        if (random.nextInt(4) == 0) {
            query = query.with(Facet.EXPERIMENT, Set.of("E" + random.nextInt(40), "none"));
        }
        if (random.nextInt(4) == 0) {
            query = query.since(BEGIN.plusSeconds(random.nextInt(PRODUCTS)));
        }
        return random.nextInt(8) == 0 ? query.sample("id-" + random.nextInt(7000)) : query;
    }

    private static boolean matches(CatalogueEntry entry, CatalogueQuery query) {
        return query.text().isEmpty()
                ? isIn(entry, query)
                : (entry.title() + " " + entry.sample().name())
                                .toLowerCase(Locale.ROOT)
                                .matches("(.* )?" + query.text() + ".*")
                        && isIn(entry, query);
    }

    private static boolean isIn(CatalogueEntry entry, CatalogueQuery query) {
        return query.since().stream().noneMatch(entry.start()::isBefore)
                && query.sample().stream().allMatch(entry.sample().id()::equals);
    }

    private static Comparator<CatalogueEntry> order(CatalogueQuery.Sort sort) {
        return switch (sort) {
            case NEWEST -> Comparator.comparing(CatalogueEntry::start).reversed();
            case OLDEST -> Comparator.comparing(CatalogueEntry::start);
            case LARGEST ->
                    Comparator.comparingLong((CatalogueEntry e) -> e.version().size()).reversed();
            case SAMPLE -> Comparator.comparing(e -> e.sample().name().toLowerCase(Locale.ROOT));
        };
    }

    private void check(CatalogueQuery query, Found found) {
        List<CatalogueEntry> texts = all.stream().filter(e -> matches(e, query)).toList();
        Set<CatalogueEntry> right =
                texts.stream()
                        .filter(e ->
                                query.chosen().entrySet().stream()
                                        .allMatch(c -> c.getValue().contains(c.getKey().of(e))))
                        .collect(Collectors.toSet());
        assertThat(found.total()).as("%s", query).isEqualTo(right.size());
        for (Facet facet : Facet.values()) {
            Map<String, Long> counts = new HashMap<>();
            for (CatalogueEntry e : texts) {
                boolean others =
                        query.chosen().entrySet().stream()
                                .allMatch(c ->
                                        c.getKey() == facet
                                                || c.getValue().contains(c.getKey().of(e)));
                if (others && !facet.of(e).isEmpty()) {
                    counts.merge(facet.of(e), 1L, Long::sum);
                }
            }
            assertThat(
                            found.facets().get(facet).stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Found.Count::value, Found.Count::products)))
                    .as("%s of %s", facet, query)
                    .isEqualTo(counts);
        }
        checkPage(query, found, right);
    }

    private static void checkPage(CatalogueQuery query, Found found, Set<CatalogueEntry> right) {
        List<CatalogueEntry> page = found.entries();
        assertThat(page).as("%s", query).hasSize(Math.min(right.size(), query.limit()));
        assertThat(right).containsAll(page);
        assertThat(page).doesNotHaveDuplicates().isSortedAccordingTo(order(query.sort()));
        Set<CatalogueEntry> rest = new HashSet<>(right);
        page.forEach(rest::remove);
        if (!page.isEmpty()) {
            assertThat(rest)
                    .as("none is before the last of the page: %s", query)
                    .noneMatch(e -> order(query.sort()).compare(e, page.getLast()) < 0);
        }
    }

    /// All that follows, page by page, as one long page has it.
    private static void checkPages(Catalogue catalogue, CatalogueQuery query, Found found) {
        CatalogueQuery paged = query.limit(Math.max(query.limit(), 700));
        Found first = catalogue.begin(paged);
        List<CatalogueEntry> pages = new ArrayList<>(first.entries());
        Optional<Place> end = first.end();
        while (end.isPresent()) {
            Page next = catalogue.next(paged, end.get());
            pages.addAll(next.entries());
            end = next.end();
        }
        assertThat(pages)
                .as("%s", query)
                .isEqualTo(catalogue.search(query.limit(2 * PRODUCTS)).entries())
                .hasSize((int) found.total());
    }

    @Test
    void searchFindsAndCountsWhatALookAtEachProductDoes() {
        for (int i = 0; i < PRODUCTS; i++) {
            all.add(entry(i));
        }
        try (Catalogue catalogue = Catalogue.open(temporary, temporary.resolve("index"))) {
            catalogue.put(all);
            int more = 0;
            for (int i = 0; i < 120; i++) {
                CatalogueQuery query = query(random);
                Found begun = catalogue.begin(query);
                Found found = catalogue.search(query);
                check(query, found);
                assertThat(begun.entries()).isEqualTo(found.entries());
                if (begun.isMore()) {
                    more++;
                    assertThat(begun.total())
                            .isBetween((long) begun.entries().size(), found.total());
                } else {
                    assertThat(begun.facets()).isEqualTo(found.facets());
                }
                if (i % 5 == 0) {
                    checkPages(catalogue, query, found);
                }
                // The same again, in another cell, and gone.
                if (i % 25 == 0) {
                    CatalogueEntry moved = entry(i);
                    catalogue.put(List.of(moved));
                    catalogue.remove(List.of(all.getLast().path()));
                    all.set(i, moved);
                    all.removeLast();
                    check(query, catalogue.search(query));
                }
            }
            assertThat(more).as("first pages before everything is counted").isPositive();
        }
    }

    @Test
    void aPageGoesOnBehindTheOneBeforeWhateverHasComeOrGone() {
        for (int i = 0; i < 300; i++) {
            all.add(entry(i));
        }
        try (Catalogue catalogue = Catalogue.open(temporary, temporary.resolve("index"))) {
            for (CatalogueQuery.Sort sort : CatalogueQuery.Sort.values()) {
                for (String text : List.of("", "even")) {
                    catalogue.put(all);
                    CatalogueQuery query = CatalogueQuery.ALL.text(text).sort(sort).limit(100);
                    List<CatalogueEntry> whole = catalogue.search(query.limit(300)).entries();
                    Found first = catalogue.begin(query);
                    // The last of the page has gone, and the first comes in a place of its own.
                    catalogue.remove(List.of(first.entries().getLast().path()));
                    catalogue.put(List.of(first.entries().getFirst()));
                    Page next = catalogue.next(query, first.end().orElseThrow());
                    assertThat(next.entries())
                            .as("%s", query)
                            .isEqualTo(whole.subList(100, Math.min(200, whole.size())));
                }
            }
        }
    }

    @Test
    void aProductThatGrewIsAmongTheLargest() {
        for (int i = 0; i < 12_000; i++) {
            all.add(entry(i));
        }
        try (Catalogue catalogue = Catalogue.open(temporary, temporary.resolve("index"))) {
            catalogue.put(all);
            CatalogueQuery query = CatalogueQuery.ALL.text("odd").sort(CatalogueQuery.Sort.LARGEST);
            CatalogueEntry small = all.get(4711);
            String frames = "frames.h5";
            catalogue.write(
                    List.of(
                            new Catalogue.Reading(
                                    small,
                                    Map.of(frames, new CatalogueEntry.Version(1, small.start())))));
            assertThat(catalogue.begin(query).entries())
                    .extracting(CatalogueEntry::uid)
                    .doesNotContain(small.uid());
            assertThat(
                            catalogue.resize(
                                    frames,
                                    new CatalogueEntry.Version(Long.MAX_VALUE / 2, small.start())))
                    .isTrue();
            Found begun = catalogue.begin(query);
            assertThat(begun.isMore()).as("the page was made before all was read").isTrue();
            assertThat(begun.entries().getFirst().uid()).isEqualTo(small.uid());
        }
    }
}
