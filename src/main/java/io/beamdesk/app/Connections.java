package io.beamdesk.app;

import io.beamdesk.device.Device;
import io.beamdesk.device.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The connections of devices on their way.
final class Connections {
    private Connections() {}

    /// Waits until every PV of the devices answers, or the limit has passed.
    ///
    /// @return the PVs that do not answer
    static List<Signal> await(List<Device> devices, Duration limit) throws InterruptedException {
        List<Signal> signals = devices.stream().map(Device::signals).flatMap(List::stream).toList();
        CompletableFuture<?> all =
                CompletableFuture.allOf(
                        signals.stream()
                                .map(s -> s.until(state -> state.live().isPresent()))
                                .toArray(CompletableFuture<?>[]::new));
        try {
            all.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // The list below says which.
        }
        return signals.stream().filter(s -> s.state().live().isEmpty()).toList();
    }
}
