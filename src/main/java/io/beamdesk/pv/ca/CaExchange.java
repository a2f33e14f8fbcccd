package io.beamdesk.pv.ca;

import gov.aps.jca.CAException;
import gov.aps.jca.CAStatus;
import gov.aps.jca.dbr.DBR;
import gov.aps.jca.event.GetEvent;
import io.beamdesk.pv.Acceptance;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The reads and writes of one channel, waiting for its connection or for their answer. All of it
/// happens on the loop's thread.
final class CaExchange {
    private static final Logger LOG = LoggerFactory.getLogger(CaProvider.class);

    private final PvName name;
    private final Executor loop;
    private final Supplier<List<String>> labels;
    private final ArrayDeque<CaOperation> waiting = new ArrayDeque<>();
    private final Set<CaOperation> running = new LinkedHashSet<>();
    private @Nullable CaCircuit circuit;

    /// @param labels the choices as they are now
    CaExchange(PvName name, Executor loop, Supplier<List<String>> labels) {
        this.name = name;
        this.loop = loop;
        this.labels = labels;
    }

    /// Starts it, or keeps it until the channel is connected.
    void ask(CaOperation operation) {
        if (circuit == null) {
            waiting.add(operation);
        } else {
            start(operation, circuit);
        }
    }

    /// Starts all that waited.
    void connected(CaCircuit to) {
        circuit = to;
        List<CaOperation> asked = List.copyOf(waiting);
        waiting.clear();
        asked.forEach(operation -> start(operation, to));
    }

    /// Reads begin anew with the next connection; nobody knows what became of the writes.
    void disconnected() {
        circuit = null;
        List<CaOperation> interrupted = List.copyOf(running);
        running.clear();
        for (CaOperation operation : interrupted) {
            switch (operation) {
                case CaOperation.Get get -> waiting.add(get);
                case CaOperation.Put put -> put.fail(notConnected(put));
            }
        }
    }

    /// Fails everything: the channel is closed.
    void end() {
        circuit = null;
        failAll(waiting);
        failAll(running);
    }

    private void failAll(Collection<CaOperation> operations) {
        List<CaOperation> all = List.copyOf(operations);
        operations.clear();
        all.forEach(operation -> operation.fail(notConnected(operation)));
    }

    /// The time for an answer is over.
    ///
    /// @return whether it was still open
    boolean giveUp(CaOperation operation, boolean evenRunning) {
        boolean wasWaiting = waiting.remove(operation);
        boolean wasRunning = evenRunning && running.remove(operation);
        return wasWaiting || wasRunning;
    }

    /// The server reports an error without saying to what: whatever runs may be meant.
    void complaint(String message) {
        List<CaOperation> meant = List.copyOf(running);
        running.clear();
        for (CaOperation operation : meant) {
            operation.fail(new PvException.Refused(name.toString(), message));
        }
    }

    PvException notConnected(CaOperation operation) {
        return new PvException.NotConnected(name.toString(), operation.action());
    }

    private void start(CaOperation operation, CaCircuit to) {
        if (operation.future().isDone()) {
            return;
        }
        try {
            switch (operation) {
                case CaOperation.Get get -> read(get, to);
                case CaOperation.Put put -> write(put, to);
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

    private void read(CaOperation.Get get, CaCircuit to) throws CAException {
        if (!to.told().access().readable()) {
            throw CaProblem.unreadable(name.toString());
        }
        Dbr.Form form = to.form(get.request());
        running.add(get);
        to.network()
                .get(
                        Dbr.timed(to.type(get.request())),
                        to.count(get.request()),
                        event -> loop.execute(() -> answered(get, form, event)));
        to.flush();
    }

    private void answered(CaOperation.Get get, Dbr.Form form, GetEvent event) {
        if (!running.remove(get)) {
            return;
        }
        DBR dbr = event.getDBR();
        if (CaProblem.none(event.getStatus()) && dbr != null) {
            get.future().complete(Dbr.sample(dbr, form, labels.get()));
        } else {
            get.fail(problem(get, event.getStatus()));
        }
    }

    private void write(CaOperation.Put put, CaCircuit to) throws CAException {
        if (!to.told().access().writable()) {
            throw CaProblem.unwritable(name.toString());
        }
        Dbr.Outgoing out =
                Dbr.outgoing(
                        name.toString(),
                        Acceptance.fit(
                                name.toString(),
                                put.value(),
                                to.told().type(),
                                to.told().count(),
                                labels.get()));
        if (put.awaited()) {
            running.add(put);
            to.network()
                    .put(
                            out.type(),
                            out.count(),
                            out.array(),
                            event -> {
                                CAStatus status = event.getStatus();
                                loop.execute(() -> written(put, status));
                            });
            to.flush();
        } else {
            to.network().put(out.type(), out.count(), out.array());
            to.flush();
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

    private PvException problem(CaOperation operation, @Nullable CAStatus status) {
        return CaProblem.of(name.toString(), operation.action(), status);
    }
}
