package io.beamdesk.sim.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A world whose time passes when the test says so.
public final class FakeWorld implements World {
    private record Waiting(Instant at, long order, Runnable action) {}

    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(
                    Comparator.comparing(Waiting::at).thenComparingLong(Waiting::order));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long orders;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Ticket after(Duration delay, Runnable action) {
        Waiting added = new Waiting(now.plus(delay), orders++, action);
        waiting.add(added);
        return () -> waiting.remove(added);
    }

    @Override
    public void compute(Runnable work) {
        work.run();
    }

    @Override
    public <T extends @Nullable Object> T holding(Supplier<T> action) {
        return action.get();
    }

    /// Lets time pass, and runs what becomes due.
    public void pass(Duration time) {
        Instant end = now.plus(time);
        Waiting next = waiting.peek();
        while (next != null && !next.at().isAfter(end)) {
            waiting.remove();
            now = next.at();
            next.action().run();
            next = waiting.peek();
        }
        now = end;
    }

    public void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }
}
