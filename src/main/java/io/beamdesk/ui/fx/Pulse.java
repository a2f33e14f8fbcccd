package io.beamdesk.ui.fx;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Carries the latest values from any thread to the JavaFX thread, all of them in one go.
///
/// Each value has a slot. However often a slot is offered something, only the latest is delivered,
/// and however many slots hold something new, only one task waits for the JavaFX thread. Between
/// two deliveries at least one period passes, which is what bounds the cost of drawing.
public final class Pulse {
    /// Runs a task on the JavaFX thread after a delay.
    public interface Delay {
        /// Returns at once; the task runs later.
        void run(Duration delay, Runnable task);
    }

    private final Executor fxThread;
    private final Delay delay;
    private final LongSupplier nanoTime;
    private final Queue<Slot<?>> dirty = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean armed = new AtomicBoolean();
    private volatile Duration period;
    private volatile long lastDelivery;

    /// @param fxThread runs a task on the JavaFX thread
    /// @param delay runs a task after a while, on any thread
    /// @param nanoTime a clock in nanoseconds
    /// @param period shortest time between two deliveries
    public Pulse(Executor fxThread, Delay delay, LongSupplier nanoTime, Duration period) {
        this.fxThread = fxThread;
        this.delay = delay;
        this.nanoTime = nanoTime;
        this.period = period;
        this.lastDelivery = nanoTime.getAsLong() - period.toNanos();
    }

    /// Changes the shortest time between two deliveries, as low bandwidth asks for.
    public void setPeriod(Duration period) {
        this.period = period;
    }

    /// The shortest time between two deliveries.
    public Duration period() {
        return period;
    }

    /// Makes a slot whose values are given to the consumer on the JavaFX thread.
    public <T> Slot<T> slot(Consumer<T> consumer) {
        return new Slot<>(this, consumer);
    }

    private void arm() {
        if (armed.compareAndSet(false, true)) {
            long wait = lastDelivery + period.toNanos() - nanoTime.getAsLong();
            if (wait <= 0) {
                fxThread.execute(this::deliver);
            } else {
                delay.run(Duration.ofNanos(wait), () -> fxThread.execute(this::deliver));
            }
        }
    }

    private void deliver() {
        lastDelivery = nanoTime.getAsLong();
        // Disarmed before the queue is emptied: a slot filled meanwhile arms the next delivery.
        armed.set(false);
        for (int left = dirty.size(); left > 0; left--) {
            Slot<?> slot = dirty.poll();
            if (slot == null) {
                break;
            }
            try {
                slot.deliver();
            } catch (RuntimeException | Error failure) {
                // The values behind it are delivered all the same.
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
            }
        }
        if (!dirty.isEmpty()) {
            arm();
        }
    }

    /// Place of one value on its way.
    ///
    /// @param <T> type of the value, never null
    public static final class Slot<T> implements AutoCloseable {
        private final Pulse pulse;
        private final Consumer<T> consumer;
        private final AtomicReference<@Nullable T> latest = new AtomicReference<>();
        private volatile boolean paused;
        private volatile boolean closed;

        private Slot(Pulse pulse, Consumer<T> consumer) {
            this.pulse = pulse;
            this.consumer = consumer;
        }

        /// Replaces what is on its way; may be called from any thread, never blocks.
        public void offer(T value) {
            // Only the offer that fills an empty slot queues it; later ones replace its content.
            if (latest.getAndSet(value) == null && !paused) {
                queue();
            }
        }

        /// Holds deliveries back while nobody sees them; the latest value is kept.
        public void pause() {
            paused = true;
        }

        /// Delivers again, beginning with what came meanwhile.
        public void resume() {
            if (paused) {
                paused = false;
                if (latest.get() != null) {
                    queue();
                }
            }
        }

        /// Ends deliveries for good.
        @Override
        public void close() {
            closed = true;
            latest.set(null);
        }

        private void queue() {
            pulse.dirty.add(this);
            pulse.arm();
        }

        private void deliver() {
            if (paused || closed) {
                return;
            }
            T value = latest.getAndSet(null);
            if (value != null) {
                consumer.accept(value);
            }
        }
    }
}
