package io.beamdesk.sim;

import io.beamdesk.sim.cas.Elements;
import io.beamdesk.sim.physics.Region;
import java.time.Instant;

/// Where a camera's frames go beside its image plugin.
@FunctionalInterface
interface FrameSink {
    /// Takes a frame that was published.
    void take(Elements frame, Region region, int id, Instant time);
}
