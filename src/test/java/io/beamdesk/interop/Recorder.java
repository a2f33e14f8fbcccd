package io.beamdesk.interop;

import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Keeps what a subscription delivers, and waits for what it is to deliver.
public final class Recorder implements Consumer<PvEvent> {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final List<PvEvent> events = new ArrayList<>();

    @Override
    public synchronized void accept(PvEvent event) {
        events.add(event);
        notifyAll();
    }

    /// All so far.
    public synchronized List<PvEvent> events() {
        return List.copyOf(events);
    }

    /// Forgets what came so far.
    public synchronized void clear() {
        events.clear();
    }

    /// The first event, seen already or to come, that is of the type and meets the condition.
    ///
    /// @throws AssertionError after ten seconds without it
    public synchronized <T extends PvEvent> T await(Class<T> type, Predicate<T> condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int i = 0; ; i++) {
            while (i >= events.size()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(
                            "no such "
                                    + type.getSimpleName()
                                    + " among "
                                    + events.size()
                                    + " events, the last "
                                    + events.reversed().stream().limit(5).toList());
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
            PvEvent event = events.get(i);
            if (type.isInstance(event) && condition.test(type.cast(event))) {
                return type.cast(event);
            }
        }
    }

    /// The first event of the type.
    public <T extends PvEvent> T await(Class<T> type) {
        return await(type, _ -> true);
    }

    /// The first sample whose value is this number.
    public Sample awaitNumber(double number) {
        return await(Sample.class, s -> s.value().number().orElse(Double.NaN) == number);
    }
}
