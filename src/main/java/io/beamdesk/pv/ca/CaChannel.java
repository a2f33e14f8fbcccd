package io.beamdesk.pv.ca;

import com.cosylab.epics.caj.CAJChannel;
import com.cosylab.epics.caj.impl.CATransport;
import gov.aps.jca.CAException;
import gov.aps.jca.CAStatus;
import gov.aps.jca.Monitor;
import gov.aps.jca.dbr.DBR;
import gov.aps.jca.event.AccessRightsEvent;
import gov.aps.jca.event.AccessRightsListener;
import gov.aps.jca.event.ConnectionEvent;
import gov.aps.jca.event.ConnectionListener;
import gov.aps.jca.event.MonitorEvent;
import io.beamdesk.pv.Access;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Subscription;
import io.beamdesk.pv.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A channel whose whole state belongs to the provider's loop: the public methods and CAJ's
/// callbacks only post to it. Nothing here takes a lock, so nothing here can wait for CAJ's.
///
/// After the connection come the properties, and only then values and waiting reads and writes:
/// labels are needed to understand a choice.
final class CaChannel implements Channel, ConnectionListener, AccessRightsListener {
    static final Logger LOG = LoggerFactory.getLogger(CaProvider.class);

    private final CaProvider provider;
    private final PvName name;
    private final List<CaSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    // The loop's thread only, from here on.
    private final CaExchange exchange;
    private @Nullable CAJChannel caj;
    private PvEvent.@Nullable Connected connection;
    private @Nullable Monitor propertyMonitor;
    private Properties properties = Properties.NONE;
    private Instant since = Instant.now();
    private int epoch;
    private boolean ready;

    CaChannel(CaProvider provider, PvName name) {
        this.provider = provider;
        this.name = name;
        this.exchange = new CaExchange(name, provider.loop(), () -> properties.labels());
    }

    @Override
    public PvName name() {
        return name;
    }

    // ---- what others ask for

    @Override
    public Subscription subscribe(Request request, Consumer<PvEvent> consumer) {
        CaSubscription subscription = new CaSubscription(this, request, consumer);
        post(() -> {
            if (closed || subscription.delivery.isClosed()) {
                return;
            }
            subscriptions.add(subscription);
            if (connection == null) {
                subscription.delivery.deliver(new PvEvent.Disconnected(since));
            } else {
                subscription.delivery.deliver(connection);
                if (ready) {
                    subscription.delivery.deliver(new PvEvent.PropertiesChanged(properties));
                    watch(subscription);
                }
            }
        });
        return subscription.delivery;
    }

    @Override
    public CompletableFuture<Sample> get(Request request) {
        CompletableFuture<Sample> answer = new CompletableFuture<>();
        CaOperation.Get get = new CaOperation.Get(request, answer);
        Future<?> limit = provider.after(provider.settings().answerTime(), () -> expire(get, true));
        var _ = answer.whenComplete((_, _) -> limit.cancel(false));
        ask(get);
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
        CaOperation.Put put = new CaOperation.Put(value, awaited, done);
        // Only the wait for a connection is limited; what the record then does may take hours.
        Future<?> limit =
                provider.after(provider.settings().answerTime(), () -> expire(put, false));
        var _ = done.whenComplete((_, _) -> limit.cancel(false));
        ask(put);
        return done;
    }

    private void ask(CaOperation operation) {
        boolean accepted = !closed && provider.loop().offer(() -> exchange.ask(operation));
        if (!accepted) {
            operation.fail(exchange.notConnected(operation));
        }
    }

    private void expire(CaOperation operation, boolean evenRunning) {
        if (exchange.giveUp(operation, evenRunning)) {
            operation.expire(name.toString(), connection != null, provider.settings().answerTime());
        }
    }

