package io.beamdesk.image;

/// How good something is, and why.
///
/// @param value 0 for useless to 100 for as good as can be told
/// @param reason in words, the second half of a sentence: `empty: nothing stands out ...`
public record Score(double value, String reason) {
    /// Refuses what is no score.
    public Score {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException("a score of " + value + " is not within 0 to 100");
        }
    }
}
