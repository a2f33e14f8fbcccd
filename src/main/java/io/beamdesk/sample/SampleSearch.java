package io.beamdesk.sample;

import java.util.Optional;
import java.util.Set;

/// What to look for among all samples; an empty condition asks for nothing.
///
/// @param text words, or beginnings of words, that must all be in the sample's texts
/// @param tray id of the tray
/// @param group exact group
/// @param states any of these
/// @param queued whether there is an item of the queue for it
/// @param collected whether there is a product of it
/// @param score a score that it must have
/// @param limit how many at most
public record SampleSearch(
        String text,
        Optional<String> tray,
        Optional<String> group,
        Set<SampleState> states,
        Optional<Boolean> queued,
        Optional<Boolean> collected,
        Optional<Score> score,
        int limit) {

    /// Bounds of a score, both included.
    ///
    /// @param name which score
    /// @param least lowest
    /// @param most highest
    public record Score(String name, double least, double most) {}

    /// Name of the score that says whether a sample is worth measuring.
    public static final String SCREEN = "screen";

    /// As many as a table shows.
    public static final int LIMIT = 1000;

    /// Everything.
    public static final SampleSearch ALL =
            new SampleSearch(
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    LIMIT);

    /// Copies the set.
    public SampleSearch {
        states = Set.copyOf(states);
    }

    /// Whether it asks for anything.
    public boolean isAsking() {
        return !limit(ALL.limit).equals(ALL);
    }

    /// With these words.
    public SampleSearch text(String words) {
        return new SampleSearch(words, tray, group, states, queued, collected, score, limit);
    }

    /// In a tray.
    public SampleSearch tray(String id) {
        return new SampleSearch(
                text, Optional.of(id), group, states, queued, collected, score, limit);
    }

    /// Of a group.
    public SampleSearch group(String name) {
        return new SampleSearch(
                text, tray, Optional.of(name), states, queued, collected, score, limit);
    }

    /// In any of these states.
    public SampleSearch states(Set<SampleState> any) {
        return new SampleSearch(text, tray, group, any, queued, collected, score, limit);
    }

    /// In the queue, or not in it.
    public SampleSearch queued(boolean is) {
        return new SampleSearch(
                text, tray, group, states, Optional.of(is), collected, score, limit);
    }

    /// With a product, or without one.
    public SampleSearch collected(boolean is) {
        return new SampleSearch(text, tray, group, states, queued, Optional.of(is), score, limit);
    }

    /// With a score between two bounds.
    public SampleSearch score(String name, double least, double most) {
        return new SampleSearch(
                text,
                tray,
                group,
                states,
                queued,
                collected,
                Optional.of(new Score(name, least, most)),
                limit);
    }

    /// With another limit.
    public SampleSearch limit(int most) {
        return new SampleSearch(text, tray, group, states, queued, collected, score, most);
    }
}
