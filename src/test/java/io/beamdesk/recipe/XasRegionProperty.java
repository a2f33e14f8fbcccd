package io.beamdesk.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.plan.XasScan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/// Regions made at random, one after the other, as an operator types them: with few decimals.
class XasRegionProperty {
    private static final double E0 = 8333;

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private static List<XasRegion> regions(
            double begin, double preStep, double above, double step, double kMax, double kStep) {
        List<XasRegion> regions = new ArrayList<>();
        regions.add(new XasRegion(-begin, -20, rounded(preStep), XasRegion.Unit.EV, 1, 0));
        regions.add(new XasRegion(-20, rounded(above), rounded(step), XasRegion.Unit.EV, 1, 0));
        double k = rounded(XasRegion.waveNumber(regions.get(1).end()));
        regions.add(new XasRegion(k, rounded(k + kMax), rounded(kStep), XasRegion.Unit.K, 0.5, 2));
        return regions;
    }

    private static XasRecipe recipe(List<XasRegion> regions) {
        return new XasRecipe(
                "any",
                "Ni",
                "K",
                OptionalDouble.of(E0),
                regions,
                0,
                0,
                1,
                Optional.empty(),
                Map.of(),
                List.of("scaler"),
                List.of(),
                "",
                "");
    }

    @Property(tries = 300)
    void pointsAscendWithoutDuplicatesAndHaveTheEndsOfEveryRegion(
            @ForAll @DoubleRange(min = 21, max = 300) double begin,
            @ForAll @DoubleRange(min = 0.5, max = 20) double preStep,
            @ForAll @DoubleRange(min = 5, max = 60) double above,
            @ForAll @DoubleRange(min = 0.1, max = 2) double step,
            @ForAll @DoubleRange(min = 0.5, max = 12) double kMax,
            @ForAll @DoubleRange(min = 0.02, max = 0.5) double kStep) {
        List<XasRegion> regions = regions(begin, preStep, above, step, kMax, kStep);
        XasRecipe recipe = recipe(regions);

        assertThat(RecipeFile.of(recipe.toJson())).isEqualTo(recipe);
        List<Double> energies = recipe.points().stream().map(XasScan.Point::energyEv).toList();
        for (int i = 1; i < energies.size(); i++) {
            assertThat(energies.get(i)).isGreaterThan(energies.get(i - 1));
        }
        for (int i = 0; i < regions.size(); i++) {
            XasRegion region = regions.get(i);
            double same = i == 0 ? 1e-9 : regions.get(i - 1).same(region);
            assertThat(energies).anyMatch(e -> Math.abs(e - E0 - region.begin()) <= same + 1e-9);
            assertThat(energies).contains(E0 + region.end());
        }
        assertThat(energies.getFirst()).isEqualTo(E0 - begin);
        // Both boundaries are shared.
        int points = regions.stream().mapToInt(r -> r.points().size()).sum();
        assertThat(energies).hasSize(points - 2);
    }

    @Property
    void regionHasEvenStepsAndBothEnds(
            @ForAll @DoubleRange(min = -500, max = 500) double from,
            @ForAll @DoubleRange(min = 0.01, max = 10) double step,
            @ForAll @IntRange(min = 1, max = 500) int steps,
            @ForAll @DoubleRange(min = 0, max = 0.99) double rest) {
        double to = from + (steps + rest) * step;
        List<XasRegion.Point> points =
                new XasRegion(from, to, step, XasRegion.Unit.EV, 1, 0).points();
        assertThat(points.getFirst().relativeEv()).isEqualTo(from);
        assertThat(points.getLast().relativeEv()).isEqualTo(to);
        assertThat(points).hasSize(steps + (rest < 1e-6 ? 1 : 2));
        for (int i = 1; i < points.size() - 1; i++) {
            assertThat(points.get(i).relativeEv() - points.get(i - 1).relativeEv())
                    .isCloseTo(step, within(1e-9));
        }
    }

    @Property
    void waveNumberComesBackFromItsEnergy(@ForAll @DoubleRange(min = 0, max = 30) double k) {
        assertThat(XasRegion.waveNumber(XasRegion.energy(k))).isCloseTo(k, within(1e-12));
    }

    @Property(tries = 100)
    void dwellGrowsWithThePowerOfTheWaveNumber(
            @ForAll @DoubleRange(min = 1, max = 5) double from,
            @ForAll @DoubleRange(min = 0, max = 4) double power) {
        XasRegion region = new XasRegion(from, 3 * from, 0.05, XasRegion.Unit.K, 0.2, power);
        List<XasScan.Point> points = recipe(List.of(region)).points();
        assertThat(points.getFirst().dwell()).isEqualTo(Duration.ofMillis(200));
        assertThat(points.getLast().dwell().toNanos() / 1e9)
                .isCloseTo(0.2 * Math.pow(3, power), within(1e-6));
        assertThat(points.stream().map(XasScan.Point::dwell).toList()).isSorted();
    }
}
