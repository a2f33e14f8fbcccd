package io.beamdesk.device;

import java.util.Optional;

/// A device that has a safe state: an axis at rest, a shutter closed, a detector idle.
public interface Securable extends Device {
    /// Starts towards the safe state; never blocks and never throws, and writes nothing where the
    /// readback says that the state is reached.
    void secure();

    /// What the readbacks say: empty when safe, otherwise one clause for a person, such as
    /// `fast shutter (SIM:fs:Status) is open`. An unknown state is a hazard.
    Optional<String> hazard();
}
