package io.beamdesk.ui.live;

import java.util.concurrent.CompletableFuture;

/// What Live asks of the axes: to go somewhere.
public interface Axes {
    /// Starts an axis; fails with a sentence for the operator where it is refused.
    ///
    /// @param device name of the axis
    /// @param target where to, in the axis' units
    CompletableFuture<Void> move(String device, double target);

    /// Stands for a desk without axes: every motion is refused.
    static Axes none() {
        return (device, _) ->
                CompletableFuture.failedFuture(
                        new IllegalStateException(
                                device + " is not an axis of this beamline file"));
    }
}
