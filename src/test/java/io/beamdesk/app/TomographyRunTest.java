package io.beamdesk.app;

import static io.beamdesk.app.PhantomFrames.assertFramesAreWhatTheirKeysSay;
import static io.beamdesk.app.PhantomFrames.assertSliceIsThePhantoms;
import static io.beamdesk.app.PhantomFrames.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.product.Product;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Tomographies from their recipe to the slice that is reconstructed from their product.
class TomographyRunTest extends TomographyRuns {
    @Test
    void stepTomographyGivesThePhantomsSlice() throws Exception {
        Outcome outcome =
                start(
                                recipe(
                                        "tomography-step.json",
                                        "rotation.projections=181",
                                        "acquire_period=0.06",
                                        "settle=0",
                                        "flats.before=5",
                                        "flats.after=4",
                                        "darks.before=3",
                                        "darks.after=2"))
                        .get(120, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            assertThat(keys(product)).isEqualTo(keys(2, 3, 1, 5, 0, 181, 1, 4, 2, 2));
            assertFramesAreWhatTheirKeysSay(product);
            double[] angles = (double[]) product.read("/entry/sample/rotation_angle");
            assertThat(angles).hasSize(195);
            for (int i = 0; i < angles.length; i++) {
                double wanted = Math.clamp(i - 8, 0, 180);
                assertThat(angles[i]).as("angle %d", i).isCloseTo(wanted, within(0.002));
            }
            assertIsNxtomo(product);
            assertSliceIsThePhantoms(product);
        }
        assertEverythingIsBack();
    }

    @Test
    void tilesAreTakenOneAfterTheOtherEachWithItsFlatsAndDarks() throws Exception {
        Outcome outcome =
                start(
                                recipe(
                                        "tomography-step.json",
                                        "rotation.projections=4",
                                        "rotation.last_included=false",
                                        "tiles.positions=[0.1,-0.1]",
                                        "flats.before=1",
                                        "flats.after=0",
                                        "darks.before=0",
                                        "darks.after=1"))
                        .get(60, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            assertThat(keys(product)).isEqualTo(keys(1, 1, 0, 4, 2, 1, 1, 1, 0, 4, 2, 1));
            assertFramesAreWhatTheirKeysSay(product);
            double[] angles = (double[]) product.read("/entry/sample/rotation_angle");
            double[] heights = (double[]) product.read("/entry/sample/y_translation");
            double[] wanted = {0, 0, 45, 90, 135, 135};
            for (int i = 0; i < 12; i++) {
                assertThat(angles[i]).isCloseTo(wanted[i % 6], within(0.002));
                assertThat(heights[i]).isCloseTo(i < 6 ? 0.1 : -0.1, within(0.002));
            }
        }
        assertEverythingIsBack();
    }

    @Test
    void abortAmongTheFlatsBringsTheSampleBackIn() throws Exception {
        Outcome outcome =
                interrupted(
                        recipe("tomography-step.json", "flats.before=1000", "darks.before=2"),
                        5,
                        () -> {
                            assertThat(position("sample_x")).isCloseTo(4, within(0.002));
                            desk.engine().abort("test");
                        });
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.ABORT);
        try (Product product = product(outcome)) {
            int[] keys = keys(product);
            assertThat(keys).hasSizeGreaterThanOrEqualTo(5);
            assertThat(keys).isEqualTo(keys(2, 2, 1, keys.length - 2));
            assertFramesAreWhatTheirKeysSay(product);
            assertThat(product.exitStatus()).contains("abort");
        }
        assertEverythingIsBack();
    }

    @Test
    void stopAmongTheProjectionsKeepsThemAndRestores() throws Exception {
        Outcome outcome =
                interrupted(
                        recipe(
                                "tomography-step.json",
                                "flats.before=1",
                                "darks.before=1",
                                "tiles.positions=[0.5]"),
                        6,
                        () -> desk.engine().stop());
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            int[] keys = keys(product);
            assertThat(keys).hasSizeBetween(6, 200);
            assertThat(keys).isEqualTo(keys(2, 1, 1, 1, 0, keys.length - 2));
            assertFramesAreWhatTheirKeysSay(product);
        }
        assertEverythingIsBack();
    }

    @Test
    void pauseAmongTheFlatsRepeatsTheStepWithTheShutterAsItWas() throws Exception {
        Outcome outcome =
                interrupted(
                        recipe(
                                "tomography-step.json",
                                "rotation.projections=3",
                                "flats.before=8",
                                "darks.before=1"),
                        4,
                        () -> {
                            desk.engine().pauseNow();
                            desk.engine().resume();
                        });
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            assertThat(keys(product)).isEqualTo(keys(2, 1, 1, 8, 0, 3, 1, 10, 2, 10));
            assertFramesAreWhatTheirKeysSay(product);
        }
        assertEverythingIsBack();
    }

    @Test
    void rotationThatRefusesLeavesTheKeysRightAndBringsTheSampleBackIn() throws Exception {
        Outcome outcome;
        try {
            outcome =
                    interrupted(
                            recipe("tomography-step.json", "flats.before=9", "darks.before=2"),
                            4,
                            () -> refuse(true));
        } finally {
            refuse(false);
        }
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason()).contains("rotation");
        try (Product product = product(outcome)) {
            assertThat(keys(product)).isEqualTo(keys(2, 2, 1, 9, 0, 1));
            assertFramesAreWhatTheirKeysSay(product);
            assertThat(product.exitStatus()).contains("fail");
        }
        assertEverythingIsBack();
    }

    @Test
    void everyTargetOfThePathIsChecked() {
        List<String> problems =
                desk
                        .check(
                                recipe(
                                        "tomography-step.json",
                                        "flats.out=30",
                                        "tiles.positions=[0,26]",
                                        "rotation.range=4000",
                                        "energy=30000",
                                        "detector_z.position=2000"))
                        .problems()
                        .stream()
                        .map(io.beamdesk.engine.Problem::device)
                        .toList();
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "sample_x", "sample_y", "rotation", "energy", "detector_z");
    }

    @Test
    void shippedRecipesAreReady() {
        assertThat(desk.check(recipe("tomography-step.json")).problems()).isEmpty();
        assertThat(desk.check(recipe("tomography-step.json")).points()).isEqualTo(361 + 40);
    }
}
