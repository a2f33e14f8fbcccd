package io.beamdesk.device;

import java.util.Optional;

/// A device that measures when told to and has something to record then.
public interface Detector extends Triggerable, Readable, Stageable, Securable {
    /// Name in [#configuration] of the exposure time in s.
    String EXPOSURE = "exposure";

    /// Name in [#configuration] of the size of a pixel at the sample in mm.
    String PIXEL_SIZE = "pixel_size";

    /// End of the name in [#configuration] of the gain in V/A of the amplifier before a column: `i0_gain`.
    String GAIN = "_gain";

    /// The setting of the time between the starts of two frames in s, for a camera that has one.
    default Optional<Movable<Double>> period() {
        return Optional.empty();
    }
}