    void ended(CaSubscription subscription) {
        post(() -> {
            subscriptions.remove(subscription);
            unwatch(subscription);
        });
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(subscription -> subscription.delivery.end());
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
            caj = provider.connect(this);
            if (caj != null) {
                caj.addAccessRightsListener(this);
            }
        } catch (CAException | IllegalStateException | IllegalArgumentException e) {
            LOG.error("{} cannot be searched for: {}", name, e.getMessage(), e);
        }
    }

    void dispose() {
        closed = true;
        for (CaSubscription subscription : subscriptions) {
            subscription.delivery.end();
            unwatch(subscription);
        }
        subscriptions.clear();
        clear(propertyMonitor);
        propertyMonitor = null;
        exchange.end();
        connection = null;
        ready = false;
        epoch++;
        if (caj != null) {
            provider.disconnect(this, caj);
            caj = null;
        }
    }

    Optional<CAJChannel> network() {
        return connection == null ? Optional.ofNullable(caj) : Optional.empty();
    }

    // ---- what CAJ tells, on its threads and with its locks held

    @Override
    public void connectionChanged(ConnectionEvent event) {
        CAJChannel source = (CAJChannel) event.getSource();
        CATransport transport = source.getTransport();
        if (event.isConnected() && transport != null) {
            PvEvent.Connected told =
                    new PvEvent.Connected(
                            transport.getRemoteAddress().getAddress().getHostAddress()
                                    + ":"
                                    + transport.getRemoteAddress().getPort(),
                            Dbr.elementType(source.getFieldType()),
                            source.getElementCount(),
                            new Access(source.getReadAccess(), source.getWriteAccess()));
            post(() -> connected(told));
        } else {
            post(() -> disconnected(transport));
        }
    }

    @Override
    public void accessRightsChanged(AccessRightsEvent event) {
        Access access = new Access(event.getReadAccess(), event.getWriteAccess());
        post(() -> accessChanged(access));
    }

    // ---- connection, on the loop's thread

    private void connected(PvEvent.Connected told) {
        if (closed || caj == null) {
            return;
        }
        if (connection != null) {
            forget();
        }
        connection = told;
        epoch++;
        provider.found(this);
        tell(told);
        describe();
    }

    private void disconnected(@Nullable CATransport before) {
        if (closed || caj == null || connection == null) {
            return;
        }
        // A server that only fell silent keeps its circuit in CAJ, and its subscriptions would be
        // made twice when it speaks again: end the circuit and search anew.
        if (before != null && before.equals(caj.getTransport())) {
            before.close(true);
        }
        forget();
        since = Instant.now();
        provider.lost(this);
        tell(new PvEvent.Disconnected(since));
    }

    /// Ends all that belonged to the connection; reads wait for the next one, writes fail.
    private void forget() {
        connection = null;
        ready = false;
        epoch++;
        clear(propertyMonitor);
        propertyMonitor = null;
        for (CaSubscription subscription : subscriptions) {
            unwatch(subscription);
        }
        exchange.disconnected();
    }

    private void accessChanged(Access access) {
        if (connection == null || connection.access().equals(access)) {
            return;
        }
        boolean readableAgain = access.readable() && !connection.access().readable();
        connection =
                new PvEvent.Connected(
                        connection.server(), connection.type(), connection.count(), access);
        CaCircuit changed = circuit();
        if (ready && changed != null) {
            exchange.connected(changed);
        }
        tell(new PvEvent.AccessChanged(access));
        if (readableAgain) {
            // CAJ drops a subscription that the server answered with "no read access".
            ready = false;
            epoch++;
            clear(propertyMonitor);
            propertyMonitor = null;
            subscriptions.forEach(this::unwatch);
            describe();
        }
    }

    // ---- properties, on the loop's thread

    private void describe() {
        CaCircuit to = circuit();
        if (to == null) {
            return;
        }
        ElementType type = to.told().type();
        if (type == ElementType.TEXT || !to.told().access().readable()) {
            described(Properties.NONE);
            return;
        }
        int of = epoch;
        try {
            propertyMonitor =
                    to.network()
                            .addMonitor(
                                    Dbr.described(type),
                                    1,
                                    Monitor.PROPERTY,
                                    event -> postProperties(of, event.getStatus(), event.getDBR()));
            to.network()
                    .get(
                            Dbr.described(type),
                            1,
                            event -> postProperties(of, event.getStatus(), event.getDBR()));
            to.flush();
        } catch (CAException | IllegalStateException e) {
            // The connection went meanwhile, which is told by its own event.
            LOG.debug("Reading the properties of {}", name, e);
        }
    }

    private void postProperties(int of, CAStatus status, @Nullable DBR dbr) {
        post(() -> {
            if (of != epoch || connection == null) {
                return;
            }
            if (CaProblem.none(status) && dbr != null) {
                described(Dbr.properties(dbr));
            } else if (!ready) {
                described(Properties.NONE);
            }
        });
    }

    private void described(Properties told) {
        if (ready && told.equals(properties)) {
            return;
        }
        properties = told;
        tell(new PvEvent.PropertiesChanged(told));
        if (!ready) {
            ready = true;
            subscriptions.forEach(this::watch);
            CaCircuit circuit = circuit();
            if (circuit != null) {
                exchange.connected(circuit);
            }
        }
    }

    private void tell(PvEvent event) {
        for (CaSubscription subscription : subscriptions) {
            subscription.delivery.deliver(event);
        }
    }

    // ---- values, on the loop's thread

    private @Nullable CaCircuit circuit() {
        return connection == null || caj == null
                ? null
                : new CaCircuit(name, caj, connection, provider.settings().maxArrayBytes());
    }

    private void watch(CaSubscription subscription) {
        CaCircuit to = circuit();
        if (to == null || subscription.delivery.isClosed() || !to.told().access().readable()) {
            return;
        }
        Dbr.Form form = to.form(subscription.request);
        int of = epoch;
        try {
            subscription.monitor =
                    to.network()
                            .addMonitor(
                                    Dbr.timed(to.type(subscription.request)),
                                    to.count(subscription.request),
                                    Monitor.VALUE | Monitor.ALARM,
                                    event -> sample(subscription, form, of, event));
            to.flush();
        } catch (CAException | IllegalStateException e) {
            LOG.debug("Subscribing to {}", name, e);
        }
    }

    /// On CAJ's thread, which waits here if the consumers are slow.
    private void sample(CaSubscription subscription, Dbr.Form form, int of, MonitorEvent event) {
        DBR dbr = event.getDBR();
        if (!CaProblem.none(event.getStatus()) || dbr == null || subscription.delivery.isClosed()) {
            return;
        }
        provider.loop()
                .executeWeighed(
                        () -> {
                            if (of == epoch) {
                                subscription.delivery.deliver(
                                        Dbr.sample(dbr, form, properties.labels()));
                            }
                        },
                        (long) dbr.getCount() * 8);
    }

    private void unwatch(CaSubscription subscription) {
        clear(subscription.monitor);
        subscription.monitor = null;
    }

    private void clear(@Nullable Monitor monitor) {
        if (monitor == null) {
            return;
        }
        try {
            monitor.clear();
        } catch (CAException | IllegalStateException e) {
            LOG.debug("Ending a subscription to {}", name, e);
        }
    }

    void complaint(String message) {
        exchange.complaint(message);
    }
}
