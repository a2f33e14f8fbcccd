package io.beamdesk.queue;

import io.beamdesk.engine.EngineStatus;
import java.util.Optional;

/// What the queue does, as it follows from the engine's status and the items.
///
/// @param activity what it does
/// @param message why, or what it waits for, one sentence; may be empty
/// @param item what is being measured
/// @param stopsAfter whether it stops after the item that is being measured
/// @param engine the status that this follows from
public record QueueStatus(
        Activity activity,
        String message,
        Optional<QueueItem> item,
        boolean stopsAfter,
        EngineStatus engine) {
    /// What a queue can be doing.
    public enum Activity {
        /// Somebody has to start it.
        STOPPED,
        /// It goes on as soon as there is an item, or one is approved.
        WAITING,
        /// It checks, begins or ends an item.
        BETWEEN,
        /// An item is being measured.
        RUNNING,
        /// The engine is about to pause.
        PAUSING,
        /// The engine is paused, and with it the queue.
        PAUSED,
        /// The engine waits for the beamline, and with it the queue.
        SUSPENDED,
        /// The engine ends the run of the item.
        ENDING,
        /// The engine runs something that is not from the queue.
        ENGINE_BUSY
    }
}
