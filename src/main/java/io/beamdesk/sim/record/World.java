package io.beamdesk.sim.record;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One world, one clock: everything that the simulation changes, it changes while holding this.
public interface World {
    /// The present time; never runs backwards.
    Instant now();

    /// Runs an action later, with the world held.
    Ticket after(Duration delay, Runnable action);

    /// Runs long work without holding the world, in the order of the calls.
    void compute(Runnable work);

    /// Takes hold of the world, waiting for whoever holds it.
    <T extends @Nullable Object> T holding(Supplier<T> action);

    /// Takes hold of the world, waiting for whoever holds it.
    default void hold(Runnable action) {
        holding(() -> {
            action.run();
            return true;
        });
    }

    /// An action that waits for its time.
    @FunctionalInterface
    interface Ticket {
        /// Does nothing.
        Ticket NONE = () -> {};

        /// The action will not run, unless it is running already.
        void cancel();
    }
}
