package io.beamdesk.engine;

import io.beamdesk.device.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// What operations take beyond the formula of their device, learnt from those that were done.
///
/// A formula knows exposures and velocities; what an IOC, a network and a controller add to each
/// operation shows only in use. May be used by any thread.
public final class Pace {
    /// What is assumed of a device that has done nothing yet.
    static final Duration UNKNOWN = Duration.ofMillis(4);

    private static final int KEPT = 21;

    private final InstantSource clock;
    private final Map<String, Deque<Duration>> recent = new HashMap<>();

    /// Knows nothing yet.
    public Pace(InstantSource clock) {
        this.clock = clock;
    }

    /// To be added to the formula for each operation of this device: the median of its last ones; less
    /// than 0 where the formula says too much.
    synchronized Duration beyond(String device) {
        Deque<Duration> known = recent.get(device);
        return known == null
                ? UNKNOWN
                : known.stream().sorted().skip(known.size() / 2).findFirst().orElse(UNKNOWN);
    }

    /// Learns from an operation that has just been started, if it succeeds.
    void measure(String device, Duration formula, Status status) {
        var began = clock.instant();
        var _ =
                status.future()
                        .thenRun(() ->
                                learn(device, formula, Duration.between(began, clock.instant())));
    }

    /// Learns from an operation that has been done.
    synchronized void learn(String device, Duration formula, Duration took) {
        Deque<Duration> known = recent.computeIfAbsent(device, _ -> new ArrayDeque<>());
        known.addLast(took.minus(formula));
        if (known.size() > KEPT) {
            known.removeFirst();
        }
    }
}
