package io.beamdesk.device;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One value of a device: a channel with its last known state.
///
/// Watchers are called on the PV provider's thread after the state changed, and must return quickly.
public final class Signal implements AutoCloseable {
    /// All that is known of the value now.
    ///
    /// @param connected whether the server answers
    /// @param since when it connected or disconnected
    /// @param sample last value; kept after a disconnection so that it can be shown with its age, and
    ///     not to be taken for the present one
    /// @param properties units, limits, labels
    /// @param access rights
    public record State(
            boolean connected,
            Instant since,
            Optional<Sample> sample,
            Properties properties,
            Access access) {
        static final State UNKNOWN =
                new State(
                        false,
                        Instant.EPOCH,
                        Optional.empty(),
                        Properties.NONE,
                        new Access(true, false));

        /// What it shows now, in words: `12.5 mm`, a label, or `nothing` when disconnected.
        public String shown() {
            return live().map(Sample::value).map(this::shown).orElse("nothing");
        }

        private String shown(Value value) {
            return switch (value) {
                case Value.Choice choice -> choice.label();
                case Value.Text(String text) -> text;
                case Value.Floating(double v) -> Quantity.measured(v, properties);
                case Value.Whole(long v) -> Long.toString(v);
                case Value.Bytes _,
                        Value.Shorts _,
                        Value.Ints _,
                        Value.Longs _,
                        Value.Floats _,
                        Value.Doubles _,
                        Value.Texts _ ->
                        "an array";
                case Value.NdArray _ -> "a frame";
            };
        }

        /// The present value, empty when disconnected or not yet told.
        public Optional<Sample> live() {
            return connected ? sample : Optional.empty();
        }

        /// The present value as a number, empty when disconnected, not yet told, or not a number.
        public Optional<Double> number() {
            return live().flatMap(s -> {
                var n = s.value().number();
                return n.isPresent() ? Optional.of(n.getAsDouble()) : Optional.empty();
            });
        }
    }

    private final String device;
    private final Channel channel;
    private final Request request;
    private final List<Consumer<State>> watchers = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private volatile State state = State.UNKNOWN;
    private @Nullable Subscription subscription;

    /// A signal of the device, for messages by its name; the channel is the signal's from now on.
    public Signal(String device, Channel channel) {
        this(device, channel, Request.NATIVE);
    }

    /// The same with values as requested.
    public Signal(String device, Channel channel, Request request) {
        this.device = device;
        this.channel = channel;
        this.request = request;
    }

    /// The process variable.
    public PvName pv() {
        return channel.name();
    }

    /// Where it comes from, as documents say it: `ca://SIM:m1.RBV`.
    public String source() {
        return pv().scheme() + "://" + pv().name();
    }

    /// Subscribes, once.
    public void connect() {
        synchronized (lock) {
            if (subscription == null) {
                subscription = channel.subscribe(request, this::take);
            }
        }
    }

    private void take(PvEvent event) {
        State was = state;
        State now =
                switch (event) {
                    case PvEvent.Connected c ->
                            new State(
                                    true,
                                    Instant.now(),
                                    Optional.empty(),
                                    was.properties(),
                                    c.access());
                    case PvEvent.Disconnected(var since) ->
                            new State(false, since, was.sample(), was.properties(), was.access());
                    case PvEvent.AccessChanged(var access) ->
                            new State(
                                    was.connected(),
                                    was.since(),
                                    was.sample(),
                                    was.properties(),
                                    access);
                    case PvEvent.PropertiesChanged(var properties) ->
                            new State(
                                    was.connected(),
                                    was.since(),
                                    was.sample(),
                                    properties,
                                    was.access());
                    case Sample s ->
                            new State(
                                    was.connected(),
                                    was.since(),
                                    Optional.of(s),
                                    was.properties(),
                                    was.access());
                };
        state = now;
        watchers.forEach(w -> w.accept(now));
    }

    /// All that is known now.
    public State state() {
        return state;
    }

    /// The present value.
    ///
    /// @throws DeviceException.Disconnected if the server does not answer or has not told it yet
    public Sample sample() {
        State now = state;
        return now.live().orElseThrow(() -> disconnected(now));
    }

    /// The present value as a number; for a choice its index.
    ///
    /// @throws DeviceException.Disconnected if the server does not answer
    /// @throws DeviceException if it is not a number
    public double number() {
        Sample now = sample();
        return now.value()
                .number()
                .orElseThrow(() ->
                        new DeviceException(
                                device,
                                device
                                        + ": "
                                        + pv()
                                        + " holds "
                                        + now.value()
                                        + " where a number belongs; check the PV's name in the beamline file"));
    }

    /// The present value as a number, refused where its alarm says that it cannot be trusted.
    ///
    /// @throws DeviceException if it is disconnected, not a number, or in INVALID alarm
    public double trusted() {
        Sample now = sample();
        if (now.alarm().severity() == Severity.INVALID) {
            throw new DeviceException(
                    device,
                    device
                            + ": "
                            + pv()
                            + " is INVALID ("
                            + now.alarm().status()
                            + "), its value cannot be trusted; check the device and its IOC");
        }
        return number();
    }

    /// Completes with the first state, beginning with the present one, that meets the condition.
    public CompletableFuture<State> until(Predicate<State> condition) {
        CompletableFuture<State> met = new CompletableFuture<>();
        Subscription watch =
                watch(now -> {
                    if (condition.test(now)) {
                        met.complete(now);
                    }
                });
        var _ = met.whenComplete((_, _) -> watch.close());
        return met;
    }

    /// Calls the watcher with the present state and after each change, until closed.
    public Subscription watch(Consumer<State> watcher) {
        watchers.add(watcher);
        watcher.accept(state);
        return () -> watchers.remove(watcher);
    }

    /// A stream of its own with the values as requested, until closed; see [Channel#subscribe].
    public Subscription subscribe(Request as, Consumer<PvEvent> consumer) {
        return channel.subscribe(as, consumer);
    }

    /// Writes with completion; see [Channel#put].
    public CompletableFuture<Void> put(Value value) {
        return channel.put(value);
    }

    /// Writes without waiting; see [Channel#send].
    public CompletableFuture<Void> send(Value value) {
        return channel.send(value);
    }

    /// Reads from the server, not from the last event.
    public CompletableFuture<Sample> get() {
        return get(request);
    }

    /// The same with the value as requested, where the type is known only when it is read.
    public CompletableFuture<Sample> get(Request as) {
        return channel.get(as);
    }

    /// The error to report while the server does not answer.
    public DeviceException.Disconnected disconnected(State now) {
        return new DeviceException.Disconnected(
                device,
                device
                        + ": "
                        + pv()
                        + " is not connected"
                        + (now.since().equals(Instant.EPOCH) ? "" : " since " + now.since())
                        + "; check its IOC and network, it comes back by itself");
    }

    /// What a failed read or write means for the device.
    public DeviceException refused(String action, Throwable cause) {
        Throwable root =
                cause instanceof java.util.concurrent.CompletionException c && c.getCause() != null
                        ? c.getCause()
                        : cause;
        return switch (root) {
            case PvException.NotConnected _ -> disconnected(state);
            case PvException.NoAnswer n ->
                    new DeviceException.Disconnected(
                            device, device + ": " + action + " failed, " + n.getMessage());
            case DeviceException d -> d;
            default ->
                    new DeviceException.Refused(
                            device, device + ": " + action + " failed, " + root.getMessage(), root);
        };
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (subscription != null) {
                subscription.close();
            }
        }
        channel.close();
    }
}
