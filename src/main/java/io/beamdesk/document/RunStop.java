package io.beamdesk.document;

import java.time.Instant;
import java.util.Map;

/// A run is over.
///
/// @param uid identity
/// @param runStart uid of the run
/// @param time when it ended, after clean-up and safe state
/// @param exitStatus how it ended
/// @param reason why, in one sentence; empty after success
/// @param numEvents number of events by stream
public record RunStop(
        String uid,
        String runStart,
        Instant time,
        ExitStatus exitStatus,
        String reason,
        Map<String, Integer> numEvents)
        implements Document {
    /// Copies the map.
    public RunStop {
        numEvents = Map.copyOf(numEvents);
    }

    /// How a run can end.
    public enum ExitStatus {
        /// All of it was done, or it was stopped and its data kept.
        SUCCESS,
        /// A person or the program ended it.
        ABORT,
        /// Something failed.
        FAIL
    }
}
