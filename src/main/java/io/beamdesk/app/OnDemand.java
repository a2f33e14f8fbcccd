package io.beamdesk.app;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is opened when it is first asked for, behind a lock of its own: who asks for one thing does not wait
/// until another is open.
///
/// @param <T> what is opened
final class OnDemand<T extends AutoCloseable> {
    private final Supplier<T> opening;
    private @Nullable T opened;

    OnDemand(Supplier<T> opening) {
        this.opening = opening;
    }

    /// What is open, opened now if it was not.
    ///
    /// @throws RuntimeException what the opening throws; it is tried again the next time
    synchronized T get() {
        T there = opened;
        if (there == null) {
            there = opening.get();
            opened = there;
        }
        return there;
    }

    /// Closes what was opened, if anything was.
    synchronized void close() {
        if (opened != null) {
            try {
                opened.close();
            } catch (RuntimeException problem) {
                throw problem;
            } catch (Exception problem) {
                throw new IllegalStateException(problem);
            }
        }
    }
}
