package io.beamdesk.device.epics;

import java.time.Duration;
import java.util.OptionalDouble;

/// What the beamline file says about a motor beyond its record.
///
/// @param tolerance how far from the target the readback may be after a move, in the motor's units;
///     empty for the larger of RDBD and MRES
/// @param stallTime how long the readback may stand still while the record says that it moves
public record MotorSettings(OptionalDouble tolerance, Duration stallTime) {
    /// Tolerance from the record, ten seconds to a stall.
    public static final MotorSettings DEFAULT =
            new MotorSettings(OptionalDouble.empty(), Duration.ofSeconds(10));
}
