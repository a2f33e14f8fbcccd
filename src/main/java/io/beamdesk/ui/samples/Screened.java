package io.beamdesk.ui.samples;

import io.beamdesk.sample.NaturalOrder;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SamplePicture;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.Transition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A sample with the score of its screening.
///
/// @param card the sample
/// @param score whether it is worth a measurement, 0 to 100
/// @param reason why, in words; empty if nobody wrote it down
/// @param picture the last one taken of it, if there is one
record Screened(SampleCard card, double score, String reason, Optional<SamplePicture> picture) {
    private static final String SCORE = "screen";

    /// The screened samples of a tray, the best one first. Waits for the disk.
    static List<Screened> of(SampleDesk desk, String tray) {
        return desk.samples(tray).stream()
                .flatMap(card -> of(desk, card).stream())
                .sorted(
                        Comparator.comparingDouble(Screened::score)
                                .reversed()
                                .thenComparing(Screened::place, NaturalOrder.NATURAL))
                .toList();
    }

    private static Optional<Screened> of(SampleDesk desk, SampleCard card) {
        Double score = card.scores().get(SCORE);
        if (score == null) {
            return Optional.empty();
        }
        SampleDesk.Story story = desk.story(card.sample().id());
        return Optional.of(
                new Screened(
                        card,
                        score,
                        reason(story.history()),
                        story.pictures().stream().findFirst()));
    }

    private static String reason(List<Transition> history) {
        return history.reversed().stream()
                .filter(step -> step.to() == SampleState.SCREENED && !step.why().isEmpty())
                .findFirst()
                .map(Transition::why)
                .orElse("");
    }

    /// The places of the best, the best one first; none that was found useless.
    static List<String> best(List<Screened> all, int most) {
        return all.stream().filter(s -> s.score > 0).limit(most).map(Screened::place).toList();
    }

    /// Where it is in its tray.
    String place() {
        return card.sample().position();
    }

    /// A part of the score; NaN if it has none.
    double part(String name) {
        return card.scores().getOrDefault(name, Double.NaN);
    }
}
