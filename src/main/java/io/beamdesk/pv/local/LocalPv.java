package io.beamdesk.pv.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beamdesk.pv.Acceptance;
import io.beamdesk.pv.Access;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The server's side of a variable in this process: sets its value, alarm, properties and rights,
/// takes it off the network and back, and answers writes.
///
/// ```java
/// LocalProvider pvs = new LocalProvider();
/// LocalPv readback = pvs.create("m1.RBV", new Value.Floating(0));
/// LocalPv setpoint = pvs.create("m1.VAL", new Value.Floating(0));
/// setpoint.onWrite(value -> {
///     setpoint.set(value);
///     return motion.start(value);          // completes the put when the motion ends
/// });
/// ```
public final class LocalPv {
    /// What a write does. By default it sets the value and is complete at once.
    @FunctionalInterface
    public interface WriteHook {
        /// Takes a value that the variable accepts, in the variable's own type.
        ///
        /// @return completes the client's put, with a [PvException] if it is to fail
        /// @throws PvException to refuse the write
        CompletableFuture<Void> written(Value value);
    }

    private record Write(CompletableFuture<Void> done) {}

    private record State(ElementType type, int count, Properties properties, Sample sample) {}

    private final LocalProvider provider;
    private final String name;
    private final List<LocalChannel.Tap> taps = new ArrayList<>();
    private final Set<Write> pending = new LinkedHashSet<>();
    private @Nullable State state;
    private Access access = LocalProvider.FULL;
    private boolean connected;
    private Instant since;
    private WriteHook hook =
            value -> {
                set(value);
                return CompletableFuture.completedFuture(null);
            };

    LocalPv(LocalProvider provider, String name) {
        this.provider = provider;
        this.name = name;
        this.since = provider.clock().instant();
    }

    synchronized void define(Value initial, Properties properties, int maxCount) {
        if (state != null) {
            throw new IllegalArgumentException(name + " is created twice");
        }
        Properties known =
                initial instanceof Value.Choice(int _, var labels) && properties.labels().isEmpty()
                        ? withLabels(properties, labels)
                        : properties;
        ElementType type = typeOf(initial, maxCount);
        state =
                new State(
                        type,
                        maxCount,
                        known,
                        new Sample(
                                Acceptance.fit(name, initial, type, maxCount, known.labels()),
                                Alarm.NONE,
                                provider.clock().instant()));
        reconnect();
    }

    // ---- for the one who serves it

    /// Name without the scheme.
    public String name() {
        return name;
    }

    /// Value, alarm and time stamp as they are.
    public synchronized Sample sample() {
        return known().sample();
    }

    /// Value as it is.
    public Value value() {
        return sample().value();
    }

    /// Sets the value as of now, with the alarm as it is.
    ///
    /// @throws PvException.BadValue if it is not of the variable's type
    public void set(Value value) {
        set(value, sample().alarm());
    }

    /// Sets a floating-point value as of now.
    public void set(double value) {
        set(new Value.Floating(value));
    }

    /// Sets value and alarm as of now.
    public void set(Value value, Alarm alarm) {
        set(value, alarm, provider.clock().instant());
    }

    /// Sets value, alarm and time stamp.
    public synchronized void set(Value value, Alarm alarm, Instant timestamp) {
        State now = known();
        Value held = Acceptance.fit(name, value, now.type, now.count, now.properties.labels());
        Sample sample = new Sample(held, alarm, timestamp);
        state = new State(now.type, now.count, now.properties, sample);
        tell(sample);
    }

    /// Raises, changes or clears the alarm of the value as it is.
    public void setAlarm(Alarm alarm) {
        set(value(), alarm);
    }

    /// Changes units, limits, precision or labels.
    public synchronized void setProperties(Properties properties) {
        State now = known();
        state = new State(now.type, now.count, properties, now.sample);
        tell(new PvEvent.PropertiesChanged(properties));
    }

    /// Grants or takes away rights of all clients.
    public synchronized void setAccess(Access rights) {
        access = rights;
        tell(new PvEvent.AccessChanged(rights));
    }

    /// Says what a write does from now on.
    public synchronized void onWrite(WriteHook answer) {
        hook = answer;
    }

    /// Takes the variable off the network: pending writes fail, consumers see it.
    public void disconnect() {
        List<Write> unanswered;
        synchronized (this) {
            if (!connected) {
                return;
            }
            since = provider.clock().instant();
            tell(new PvEvent.Disconnected(since));
            connected = false;
            unanswered = List.copyOf(pending);
            pending.clear();
        }
        for (Write write : unanswered) {
            provider.later(() -> write.done.completeExceptionally(notConnected("written")));
        }
    }

    /// Brings it back with its value.
    public synchronized void reconnect() {
        if (connected) {
            return;
        }
        connected = true;
        for (LocalChannel.Tap tap : taps) {
            for (PvEvent event : arrival()) {
                provider.later(() -> tap.deliver(event));
            }
        }
    }

    void end() {
        synchronized (this) {
            taps.clear();
        }
        disconnect();
    }

