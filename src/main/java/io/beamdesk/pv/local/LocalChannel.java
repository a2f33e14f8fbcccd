package io.beamdesk.pv.local;

import io.beamdesk.pv.Channel;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// A client's view of a variable in this process.
final class LocalChannel implements Channel {
    private final LocalPv pv;
    private final PvName name;
    private final List<Tap> taps = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    LocalChannel(LocalPv pv, PvName name) {
        this.pv = pv;
        this.name = name;
    }

    @Override
    public PvName name() {
        return name;
    }

    @Override
    public Subscription subscribe(Request request, Consumer<PvEvent> consumer) {
        Tap tap = new Tap(request, consumer);
        if (!closed) {
            taps.add(tap);
            pv.attach(tap);
        }
        return tap;
    }

    @Override
    public CompletableFuture<Sample> get(Request request) {
        return closed
                ? CompletableFuture.failedFuture(
                        new PvException.NotConnected(name.toString(), "read"))
                : pv.read().thenApply(sample -> asked(request, sample));
    }

    @Override
    public CompletableFuture<Void> put(Value value) {
        return write(value, true);
    }

    @Override
    public CompletableFuture<Void> send(Value value) {
        return write(value, false);
    }

    private CompletableFuture<Void> write(Value value, boolean awaited) {
        return closed
                ? CompletableFuture.failedFuture(
                        new PvException.NotConnected(name.toString(), "written"))
                : pv.write(value, awaited);
    }

    @Override
    public void close() {
        closed = true;
        taps.forEach(Tap::close);
    }

    private Sample asked(Request request, Sample sample) {
        Optional<ElementType> type =
                request.type().isEmpty() && name.name().endsWith("$")
                        ? Optional.of(ElementType.TEXT)
                        : request.type();
        return type.map(t ->
                        new Sample(
                                LocalPv.converted(sample.value(), t),
                                sample.alarm(),
                                sample.timestamp()))
                .orElse(sample);
    }

    /// One consumer; an event starts only by taking the state from `IDLE` to `DELIVERING`.
    final class Tap implements Subscription {
        private enum State {
            IDLE,
            DELIVERING,
            CLOSED
        }

        private final Request request;
        private final Consumer<PvEvent> consumer;
        private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

        Tap(Request request, Consumer<PvEvent> consumer) {
            this.request = request;
            this.consumer = consumer;
        }

        void deliver(PvEvent event) {
            if (!state.compareAndSet(State.IDLE, State.DELIVERING)) {
                return;
            }
            try {
                consumer.accept(event instanceof Sample sample ? asked(request, sample) : event);
            } finally {
                state.compareAndSet(State.DELIVERING, State.IDLE);
            }
        }

        @Override
        public void close() {
            state.set(State.CLOSED);
            taps.remove(this);
            pv.detach(this);
        }
    }
}
