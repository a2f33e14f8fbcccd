package io.beamdesk.app;

import static io.beamdesk.app.PhantomFrames.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.beamdesk.config.BeamlineFile;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// What tests of whole tomographies share: the simulated beamline over Channel Access, with a camera
/// that reads out few rows, so that the frames are small.
abstract class TomographyRuns {
    @TempDir static Path folder;
    static Desk desk;

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
        for (var setting : PhantomFrames.FEW_ROWS) {
            put(setting.getKey(), setting.getValue());
        }
        put("SIM:m1.VELO", 25);
        put("SIM:m4.VELO", 180);
        put("SIM:m4.ACCL", 0.02);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    static void put(String pv, double value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(new Value.Floating(value)).get(30, TimeUnit.SECONDS);
        }
    }

    static double number(String pv) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            return channel.get().get(30, TimeUnit.SECONDS).value().number().orElseThrow();
        }
    }

    static Recipe recipe(String name, String... overrides) {
        JsonObject json = RecipeFile.json(RecipeFile.text(Path.of("assets/recipes", name)));
        for (String override : overrides) {
            String[] words = override.split("=", 2);
            RecipeFile.set(json, words[0], words[1]);
        }
        return RecipeFile.of(json);
    }

    static CompletableFuture<Outcome> start(Recipe recipe) {
        Forecast forecast = desk.check(recipe);
        assertThat(forecast.problems()).isEmpty();
        return desk.run(recipe, forecast);
    }

    /// Starts and waits for a row, then does something to the run.
    static Outcome interrupted(Recipe recipe, int rows, Runnable action) throws Exception {
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

    static Product product(Outcome outcome) {
        return Product.open(Path.of(outcome.products().getFirst()));
    }

    static double position(String axis) {
        return desk.beamline().movable(axis).position();
    }

    static void assertEverythingIsBack() {
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

    static void assertIsNxtomo(Product product) {
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

    static void refuse(boolean on) {
        try {
            put("SIM:m4:fault", on ? 2 : 0);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
