package io.beamdesk.sim.record;

/// What distinguishes one simulated motor from another. Positions are in the units.
///
/// @param name record name
/// @param description DESC
/// @param units EGU
/// @param precision PREC
/// @param start position at the start
/// @param low LLM
/// @param high HLM
/// @param velocity VELO, units per second
/// @param rampSeconds ACCL, seconds to velocity
/// @param resolution MRES
public record MotorSettings(
        String name,
        String description,
        String units,
        int precision,
        double start,
        double low,
        double high,
        double velocity,
        double rampSeconds,
        double resolution) {}
