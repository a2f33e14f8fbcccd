package io.beamdesk.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PeakStatisticsTest {
    /// Full width of a Gaussian at half height over its standard deviation.
    private static final double WIDTH = 2 * Math.sqrt(2 * Math.log(2));

    private static double[] gaussian(double[] x, double centre, double sigma, double height) {
        return Arrays.stream(x)
                .map(v -> height * Math.exp(-Math.pow((v - centre) / sigma, 2) / 2))
                .toArray();
    }

    private static double[] grid(double from, double to, int points) {
        return IntStream.range(0, points)
                .mapToDouble(i -> from + (to - from) * i / (points - 1))
                .toArray();
    }

    @Property
    void ofGaussianOnSlopingBaselineFindsItsCentreAndWidth(
            @ForAll @DoubleRange(min = -2, max = 2) double centre,
            @ForAll @DoubleRange(min = 0.5, max = 1.2) double sigma,
            @ForAll @DoubleRange(min = 10, max = 1e6) double height,
            @ForAll @DoubleRange(min = -1e4, max = 1e4) double offset,
            @ForAll @DoubleRange(min = -0.001, max = 0.001) @Scale(4) double slope,
            @ForAll boolean dip) {
        double[] x = grid(-10, 10, 401);
        double[] peak = gaussian(x, centre, sigma, dip ? -height : height);
        double[] y =
                IntStream.range(0, x.length)
                        .mapToDouble(i -> peak[i] + offset + slope * height * x[i])
                        .toArray();

        PeakStatistics found = PeakStatistics.of(x, y);

        assertThat(found.dip()).isEqualTo(dip);
        assertThat(found.peak()).isCloseTo(centre, within(0.06));
        assertThat(found.centreOfMass()).isCloseTo(centre, within(0.03));
        assertThat(found.fwhmCentre()).isCloseTo(centre, within(0.02));
        assertThat(found.fwhm()).isCloseTo(sigma * WIDTH, within(0.02));
    }

    @Property
    void ofTheSamePointsInAnyOrderIsTheSame(@ForAll @IntRange(min = 1, max = 40) int turn) {
        double[] x = grid(-5, 5, 41);
        double[] y = gaussian(x, 0.3, 1, 100);
        double[] turnedX = new double[41];
        double[] turnedY = new double[41];
        for (int i = 0; i < 41; i++) {
            turnedX[i] = x[(i + turn) % 41];
            turnedY[i] = y[(i + turn) % 41];
        }
        assertThat(PeakStatistics.of(turnedX, turnedY)).isEqualTo(PeakStatistics.of(x, y));
    }

    @Property
    void ofUnevenStepsKeepsTheCentreOfMass(@ForAll @IntRange(min = 2, max = 9) int finer) {
        double[] coarse = grid(-6, 0.5, 66);
        double[] fine = grid(0.5 + 0.1 / finer, 6, 55 * finer);
        double[] x = new double[coarse.length + fine.length];
        System.arraycopy(coarse, 0, x, 0, coarse.length);
        System.arraycopy(fine, 0, x, coarse.length, fine.length);
        PeakStatistics found = PeakStatistics.of(x, gaussian(x, 0.5, 1, 100));
        assertThat(found.centreOfMass()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void ofHalfAPeakHasNoWidth() {
        double[] x = grid(-5, 0, 51);
        PeakStatistics found = PeakStatistics.of(x, gaussian(x, 0, 1, 100));
        assertThat(found.fwhm()).isNaN();
        assertThat(found.fwhmCentre()).isNaN();
    }

    @Test
    void ofAConstantOrTooFewPointsIsUndefined() {
        assertThat(PeakStatistics.of(new double[] {1, 2, 3, 4}, new double[] {7, 7, 7, 7}))
                .isEqualTo(PeakStatistics.NONE);
        assertThat(PeakStatistics.of(new double[] {1, 2}, new double[] {1, 9}))
                .isEqualTo(PeakStatistics.NONE);
        assertThat(PeakStatistics.of(new double[] {2, 2, 2}, new double[] {1, 9, 1}))
                .isEqualTo(PeakStatistics.NONE);
    }

    @Test
    void ofPointsWithGapsLeavesThemOut() {
        double[] x = {0, 1, 2, 3, 4, 5, 6};
        double[] y = {0, 0, 5, Double.NaN, 10, 0, 0};
        PeakStatistics found = PeakStatistics.of(x, y);
        assertThat(found.peak()).isEqualTo(4);
        assertThat(found.peakValue()).isEqualTo(10);
        assertThat(found.fwhm()).isEqualTo(2.5);
    }
}
