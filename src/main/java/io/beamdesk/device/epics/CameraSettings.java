package io.beamdesk.device.epics;

import io.beamdesk.pv.PvName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the beamline file says about an areaDetector beyond its prefixes.
///
/// @param margin how much longer than its exposure an acquisition may take
/// @param frameLag how long after it the image plugin may deliver the frame
/// @param pixelSize size of a pixel at the sample in mm, if it is known and there is no zoom
/// @param zoom how far it is magnified, if that can be changed
/// @param view how its frames lie on the sample, if that is known
/// @param live the NTNDArray that it is looked at through, if not through its image plugin
/// @param files the files that its IOC writes itself, in place of frames in the products
public record CameraSettings(
        Duration margin,
        Duration frameLag,
        OptionalDouble pixelSize,
        Optional<CameraZoom> zoom,
        Optional<CameraView> view,
        Optional<PvName> live,
        Optional<FileSettings> files) {
    /// Five seconds each, the size of a pixel not known.
    public static final CameraSettings DEFAULT =
            new CameraSettings(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
}
