package io.beamdesk.pv.pva;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.Delivery;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.epics.pva.client.ClientChannelState;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVAStructure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A channel whose whole state belongs to the provider's loop: the public methods and core-pva's
/// callbacks only post to it.
///
/// After the connection comes the type, after it the properties, and only then values and waiting
/// reads and writes: labels are needed to understand a choice. All subscriptions share one monitor.
final class PvaChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(PvaProvider.class);
    private static final String EVERYTHING = "";

    private final PvaProvider provider;
    private final PvName name;
    private final List<Delivery> subscriptions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    // The loop's thread only, from here on.
    private final PvaExchange exchange;
    private @Nullable PVAChannel pva;
    private PvEvent.@Nullable Connected connection;
    private @Nullable AutoCloseable monitor;
    private @Nullable Sample latest;
    private Properties properties = Properties.NONE;
    private Instant since = Instant.now();

    /// Counts connections; what belongs to an older one is dropped.
    private int epoch;

    PvaChannel(PvaProvider provider, PvName name) {
        this.provider = provider;
        this.name = name;
        this.exchange =
                new PvaExchange(name, this::answer, this::describe, () -> properties.labels());
    }

    @Override
    public PvName name() {
        return name;
    }

    // ---- what others ask for

    @Override
    public Subscription subscribe(Request request, Consumer<PvEvent> consumer) {
        Delivery subscription = new Delivery(name, consumer, this::ended);
        post(() -> {
            if (closed || subscription.isClosed()) {
                return;
            }
            subscriptions.add(subscription);
            if (connection == null) {
                subscription.deliver(new PvEvent.Disconnected(since));
                return;
            }
            subscription.deliver(connection);
            subscription.deliver(new PvEvent.PropertiesChanged(properties));
            if (latest != null) {
                subscription.deliver(latest);
            }
            watch();
        });
        return subscription;
    }

    @Override
    public CompletableFuture<Sample> get(Request request) {
        CompletableFuture<Sample> answer = new CompletableFuture<>();
        ask(new PvaOperation.Get(answer), true);
        return answer;
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
        CompletableFuture<Void> done = new CompletableFuture<>();
        // Only the wait for a connection is limited; what the record then does may take hours.
        ask(new PvaOperation.Put(value, awaited, done), false);
        return done;
    }

    private void ask(PvaOperation operation, boolean limitedWhileRunning) {
        Future<?> limit =
                provider.after(provider.answerTime(), () -> expire(operation, limitedWhileRunning));
        var _ = operation.future().whenComplete((_, _) -> limit.cancel(false));
        boolean accepted = !closed && provider.loop().offer(() -> exchange.ask(operation));
        if (!accepted) {
            operation.fail(exchange.notConnected(operation));
        }
    }

    private void expire(PvaOperation operation, boolean evenRunning) {
        if (exchange.giveUp(operation, evenRunning)) {
            operation.fail(
                    connection == null
                            ? exchange.notConnected(operation)
                            : new PvException.NoAnswer(
                                    name.toString(), operation.action(), provider.answerTime()));
        }
    }

    private void ended(Delivery subscription) {
        post(() -> {
            subscriptions.remove(subscription);
            if (subscriptions.isEmpty()) {
                unwatch();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(Delivery::end);
        post(this::dispose);
    }

    private void post(Runnable body) {
        provider.loop().execute(body);
    }

    // ---- life, on the loop's thread

    void begin() {
        if (closed) {
            return;
        }
        try {
            PVAClient client = provider.register(this);
            if (client != null) {
                pva = client.getChannel(name.name(), this::stateChanged, this::accessChanged);
            }
        } catch (Exception e) {
            LOG.error("{} cannot be searched for: {}", name, e.getMessage(), e);
        }
    }

    void dispose() {
        closed = true;
        subscriptions.forEach(Delivery::end);
        subscriptions.clear();
        unwatch();
        exchange.end();
        connection = null;
        epoch++;
        provider.forget(this);
        if (pva != null) {
            pva.close();
            pva = null;
        }
    }

    // ---- what core-pva tells, on its threads

    private void stateChanged(PVAChannel source, ClientChannelState state) {
        if (state == ClientChannelState.CONNECTED) {
            String server = String.valueOf(source.getRemoteAddress());
            post(() -> found(server));
        } else {
            post(this::lost);
        }
    }

    private void accessChanged(PVAChannel source, boolean writable) {
        post(() -> {
            if (connection != null && connection.access().writable() != writable) {
                Access access = new Access(true, writable);
                connection =
                        new PvEvent.Connected(
                                connection.server(), connection.type(), connection.count(), access);
                exchange.told(connection);
                tell(new PvEvent.AccessChanged(access));
            }
        });
    }

    // ---- connection, on the loop's thread

    private void found(String server) {
        PVAChannel network = pva;
        if (closed || network == null) {
            return;
        }
        epoch++;
        answer(
                network.info(EVERYTHING),
                (type, problem) -> {
                    if (type != null && Structures.isFrame(type)) {
                        // A frame has no units or limits, and reading one only to learn that is
                        // dear.
                        connected(server, type, Properties.NONE);
                    } else if (type != null) {
                        answer(
                                network.read(EVERYTHING),
                                (all, failure) -> {
                                    if (all != null) {
                                        connected(server, all, Structures.properties(all));
                                    } else {
                                        LOG.warn(
                                                "{} does not answer: {}",
                                                name,
                                                PvaExchange.reason(failure));
                                    }
                                });
                    } else {
                        LOG.warn(
                                "{} does not tell its type: {}", name, PvaExchange.reason(problem));
                    }
                });
    }

    /// Takes an answer on the loop's thread, unless the connection is another one by then.
    private <T> void answer(
            CompletableFuture<T> asked, BiConsumer<@Nullable T, @Nullable Throwable> taken) {
        int of = epoch;
        var _ =
                asked.whenComplete((result, failure) ->
                        post(() -> {
                            if (of == epoch && !closed) {
                                taken.accept(result, failure);
                            }
                        }));
    }

    private void connected(String server, PVAStructure told, Properties known) {
        ElementType type = Structures.type(told);
        boolean writable = pva != null && pva.isWritable() && Structures.isWritable(told);
        PvEvent.Connected event =
                new PvEvent.Connected(
                        server, type, Structures.maxCount(told), new Access(true, writable));
        connection = event;
        properties = known;
        tell(event);
        tell(new PvEvent.PropertiesChanged(known));
        watch();
        if (pva != null) {
            exchange.connected(new PvaExchange.Circuit(pva, event, told));
        }
    }

    private void lost() {
        epoch++;
        monitor = null;
        latest = null;
        if (closed || connection == null) {
            return;
        }
        connection = null;
        since = Instant.now();
        exchange.disconnected();
        tell(new PvEvent.Disconnected(since));
    }

    private void tell(PvEvent event) {
        for (Delivery subscription : subscriptions) {
            subscription.deliver(event);
        }
    }

    // ---- values, on the loop's thread

    private void watch() {
        if (pva == null || monitor != null || connection == null || subscriptions.isEmpty()) {
            return;
        }
        int of = epoch;
        try {
            monitor =
                    pva.subscribe(
                            EVERYTHING,
                            (_, _, _, data) -> {
                                // No data: the server ended the monitor, which its channel tells.
                                if (data != null) {
                                    arrived(of, data);
                                }
                            });
        } catch (Exception e) {
            // The connection went meanwhile, which is told by its own event.
            LOG.debug("Subscribing to {}", name, e);
        }
    }

    private void unwatch() {
        if (monitor != null) {
            try {
                monitor.close();
            } catch (Exception e) {
                LOG.debug("Ending a subscription to {}", name, e);
            }
            monitor = null;
            latest = null;
        }
    }

    /// On core-pva's thread, which owns the structure and waits here if the consumers are slow.
    private void arrived(int of, PVAStructure data) {
        Sample sample = Structures.sample(data);
        Properties told = Structures.isFrame(data) ? Properties.NONE : Structures.properties(data);
        provider.loop()
                .executeWeighed(
                        () -> {
                            if (of == epoch && connection != null) {
                                deliver(sample, told);
                            }
                        },
                        8L * sample.value().count());
    }

    private void deliver(Sample sample, Properties told) {
        describe(told);
        latest = sample;
        tell(sample);
    }

    private void describe(Properties told) {
        if (!told.equals(properties)) {
            properties = told;
            tell(new PvEvent.PropertiesChanged(told));
        }
    }
}
