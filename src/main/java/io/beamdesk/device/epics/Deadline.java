package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Ends a future that takes too long.
final class Deadline {
    private Deadline() {}

    /// Fails the future with the supplied error if it has not ended after the limit; the timer is
    /// called off when it ends. Returns the future.
    static <T> CompletableFuture<T> on(
            CompletableFuture<T> future,
            Duration limit,
            Scheduler scheduler,
            Supplier<? extends DeviceException> error) {
        Scheduler.Cancellable timer =
                scheduler.after(
                        limit,
                        () -> {
                            if (!future.isDone()) {
                                future.completeExceptionally(error.get());
                            }
                        });
        var _ = future.whenComplete((_, _) -> timer.cancel());
        return future;
    }
}