    // ---- for its channels

    synchronized void attach(LocalChannel.Tap tap) {
        taps.add(tap);
        List<PvEvent> first = connected ? arrival() : List.of(new PvEvent.Disconnected(since));
        for (PvEvent event : first) {
            provider.later(() -> tap.deliver(event));
        }
    }

    synchronized void detach(LocalChannel.Tap tap) {
        taps.remove(tap);
    }

    CompletableFuture<Sample> read() {
        CompletableFuture<Sample> answer = new CompletableFuture<>();
        provider.later(() -> {
            try {
                answer.complete(readNow());
            } catch (PvException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private synchronized Sample readNow() {
        if (!connected) {
            throw notConnected("read");
        }
        if (!access.readable()) {
            throw new PvException.Refused(name, "clients may not read it");
        }
        return known().sample();
    }

    CompletableFuture<Void> write(Value value, boolean awaited) {
        Write write = new Write(new CompletableFuture<>());
        provider.later(() -> {
            try {
                Value accepted = accept(value);
                CompletableFuture<Void> completion = hookFor(write).written(accepted);
                if (!awaited) {
                    write.done.complete(null);
                }
                var _ = completion.whenComplete((_, e) -> provider.later(() -> answer(write, e)));
            } catch (PvException e) {
                answer(write, e);
            }
        });
        return write.done;
    }

    private void answer(Write write, @Nullable Throwable failure) {
        synchronized (this) {
            pending.remove(write);
        }
        if (failure == null) {
            write.done.complete(null);
        } else {
            write.done.completeExceptionally(failure);
        }
    }

    private synchronized WriteHook hookFor(Write write) {
        pending.add(write);
        return hook;
    }

    private synchronized Value accept(Value value) {
        if (!connected) {
            throw notConnected("written");
        }
        if (!access.writable()) {
            throw new PvException.Refused(name, "clients may not write it");
        }
        State now = known();
        return Acceptance.fit(name, value, now.type, now.count, now.properties.labels());
    }

    // ---- within

    private List<PvEvent> arrival() {
        State now = known();
        PvEvent connection = new PvEvent.Connected("here", now.type, now.count, access);
        PvEvent properties = new PvEvent.PropertiesChanged(now.properties);
        return access.readable()
                ? List.of(connection, properties, now.sample)
                : List.of(connection, properties);
    }

    private void tell(PvEvent event) {
        if (!connected || (event instanceof Sample && !access.readable())) {
            return;
        }
        for (LocalChannel.Tap tap : taps) {
            provider.later(() -> tap.deliver(event));
        }
    }

    private State known() {
        if (state == null) {
            throw new IllegalStateException(name + " is not created yet");
        }
        return state;
    }

    private PvException notConnected(String action) {
        return new PvException.NotConnected(new PvName("loc", name).toString(), action);
    }

    private static Properties withLabels(Properties p, List<String> labels) {
        return new Properties(
                p.units(), p.precision(), p.display(), p.control(), p.warning(), p.alarm(), labels);
    }

    private static ElementType typeOf(Value value, int maxCount) {
        return switch (value) {
            case Value.Floating _, Value.Doubles _ -> ElementType.FLOAT64;
            case Value.Whole _, Value.Ints _ -> ElementType.INT32;
            case Value.Longs _ -> ElementType.INT64;
            case Value.NdArray _ -> ElementType.FRAME;
            case Value.Choice _ -> ElementType.ENUM;
            case Value.Text _ -> maxCount > 1 ? ElementType.INT8 : ElementType.TEXT;
            case Value.Texts _ -> ElementType.TEXT;
            case Value.Bytes _ -> ElementType.INT8;
            case Value.Shorts _ -> ElementType.INT16;
            case Value.Floats _ -> ElementType.FLOAT32;
        };
    }

    /// The value in the type asked for, as a server would convert it.
    static Value converted(Value value, ElementType type) {
        return switch (type) {
            case TEXT ->
                    switch (value) {
                        case Value.Choice choice -> new Value.Text(choice.label());
                        case Value.Floating(double v) -> new Value.Text(Double.toString(v));
                        case Value.Whole(long v) -> new Value.Text(Long.toString(v));
                        case Value.Bytes(byte[] v) -> new Value.Text(longString(v));
                        case Value.Text _, Value.Texts _ -> value;
                        case Value.Shorts _, Value.Ints _, Value.Floats _, Value.Doubles _ -> value;
                        case Value.Longs _, Value.NdArray _ -> value;
                    };
            case FLOAT32, FLOAT64 ->
                    value.count() == 1 && value.number().isPresent()
                            ? new Value.Floating(value.number().getAsDouble())
                            : value;
            case INT16 ->
                    value instanceof Value.Ints(int[] v) ? new Value.Shorts(shorts(v)) : value;
            case INT8, INT32, INT64, ENUM, FRAME -> value;
        };
    }

    private static short[] shorts(int[] from) {
        short[] to = new short[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = (short) from[i];
        }
        return to;
    }

    private static String longString(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, UTF_8);
    }
}
