package io.beamdesk.queue;

import io.beamdesk.sample.SampleRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How one run of an item ended.
///
/// @param run identity of the run
/// @param item identity of the item, which is again in the queue if it did not succeed
/// @param title name of the recipe
/// @param recipe the whole recipe as compact JSON
/// @param sample name of the sample, may be empty
/// @param origin the sample itself, if it is one of a tray
/// @param result how it ended
/// @param reason why, one sentence; empty after an undisturbed success
/// @param started when it began
/// @param ended when the safe state was reached, or when the end was noticed
/// @param products what was written, in order
/// @param points rows measured; 0 if nobody knows
/// @param by who started it
public record HistoryEntry(
        String run,
        String item,
        String title,
        String recipe,
        String sample,
        Optional<SampleRef> origin,
        Result result,
        String reason,
        Instant started,
        Instant ended,
        List<URI> products,
        int points,
        String by) {
    /// How a run of an item can end.
    public enum Result {
        /// All of it was measured.
        SUCCESS,
        /// It was stopped before its end and its data kept.
        STOPPED,
        /// A person or the program ended it.
        ABORTED,
        /// Something failed.
        FAILED,
        /// Beamdesk ended while it ran; nobody knows how far it came.
        INTERRUPTED;

        /// Whether the item is done with.
        public boolean isDone() {
            return switch (this) {
                case SUCCESS, STOPPED -> true;
                case ABORTED, FAILED, INTERRUPTED -> false;
            };
        }
    }

    /// Copies the list.
    public HistoryEntry {
        products = List.copyOf(products);
    }

    /// How long it took.
    public Duration duration() {
        return Duration.between(started, ended);
    }
}
