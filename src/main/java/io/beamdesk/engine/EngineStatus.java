package io.beamdesk.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the engine can say of itself at a moment.
///
/// @param state what it is doing
/// @param title what runs, or ran last; empty before the first run
/// @param points rows measured
/// @param total rows planned; 0 if nobody knows
/// @param started when the run began; empty before the first run
/// @param planned how long the dry run took it to last
/// @param waited how long it has been paused, the present pause up to `asOf`
/// @param asOf when this was said
/// @param message what is going on or why it ended, one sentence; may be empty
/// @param outcome how the last run ended; empty while one is under way
public record EngineStatus(
        EngineState state,
        String title,
        int points,
        int total,
        Optional<Instant> started,
        Duration planned,
        Duration waited,
        Instant asOf,
        String message,
        Optional<Outcome> outcome) {

    /// Time left at `now`: by the plan at first, by the pace of the run as its points come in. Empty
    /// if nothing runs.
    public Optional<Duration> left(Instant now) {
        if (started.isEmpty() || outcome.isPresent()) {
            return Optional.empty();
        }
        Duration active = Duration.between(started.get(), now).minus(waited);
        if (total <= 0) {
            return Optional.of(atLeastZero(planned.minus(active)));
        }
        double done = Math.min(1, (double) points / total);
        // The pace is weighted by the part it was seen in, the plan by the rest.
        double planLeft = planned.toNanos() * (1 - done);
        double paceLeft = done == 0 ? planLeft : active.toNanos() / done * (1 - done);
        return Optional.of(
                atLeastZero(Duration.ofNanos((long) (done * paceLeft + (1 - done) * planLeft))));
    }

    private static Duration atLeastZero(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
