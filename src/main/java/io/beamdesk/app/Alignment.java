package io.beamdesk.app;

import java.time.Instant;
import java.util.List;

/// Where axes were when somebody kept it under a name.
///
/// @param name for people, never blank
/// @param saved when
/// @param by account of who saved it, may be empty
/// @param places in the order in which axes go back
public record Alignment(String name, Instant saved, String by, List<Place> places) {
    /// An axis and where it was.
    ///
    /// @param device name in the beamline file
    /// @param position in its units
    /// @param units of the axis then
    public record Place(String device, double position, String units) {}

    /// Copies the list.
    public Alignment {
        places = List.copyOf(places);
    }
}
