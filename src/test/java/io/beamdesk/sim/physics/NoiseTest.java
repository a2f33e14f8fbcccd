package io.beamdesk.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
    @Test
    void sameSeedStreamAndOrderGiveTheSameNumbers() {
        assertThat(new Noise(1, 2, 3).bits()).isEqualTo(new Noise(1, 2, 3).bits());
        assertThat(new Noise(1, 2, 3).bits())
                .isNotEqualTo(new Noise(1, 2, 4).bits())
                .isNotEqualTo(new Noise(1, 3, 3).bits())
                .isNotEqualTo(new Noise(2, 2, 3).bits());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 8, 49, 51, 10_000})
    void countsHaveTheMeanAndVarianceOfPoisson(double mean) {
        int draws = 20_000;
        double sum = 0;
        double squares = 0;
        Noise noise = new Noise(7, 0, 0);
        for (int i = 0; i < draws; i++) {
            double count = noise.poisson(mean);
            sum += count;
            squares += count * count;
        }
        double found = sum / draws;
        double variance = squares / draws - found * found;
        assertThat(found).isCloseTo(mean, within(5 * Math.sqrt(mean / draws)));
        assertThat(variance / mean).isCloseTo(1, within(0.1));
    }

    @Test
    void meanOfZeroOrLessCountsNothing() {
        assertThat(new Noise(1, 1, 1).poisson(0)).isZero();
        assertThat(new Noise(1, 1, 1).poisson(-3)).isZero();
        assertThat(new Noise(1, 1, 1).poisson(Double.NaN)).isZero();
    }
}
