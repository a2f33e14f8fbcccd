package io.beamdesk.ui.align;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How many frames come, and how many were lost on their way.
final class FrameRate {
    private static final Duration WINDOW = Duration.ofSeconds(3);

    private final Deque<Instant> arrivals = new ArrayDeque<>();
    private long last = -1;
    private long lost;

    /// Takes note of a frame.
    ///
    /// @param id its number; a gap means that frames were lost
    void arrived(long id, Instant now) {
        if (last >= 0 && id > last + 1) {
            lost += id - last - 1;
        }
        last = id;
        arrivals.addLast(now);
        forget(now);
    }

    /// Frames that are not asked for are not lost.
    void interrupted() {
        last = -1;
        arrivals.clear();
    }

    /// Frames a second over the last seconds; 0 before the second one.
    double perSecond(Instant now) {
        forget(now);
        if (arrivals.size() < 2) {
            return 0;
        }
        double seconds = Duration.between(arrivals.getFirst(), arrivals.getLast()).toNanos() / 1e9;
        return seconds > 0 ? (arrivals.size() - 1) / seconds : 0;
    }

    /// Frames lost since the camera was first looked at.
    long lost() {
        return lost;
    }

    private void forget(Instant now) {
        while (!arrivals.isEmpty() && arrivals.getFirst().isBefore(now.minus(WINDOW))) {
            arrivals.removeFirst();
        }
    }
}
