package io.beamdesk.pv.ca;

import gov.aps.jca.Monitor;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One consumer of a channel. An event starts only by taking the state from `IDLE` to `DELIVERING`,
/// which `close` rules out for good without waiting for a delivery under way.
final class CaSubscription implements Subscription {
    private enum State {
        IDLE,
        DELIVERING,
        CLOSED
    }

    final Request request;

    /// The server's subscription, while there is one; the loop's thread only.
    @Nullable Monitor monitor;

    private final CaChannel channel;
    private final Consumer<PvEvent> consumer;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    CaSubscription(CaChannel channel, Request request, Consumer<PvEvent> consumer) {
        this.channel = channel;
        this.request = request;
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
            CaChannel.LOG.warn("A consumer of {} failed: {}", channel.name(), failure.toString());
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
