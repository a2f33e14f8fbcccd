package io.beamdesk.ui.align;

import io.beamdesk.pv.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// How far a camera is magnified. Nothing here blocks.
public interface Magnification {
    /// The zoom now.
    ///
    /// @param level its label; empty while it changes, and if nobody knows it
    /// @param levels that can be chosen
    /// @param writable whether this desk may choose
    record State(Optional<String> level, List<String> levels, boolean writable) {
        static final State NONE = new State(Optional.empty(), List.of(), false);
    }

    /// The zoom now.
    State state();

    /// Calls the watcher now and whenever the zoom may have changed, on any thread, until closed.
    Subscription watch(Runnable watcher);

    /// Chooses a level. Fails with a sentence where it is refused.
    CompletableFuture<Void> choose(String level);
}
