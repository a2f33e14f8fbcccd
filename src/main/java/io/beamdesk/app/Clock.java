package io.beamdesk.app;

import java.time.Duration;

/// Durations as people read them.
public final class Clock {
    private Clock() {}

    /// `3:12`, or `1:03:12`.
    public static String text(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
