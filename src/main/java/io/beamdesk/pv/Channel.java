package io.beamdesk.pv;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A client's connection to one process variable; it reconnects by itself for as long as it is open.
///
/// Nothing here blocks. Consumers are called on the provider's threads, one event at a time in
/// order for each subscription, and must return quickly. Futures complete on the provider's threads
/// too; they fail with a [PvException].
public interface Channel extends AutoCloseable {
    /// The variable's name.
    PvName name();

    /// Delivers connection, rights, properties and values from now on, beginning with the state as
    /// it is ([PvEvent.Disconnected] if nobody answers yet).
    default Subscription subscribe(Consumer<PvEvent> consumer) {
        return subscribe(Request.NATIVE, consumer);
    }

    /// The same with values as requested.
    Subscription subscribe(Request request, Consumer<PvEvent> consumer);

    /// Reads the value from the server. Waits for the connection up to the provider's time limit.
    default CompletableFuture<Sample> get() {
        return get(Request.NATIVE);
    }

    /// The same with the value as requested.
    CompletableFuture<Sample> get(Request request);

    /// Writes with completion: done when the record has finished what the write started, which for
    /// a motor is the end of the motion and not arrival. There is no limit on the time this takes;
    /// it fails if the server refuses or the connection is lost meanwhile. Texts are accepted for
    /// choices (the label) and numbers (as the server reads them).
    CompletableFuture<Void> put(Value value);

    /// Writes without completion: done when the request is on its way. A motor that is moving is
    /// retargeted at once, where [#put] would queue behind the motion.
    CompletableFuture<Void> send(Value value);

    /// Ends the subscriptions and gives up the connection.
    @Override
    void close();
}
