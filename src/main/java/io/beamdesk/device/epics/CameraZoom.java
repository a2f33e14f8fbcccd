package io.beamdesk.device.epics;

import io.beamdesk.pv.PvName;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// How far a camera is magnified: the variable that chooses the level, and what is known of each level.
///
/// @param setpoint where the level is written: a choice, or a text
/// @param readback where the level is read, if not there
/// @param levels by the label of the choice
public record CameraZoom(PvName setpoint, Optional<PvName> readback, Map<String, Level> levels) {
    /// What is known of a level.
    ///
    /// @param pixelSize size of a pixel at the sample in mm
    /// @param beam where the beam meets the frame; empty for its middle
    public record Level(OptionalDouble pixelSize, Optional<CameraView.Beam> beam) {
        /// Nothing is known.
        public static final Level UNKNOWN = new Level(OptionalDouble.empty(), Optional.empty());
    }

    /// Copies the map.
    public CameraZoom {
        levels = Map.copyOf(levels);
    }

    /// What is known of a level; nothing where the file does not name it.
    public Level level(String label) {
        return levels.getOrDefault(label, Level.UNKNOWN);
    }
}
