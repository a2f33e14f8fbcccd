package io.beamdesk.device.epics;

import io.beamdesk.device.Status;
import io.beamdesk.device.epics.ChangerOrder.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/// How long the commands of a sample changer take: the median of the last ones that succeeded.
final class ChangerTimes {
    private static final int KEPT = 9;

    private final InstantSource clock;
    private final Duration first;
    private final Map<Verb, Deque<Duration>> took = new EnumMap<>(Verb.class);

    /// @param first what is assumed of a command that was not done yet
    ChangerTimes(InstantSource clock, Duration first) {
        this.clock = clock;
        this.first = first;
    }

    synchronized Duration of(Verb verb) {
        Deque<Duration> known = took.get(verb);
        return known == null
                ? first
                : known.stream().sorted().skip(known.size() / 2).findFirst().orElse(first);
    }

    void measure(Verb verb, Status status) {
        Instant began = clock.instant();
        var _ =
                status.future()
                        .thenRun(() -> learn(verb, Duration.between(began, clock.instant())));
    }

    private synchronized void learn(Verb verb, Duration time) {
        Deque<Duration> known = took.computeIfAbsent(verb, _ -> new ArrayDeque<>());
        known.addLast(time);
        if (known.size() > KEPT) {
            known.removeFirst();
        }
    }
}
