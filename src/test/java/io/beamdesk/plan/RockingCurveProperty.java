package io.beamdesk.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.plan.path.Line;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/// Peaks of known place.
class RockingCurveProperty {
    private static final double WIDTH = 46;

    private static RockingCurve curve(Line line, DoubleUnaryOperator counts) {
        double[] x = line.positions().stream().mapToDouble(p -> p).toArray();
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = counts.applyAsDouble(x[i]);
        }
        return new RockingCurve(x, y);
    }

    private static double peak(double distance) {
        return Math.exp(-4 * Math.log(2) * distance * distance / (WIDTH * WIDTH));
    }

    @Property
    void maximumIsWithinTwoPercentOfTheWidth(
            @ForAll @DoubleRange(min = -60, max = 60) double centre,
            @ForAll @IntRange(min = 41, max = 161) int points,
            @ForAll @DoubleRange(min = 0, max = 0.5) double background,
            @ForAll boolean falling,
            @ForAll long seed) {
        Random random = new Random(seed);
        Line line = falling ? new Line(100, -100, points) : new Line(-100, 100, points);
        // Counting noise of 100,000 counts.
        RockingCurve curve =
                curve(
                        line,
                        x -> {
                            double counts = 1e5 * (background + peak(x - centre));
                            return counts + Math.sqrt(counts) * random.nextGaussian();
                        });
        assertThat(curve.maximum())
                .isInstanceOfSatisfying(
                        RockingCurve.Maximum.class,
                        found -> {
                            assertThat(found.position()).isCloseTo(centre, within(0.02 * WIDTH));
                            // The parabola goes through what was measured at the top.
                            assertThat(found.top().at(found.position()))
                                    .isCloseTo(1e5 * (background + 1), within(0.05 * 1e5));
                            double shoulder = centre + WIDTH / 4.0;
                            assertThat(found.top().at(shoulder))
                                    .isCloseTo(
                                            1e5 * (background + peak(WIDTH / 4.0)),
                                            within(0.05 * 1e5));
                        });
    }

    @Property
    void peakBeyondTheRangeOrAtItsEdgeIsNoMaximum(
            @ForAll @DoubleRange(min = 100, max = 130) double centre, @ForAll boolean mirrored) {
        double at = mirrored ? -centre : centre;
        assertThat(curve(new Line(-100, 100, 41), x -> peak(x - at)).maximum())
                .isInstanceOfSatisfying(
                        RockingCurve.NoMaximum.class,
                        none -> assertThat(none.reason()).contains("end of the range"));
    }

    @Property
    void noiseAloneIsNoMaximum(@ForAll @IntRange(min = 31, max = 100) int points) {
        // Of many draws; a single one could look like a peak by chance.
        int trusted = 0;
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(1000L * points + seed);
            RockingCurve curve =
                    curve(new Line(-100, 100, points), _ -> 1e5 + 300 * random.nextGaussian());
            trusted += curve.maximum() instanceof RockingCurve.Maximum ? 1 : 0;
        }
        assertThat(trusted).isLessThanOrEqualTo(2);
    }

    @Example
    void curveThatIsFlatNarrowBrokenOrDoubleSaysWhatToDo() {
        Line line = new Line(-100, 100, 41);
        assertThat(reason(curve(line, _ -> 7))).contains("same everywhere");
        assertThat(reason(curve(line, x -> x == 0 ? 1 : 0))).contains("narrower");
        assertThat(reason(curve(line, x -> x == 0 ? Double.NaN : peak(x)))).contains("number");
        assertThat(reason(curve(line, x -> peak(x - 50) + 0.9 * peak(x + 50))))
                .contains("more than one peak");
    }

    private static String reason(RockingCurve curve) {
        return ((RockingCurve.NoMaximum) curve.maximum()).reason();
    }
}
