package io.beamdesk.queue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to a queue, in terms of which everything else is said: this is what the journal
/// keeps. Each applies to any state: what does not fit it is passed over.
sealed interface Change {
    /// Items come in at these places.
    record Put(List<Place> places) implements Change {
        public Put {
            places = List.copyOf(places);
        }
    }

    /// Where items come in.
    ///
    /// @param before the item that they come in before: the end if null, the front if it is not there,
    ///     for then it has gone to be measured
    /// @param items in order
    record Place(@Nullable String before, List<QueueItem> items) {
        public Place {
            items = List.copyOf(items);
        }
    }

    /// Items go.
    record Drop(List<String> ids) implements Change {
        public Drop {
            ids = List.copyOf(ids);
        }
    }

    /// Items are replaced by these of the same id.
    record Replace(List<QueueItem> items) implements Change {
        public Replace {
            items = List.copyOf(items);
        }
    }

    /// The whole queue repeats, or not.
    record Looping(boolean on) implements Change {}

    /// The queue goes on by itself, or not.
    record Autostarting(boolean on) implements Change {}

    /// The queue goes on after a failure, or stops.
    record GoingOn(boolean on) implements Change {}

    /// An item is taken out to be measured.
    record Started(String id, String run, Instant at, String by) implements Change {}

    /// The run of the item that is being measured writes this.
    record Opened(URI product) implements Change {}

    /// The item that was to be measured did not begin and is at the front again.
    record NotStarted() implements Change {}

    /// The run of the item that was being measured is over.
    ///
    /// @param back the item as it comes back to the front; null if it is done
    record Ended(HistoryEntry entry, @Nullable QueueItem back) implements Change {}

    /// An entry of the history that the journal had before it was shortened.
    record Remembered(HistoryEntry entry) implements Change {}
}
