package io.beamdesk.device.epics;

import java.util.Optional;

/// How the frames of a camera that looks at the sample lie: which axes bring what is seen beside the beam
/// into it.
///
/// @param across the axis for what is seen to the right and to the left of the beam
/// @param down the axis for what is seen below and above it
/// @param beam where the beam meets the frame; empty for its middle, or where a zoom says it
/// @param turning how the sample turns in front of it, if it does
public record CameraView(
        Towards across, Towards down, Optional<Beam> beam, Optional<Turning> turning) {
    /// An axis and its sense.
    ///
    /// @param axis name of a device that moves, in mm
    /// @param rising whether what is seen further to the right, or further down, comes into the beam at
    ///     higher positions
    public record Towards(String axis, boolean rising) {}

    /// A rotation of the sample, and the two axes on it that centre the sample.
    ///
    /// @param rotation name of the rotation, in degrees
    /// @param upright whether its axis stands upright in the frames
    /// @param at0 the axis on it for what is seen across the rotation's axis at 0 degrees
    /// @param at90 the axis on it for what is seen across the rotation's axis at 90 degrees
    public record Turning(String rotation, boolean upright, Towards at0, Towards at90) {}

    /// A place in a frame, from its upper left corner.
    ///
    /// @param column pixels to the right
    /// @param row pixels down
    public record Beam(double column, double row) {}
}
