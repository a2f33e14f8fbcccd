package io.beamdesk.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a search came to.
///
/// @param entries the first of them in the order that was asked for
/// @param end where [Catalogue#next] goes on; empty if there are none
/// @param total how many there are
/// @param isMore whether there are more than `total`, which are not counted yet
/// @param size bytes of everything, where everything was asked for
/// @param facets of each facet its values, the most frequent first, with how many products there
///     would be with that value and all that was chosen of the other facets
public record Found(
        List<CatalogueEntry> entries,
        Optional<Place> end,
        long total,
        boolean isMore,
        OptionalLong size,
        Map<Facet, List<Count>> facets) {
    /// How many have a value.
    ///
    /// @param value of the facet
    /// @param products how many
    public record Count(String value, long products) {}

    /// Nothing.
    public static final Found NOTHING =
            new Found(List.of(), Optional.empty(), 0, false, OptionalLong.empty(), Map.of());

    /// Copies lists and map.
    public Found {
        entries = List.copyOf(entries);
        facets = Map.copyOf(facets);
    }

    /// With the page behind it.
    public Found with(Page next) {
        List<CatalogueEntry> all = new ArrayList<>(entries);
        all.addAll(next.entries());
        return new Found(all, next.end().or(() -> end), total, isMore, size, facets);
    }
}
