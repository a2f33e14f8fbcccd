package io.beamdesk.pv.pva;

import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One consumer of a channel. An event starts only by taking the state from `IDLE` to `DELIVERING`,
/// which `close` rules out for good without waiting for a delivery under way.
final class PvaSubscription implements Subscription {
    private enum State {
        IDLE,
        DELIVERING,
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(PvaProvider.class);

    private final PvaChannel channel;
    private final Consumer<PvEvent> consumer;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    PvaSubscription(PvaChannel channel, Consumer<PvEvent> consumer) {
        this.channel = channel;
        this.consumer = consumer;
    }

    boolean isClosed() {
        return state.get() == State.CLOSED;
    }

    /// Gives the event to the consumer unless closed; the loop's thread only.
    void deliver(PvEvent event) {
        if (!state.compareAndSet(State.IDLE, State.DELIVERING)) {
            return;
        }
        try {
            consumer.accept(event);
        } catch (RuntimeException | Error failure) {
            LOG.warn("A consumer of {} failed: {}", channel.name(), failure.toString());
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } finally {
            state.compareAndSet(State.DELIVERING, State.IDLE);
        }
    }

    /// Rules out further events.
    void end() {
        state.set(State.CLOSED);
    }

    @Override
    public void close() {
        end();
        channel.ended(this);
    }
}
