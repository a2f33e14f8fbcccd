package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.document.Frame;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.product.Product;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import io.beamdesk.sim.physics.Radiograph;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tomographies from their recipe to the slice that is reconstructed from their product, over Channel
/// Access. The camera reads out few rows, so that the frames are small.
class TomographyRunTest {
    private static final int COLUMNS = 400;
    private static final int ROWS = 9;

    @TempDir private static Path folder;
    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        SimulatedBeamline sim = SimulatedBeamline.start(new SimSettings(0, "SIM:", 5));
        desk =
                Desk.open(
                        sim,
                        CaSettings.LOOPBACK.withServerPort(sim.port()),
                        BeamlineFile.read(Path.of("assets/beamlines/simulated.json")),
                        ProductFolder.create(folder),
                        Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(30))).isEmpty();
        put("SIM:cam1:SizeX", COLUMNS);
        put("SIM:cam1:SizeY", ROWS);
        put("SIM:cam1:MinX", (Radiograph.SIZE - COLUMNS) / 2);
        put("SIM:cam1:MinY", Radiograph.SIZE / 2 - ROWS / 2);
        put("SIM:m1.VELO", 25);
        put("SIM:m4.VELO", 180);
        put("SIM:m4.ACCL", 0.02);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static void put(String pv, double value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(new Value.Floating(value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static Recipe recipe(String name, String... overrides) {
        JsonObject json = RecipeFile.json(RecipeFile.text(Path.of("assets/recipes", name)));
        for (String override : overrides) {
            String[] words = override.split("=", 2);
            RecipeFile.set(json, words[0], words[1]);
        }
        return RecipeFile.of(json);
    }

    private static CompletableFuture<Outcome> start(Recipe recipe) {
        Forecast forecast = desk.check(recipe);
        assertThat(forecast.problems()).isEmpty();
        return desk.run(recipe, forecast);
    }

    /// Starts and waits for a row, then does something to the run.
    private static Outcome interrupted(Recipe recipe, int rows, Runnable action) throws Exception {
        CompletableFuture<Void> there = new CompletableFuture<>();
        Predicate<EngineStatus> enough = s -> s.points() >= rows && s.outcome().isEmpty();
        CompletableFuture<Outcome> end;
        try (var _ =
                desk.engine()
                        .watch(status -> {
                            if (enough.test(status)) {
                                there.complete(null);
                            }
                        })) {
            end = start(recipe);
            there.get(60, TimeUnit.SECONDS);
        }
        action.run();
        return end.get(60, TimeUnit.SECONDS);
    }

    private static Product product(Outcome outcome) {
        return Product.open(Path.of(outcome.products().getFirst()));
    }

    private static double position(String axis) {
        return desk.beamline().movable(axis).position();
    }

    private static void assertEverythingIsBack() {
        assertThat(position("sample_x")).as("sample back in").isCloseTo(0, within(0.002));
        assertThat(position("sample_y")).as("height").isCloseTo(0, within(0.002));
        assertThat(position("rotation")).as("rotation").isCloseTo(0, within(0.002));
        assertThat(desk.beamline().device("fast_shutter"))
                .isInstanceOfSatisfying(
                        io.beamdesk.device.epics.Shutter.class,
                        shutter -> assertThat(shutter.hazard()).isEmpty());
        assertThat(desk.beamline().device("detector"))
                .isInstanceOfSatisfying(
                        io.beamdesk.device.epics.AreaDetector.class,
                        camera -> {
                            assertThat(camera.exposure().position()).isCloseTo(0.05, within(1e-6));
                            assertThat(camera.period().orElseThrow().position())
                                    .isCloseTo(0.05, within(1e-6));
                        });
    }

    private static int[] keys(int... kindsAndNumbers) {
        IntStream keys = IntStream.empty();
        for (int i = 0; i < kindsAndNumbers.length; i += 2) {
            int kind = kindsAndNumbers[i];
            keys =
                    IntStream.concat(
                            keys, IntStream.range(0, kindsAndNumbers[i + 1]).map(_ -> kind));
        }
        return keys.toArray();
    }

    private static int[] keys(Product product) {
        long[] keys = (long[]) product.read("/entry/instrument/detector/image_key");
        return java.util.Arrays.stream(keys).mapToInt(Math::toIntExact).toArray();
    }

    /// Mean counts of a part of a frame's columns.
    private static double mean(Frame frame, int from, int to) {
        short[] pixels = (short[]) frame.pixels();
        return IntStream.range(0, pixels.length)
                .filter(i -> i % COLUMNS >= from && i % COLUMNS < to)
                .map(i -> Short.toUnsignedInt(pixels[i]))
                .average()
                .orElseThrow();
    }

    /// What the frames themselves show must be what their keys say: the phantom is dark in the middle.
    private static void assertFramesAreWhatTheirKeysSay(Product product) {
        int[] keys = keys(product);
        assertThat(product.frameCount("detector")).isEqualTo(keys.length);
        for (int i = 0; i < keys.length; i++) {
            Frame frame = product.frame("detector", i);
            double edge = mean(frame, 0, 15);
            double middle = mean(frame, COLUMNS / 2 - 50, COLUMNS / 2 + 50);
            int shown = edge < 2 * Radiograph.DARK ? 2 : middle > edge ? 1 : 0;
            assertThat(keys[i]).as("frame %d: %.0f, %.0f", i, edge, middle).isEqualTo(shown);
        }
    }

    private static void assertSliceIsThePhantoms(Product product) {
        Slice slice = Slice.reconstruct(product, COLUMNS);
        assertThat(slice.correlationWithPhantom()).isGreaterThan(0.95);
    }

    @Test
    void stepTomographyGivesThePhantomsSlice() throws Exception {
        Outcome outcome =
                start(
                                recipe(
                                        "tomography.json",
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

    private static void assertIsNxtomo(Product product) {
        assertThat(product.read("/entry/definition")).isEqualTo("NXtomo");
        assertThat(product.attributes("/entry")).containsEntry("default", "data");
        Map<String, Object> data = product.attributes("/entry/data");
        assertThat(data).containsEntry("NX_class", "NXdata").containsEntry("signal", "data");
        assertThat(product.axes()).containsExactly("rotation_angle", ".", ".");
        assertThat(product.attributes("/entry/sample")).containsEntry("NX_class", "NXsample");
        assertThat(product.attributes("/entry/instrument/detector"))
                .containsEntry("NX_class", "NXdetector");
        assertThat(product.attributes("/entry/sample/rotation_angle"))
                .containsEntry("units", "deg");
        assertThat(product.read("/entry/sample/name")).isEqualTo("Phantom");
        assertThat(product.read("/entry/instrument/detector/x_pixel_size"))
                .isEqualTo(Radiograph.PIXEL);
        assertThat(product.attributes("/entry/instrument/detector/distance"))
                .containsEntry("units", "mm");
        for (String twice :
                List.of("/entry/instrument/detector/image_key_control", "/entry/data/image_key")) {
            assertThat(product.read(twice))
                    .isEqualTo(product.read("/entry/instrument/detector/image_key"));
        }
        int frames = keys(product).length;
        assertThat((double[]) product.read("/entry/control/data")).hasSize(frames);
        assertThat((double[]) product.read("/entry/sample/y_translation")).hasSize(frames);
    }

    @Test
    void tilesAreTakenOneAfterTheOtherEachWithItsFlatsAndDarks() throws Exception {
        Outcome outcome =
                start(
                                recipe(
                                        "tomography.json",
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
                        recipe("tomography.json", "flats.before=1000", "darks.before=2"),
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
                                "tomography.json",
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
                                "tomography.json",
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
                            recipe("tomography.json", "flats.before=9", "darks.before=2"),
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

    private static void refuse(boolean on) {
        try {
            put("SIM:m4:fault", on ? 2 : 0);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void everyTargetOfThePathIsChecked() {
        List<String> problems =
                desk
                        .check(
                                recipe(
                                        "tomography.json",
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
        assertThat(desk.check(recipe("tomography.json")).problems()).isEmpty();
        assertThat(desk.check(recipe("tomography.json")).points()).isEqualTo(361 + 40);
    }
}
