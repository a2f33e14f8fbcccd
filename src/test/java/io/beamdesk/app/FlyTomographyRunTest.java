package io.beamdesk.app;

import static io.beamdesk.app.PhantomFrames.assertFramesAreWhatTheirKeysSay;
import static io.beamdesk.app.PhantomFrames.assertSliceIsThePhantoms;
import static io.beamdesk.app.PhantomFrames.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.Problem;
import io.beamdesk.product.Product;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Continuous tomographies from their recipe to the slice that is reconstructed from their product.
class FlyTomographyRunTest extends TomographyRuns {
    private static final double USUAL = 180;
    private static final double BLUR = 0.5;

    private static final String[] SHORT = {
        "exposure=0.02",
        "acquire_period=0.04",
        "settle=0",
        "rotation.projections=181",
        "flats.before=5",
        "flats.after=4",
        "darks.before=3",
        "darks.after=2"
    };

    @BeforeEach
    void slowRamp() throws Exception {
        put("SIM:m4.ACCL", 0.1);
    }

    @AfterEach
    void usualRamp() throws Exception {
        put("SIM:m4.ACCL", 0.02);
        put("SIM:m4.VMAX", 0);
        put("SIM:m4.VBAS", 0);
        put("SIM:image1:MinCallbackTime", 0);
    }

    private static String[] with(String... overrides) {
        return java.util.stream.Stream.concat(Arrays.stream(SHORT), Arrays.stream(overrides))
                .toArray(String[]::new);
    }

    private static double[] angles(Product product) {
        return (double[]) product.read("/entry/sample/rotation_angle");
    }

    private static double[] projections(Product product) {
        int[] keys = keys(product);
        double[] angles = angles(product);
        return IntStream.range(0, keys.length)
                .filter(i -> keys[i] == 0)
                .mapToDouble(i -> angles[i])
                .toArray();
    }

    /// A busy machine makes the camera late, never early: a projection is where its angle was, or
    /// further on, and has the angle at which the axis was then.
    private static void assertNoAngleIsBeforeItsOwn(Product product, double step) {
        double[] angles = projections(product);
        for (int i = 0; i < angles.length; i++) {
            assertThat(angles[i]).as("angle %d", i).isGreaterThan(i * step - BLUR * step);
        }
    }

    private static void assertVelocityAndCameraAreBack() throws Exception {
        assertEverythingIsBack();
        assertThat(number("SIM:m4.VELO")).isEqualTo(USUAL);
        assertThat(number("SIM:cam1:ImageMode")).as("image mode").isZero();
        assertThat(number("SIM:cam1:NumImages")).isEqualTo(1);
        assertThat(number("SIM:cam1:Acquire")).isZero();
    }

    @Test
    void flyTomographyGivesThePhantomsSlice() throws Exception {
        Outcome outcome = start(recipe("tomography-fly.json", SHORT)).get(60, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            assertThat(keys(product)).isEqualTo(keys(2, 3, 1, 5, 0, 181, 1, 4, 2, 2));
            assertFramesAreWhatTheirKeysSay(product);
            assertNoAngleIsBeforeItsOwn(product, 1);
            assertThat(projections(product)).isSorted();
            for (int i = 1; i < keys(product).length; i++) {
                assertThat(product.frame("detector", i).uniqueId())
                        .isEqualTo(product.frame("detector", i - 1).uniqueId() + 1);
            }
            assertSliceIsThePhantoms(product);
        }
        assertVelocityAndCameraAreBack();
    }

