package io.beamdesk.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.image.Score;
import io.beamdesk.sim.physics.Noise;
import org.junit.jupiter.api.Test;

/// The signal to noise of a few counts.
class SignalScoreTest {
    private static Score counted(double flux, double transmission, long seed) {
        double[] i0 = new double[10];
        double[] it = new double[10];
        for (int i = 0; i < i0.length; i++) {
            i0[i] = new Noise(seed, 1, i).poisson(flux);
            it[i] = new Noise(seed, 2, i).poisson(flux * transmission);
        }
        return SignalScore.of(i0, it);
    }

    @Test
    void moreCountsOutrankFewerWhateverTheNoise() {
        for (long seed = 0; seed < 50; seed++) {
            double strong = counted(1e6, 0.3, seed).value();
            double weak = counted(1e3, 0.3, seed).value();
            double opaque = counted(1e3, 0.02, seed).value();
            assertThat(strong).as("seed %d", seed).isGreaterThan(weak + 15);
            assertThat(weak).as("seed %d", seed).isGreaterThan(opaque);
        }
    }

    @Test
    void scoreFollowsTheSpreadOfTheRatio() {
        // T = 0.5 · (0.99, 1, 1.01): a spread of 1 %, two of three decades.
        Score score = SignalScore.of(new double[] {100, 100, 100}, new double[] {49.5, 50, 50.5});
        assertThat(score.value()).isCloseTo(200 / 3.0, within(1e-9));
        assertThat(score.reason()).contains("1.0 %");
    }

    @Test
    void fluctuationOfTheBeamItselfCountsNothing() {
        assertThat(SignalScore.of(new double[] {100, 200, 50}, new double[] {10, 20, 5}).value())
                .isEqualTo(100);
    }

    @Test
    void countsWithoutBeamOrBehindAnOpaqueSampleAreZero() {
        double[] some = {5, 5, 5};
        double[] none = {0, 0, 0};
        assertThat(SignalScore.of(none, some))
                .isEqualTo(new Score(0, "no beam: i0 counts nothing"));
        assertThat(SignalScore.of(some, none).reason()).startsWith("no signal");
    }
}
