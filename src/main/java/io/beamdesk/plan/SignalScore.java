package io.beamdesk.plan;

import io.beamdesk.image.Score;
import java.util.Locale;

/// How steady the transmission of a sample is over a few counts.
///
/// The transmission of a count is T = it / i0, and the signal to noise the mean of T divided by its
/// standard deviation, for one count (Knoll, Radiation Detection and Measurement, chapter 3). By
/// propagation of errors its inverse is the standard deviation of the absorption ln(i0 / it), which is
/// what a scan then has at each point. The score is 100 · log₁₀(signal to noise) / 3, at most 100: 33 for
/// 10, 67 for 100, 100 from 1000 on.
final class SignalScore {
    /// Fewest counts that have a standard deviation worth the name.
    static final int LEAST = 3;

    private static final double DECADES = 3;

    private SignalScore() {}

    /// Scores some counts of the same length.
    ///
    /// @param i0 before the sample
    /// @param it behind it, as many
    static Score of(double[] i0, double[] it) {
        int n = i0.length;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            if (!(i0[i] > 0) || !Double.isFinite(i0[i])) {
                return new Score(0, "no beam: i0 counts nothing");
            }
            if (!(it[i] > 0) || !Double.isFinite(it[i])) {
                return new Score(0, "no signal: it counts nothing behind the sample");
            }
            double transmission = it[i] / i0[i];
            double off = transmission - mean;
            mean += off / (i + 1);
            squares += off * (transmission - mean);
        }
        if (n < LEAST) {
            return new Score(0, "too few counts to tell a signal from noise");
        }
        double spread = Math.sqrt(squares / (n - 1)) / mean;
        double value = spread > 0 ? 100 * Math.log10(1 / spread) / DECADES : 100;
        return new Score(
                Math.clamp(value, 0, 100),
                String.format(Locale.ROOT, "it / i0 steady to %.2g %%", 100 * spread));
    }
}
