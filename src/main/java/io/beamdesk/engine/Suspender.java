package io.beamdesk.engine;

import java.util.Optional;

/// Something that must be ready for a run to go on: beam, a shutter, the disk.
///
/// It holds a run while it is not, and lets it go on by itself afterwards.
public interface Suspender extends AutoCloseable {
    /// Name for people: `Ring current`.
    String name();

    /// Why a run has to wait now, one clause with the value and the condition; empty if it has not.
    Optional<String> reason();

    /// Calls the watcher, from any thread, whenever [#reason] may have changed. Set once.
    void watch(Runnable watcher);

    /// Looks no more.
    @Override
    void close();
}
