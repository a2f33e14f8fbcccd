package io.beamdesk.device.epics;

import java.util.Optional;

/// How the frames of a camera that looks at the sample lie: which axes bring what is seen beside the beam
/// into it.
///
/// @param across the axis for what is seen to the right and to the left of the beam
/// @param down the axis for what is seen below and above it
/// @param beam where the beam meets the frame; empty for its middle
public record CameraView(Towards across, Towards down, Optional<Beam> beam) {
    /// An axis and its sense.
    ///
    /// @param axis name of a device that moves, in mm
    /// @param rising whether what is seen further to the right, or further down, comes into the beam at
    ///     higher positions
    public record Towards(String axis, boolean rising) {}

    /// A place in a frame, from its upper left corner.
    ///
    /// @param column pixels to the right
    /// @param row pixels down
    public record Beam(double column, double row) {}
}
