package io.beamdesk.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.sim.physics.Beam.Slits;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BeamTest {
    private static final Slits OPEN = new Slits(8, 0, 5, 0);

    private static Beam at(double energyEv, double pitch, double x, boolean open) {
        return new Beam(200, energyEv, pitch, 3, OPEN, open, x, 0);
    }

    private static double absorbance(double energyEv) {
        Beam beam = at(energyEv, Monochromator.bestPitch(energyEv), 0, true);
        return Math.log(beam.i0() / beam.it());
    }

    @Test
    void braggAngleFollowsBraggsLaw() {
        assertThat(Monochromator.braggAngle(8333)).isCloseTo(13.72, within(0.01));
    }

    @Test
    void rockingCurvePeaksWhereTheCrystalsAreParallelAndHalvesAtHalfItsWidth() {
        double best = Monochromator.bestPitch(9000);
        double half = Monochromator.rockingWidth(9000) / 2;
        assertThat(Monochromator.reflectivity(9000, best)).isEqualTo(1);
        assertThat(Monochromator.reflectivity(9000, best + half)).isCloseTo(0.5, within(1e-9));
        assertThat(Monochromator.reflectivity(9000, best - half)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void absorbanceStepsUpAtEachEdge() {
        for (double edge : new double[] {7709, 8333, 8979}) {
            assertThat(absorbance(edge + 30) - absorbance(edge - 30))
                    .as("edge at %s eV", edge)
                    .isGreaterThan(0.08);
        }
        assertThat(absorbance(8373) - absorbance(8293)).isGreaterThan(0.7);
    }

    @Test
    void fineStructureOscillatesAboveTheEdgeAndFades() {
        assertThat(swing(8380, 8480)).isGreaterThan(2 * swing(8900, 9000));
    }

    private static double swing(double fromEv, double toEv) {
        double[] values =
                DoubleStream.iterate(fromEv, e -> e <= toEv, e -> e + 1)
                        .map(Absorption.NICKEL::at)
                        .toArray();
        double slope = (values[values.length - 1] - values[0]) / (values.length - 1);
        double high = 0;
        double low = 0;
        for (int i = 0; i < values.length; i++) {
            double beside = values[i] - values[0] - slope * i;
            high = Math.max(high, beside);
            low = Math.min(low, beside);
        }
        return high - low;
    }

    @Test
    void sampleIsFiniteSoThatAScanFindsItsEdges() {
        double inside = at(8400, 12, 0, true).it();
        double outside = at(8400, 12, 6, true).it();
        assertThat(inside).isLessThan(outside / 2);
        assertThat(at(8400, 12, 3, true).it()).isBetween(inside, outside);
    }

    @Test
    void closedShuttersLeaveTheLeakageOnly() {
        Beam dark = at(8333, 12, 0, false);
        Beam light = at(8333, 12, 0, true);
        assertThat(dark.i0()).isEqualTo(dark.it()).isEqualTo(dark.i2()).isPositive();
        assertThat(light.i0()).isGreaterThan(1000 * dark.i0());
    }

    @Test
    void intensityFollowsRingAndSlits() {
        Beam half = new Beam(100, 8333, 12, 3, OPEN, true, 0, 0);
        assertThat(half.intensity())
                .isCloseTo(at(8333, 12, 0, true).intensity() / 2, within(1e-12));
        assertThat(new Slits(0, 0, 5, 0).transmission()).isZero();
        assertThat(new Slits(1, 0, 1, 0).transmission())
                .isBetween(new Slits(0.5, 0, 1, 0).transmission(), OPEN.transmission());
        assertThat(OPEN.transmission()).isBetween(0.75, 1.0);
    }

    @Test
    void amplifierMultipliesByTenAStepAndSaturates() {
        double low = Amplifier.countRate(8e-7, 3) - Amplifier.countRate(0, 3);
        double high = Amplifier.countRate(8e-7, 4) - Amplifier.countRate(0, 4);
        assertThat(high / low).isCloseTo(10, within(1e-6));
        assertThat(Amplifier.countRate(8e-7, 7)).isEqualTo(Amplifier.SATURATION);
        assertThat(Amplifier.labels()).hasSize(8).startsWith("1e3 V/A").endsWith("1e10 V/A");
    }
}
