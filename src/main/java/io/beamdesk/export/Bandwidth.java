package io.beamdesk.export;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A limit of bytes a second that all connections of an export share.
final class Bandwidth {
    private static final double SECOND = 1e9;

    /// Waits.
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final double nanosPerByte;
    private final LongSupplier nanos;
    private final Pause pause;
    private long free;

    /// @param bytesPerSecond 0 for no limit
    Bandwidth(long bytesPerSecond, LongSupplier nanos, Pause pause) {
        this.nanosPerByte = bytesPerSecond == 0 ? 0 : SECOND / bytesPerSecond;
        this.nanos = nanos;
        this.pause = pause;
        free = nanos.getAsLong();
    }

    /// Returns when so many bytes may be sent.
    void take(int bytes) throws InterruptedException {
        long wait;
        synchronized (this) {
            long now = nanos.getAsLong();
            // Time that nobody used is not saved up.
            free = Math.max(free, now) + (long) (bytes * nanosPerByte);
            wait = free - now;
        }
        if (nanosPerByte > 0 && wait > 0) {
            pause.of(Duration.ofNanos(wait));
        }
    }
}
