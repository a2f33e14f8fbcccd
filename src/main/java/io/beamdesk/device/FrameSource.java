package io.beamdesk.device;

import io.beamdesk.pv.Subscription;
import java.util.function.Consumer;

/// Gives the frames of a camera as they come, whatever carries them.
public interface FrameSource {
    /// Name of the camera.
    String name();

    /// Delivers frames from now on, on a thread of the source's, one at a time; the consumer returns
    /// quickly. Only while somebody watches does anything cross the network.
    Subscription watch(Consumer<FrameEvent> consumer);
}
