package io.beamdesk.device;

import java.time.Duration;

/// A device that can be sent to a target.
///
/// @param <T> what a target is: a [Double] in the device's units, an enum constant
public interface Movable<T> extends Device {
    /// Says whether the target can be reached, from what is known without moving.
    ///
    /// @throws DeviceException.LimitViolation if it is outside the limits
    /// @throws DeviceException if it cannot be reached for another reason, or nothing is known yet
    void check(T target);

    /// Starts towards the target. The status fails if the target is not reached: limits, stall, lost
    /// connection and a stop from outside are different [DeviceException]s.
    Status set(T target);

    /// Where it is by its readback.
    ///
    /// @throws DeviceException.Disconnected if nobody knows
    T position();

    /// How long the way takes, with acceleration, without settling.
    Duration estimate(T from, T to);

    /// Stops at once; returns when the request is on its way. Harmless at rest.
    void stop();

    /// Whether a pause lets it come to its end, because half-way is no place to stop; what ends the
    /// run stops it all the same.
    default boolean endsByItself() {
        return false;
    }

    /// Units of a target, empty if it has none.
    default String units() {
        return "";
    }
}
