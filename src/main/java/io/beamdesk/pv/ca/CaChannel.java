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
import gov.aps.jca.event.GetEvent;
import gov.aps.jca.event.MonitorEvent;
import io.beamdesk.pv.Acceptance;
import io.beamdesk.pv.Access;
import io.beamdesk.pv.Channel;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /// Room for a message's header, status, time stamp and padding.
    private static final int OVERHEAD = 128;

    private final CaProvider provider;
    private final PvName name;
    private final List<CaSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    // The loop's thread only, from here on.
    private final ArrayDeque<CaOperation> waiting = new ArrayDeque<>();
    private final Set<CaOperation> running = new LinkedHashSet<>();
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
    }

    @Override
    public PvName name() {
        return name;
    }

    // ---- what others ask for

    @Override
    public Subscription subscribe(Request request, Consumer<PvEvent> consumer) {
        CaSubscription subscription = new CaSubscription(this, request, consumer);
        post(
                () -> {
                    if (closed || subscription.isClosed()) {
                        return;
                    }
                    subscriptions.add(subscription);
                    if (connection == null) {
                        subscription.deliver(new PvEvent.Disconnected(since));
                    } else {
                        subscription.deliver(connection);
                        if (ready) {
                            subscription.deliver(new PvEvent.PropertiesChanged(properties));
                            watch(subscription);
                        }
                    }
                });
        return subscription;
    }

    @Override
    public CompletableFuture<Sample> get(Request request) {
        CompletableFuture<Sample> answer = new CompletableFuture<>();
        CaOperation.Get get = new CaOperation.Get(request, answer);
        Future<?> limit =
                provider.after(provider.settings().answerTime(), () -> expire(get, true));
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
        boolean accepted =
                !closed
                        && provider.loop()
                                .offer(
                                        () -> {
                                            if (closed) {
                                                operation.fail(notConnected(operation));
                                            } else if (ready) {
                                                start(operation);
                                            } else {
                                                waiting.add(operation);
                                            }
                                        });
        if (!accepted) {
            operation.fail(notConnected(operation));
        }
    }

    private PvException notConnected(CaOperation operation) {
        return new PvException.NotConnected(name.toString(), operation.action());
    }

    private void expire(CaOperation operation, boolean evenRunning) {
        boolean wasWaiting = waiting.remove(operation);
        boolean wasRunning = evenRunning && running.remove(operation);
        if (wasWaiting || wasRunning) {
            operation.expire(
                    name.toString(), connection != null, provider.settings().answerTime());
        }
    }

    void ended(CaSubscription subscription) {
        post(
                () -> {
                    subscriptions.remove(subscription);
                    unwatch(subscription);
                });
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(CaSubscription::end);
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
            subscription.end();
            unwatch(subscription);
        }
        subscriptions.clear();
        clear(propertyMonitor);
        propertyMonitor = null;
        failAll(waiting);
        failAll(running);
        connection = null;
        ready = false;
        epoch++;
        if (caj != null) {
            provider.disconnect(this, caj);
            caj = null;
        }
    }

    private void failAll(Collection<? extends CaOperation> operations) {
        List<CaOperation> all = List.copyOf(operations);
        operations.clear();
        for (CaOperation operation : all) {
            operation.fail(notConnected(operation));
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
        List<CaOperation> interrupted = List.copyOf(running);
        running.clear();
        for (CaOperation operation : interrupted) {
            switch (operation) {
                case CaOperation.Get get -> waiting.add(get);
                case CaOperation.Put put -> put.fail(notConnected(put));
            }
        }
    }

    private void accessChanged(Access access) {
        if (connection == null || connection.access().equals(access)) {
            return;
        }
        boolean readableAgain = access.readable() && !connection.access().readable();
        connection =
                new PvEvent.Connected(
                        connection.server(), connection.type(), connection.count(), access);
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
        PvEvent.Connected to = connection;
        CAJChannel network = caj;
        if (to == null || network == null) {
            return;
        }
        if (to.type() == ElementType.TEXT || !to.access().readable()) {
            described(Properties.NONE);
            return;
        }
        int of = epoch;
        try {
            propertyMonitor =
                    network.addMonitor(
                            Dbr.described(to.type()),
                            1,
                            Monitor.PROPERTY,
                            event -> postProperties(of, event.getStatus(), event.getDBR()));
            network.get(
                    Dbr.described(to.type()),
                    1,
                    event -> postProperties(of, event.getStatus(), event.getDBR()));
            flush(network);
        } catch (CAException | IllegalStateException e) {
            // The connection went meanwhile, which is told by its own event.
            LOG.debug("Reading the properties of {}", name, e);
        }
    }

    private void postProperties(int of, CAStatus status, @Nullable DBR dbr) {
        post(
                () -> {
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
            List<CaOperation> asked = new ArrayList<>(waiting);
            waiting.clear();
            asked.forEach(this::start);
        }
    }

    private void tell(PvEvent event) {
        for (CaSubscription subscription : subscriptions) {
            subscription.deliver(event);
        }
    }

    // ---- values, on the loop's thread

    private void watch(CaSubscription subscription) {
        PvEvent.Connected to = connection;
        CAJChannel network = caj;
        if (to == null || network == null || subscription.isClosed() || !to.access().readable()) {
            return;
        }
        ElementType type = requested(subscription.request, to);
        Dbr.Form form = form(subscription.request, to);
        int of = epoch;
        try {
            subscription.monitor =
                    network.addMonitor(
                            Dbr.timed(type),
                            count(subscription.request, to, type),
                            Monitor.VALUE | Monitor.ALARM,
                            event -> sample(subscription, form, of, event));
            flush(network);
        } catch (CAException | IllegalStateException e) {
            LOG.debug("Subscribing to {}", name, e);
        }
    }

    /// On CAJ's thread, which waits here if the consumers are slow.
    private void sample(CaSubscription subscription, Dbr.Form form, int of, MonitorEvent event) {
        DBR dbr = event.getDBR();
        if (!CaProblem.none(event.getStatus()) || dbr == null || subscription.isClosed()) {
            return;
        }
        provider.loop()
                .executeWeighed(
                        () -> {
                            if (of == epoch) {
                                subscription.deliver(
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

    private ElementType requested(Request request, PvEvent.Connected to) {
        return form(request, to) == Dbr.Form.LONG_STRING
                ? ElementType.INT8
                : request.type().orElse(to.type());
    }

    private Dbr.Form form(Request request, PvEvent.Connected to) {
        boolean text =
                request.type().isPresent()
                        ? request.type().get() == ElementType.TEXT
                        : name.name().endsWith("$");
        if (text && to.type() == ElementType.INT8 && to.count() > 1) {
            return Dbr.Form.LONG_STRING;
        }
        return to.count() == 1 ? Dbr.Form.SCALAR : Dbr.Form.ARRAY;
    }

    /// Elements to ask for: 0 means as many as there are at the time (since CA 4.13).
    private int count(Request request, PvEvent.Connected to, ElementType type) {
        int most = (provider.settings().maxArrayBytes() - OVERHEAD) / Dbr.bytes(type);
        if (to.count() == 1) {
            return 1;
        }
        int count = request.maxCount();
        if (Math.min(count == 0 ? to.count() : count, to.count()) > most) {
            // A longer message would make CAJ drop the circuit with everything else on it.
            LOG.warn(
                    "{} has {} elements and only {} are asked for: set EPICS_CA_MAX_ARRAY_BYTES to {} or more",
                    name,
                    to.count(),
                    most,
                    (long) to.count() * Dbr.bytes(type) + OVERHEAD);
            return most;
        }
        return Math.min(count, to.count());
    }

    // ---- reads and writes, on the loop's thread

    private void start(CaOperation operation) {
        if (operation.future().isDone()) {
            return;
        }
        PvEvent.Connected to = connection;
        CAJChannel network = caj;
        if (to == null || network == null) {
            waiting.add(operation);
            return;
        }
        try {
            switch (operation) {
                case CaOperation.Get get -> read(get, network, to);
                case CaOperation.Put put -> write(put, network, to);
            }
        } catch (PvException e) {
            operation.fail(e);
        } catch (CAException | IllegalStateException e) {
            // CAJ knows of a disconnection before this thread is told.
            LOG.debug("{} could not be {}", name, operation.action(), e);
            running.remove(operation);
            operation.fail(notConnected(operation));
        }
    }

    private void read(CaOperation.Get get, CAJChannel network, PvEvent.Connected to)
            throws CAException {
        if (!to.access().readable()) {
            throw CaProblem.unreadable(name.toString());
        }
        ElementType type = requested(get.request(), to);
        Dbr.Form form = form(get.request(), to);
        running.add(get);
        network.get(
                Dbr.timed(type),
                count(get.request(), to, type),
                event -> post(() -> answered(get, form, event)));
        flush(network);
    }

    private void answered(CaOperation.Get get, Dbr.Form form, GetEvent event) {
        if (!running.remove(get)) {
            return;
        }
        DBR dbr = event.getDBR();
        if (CaProblem.none(event.getStatus()) && dbr != null) {
            get.future().complete(Dbr.sample(dbr, form, properties.labels()));
        } else {
            get.fail(problem(get, event.getStatus()));
        }
    }

    private void write(CaOperation.Put put, CAJChannel network, PvEvent.Connected to)
            throws CAException {
        if (!to.access().writable()) {
            throw CaProblem.unwritable(name.toString());
        }
        Dbr.Outgoing out =
                Dbr.outgoing(
                        name.toString(),
                        Acceptance.fit(
                                name.toString(),
                                put.value(),
                                to.type(),
                                to.count(),
                                properties.labels()));
        if (put.awaited()) {
            running.add(put);
            network.put(
                    out.type(),
                    out.count(),
                    out.array(),
                    event -> {
                        CAStatus status = event.getStatus();
                        post(() -> written(put, status));
                    });
            flush(network);
        } else {
            network.put(out.type(), out.count(), out.array());
            flush(network);
            put.future().complete(null);
        }
    }

    private void written(CaOperation.Put put, CAStatus status) {
        if (!running.remove(put)) {
            return;
        }
        if (CaProblem.none(status)) {
            put.future().complete(null);
        } else {
            put.fail(problem(put, status));
        }
    }

    /// The server reports an error without saying to what: whatever runs may be meant.
    void complaint(String message) {
        List<CaOperation> meant = List.copyOf(running);
        running.clear();
        for (CaOperation operation : meant) {
            operation.fail(new PvException.Refused(name.toString(), message));
        }
    }

    private PvException problem(CaOperation operation, @Nullable CAStatus status) {
        return CaProblem.of(name.toString(), operation.action(), status);
    }

    private static void flush(CAJChannel network) {
        CATransport transport = network.getTransport();
        if (transport != null) {
            transport.flush();
        }
    }
}
