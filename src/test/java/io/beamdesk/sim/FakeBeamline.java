package io.beamdesk.sim;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.PvProvider;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.cas.NativeType;
import io.beamdesk.sim.cas.ServedPv;
import io.beamdesk.sim.cas.Snapshot;
import io.beamdesk.sim.record.Client;
import io.beamdesk.sim.record.FakeWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The simulated beamline on fake time as a provider of channels, all on the test's thread; its IOC
/// can go away and come back.
public final class FakeBeamline implements PvProvider {
    private final FakeWorld world = new FakeWorld();
    private final Client client;
    private final List<Tap> taps = new ArrayList<>();

    /// Failed when the IOC goes away, unless they have been answered.
    private final List<CompletableFuture<Void>> pending = new ArrayList<>();

    private boolean away;

    /// @param prefix what every name begins with
    public FakeBeamline(String prefix) {
        client = new Client(Hall.build(world, prefix, 5));
    }

    /// Lets the beamline's time pass.
    public void pass(Duration time) {
        world.pass(time);
    }

    /// What the record shows, whoever is connected.
    public String read(String name) {
        return client.text(name);
    }

    /// Writes as another client would.
    public void write(String name, String value) {
        try {
            client.put(name, value);
        } catch (ServedPv.RefusedWrite refused) {
            throw new AssertionError(refused);
        }
    }

    /// Nobody answers any more; what was written and not answered fails.
    public void goAway() {
        away = true;
        List.copyOf(taps)
                .forEach(tap -> tap.consumer.accept(new PvEvent.Disconnected(world.now())));
        List<CompletableFuture<Void>> unanswered = List.copyOf(pending);
        pending.clear();
        unanswered.forEach(
                put -> put.completeExceptionally(new PvException.NotConnected("it", "written")));
    }

    /// It answers again.
    public void comeBack() {
        away = false;
        List.copyOf(taps).forEach(Tap::begin);
    }

    @Override
    public String scheme() {
        return "ca";
    }

    @Override
    public Channel open(PvName name) {
        return new Link(name, client.pv(name.name()));
    }

    @Override
    public void close() {
        taps.clear();
    }

    private static Sample sample(ServedPv pv, Snapshot now) {
        List<String> labels = now.properties().labels();
        Value value =
                switch (pv.type()) {
                    case ENUM -> new Value.Choice(now.value().integer(0), labels);
                    case STRING ->
                            pv.capacity() > 1
                                    ? new Value.Texts(((Elements.Texts) now.value()).values())
                                    : new Value.Text(now.value().text(0, now.properties()));
                    case DOUBLE, FLOAT -> new Value.Floating(now.value().number(0));
                    case LONG, SHORT, CHAR -> new Value.Whole(now.value().integer(0));
                };
        Severity severity = List.of(Severity.values()).get(now.alarm().severity());
        return new Sample(value, new Alarm(severity, "status " + now.alarm().status()), now.time());
    }

    private final class Tap {
        private final ServedPv pv;
        private final Consumer<PvEvent> consumer;
        private ServedPv.Cancellation cancellation = () -> {};

        Tap(ServedPv pv, Consumer<PvEvent> consumer) {
            this.pv = pv;
            this.consumer = consumer;
        }

        void begin() {
            cancellation.cancel();
            ElementType type =
                    pv.type() == NativeType.STRING ? ElementType.TEXT : ElementType.FLOAT64;
            consumer.accept(
                    new PvEvent.Connected(
                            "test", type, pv.capacity(), new Access(true, pv.writable())));
            consumer.accept(
                    new PvEvent.PropertiesChanged(
                            new Properties(
                                    "",
                                    0,
                                    Range.NONE,
                                    Range.NONE,
                                    Range.NONE,
                                    Range.NONE,
                                    pv.snapshot().properties().labels())));
            cancellation =
                    pv.subscribe(
                            ServedPv.VALUE | ServedPv.ALARM,
                            now -> {
                                if (!away) {
                                    consumer.accept(sample(pv, now));
                                }
                            });
        }
    }

    private final class Link implements Channel {
        private final PvName name;
        private final ServedPv pv;

        Link(PvName name, ServedPv pv) {
            this.name = name;
            this.pv = pv;
        }

        @Override
        public PvName name() {
            return name;
        }

        @Override
        public Subscription subscribe(Request request, Consumer<PvEvent> consumer) {
            Tap tap = new Tap(pv, consumer);
            taps.add(tap);
            if (away) {
                consumer.accept(new PvEvent.Disconnected(world.now()));
            } else {
                tap.begin();
            }
            return () -> {
                taps.remove(tap);
                tap.cancellation.cancel();
            };
        }

        @Override
        public CompletableFuture<Sample> get(Request request) {
            return away
                    ? CompletableFuture.failedFuture(
                            new PvException.NotConnected(name.toString(), "read"))
                    : CompletableFuture.completedFuture(sample(pv, pv.snapshot()));
        }

        @Override
        public CompletableFuture<Void> put(Value value) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            pending.add(done);
            write(value, done, _ -> done.complete(null));
            return done;
        }

        @Override
        public CompletableFuture<Void> send(Value value) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            write(value, done, null);
            done.complete(null);
            return done;
        }

        private void write(
                Value value,
                CompletableFuture<Void> done,
                @org.jspecify.annotations.Nullable Consumer<Boolean> completion) {
            Elements elements =
                    value instanceof Value.Text(String text)
                            ? Elements.of(text)
                            : Elements.of(value.number().orElseThrow());
            try {
                if (away) {
                    throw new PvException.NotConnected(name.toString(), "written");
                }
                pv.put(elements, completion);
            } catch (ServedPv.RefusedWrite refused) {
                done.completeExceptionally(
                        new PvException.Refused(
                                name.toString(), String.valueOf(refused.getMessage())));
            } catch (PvException failed) {
                done.completeExceptionally(failed);
            }
        }

        @Override
        public void close() {}
    }
}
