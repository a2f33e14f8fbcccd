package io.beamdesk.sample;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A plate, holder, puck or dewar that was received.
///
/// @param id as it is written on it: `PLT-0417`
/// @param alias for people: `Ni screen 3`; may be empty
/// @param type name of its type in [TrayTypes]
/// @param sender who sent it; may be empty
/// @param received when it arrived, if that is known
/// @param taught places that were brought to the beam, to say where all others are
public record Tray(
        String id,
        String alias,
        String type,
        String sender,
        Optional<Instant> received,
        List<Taught> taught) {

    /// Copies the list.
    public Tray {
        taught = List.copyOf(taught);
    }

    /// A tray with nothing but its id and type.
    public static Tray of(String id, String type) {
        return new Tray(id, "", type, "", Optional.empty(), List.of());
    }

    /// The same with another alias.
    public Tray withAlias(String other) {
        return new Tray(id, other, type, sender, received, taught);
    }

    /// The same with other taught places.
    public Tray withTaught(List<Taught> other) {
        return new Tray(id, alias, type, sender, received, other);
    }
}
