package io.beamdesk.device.epics;

import io.beamdesk.device.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// A clock that a test advances; what is planned runs on the test's thread.
public final class FakeScheduler implements Scheduler {
    private record Planned(Instant when, long order, Runnable task) {}

    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(
                    Comparator.comparing(Planned::when).thenComparingLong(Planned::order));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long order;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Cancellable after(Duration delay, Runnable task) {
        Planned next = new Planned(now.plus(delay), order++, task);
        planned.add(next);
        return () -> cancel(next);
    }

    private synchronized void cancel(Planned task) {
        planned.remove(task);
    }

    /// Lets time pass, and runs what is due on the way at its time.
    public void advance(Duration time) {
        Instant end = instant().plus(time);
        for (Planned due = due(end); due != null; due = due(end)) {
            due.task().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized @Nullable Planned due(Instant end) {
        Planned next = planned.peek();
        if (next == null || next.when().isAfter(end)) {
            return null;
        }
        planned.remove();
        now = next.when();
        return next;
    }

    /// How many tasks wait; none when nothing is going on.
    public synchronized int pending() {
        return planned.size();
    }

    @Override
    public void close() {}
}
