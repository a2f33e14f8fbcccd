package io.beamdesk.app;

import io.beamdesk.device.Place;
import io.beamdesk.sample.SampleRef;
import java.util.Optional;

/// Where the sample changer has the samples of a queue.
public interface MountPlaces {
    /// Place of the sample that is mounted; [Place#NONE] if there is none.
    ///
    /// @throws io.beamdesk.device.DeviceException if the changer does not answer or does not know
    Place mounted();

    /// Place of the sample that is in the gripper, if one is known to be.
    Optional<Place> prepared();

    /// Place that has to be mounted for a sample; empty if the changer does not mount it or nobody
    /// knows where it is.
    Optional<Place> place(SampleRef sample);
}
