package io.beamdesk.device.epics;

import java.time.Duration;

/// What the beamline file says about an areaDetector beyond its prefixes.
///
/// @param margin how much longer than its exposure an acquisition may take
/// @param frameLag how long after it the image plugin may deliver the frame
public record CameraSettings(Duration margin, Duration frameLag) {
    /// Five seconds each.
    public static final CameraSettings DEFAULT =
            new CameraSettings(Duration.ofSeconds(5), Duration.ofSeconds(5));
}
