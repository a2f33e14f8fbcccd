package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.Selection;
import io.beamdesk.sample.TrayType;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// A tray as it is drawn.
///
/// @param type what it is
/// @param marks what is known of its places; one without a mark is empty
/// @param selection what is selected, in the order of collection
/// @param matching places that match what is looked for; empty if nothing is looked for
/// @param inBeam the place that is in the beam or mounted, if any is
/// @param share how much of the run there is measured, 0 to 1
record TrayPicture(
        TrayType type,
        Map<Position, Mark> marks,
        Selection selection,
        Optional<Set<Position>> matching,
        Optional<Position> inBeam,
        double share) {

    /// What is known of a place.
    ///
    /// @param state where its sample is in its life
    /// @param score of its screening, 0 to 100, if it was screened
    /// @param low whether the score is below what is worth measuring
    record Mark(SampleState state, OptionalDouble score, boolean low) {
        static final Mark EMPTY = new Mark(SampleState.EMPTY, OptionalDouble.empty(), false);

        /// Score below which a screened sample is hardly worth measuring.
        private static final double LOW_SCORE = 50;

        static Mark of(SampleCard card) {
            Double score = card.scores().get(SampleSearch.SCREEN);
            return new Mark(
                    card.state(),
                    score == null ? OptionalDouble.empty() : OptionalDouble.of(score),
                    score != null && score < LOW_SCORE);
        }
    }

    /// What is known of this place.
    Mark mark(Position position) {
        return marks.getOrDefault(position, Mark.EMPTY);
    }

    /// Whether a place looks the same in another picture, in which nothing is selected either.
    boolean isAlike(TrayPicture other, Position place) {
        boolean beam = inBeam.filter(place::equals).isPresent();
        return mark(place).equals(other.mark(place))
                && isDimmed(place) == other.isDimmed(place)
                && beam == other.inBeam.filter(place::equals).isPresent()
                && !(beam && share != other.share);
    }

    /// Whether a place steps back behind those that are looked for.
    boolean isDimmed(Position position) {
        return matching.isPresent() && !matching.get().contains(position);
    }
}
