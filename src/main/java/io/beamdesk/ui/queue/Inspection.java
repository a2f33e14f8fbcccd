package io.beamdesk.ui.queue;

import io.beamdesk.engine.Forecast;
import io.beamdesk.queue.QueueItem;
import java.time.Instant;

/// What is known of the item that is looked at closely.
sealed interface Inspection {
    /// No item is chosen.
    record None() implements Inspection {}

    /// Its dry run is under way.
    record Checking(QueueItem item) implements Inspection {}

    /// Its dry run has ended.
    ///
    /// @param at when
    record Checked(QueueItem item, Forecast forecast, Instant at) implements Inspection {}

    /// It cannot be run dry.
    ///
    /// @param why one sentence
    record Wrong(QueueItem item, String why) implements Inspection {}
}
