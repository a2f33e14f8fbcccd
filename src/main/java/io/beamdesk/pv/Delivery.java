package io.beamdesk.pv;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of events to one consumer, which providers share. An event starts only by taking the state
/// from `IDLE` to `DELIVERING`, which [#close] rules out for good without waiting for a delivery under
/// way. A consumer that throws is logged and told to the thread's handler of uncaught exceptions; it
/// gets the next event all the same.
public final class Delivery implements Subscription {
    private enum State {
        IDLE,
        DELIVERING,
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final PvName name;
    private final Consumer<PvEvent> consumer;
    private final Consumer<Delivery> closed;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    /// @param name of the PV, for messages
    /// @param closed called when the consumer has closed it
    public Delivery(PvName name, Consumer<PvEvent> consumer, Consumer<Delivery> closed) {
        this.name = name;
        this.consumer = consumer;
        this.closed = closed;
    }

    /// Whether no event will come any more.
    public boolean isClosed() {
        return state.get() == State.CLOSED;
    }

    /// Gives the event to the consumer unless closed; from one thread at a time.
    public void deliver(PvEvent event) {
        if (!state.compareAndSet(State.IDLE, State.DELIVERING)) {
            return;
        }
        try {
            consumer.accept(event);
        } catch (RuntimeException | Error failure) {
            LOG.warn("A consumer of {} failed: {}", name, failure.toString());
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } finally {
            state.compareAndSet(State.DELIVERING, State.IDLE);
        }
    }

    /// Rules out further events, as its channel is closed.
    public void end() {
        state.set(State.CLOSED);
    }

    @Override
    public void close() {
        end();
        closed.accept(this);
    }
}
