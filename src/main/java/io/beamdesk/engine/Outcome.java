package io.beamdesk.engine;

import io.beamdesk.document.RunStop.ExitStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// How a run ended.
///
/// @param exitStatus success, abort, fail
/// @param reason why, in one sentence; empty after an undisturbed success
/// @param hazards what is not confirmed to be safe, a clause each; empty when all is
/// @param stopped whether it was stopped before its end and kept
/// @param products what was written, in order
/// @param points rows of the primary streams
/// @param started when it began
/// @param ended when the safe state was reached or given up
public record Outcome(
        ExitStatus exitStatus,
        String reason,
        List<String> hazards,
        boolean stopped,
        List<URI> products,
        int points,
        Instant started,
        Instant ended) {
    /// Copies the lists.
    public Outcome {
        hazards = List.copyOf(hazards);
        products = List.copyOf(products);
    }

    /// Whether the readbacks have confirmed the safe state.
    public boolean safe() {
        return hazards.isEmpty();
    }
}
