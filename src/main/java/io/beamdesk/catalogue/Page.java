package io.beamdesk.catalogue;

import java.util.List;
import java.util.Optional;

/// Some of what was found, one after the other.
///
/// @param entries in the order that was asked for
/// @param end behind the last of them; empty if there are none
public record Page(List<CatalogueEntry> entries, Optional<Place> end) {
    /// Copies the list.
    public Page {
        entries = List.copyOf(entries);
    }
}
