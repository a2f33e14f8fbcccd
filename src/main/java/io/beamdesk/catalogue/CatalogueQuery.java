package io.beamdesk.catalogue;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What to look for among the products; an empty condition asks for nothing.
///
/// @param text words, or beginnings of words, that must all be in the product's texts
/// @param chosen values of facets; a product has one of the values of each facet that is here
/// @param since the earliest begin of its run
/// @param sample identity of its sample
/// @param sort in which order
/// @param limit how many at most
public record CatalogueQuery(
        String text,
        Map<Facet, Set<String>> chosen,
        Optional<Instant> since,
        Optional<String> sample,
        Sort sort,
        int limit) {
    /// An order.
    public enum Sort {
        /// Latest run first.
        NEWEST("Newest first"),
        /// Earliest run first.
        OLDEST("Oldest first"),
        /// Largest file first.
        LARGEST("Largest first"),
        /// By the name of the sample.
        SAMPLE("By sample");

        private final String word;

        Sort(String word) {
            this.word = word;
        }

        /// As people call it.
        public String word() {
            return word;
        }
    }

    /// As many as a list shows at first.
    public static final int LIMIT = 500;

    /// Everything, the newest first.
    public static final CatalogueQuery ALL =
            new CatalogueQuery(
                    "", Map.of(), Optional.empty(), Optional.empty(), Sort.NEWEST, LIMIT);

    /// Copies what was chosen and leaves out facets of which nothing is.
    public CatalogueQuery {
        Map<Facet, Set<String>> kept = new EnumMap<>(Facet.class);
        chosen.forEach((facet, values) -> {
            if (!values.isEmpty()) {
                kept.put(facet, Set.copyOf(values));
            }
        });
        chosen = Map.copyOf(kept);
    }

    /// With these words.
    public CatalogueQuery text(String words) {
        return new CatalogueQuery(words, chosen, since, sample, sort, limit);
    }

    /// With one of these values; any value if there are none.
    public CatalogueQuery with(Facet facet, Set<String> values) {
        Map<Facet, Set<String>> next = new EnumMap<>(Facet.class);
        next.putAll(chosen);
        next.put(facet, values);
        return new CatalogueQuery(text, next, since, sample, sort, limit);
    }

    /// Whose run began then or later.
    public CatalogueQuery since(Instant earliest) {
        return new CatalogueQuery(text, chosen, Optional.of(earliest), sample, sort, limit);
    }

    /// Of a sample.
    public CatalogueQuery sample(String id) {
        return new CatalogueQuery(text, chosen, since, Optional.of(id), sort, limit);
    }

    /// In another order.
    public CatalogueQuery sort(Sort order) {
        return new CatalogueQuery(text, chosen, since, sample, order, limit);
    }

    /// With another limit.
    public CatalogueQuery limit(int most) {
        return new CatalogueQuery(text, chosen, since, sample, sort, most);
    }
}
