package io.beamdesk.pv.pva;

import io.beamdesk.pv.PvException;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Value;
import java.util.concurrent.CompletableFuture;

/// Something asked of a channel that is not answered yet. All of it happens on the loop's thread.
sealed interface PvaOperation {
    /// What was to be done, as a participle for messages.
    String action();

    CompletableFuture<?> future();

    default void fail(PvException e) {
        future().completeExceptionally(e);
    }

    /// A read.
    record Get(CompletableFuture<Sample> future) implements PvaOperation {
        @Override
        public String action() {
            return "read";
        }
    }

    /// A write, with or without completion.
    record Put(Value value, boolean awaited, CompletableFuture<Void> future)
            implements PvaOperation {
        @Override
        public String action() {
            return "written";
        }
    }
}
