package io.beamdesk.sample;

import java.time.Instant;
import java.util.Map;

/// Where a sample was centred.
///
/// @param time when
/// @param axes where the axes that centred it stood, by their names in the beamline file
/// @param recipe what it was centred with, as compact JSON: it centres the sample again
/// @param holds whether the sample has not been moved on its holder or taken away since, as far as
///     Beamdesk has seen
public record KeptCentring(Instant time, Map<String, Double> axes, String recipe, boolean holds) {
    /// Copies the map.
    public KeptCentring {
        axes = Map.copyOf(axes);
    }
}
