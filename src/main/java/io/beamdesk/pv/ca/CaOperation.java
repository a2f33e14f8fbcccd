package io.beamdesk.pv.ca;

import io.beamdesk.pv.PvException;
import io.beamdesk.pv.Request;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Value;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Something asked of a channel that is not answered yet. All of it happens on the loop's thread.
sealed interface CaOperation {
    /// What was to be done, as a participle for messages.
    String action();

    CompletableFuture<?> future();

    default void fail(PvException e) {
        future().completeExceptionally(e);
    }

    /// A read.
    record Get(Request request, CompletableFuture<Sample> future) implements CaOperation {
        @Override
        public String action() {
            return "read";
        }
    }

    /// A write, with or without completion.
    record Put(Value value, boolean awaited, CompletableFuture<Void> future)
            implements CaOperation {
        @Override
        public String action() {
            return "written";
        }
    }

    /// Fails it as the time given to it is over.
    default void expire(String pv, boolean connected, Duration limit) {
        fail(
                connected
                        ? new PvException.NoAnswer(pv, action(), limit)
                        : new PvException.NotConnected(pv, action()));
    }
}
