package io.beamdesk.app;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Keeps the heap of a process that lives for long at about twice what it needs. The serial collector by
/// itself lets what has become old lie until the heap has its largest size, a quarter of the computer's
/// memory: over a shift that is gigabytes of nothing.
public final class HeapUpkeep {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    /// Bytes up to which nothing is done, so that a start is not made longer.
    private static final long SMALL = 192L << 20;

    private final LongSupplier used;
    private final Runnable collection;
    private long needed;

    /// @param used bytes of the heap in use, what nobody needs any more included
    /// @param collection leaves only what is needed
    HeapUpkeep(LongSupplier used, Runnable collection) {
        this.used = used;
        this.collection = collection;
    }

    /// Begins to look after the heap of this process, for as long as it lives.
    public static void start() {
        Runtime runtime = Runtime.getRuntime();
        HeapUpkeep upkeep =
                new HeapUpkeep(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("heap").factory());
        var _ =
                timer.scheduleWithFixedDelay(
                        upkeep::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        long now = used.getAsLong();
        if (now > SMALL && now > 2 * needed) {
            collection.run();
            needed = used.getAsLong();
        }
    }
}