    @Test
    void stopInThePassKeepsTheFramesSoFar() throws Exception {
        Outcome outcome =
                interrupted(recipe("tomography-fly.json", SHORT), 50, () -> desk.engine().stop());
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            int[] keys = keys(product);
            assertThat(keys).hasSizeBetween(50, 180);
            assertThat(keys).isEqualTo(keys(2, 3, 1, 5, 0, keys.length - 8));
        }
        assertVelocityAndCameraAreBack();
    }

    @Test
    void abortInThePassStopsTheRotationAndRestores() throws Exception {
        Outcome outcome =
                interrupted(
                        recipe("tomography-fly.json", SHORT),
                        50,
                        () -> desk.engine().abort("test"));
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.ABORT);
        try (Product product = product(outcome)) {
            assertThat(keys(product)).hasSizeBetween(50, 180);
        }
        assertVelocityAndCameraAreBack();
    }

    @Test
    void pauseInThePassGoesOnWithTheProjectionsThatAreNotThereYet() throws Exception {
        Outcome outcome =
                interrupted(
                        recipe("tomography-fly.json", SHORT),
                        80,
                        () -> {
                            desk.engine().pauseNow();
                            desk.engine().resume();
                        });
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            assertThat(keys(product)).isEqualTo(keys(2, 3, 1, 5, 0, 181, 1, 4, 2, 2));
            assertNoAngleIsBeforeItsOwn(product, 1);
            assertSliceIsThePhantoms(product);
        }
        assertVelocityAndCameraAreBack();
    }

    @Test
    void lostFramesAreReportedAndHaveNoRow() throws Exception {
        // The plugin passes on every other frame; a machine that is late by less than a tenth of a
        // second
        // changes nothing in that.
        put("SIM:image1:MinCallbackTime", 0.3);
        Outcome outcome =
                start(
                                recipe(
                                        "tomography-fly.json",
                                        with(
                                                "acquire_period=0.2",
                                                "flats.before=0",
                                                "flats.after=0",
                                                "darks.before=0",
                                                "darks.after=0",
                                                "rotation.projections=9")))
                        .get(60, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            assertThat(keys(product)).isEqualTo(keys(0, 5));
            assertNoAngleIsBeforeItsOwn(product, 180 / 8.0);
            long first = product.frame("detector", 0).uniqueId();
            for (int kept = 1; kept < 5; kept++) {
                assertThat(product.frame("detector", kept).uniqueId()).isEqualTo(first + 2L * kept);
            }
            assertThat((String[]) product.read("/entry/stream_interruptions/interruption"))
                    .containsExactly(
                            "detector lost 4 of 9 frames, by their unique ids: %d, %d, %d, %d"
                                    .formatted(first + 1, first + 3, first + 5, first + 7));
        }
        assertVelocityAndCameraAreBack();
    }

    @Test
    void rotationStoppedInThePassFailsTheRunAndRestoresTheVelocity() throws Exception {
        Outcome outcome;
        try {
            outcome =
                    interrupted(
                            recipe("tomography-fly.json", SHORT),
                            50,
                            () -> desk.beamline().movable("rotation").stop());
        } finally {
            refuse(false);
        }
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason()).contains("rotation");
        assertVelocityAndCameraAreBack();
    }

    @Test
    void checkNamesVelocityAndTheWholePath() throws Exception {
        Forecast ready = desk.check(recipe("tomography-fly.json"));
        assertThat(ready.problems()).isEmpty();
        assertThat(ready.points()).isEqualTo(361 + 40);
        assertThat(ready.remarks())
                .containsExactly(
                        "rotation at 6.25 deg/s, a frame every 0.08 s; blurred over 0.25 deg in each,"
                                + " 50 % of the step");
        // The last angle is within the limits, the way down from it is not.
        assertThat(desk.check(recipe("tomography-fly.json", "rotation.start=3419.9")).problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith("rotation: 3602.2")
                .contains("SIM:m4.HLM");
        put("SIM:m4.VMAX", 6);
        assertThat(desk.check(recipe("tomography-fly.json")).problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith("rotation: the velocity 6.25 deg/s is above 6.0 deg/s")
                .contains("SIM:m4.VMAX");
        put("SIM:m4.VMAX", 0);
        put("SIM:m4.VBAS", 7);
        assertThat(desk.check(recipe("tomography-fly.json")).problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith("rotation: the velocity 6.25 deg/s is below 7.0 deg/s");
    }
}
