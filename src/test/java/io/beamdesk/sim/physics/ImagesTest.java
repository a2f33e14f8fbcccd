package io.beamdesk.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.sim.physics.Beam.Slits;
import org.junit.jupiter.api.Test;

class ImagesTest {
    private static final int SIDE = 256;
    private static final Region REGION = new Region(0, 0, SIDE, SIDE);
    private static final Slits OPEN = new Slits(8, 0, 5, 0);

    private static float[] projection(double angle, double x) {
        // Pixels of 12 µm hold the whole body; the centre lies between two columns.
        return Phantom.transmission(
                new Phantom.View(angle, x, 0, 8333, 0.012, (SIDE - 1) / 2.0, (SIDE - 1) / 2.0),
                REGION);
    }

    private static double absorbed(float[] transmission) {
        double sum = 0;
        for (float each : transmission) {
            sum -= Math.log(each);
        }
        return sum;
    }

    @Test
    void projectionsOfAllAnglesAbsorbTheSame() {
        double atZero = absorbed(projection(0, 0));
        for (double angle = 15; angle < 180; angle += 15) {
            assertThat(absorbed(projection(angle, 0)))
                    .as("at %s degrees", angle)
                    .isCloseTo(atZero, within(0.01 * atZero));
        }
    }

    @Test
    void projectionFromBehindIsMirrored() {
        float[] front = projection(30, 0);
        float[] back = projection(210, 0);
        for (int row = 0; row < SIDE; row += 10) {
            for (int column = 0; column < SIDE; column++) {
                assertThat(back[row * SIDE + SIDE - 1 - column])
                        .isCloseTo(front[row * SIDE + column], within(1e-4f));
            }
        }
    }

    @Test
    void bodyMovesWithTheStageAndLeavesTheView() {
        float[] there = projection(0, 0);
        float[] moved = projection(0, 10 * 0.012);
        int row = SIDE / 2 * SIDE;
        for (int column = 20; column < SIDE - 20; column++) {
            assertThat(moved[row + column + 10]).isCloseTo(there[row + column], within(1e-4f));
        }
        assertThat(absorbed(projection(0, 6))).isZero();
    }

    @Test
    void regionShowsItsPartOfTheSensor() {
        float[] whole = Radiograph.flat(OPEN, new Region(900, 900, 200, 200));
        float[] part = Radiograph.flat(OPEN, new Region(950, 970, 20, 10));
        assertThat(part[3 * 20 + 5]).isEqualTo(whole[73 * 200 + 55]);
    }

    @Test
    void frameHasDarkOffsetShotNoiseAndSaturation() {
        Region region = new Region(1000, 1000, 64, 64);
        float[] flat = Radiograph.flat(OPEN, region);
        float[] empty = new float[region.pixels()];
        java.util.Arrays.fill(empty, 1);
        double dark = mean(Radiograph.expose(flat, empty, 0, 1, 1, region));
        assertThat(dark).isCloseTo(Radiograph.DARK, within(0.5));
        double light = mean(Radiograph.expose(flat, empty, 0.05, 1, 2, region));
        assertThat(light).isBetween(12_000.0, 17_000.0);
        double full = mean(Radiograph.expose(flat, empty, 5, 1, 3, region));
        assertThat(full).isEqualTo(65_535);
    }

    private static double mean(short[] image) {
        double sum = 0;
        for (short each : image) {
            sum += each & 0xFFFF;
        }
        return sum / image.length;
    }

    @Test
    void sameFrameOfTheSameSeedIsTheSameAndTheNextIsNot() {
        float[] flat = Radiograph.flat(OPEN, REGION);
        float[] body = projection(0, 0);
        short[] one = Radiograph.expose(flat, body, 0.05, 1, 5, REGION);
        assertThat(Radiograph.expose(flat, body, 0.05, 1, 5, REGION)).isEqualTo(one);
        assertThat(Radiograph.expose(flat, body, 0.05, 1, 6, REGION)).isNotEqualTo(one);
    }

    private static float[] seen(double x, double defocus, double light) {
        return new AlignmentView(x, 0, 0, defocus, light)
                .picture(new Region(0, 0, AlignmentView.SIZE, AlignmentView.SIZE));
    }

    /// Sum of squared differences between neighbours in the loop's row.
    private static double contrast(float[] picture) {
        double sum = 0;
        int row = 500 * AlignmentView.SIZE;
        for (int column = 300; column < 700; column++) {
            double step = picture[row + column + 1] - picture[row + column];
            sum += step * step;
        }
        return sum;
    }

    @Test
    void sampleSharpensTowardsFocus() {
        assertThat(contrast(seen(0, 0, 170)))
                .isGreaterThan(2 * contrast(seen(0, 0.3, 170)))
                .isGreaterThan(4 * contrast(seen(0, -0.8, 170)));
    }

    @Test
    void sampleMovesByTheSizeOfAPixel() {
        float[] there = seen(0, 0, 0.001);
        float[] moved = seen(20 * AlignmentView.PIXEL, 0, 0.001);
        int row = 500 * AlignmentView.SIZE;
        for (int column = 400; column < 600; column++) {
            assertThat(moved[row + column + 20]).isCloseTo(there[row + column], within(1e-4f));
        }
    }

    @Test
    void pictureDarkensWithTheIllumination() {
        assertThat(seen(0, 0, 50)[0]).isLessThan(seen(0, 0, 170)[0]);
        assertThat(seen(0, 0, 0)[0]).isBetween(0f, 10f);
    }
}
