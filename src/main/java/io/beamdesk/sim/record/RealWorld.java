package io.beamdesk.sim.record;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The world on the computer's clock, with one daemon thread for the time and one for long work.
public final class RealWorld implements World, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealWorld.class);

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledThreadPoolExecutor timeline;
    private final ExecutorService computing;

    /// Starts the clock.
    public RealWorld() {
        timeline = new ScheduledThreadPoolExecutor(1, daemon("sim-time"));
        timeline.setRemoveOnCancelPolicy(true);
        computing = Executors.newSingleThreadExecutor(daemon("sim-images"));
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }

    @Override
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public Ticket after(Duration delay, Runnable action) {
        try {
            Future<?> waiting =
                    timeline.schedule(
                            () -> logged(() -> hold(action)),
                            delay.toNanos(),
                            TimeUnit.NANOSECONDS);
            return () -> waiting.cancel(false);
        } catch (RejectedExecutionException closed) {
            LOG.trace("the world has ended", closed);
            return Ticket.NONE;
        }
    }

    @Override
    public void compute(Runnable work) {
        try {
            computing.execute(() -> logged(work));
        } catch (RejectedExecutionException closed) {
            LOG.trace("the world has ended", closed);
        }
    }

    /// One record's mistake must not stop the clock of all others.
    private static void logged(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("A part of the simulated beamline failed.", e);
        }
    }

    @Override
    public <T extends @Nullable Object> T holding(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        timeline.shutdownNow();
        computing.shutdownNow();
    }
}
