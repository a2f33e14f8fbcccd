package io.beamdesk.queue;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/// The item that is being measured.
///
/// @param item as it stood in the queue
/// @param run identity of the run
/// @param started when it was begun
/// @param by who started it
/// @param products what it writes, as far as it has been opened
public record Running(QueueItem item, String run, Instant started, String by, List<URI> products) {
    /// Copies the list.
    public Running {
        products = List.copyOf(products);
    }
}
