package io.beamdesk.sim.cas;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A process variable as the server sees it. Methods may be called from any thread.
public interface ServedPv {
    /// Monitor mask of changed values.
    int VALUE = 1;

    /// Monitor mask of changes to archive.
    int LOG = 2;

    /// Monitor mask of changed alarms.
    int ALARM = 4;

    /// Monitor mask of changed properties.
    int PROPERTY = 8;

    /// Type of the record it belongs to, for example `motor`.
    String recordType();

    /// Element type that clients are told.
    NativeType type();

    /// Largest number of elements.
    int capacity();

    /// Whether clients may write.
    boolean writable();

    /// The present value.
    Snapshot snapshot();

    /// Writes; returns once the record has taken the value.
    ///
    /// @param value in any form: the record converts it
    /// @param completion told true once what the write began has ended, or false if it was given
    ///     up; `null` for a write without completion
    /// @throws RefusedWrite if the record does not take the value
    void put(Elements value, @Nullable Consumer<Boolean> completion) throws RefusedWrite;

    /// Delivers the present value, then every change that the mask asks for, until closed.
    ///
    /// @param mask sum of the masks above
    /// @param listener called with the world held; must return at once
    Cancellation subscribe(int mask, Consumer<Snapshot> listener);

    /// Ends a subscription.
    @FunctionalInterface
    interface Cancellation {
        /// Ends it; a second call does nothing.
        void cancel();
    }

    /// A value that the record does not take, with the reason.
    final class RefusedWrite extends Exception {
        private static final long serialVersionUID = 1;

        /// @param reason one sentence that names the record
        public RefusedWrite(String reason) {
            super(reason);
        }
    }
}
