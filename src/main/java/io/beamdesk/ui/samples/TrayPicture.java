package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.TrayType;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A tray as it is drawn.
///
/// @param type what it is
/// @param marks what is known of its places; one without a mark is empty
/// @param selection what is selected, in the order of collection
/// @param inBeam the place that is in the beam or mounted, if any is
/// @param share how much of the run there is measured, 0 to 1
record TrayPicture(
        TrayType type,
        Map<Position, Mark> marks,
        Selection selection,
        Optional<Position> inBeam,
        double share) {

    /// What is known of a place.
    ///
    /// @param state where its sample is in its life
    /// @param score of its screening, 0 to 100, if it was screened
    /// @param low whether the score is below what is worth measuring
    record Mark(SampleState state, OptionalDouble score, boolean low) {
        static final Mark EMPTY = new Mark(SampleState.EMPTY, OptionalDouble.empty(), false);
    }

    /// Copies the map.
    TrayPicture {
        marks = Map.copyOf(marks);
    }

    /// What is known of this place.
    Mark mark(Position position) {
        return marks.getOrDefault(position, Mark.EMPTY);
    }

    TrayPicture with(Selection now) {
        return new TrayPicture(type, marks, now, inBeam, share);
    }
}
