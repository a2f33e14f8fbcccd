package io.beamdesk.device.epics;

import io.beamdesk.device.Signal;
import io.beamdesk.pv.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Values asked from the server, all at once. Monitors come on their own time and may lag behind
/// the completion of a put, so that what is recorded after one is asked for.
final class Fresh {
    private Fresh() {}

    /// Completes with the samples in the order of the signals; fails as the first failing one does,
    /// with a [io.beamdesk.device.DeviceException].
    static CompletableFuture<List<Sample>> ask(List<Signal> signals) {
        List<CompletableFuture<Sample>> asked = signals.stream().map(Fresh::ask).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(_ -> asked.stream().map(CompletableFuture::join).toList());
    }

    private static CompletableFuture<Sample> ask(Signal signal) {
        return signal.get()
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(
                                signal.refused("reading " + signal.pv(), failure)));
    }

    /// The same, waiting for the answers.
    static List<Sample> await(List<Signal> signals) throws InterruptedException {
        for (Signal signal : signals) {
            if (!signal.state().connected()) {
                throw signal.disconnected(signal.state());
            }
        }
        try {
            return new ArrayList<>(ask(signals).get());
        } catch (ExecutionException e) {
            throw Failures.of(e);
        }
    }
}
