package io.beamdesk.engine;

import io.beamdesk.device.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The time of one run: that of the computer when the run began, and from there on what has passed. So the
/// times in a product never go back, and what lies between them is true, whatever the clock is set to.
final class RunClock implements InstantSource {
    // Less is what a clock is kept right by, all the time.
    private static final Duration UNNOTICED = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final Instant begun;
    private final Instant origin;

    /// Begins now.
    RunClock(Scheduler scheduler) {
        this.scheduler = scheduler;
        begun = scheduler.instant();
        origin = scheduler.steady();
    }

    @Override
    public Instant instant() {
        return begun.plus(Duration.between(origin, scheduler.steady()));
    }

    /// What became of the computer's clock in the meantime, in words; empty if nothing.
    Optional<String> set() {
        Duration ahead = Duration.between(instant(), scheduler.instant());
        return ahead.abs().compareTo(UNNOTICED) < 0
                ? Optional.empty()
                : Optional.of(
                        "the computer's clock was set %s by %d s; the times of this run go on from its beginning"
                                .formatted(
                                        ahead.isNegative() ? "back" : "forward",
                                        Math.round(ahead.abs().toMillis() / 1000.0)));
    }
}
