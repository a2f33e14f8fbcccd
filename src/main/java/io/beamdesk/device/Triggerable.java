package io.beamdesk.device;

import java.time.Duration;

/// A device that measures when told to.
public interface Triggerable extends Device {
    /// Starts one measurement; done when its result can be read.
    Status trigger();

    /// How long one measurement takes with this exposure, overhead included.
    Duration estimate(Duration exposure);

    /// The setting of the exposure time, in seconds.
    Movable<Double> exposure();
}
