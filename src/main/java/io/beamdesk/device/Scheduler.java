package io.beamdesk.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The clock, and the only way to do something later. Tests advance one of their own.
public interface Scheduler extends InstantSource, AutoCloseable {
    /// A moment that goes on evenly when the clock is set, for durations and deadlines; as a date it means
    /// nothing.
    default Instant steady() {
        return instant();
    }

    /// Runs the task once after the delay, on a thread of the scheduler's; the task must be short.
    Cancellable after(Duration delay, Runnable task);

    @Override
    void close();

    /// Something that can be called off; calling off what has run does nothing.
    interface Cancellable {
        /// Calls it off.
        void cancel();
    }

    /// A timer would keep a failure to itself.
    private static void reported(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }

    /// The machine's clock, with one daemon thread.
    static Scheduler system() {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("scheduler").factory());
        return new Scheduler() {
            @Override
            public Instant instant() {
                return Instant.now();
            }

            @Override
            public Instant steady() {
                return Instant.EPOCH.plusNanos(System.nanoTime());
            }

            @Override
            public Cancellable after(Duration delay, Runnable task) {
                Future<?> planned =
                        timer.schedule(() -> reported(task), delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> planned.cancel(false);
            }

            @Override
            public void close() {
                timer.shutdownNow();
            }
        };
    }
}
