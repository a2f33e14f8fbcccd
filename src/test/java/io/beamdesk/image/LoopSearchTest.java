package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.image.LoopSearch.Finding;
import io.beamdesk.image.LoopSearch.Found;
import io.beamdesk.image.LoopSearch.NotSure;
import io.beamdesk.sim.physics.AlignmentView;
import io.beamdesk.sim.physics.Region;
import io.beamdesk.sim.physics.Specimen;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Loops of the simulated microscope, as they are mounted.
class LoopSearchTest {
    private static final int SAMPLES = 100;
    private static final int ANGLES = 8;
    private static final double LIGHT = 170;
    private static final double ALLOWED = 10;
    private static final Region WHOLE = new Region(0, 0, AlignmentView.SIZE, AlignmentView.SIZE);

    private static Pixels shot(
            Specimen specimen, double x, double degrees, double defocus, double light, long seed) {
        AlignmentView view = new AlignmentView(x, 0, degrees, defocus, light, specimen);
        return Pixels.grey(
                "|u1",
                AlignmentView.SIZE,
                AlignmentView.SIZE,
                AlignmentView.expose(view.picture(WHOLE), seed, (long) degrees, WHOLE));
    }

    private static Finding search(Specimen specimen, double light, long seed) {
        LoopSearch search = new LoopSearch(true);
        for (int i = 0; i < ANGLES; i++) {
            double degrees = 10 + 360.0 * i / ANGLES;
            search.add(degrees, shot(specimen, 0, degrees, 0, light, seed));
        }
        return search.find();
    }

    /// How far the true middle of the loop is from where it is said to be, at most over a turn, in pixels.
    private static double off(Found found, Specimen specimen) {
        double middle = AlignmentView.SIZE / 2.0;
        double along = middle - specimen.y() / AlignmentView.PIXEL;
        Sinusoid truth =
                new Sinusoid(
                        middle,
                        specimen.x() / AlignmentView.PIXEL,
                        specimen.z() / AlignmentView.PIXEL,
                        0);
        return IntStream.range(0, 36)
                .mapToDouble(i ->
                        Math.hypot(
                                found.across().at(10 * i) - truth.at(10 * i),
                                found.along() - along))
                .max()
                .orElseThrow();
    }

    @Test
    void atLeast95Of100AreFoundAndNoneIsWrong() {
        Finding[] findings =
                IntStream.range(0, SAMPLES)
                        .parallel()
                        .mapToObj(seed -> search(Specimen.of(seed), LIGHT, seed))
                        .toArray(Finding[]::new);
        int found = 0;
        double worst = 0;
        for (int seed = 0; seed < SAMPLES; seed++) {
            switch (findings[seed]) {
                case Found loop -> {
                    double off = off(loop, Specimen.of(seed));
                    assertThat(off).as("sample %d", seed).isLessThan(ALLOWED);
                    worst = Math.max(worst, off);
                    found++;
                }
                case NotSure not -> {
                    System.out.println("sample " + seed + ": " + not.saw() + "; " + not.advice());
                    assertThat(not.saw()).isNotEmpty();
                    assertThat(not.advice()).isNotEmpty();
                }
            }
        }
        System.out.printf(
                "loops: %d of %d found, at most %.1f pixels off over a full turn%n",
                found, SAMPLES, worst);
        assertThat(found).isGreaterThanOrEqualTo(95);
    }

    /// What must not be taken for a loop, or must be taken for the right one.
    private enum Trouble {
        NO_SAMPLE,
        DARK,
        OUT_OF_FOCUS,
        STAGE_CREEPS,
        LIGHT_FLICKERS,
        SHADOW_BESIDE,
        STILL_PICTURE,
        BARE_PIN,
        SATURATED;

        Pixels picture(long seed, double degrees, int number) {
            Specimen specimen = Specimen.of(seed);
            return switch (this) {
                case NO_SAMPLE -> shot(specimen, 1000, degrees, 0, LIGHT, seed);
                case DARK -> shot(specimen, 0, degrees, 0, 0, seed);
                case OUT_OF_FOCUS -> shot(specimen, 0, degrees, 2.5, LIGHT, seed);
                case STAGE_CREEPS -> shot(specimen, 0.2 * number, degrees, 0, LIGHT, seed);
                case LIGHT_FLICKERS ->
                        shot(specimen, 0, degrees, 0, LIGHT * (number % 2 == 0 ? 1 : 0.3), seed);
                case SHADOW_BESIDE -> shaded(shot(specimen, 0, degrees, 0, LIGHT, seed));
                case STILL_PICTURE -> shot(specimen, 0, 0, 0, LIGHT, seed);
                case BARE_PIN ->
                        shot(
                                new Specimen(
                                        specimen.x(),
                                        specimen.y(),
                                        specimen.z(),
                                        0,
                                        specimen.lean(),
                                        new Specimen.Loop(0, 0, 0, 1),
                                        new Specimen.Crystal(0, 0, 0, 0.01, 1)),
                                0,
                                degrees,
                                0,
                                LIGHT,
                                seed);
                case SATURATED -> shot(specimen, 0, degrees, 0, 2000, seed);
            };
        }

        private static Pixels shaded(Pixels pixels) {
            byte[] bytes = ((byte[]) pixels.array()).clone();
            for (int row = 100; row < 500; row++) {
                for (int column = 0; column < 250; column++) {
                    bytes[row * pixels.columns() + column] = 20;
                }
            }
            return Pixels.grey("|u1", pixels.columns(), pixels.rows(), bytes);
        }
    }

    @Test
    void troubleIsToldRatherThanTakenForALoop() {
        for (Trouble trouble : Trouble.values()) {
            int found = 0;
            for (long seed = 200; seed < 210; seed++) {
                LoopSearch search = new LoopSearch(true);
                for (int i = 0; i < ANGLES; i++) {
                    double degrees = 360.0 * i / ANGLES;
                    search.add(degrees, trouble.picture(seed, degrees, i));
                }
                if (search.find() instanceof Found loop) {
                    found++;
                    assertThat(off(loop, Specimen.of(seed)))
                            .as("%s, sample %d: %s", trouble, seed, loop)
                            .isLessThan(ALLOWED);
                } else if (seed == 200) {
                    System.out.println(trouble + ": " + search.find());
                }
            }
            System.out.println(trouble + ": " + found + " of 10 found");
        }
    }

    @Test
    void pinThatLiesAcrossTheFrameIsFoundInTheOtherDirection() {
        Specimen specimen = Specimen.of(3);
        LoopSearch search = new LoopSearch(false);
        for (int i = 0; i < ANGLES; i++) {
            double degrees = 360.0 * i / ANGLES;
            Pixels upright = shot(specimen, 0, degrees, 0, LIGHT, 3);
            int size = AlignmentView.SIZE;
            byte[] from = (byte[]) upright.array();
            byte[] lying = new byte[from.length];
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    lying[column * size + row] = from[row * size + column];
                }
            }
            search.add(degrees, Pixels.grey("|u1", size, size, lying));
        }
        assertThat(search.find())
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(off(found, specimen)).isLessThan(ALLOWED));
    }
}
