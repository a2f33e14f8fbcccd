package io.beamdesk.retention;

import io.beamdesk.catalogue.CatalogueEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where a product stands between its run and its end.
///
/// @param entry the product
/// @param state where it stands
/// @param until when it may be deleted; empty for never
/// @param copies where verified copies of it lie
/// @param obstacle why it may not be deleted now, in one sentence; empty if it may
public record Due(
        CatalogueEntry entry,
        State state,
        Optional<Instant> until,
        List<String> copies,
        String obstacle) {
    /// Copies the list.
    public Due {
        copies = List.copyOf(copies);
    }

    /// Where it stands.
    public enum State {
        /// It is kept.
        KEPT("Kept"),
        /// Its time ends soon.
        EXPIRING("Ends soon"),
        /// Its time is over; it may be deleted unless there is an obstacle.
        EXPIRED("Time is over"),
        /// Somebody holds it.
        HELD("Held");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /// As people call it.
        public String word() {
            return word;
        }
    }

    /// Whether it may be deleted if a person says so.
    public boolean isOffered() {
        return state == State.EXPIRED && obstacle.isEmpty();
    }
}
