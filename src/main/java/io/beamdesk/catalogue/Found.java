package io.beamdesk.catalogue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What a search came to.
///
/// @param entries the first of them in the order that was asked for
/// @param total how many there are
/// @param isMore whether there are more than `total`, which are not counted yet
/// @param size bytes of everything, where everything was asked for
/// @param facets of each facet its values, the most frequent first, with how many products there
///     would be with that value and all that was chosen of the other facets
public record Found(
        List<CatalogueEntry> entries,
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
            new Found(List.of(), 0, false, OptionalLong.empty(), Map.of());

    /// Copies lists and map.
    public Found {
        entries = List.copyOf(entries);
        facets = Map.copyOf(facets);
    }
}
