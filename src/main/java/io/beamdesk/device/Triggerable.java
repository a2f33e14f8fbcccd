package io.beamdesk.device;

import java.time.Duration;
import java.util.Optional;

/// A device that measures when told to.
public interface Triggerable extends Device {
    /// Starts one measurement; done when its result can be read.
    Status trigger();

    /// What the last measurement has lost although there is a result, one sentence; empty if nothing.
    default Optional<String> lost() {
        return Optional.empty();
    }

    /// How long one measurement takes with this exposure, overhead included.
    Duration estimate(Duration exposure);

    /// The setting of the exposure time, in seconds.
    Movable<Double> exposure();
}
