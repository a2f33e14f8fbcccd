package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.sim.physics.AlignmentView;
import io.beamdesk.sim.physics.Region;
import org.junit.jupiter.api.Test;

/// Pictures of known quality are ordered as a person orders them.
class SnapshotScoreTest {
    private static final double AWAY = 50;
    private static final double LIGHT = 170;
    private static final int SEEDS = 50;
    private static final Region WHOLE = new Region(0, 0, AlignmentView.SIZE, AlignmentView.SIZE);

    private static float[] picture(double x, double defocus, double light) {
        return new AlignmentView(x, 0, 0, defocus, light).picture(WHOLE);
    }

    private static Score score(float[] picture, long seed) {
        return SnapshotScore.of(
                Pixels.grey(
                        "|u1",
                        AlignmentView.SIZE,
                        AlignmentView.SIZE,
                        AlignmentView.expose(picture, seed, 1, WHOLE)));
    }

    @Test
    void sharperSampleOutranksABlurredOneWhateverTheNoise() {
        float[] sharp = picture(0, 0, LIGHT);
        float[] soft = picture(0, 0.4, LIGHT);
        float[] blurred = picture(0, 1.5, LIGHT);
        for (int seed = 0; seed < SEEDS; seed++) {
            double best = score(sharp, seed).value();
            double middle = score(soft, seed).value();
            double worst = score(blurred, seed).value();
            assertThat(best)
                    .as("sharp, seed %d", seed)
                    .isGreaterThan(70)
                    .isGreaterThan(middle + 15);
            assertThat(middle).as("soft, seed %d", seed).isGreaterThan(worst + 5);
            assertThat(worst).as("blurred, seed %d", seed).isGreaterThan(0);
        }
    }

    @Test
    void emptyGroundIsFoundEmptyInEveryLight() {
        for (double light : new double[] {60, LIGHT, 240}) {
            float[] ground = picture(AWAY, 0, light);
            for (int seed = 0; seed < SEEDS; seed++) {
                assertThat(score(ground, seed))
                        .as("light %s, seed %d", light, seed)
                        .satisfies(empty -> assertThat(empty.value()).isZero())
                        .satisfies(empty -> assertThat(empty.reason()).startsWith("empty"));
            }
        }
    }

    @Test
    void samePictureHasTheSameScore() {
        float[] sharp = picture(0, 0, LIGHT);
        assertThat(score(sharp, 7)).isEqualTo(score(sharp, 7));
    }

    @Test
    void lightAndPlaceOfTheSampleCountLittle() {
        double bright = score(picture(0, 0.4, LIGHT), 1).value();
        assertThat(score(picture(0, 0.4, LIGHT / 2), 1).value()).isCloseTo(bright, within(5.0));
        assertThat(score(picture(0.8, 0.4, LIGHT), 1).value()).isCloseTo(bright, within(5.0));
    }

    @Test
    void pictureWithoutLightIsDarkAndNotEmpty() {
        assertThat(score(picture(0, 0, 0), 1))
                .satisfies(dark -> assertThat(dark.value()).isZero())
                .satisfies(dark -> assertThat(dark.reason()).startsWith("dark"));
    }

    @Test
    void pictureTooSmallToTellIsRefused() {
        assertThatThrownBy(() -> SnapshotScore.of(Pixels.grey("|u1", 16, 16, new byte[256])))
                .hasMessageContaining("too small");
    }
}
