package io.beamdesk.ui.fx;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A process variable that does what a test tells it.
public final class ScriptedPv implements Channel {
    /// What was written to it, in order.
    public final List<Value> sent = new CopyOnWriteArrayList<>();

    private final PvName name;
    private final List<Consumer<PvEvent>> consumers = new CopyOnWriteArrayList<>();
    private volatile PvState state = PvState.unknown(Instant.EPOCH);
    private volatile boolean closed;

    public ScriptedPv(String name) {
        this.name = PvName.of(name);
    }

    /// Connects with units, decimals and limits.
    public ScriptedPv connect(String units, int precision, Range limits, boolean writable) {
        emit(
                new PvEvent.Connected(
                        "sim-ioc1:5064", ElementType.FLOAT64, 1, new Access(true, writable)));
        emit(
                new PvEvent.PropertiesChanged(
                        new Properties(
                                units,
                                precision,
                                limits,
                                limits,
                                Range.NONE,
                                Range.NONE,
                                List.of())));
        return this;
    }

    public ScriptedPv value(double value, Alarm alarm) {
        emit(new Sample(new Value.Floating(value), alarm, Instant.now()));
        return this;
    }

    public ScriptedPv value(double value) {
        return value(value, Alarm.NONE);
    }

    public void emit(PvEvent event) {
        state = state.after(event, Instant.now());
        consumers.forEach(consumer -> consumer.accept(event));
    }

    public boolean isClosed() {
        return closed;
    }

    public int subscribers() {
        return consumers.size();
    }

    @Override
    public PvName name() {
        return name;
    }

    @Override
    public Subscription subscribe(Request request, Consumer<PvEvent> consumer) {
        PvState now = state;
        if (now.connected()) {
            consumer.accept(
                    new PvEvent.Connected(now.server(), ElementType.FLOAT64, 1, now.access()));
            consumer.accept(new PvEvent.PropertiesChanged(now.properties()));
            if (now.sample() != null) {
                consumer.accept(now.sample());
            }
        } else {
            consumer.accept(new PvEvent.Disconnected(now.since()));
        }
        consumers.add(consumer);
        return () -> consumers.remove(consumer);
    }

    @Override
    public CompletableFuture<Sample> get(Request request) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("get"));
    }

    @Override
    public CompletableFuture<Void> put(Value value) {
        return send(value);
    }

    @Override
    public CompletableFuture<Void> send(Value value) {
        sent.add(value);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        closed = true;
    }
}
