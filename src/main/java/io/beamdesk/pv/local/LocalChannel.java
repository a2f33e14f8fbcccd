package io.beamdesk.pv.local;

import io.beamdesk.pv.Channel;
import io.beamdesk.pv.Delivery;
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

    /// One consumer, with what it asks for.
    final class Tap implements Subscription {
        private final Request request;
        private final Delivery delivery;

        Tap(Request request, Consumer<PvEvent> consumer) {
            this.request = request;
            delivery = new Delivery(name, consumer, _ -> gone());
        }

        void deliver(PvEvent event) {
            delivery.deliver(event instanceof Sample sample ? asked(request, sample) : event);
        }

        private void gone() {
            taps.remove(this);
            pv.detach(this);
        }

        @Override
        public void close() {
            delivery.close();
        }
    }
}
