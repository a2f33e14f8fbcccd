package io.beamdesk.image;

/// Where the levels of a picture come from.
public sealed interface Scaling {
    /// From the frame's first percentile to its 99.5th, so that a dead or hot pixel does not decide
    /// the contrast.
    Scaling AUTO = new Percentiles(0.01, 0.995);

    /// From the frame itself.
    ///
    /// @param low share of the pixels shown darkest, from 0
    /// @param high share of the pixels that are not shown brightest, to 1
    record Percentiles(double low, double high) implements Scaling {
        /// Refuses shares that are none.
        public Percentiles {
            if (!(low >= 0 && low < high && high <= 1)) {
                throw new IllegalArgumentException(
                        "percentiles from " + low + " to " + high + " are not within 0 to 1");
            }
        }
    }

    /// Given beforehand.
    ///
    /// @param levels the levels
    record Fixed(Levels levels) implements Scaling {}
}
