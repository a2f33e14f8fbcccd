package io.beamdesk.image;

/// The numbers shown darkest and brightest.
///
/// @param low shown darkest, as is everything below
/// @param high shown brightest, as is everything above; always above low
public record Levels(double low, double high) {
    /// Refuses levels that leave no room between them.
    public Levels {
        if (!(high > low) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "the brightest level " + high + " must be above the darkest, " + low);
        }
    }

    /// The same, pulled apart to one unit where they are equal.
    static Levels spanning(double low, double high) {
        return high > low
                ? new Levels(low, high)
                : new Levels(low, Math.max(low + 1, Math.nextUp(low)));
    }
}
