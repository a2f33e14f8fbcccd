package io.beamdesk.pv.pva;

import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.PvName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.data.PVAStructure;
import org.jspecify.annotations.Nullable;

/// The reads and writes of one channel, waiting for its connection or for their answer. All of it
/// happens on the loop's thread.
final class PvaExchange {
    private static final String EVERYTHING = "";

    /// Takes an answer on the loop's thread, unless the connection is another one by then.
    @FunctionalInterface
    interface Answers {
        <T> void take(
                CompletableFuture<T> asked, BiConsumer<@Nullable T, @Nullable Throwable> taken);
    }

    /// A connection.
    ///
    /// @param network where requests go
    /// @param told what the channel is now
    /// @param structure the type of its value
    record Circuit(PVAChannel network, PvEvent.Connected told, PVAStructure structure) {}

    private final PvName name;
    private final Answers answers;
    private final Consumer<Properties> described;
    private final Supplier<List<String>> labels;
    private final ArrayDeque<PvaOperation> waiting = new ArrayDeque<>();
    private final Set<PvaOperation> running = new LinkedHashSet<>();
    private @Nullable Circuit circuit;

    /// @param described gets the properties that came with a value
    /// @param labels the choices as they are now
    PvaExchange(
            PvName name,
            Answers answers,
            Consumer<Properties> described,
            Supplier<List<String>> labels) {
        this.name = name;
        this.answers = answers;
        this.described = described;
        this.labels = labels;
    }

    /// Starts it, or keeps it until the channel is connected.
    void ask(PvaOperation operation) {
        if (circuit == null) {
            waiting.add(operation);
        } else {
            start(operation, circuit);
        }
    }

    /// Starts all that waited.
    void connected(Circuit to) {
        circuit = to;
        List<PvaOperation> asked = List.copyOf(waiting);
        waiting.clear();
        asked.forEach(operation -> start(operation, to));
    }

    /// The same connection is told otherwise, as with other rights.
    void told(PvEvent.Connected now) {
        if (circuit != null) {
            circuit = new Circuit(circuit.network, now, circuit.structure);
        }
    }

    /// Reads begin anew with the next connection; nobody knows what became of the writes.
    void disconnected() {
        circuit = null;
        List<PvaOperation> interrupted = List.copyOf(running);
        running.clear();
        for (PvaOperation operation : interrupted) {
            switch (operation) {
                case PvaOperation.Get get -> waiting.add(get);
                case PvaOperation.Put put -> put.fail(notConnected(put));
            }
        }
    }

    /// Fails everything: the channel is closed.
    void end() {
        circuit = null;
        failAll(waiting);
        failAll(running);
    }

    private void failAll(Collection<PvaOperation> operations) {
        List<PvaOperation> all = List.copyOf(operations);
        operations.clear();
        all.forEach(operation -> operation.fail(notConnected(operation)));
    }

    /// The time for an answer is over.
    ///
    /// @return whether it was still open
    boolean giveUp(PvaOperation operation, boolean evenRunning) {
        return waiting.remove(operation) || (evenRunning && running.remove(operation));
    }

    PvException notConnected(PvaOperation operation) {
        return new PvException.NotConnected(name.toString(), operation.action());
    }

    private void start(PvaOperation operation, Circuit to) {
        if (operation.future().isDone()) {
            return;
        }
        running.add(operation);
        try {
            switch (operation) {
                case PvaOperation.Get get -> read(get, to);
                case PvaOperation.Put put -> write(put, to);
            }
        } catch (PvException e) {
            running.remove(operation);
            operation.fail(e);
        } catch (Exception e) {
            running.remove(operation);
            operation.fail(refused(e));
        }
    }

    private void read(PvaOperation.Get get, Circuit to) {
        answers.take(
                to.network.read(EVERYTHING),
                (data, failure) -> {
                    if (running.remove(get)) {
                        if (data == null) {
                            get.fail(refused(failure));
                        } else {
                            described.accept(
                                    Structures.isFrame(data)
                                            ? Properties.NONE
                                            : Structures.properties(data));
                            get.future().complete(Structures.sample(data));
                        }
                    }
                });
    }

    private void write(PvaOperation.Put put, Circuit to) throws Exception {
        if (!to.told.access().writable()) {
            throw new PvException.Refused(
                    name.toString(), "the server does not let this user and host write it");
        }
        Object value =
                Writing.of(
                        name.toString(),
                        to.structure,
                        to.told.type(),
                        to.told.count(),
                        put.value(),
                        labels.get());
        answers.take(
                to.network.write(put.awaited(), "field(value)", value),
                (_, failure) -> {
                    if (running.remove(put)) {
                        if (failure == null) {
                            put.future().complete(null);
                        } else {
                            put.fail(refused(failure));
                        }
                    }
                });
    }

    private PvException refused(@Nullable Throwable failure) {
        return new PvException.Refused(name.toString(), reason(failure));
    }

    /// What the server said, without core-pva's account of its own channel.
    static String reason(@Nullable Throwable failure) {
        String message = failure == null ? null : failure.getMessage();
        if (message == null) {
            return "the server gave no reason";
        }
        int at = Math.max(message.lastIndexOf("ERROR"), message.lastIndexOf("FATAL"));
        return at < 0 ? message : message.substring(at).replaceFirst("^\\w+[^\\w]*", "");
    }
}
