package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.device.Movable;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.product.Product;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import io.beamdesk.sim.physics.FlatSample;
import io.beamdesk.sim.physics.Monochromator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every technique from its shipped recipe to its product, over Channel Access.
class ScansOnSimulatedBeamlineTest {
    private static final double ENERGY = 8333;

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
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Recipe recipe(String name, String... overrides) {
        JsonObject json = RecipeFile.json(RecipeFile.text(Path.of("assets/recipes", name)));
        for (String override : overrides) {
            String[] words = override.split("=", 2);
            RecipeFile.set(json, words[0], words[1]);
        }
        return RecipeFile.of(json);
    }

    private static Outcome run(Recipe recipe) throws Exception {
        Forecast forecast = desk.check(recipe);
        assertThat(forecast.problems()).isEmpty();
        return desk.run(recipe, forecast).get(120, TimeUnit.SECONDS);
    }

    private static Product product(Outcome outcome) {
        return Product.open(Path.of(outcome.products().getFirst()));
    }

    private static JsonObject start(Product product) {
        Object text = product.read("/entry/process/documents/start");
        return JsonParser.parseString(text.toString()).getAsJsonObject();
    }

    private static double position(String axis) {
        return desk.beamline().movable(axis).position();
    }

    @Test
    void shippedRecipesAreReadyAndTakeLessThanTwoMinutes() {
        for (String name :
                List.of(
                        "step-scan.json",
                        "map.json",
                        "list-scan.json",
                        "time-series.json",
                        "autorock.json",
                        "centring.json",
                        "screening.json",
                        "screening-loops.json")) {
            Forecast forecast = desk.check(recipe(name));
            assertThat(forecast.problems()).as(name).isEmpty();
            assertThat(forecast.total()).as(name).isLessThan(Duration.ofMinutes(2));
            assertThat(forecast.points()).as(name).isGreaterThan(1);
        }
    }

    @Test
    void mapHasItsRowsInSnakedOrderAndShowsThePlate() throws Exception {
        Outcome outcome =
                run(recipe("map.json", "axes[0].step=1", "axes[1].points=8", "exposure=0.02"));
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            double[] x = product.values("sample_x_setpoint");
            double[] y = product.values("sample_y_setpoint");
            double[] i0 = product.values("i0");
            double[] it = product.values("it");
            assertThat(List.of(x.length, y.length, i0.length)).containsOnly(6 * 8);
            double offset = Double.NaN;
            for (int i = 0; i < x.length; i++) {
                int row = i / 8;
                int column = row % 2 == 0 ? i % 8 : 7 - i % 8;
                assertThat(y[i]).as("row of %d", i).isCloseTo(-2.5 + row, within(1e-9));
                assertThat(x[i]).as("column of %d", i).isCloseTo(-3.5 + column, within(1e-9));
                double beyond = Math.log(i0[i] / it[i]) - FlatSample.absorbance(ENERGY, x[i], y[i]);
                offset = Double.isNaN(offset) ? beyond : offset;
                assertThat(beyond)
                        .as("absorption at %s, %s", x[i], y[i])
                        .isCloseTo(offset, within(0.1));
            }
            JsonObject start = start(product);
            assertThat(start.get("plan_name").getAsString()).isEqualTo("map");
            assertThat(start.get("num_points").getAsInt()).isEqualTo(48);
            assertThat(start.get("shape")).hasToString("[6,8]");
            assertThat(start.get("extents")).hasToString("[[-2.5,2.5],[-3.5,3.5]]");
            assertThat(start.get("snaking")).hasToString("[false,true]");
            assertThat(start.getAsJsonObject("hints").get("gridding").getAsString())
                    .isEqualTo("rectilinear");
            assertThat(dimensions(start)).containsExactly("sample_y", "sample_x");
            assertThat(product.attributes("/entry/data"))
                    .containsKeys("sample_x_indices", "sample_y_indices");
        }
        assertThat(position("sample_x")).isCloseTo(0, within(0.01));
        assertThat(position("sample_y")).isCloseTo(0, within(0.01));
    }

    private static List<String> dimensions(JsonObject start) {
        List<String> names = new ArrayList<>();
        for (var dimension : start.getAsJsonObject("hints").getAsJsonArray("dimensions")) {
            JsonArray pair = dimension.getAsJsonArray();
            assertThat(pair.get(1).getAsString()).isEqualTo("primary");
            pair.get(0).getAsJsonArray().forEach(field -> names.add(field.getAsString()));
        }
        return names;
    }

    @Test
    void listScanGoesThroughItsRowsInOrder() throws Exception {
        Outcome outcome = run(recipe("list-scan.json", "exposure=0.05"));
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            assertThat(product.values("sample_x_setpoint"))
                    .containsExactly(0, 0.4, 1.2, 2.4, -1.5, -2.6, -0.8, 3.5);
            assertThat(product.values("sample_y_setpoint"))
                    .containsExactly(0, -0.2, 0.6, -1.4, 0.8, 1.6, -1.2, 0);
            assertThat(product.values("ring_current")).hasSize(8);
            assertThat(dimensions(start(product))).containsExactly("sample_x", "sample_y");
        }
    }

    @Test
    void timeSeriesIsPlottedOverTimeWhateverIsReadBeside() throws Exception {
        Outcome outcome =
                run(
                        recipe(
                                "time-series.json",
                                "count=6",
                                "period=0.2",
                                "exposure=0.05",
                                "read=[\"sample_x\"]"));
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = product(outcome)) {
            assertThat(product.values("i0")).hasSize(6);
            assertThat(product.axes()).containsExactly("time");
            assertThat(start(product).get("num_points").getAsInt()).isEqualTo(6);
        }
    }

    @Test
    void timeSeriesOfADurationKnowsItsPointsBeforeAndEndsByItself() throws Exception {
        JsonObject json =
                RecipeFile.json(RecipeFile.text(Path.of("assets/recipes/time-series.json")));
        json.remove("count");
        json.addProperty("duration", 2);
        Recipe recipe = RecipeFile.of(json);
        assertThat(desk.check(recipe).points()).isEqualTo(4);
        Outcome outcome = run(recipe);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(outcome.points()).isBetween(1, 4);
    }

    @Test
    void autorockParksAtTheMaximum() throws Exception {
        Movable<Double> pitch = desk.beamline().movable("mono_pitch");
        try {
            Outcome outcome = run(recipe("autorock.json", "exposure=0.1"));
            assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
            double parked = position("mono_pitch");
            assertThat(parked)
                    .isCloseTo(
                            Monochromator.bestPitch(ENERGY),
                            within(0.02 * Monochromator.rockingWidth(ENERGY)));
            try (Product product = product(outcome)) {
                assertThat(product.values("mono_pitch")).hasSize(41);
                double[] baseline = (double[]) product.read("/entry/baseline/mono_pitch");
                assertThat(baseline[0]).isCloseTo(0, within(0.05));
                assertThat(baseline[1]).isCloseTo(parked, within(0.05));
            }
        } finally {
            var _ = pitch.set(0.0).future().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void autorockWhoseMaximumLiesBeyondTheRangeSaysSoAndGoesBack() throws Exception {
        Outcome outcome =
                run(
                        recipe(
                                "autorock.json",
                                "axis.from=20",
                                "axis.to=60",
                                "axis.points=9",
                                "exposure=0.05"));
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason())
                .contains("mono_pitch: i0 from 20.0 to 60.0 urad is highest at the end")
                .doesNotContain("Exception");
        assertThat(outcome.points()).isEqualTo(9);
        assertThat(position("mono_pitch")).isCloseTo(0, within(0.05));
    }

    @Test
    void autorockThatIsAbortedOrStoppedGoesBack() throws Exception {
        for (boolean abort : List.of(true, false)) {
            Recipe recipe = recipe("autorock.json");
            CompletableFuture<Void> measured = new CompletableFuture<>();
            CompletableFuture<Outcome> end;
            try (var _ =
                    desk.engine()
                            .watch(status -> {
                                if (status.points() == 5 && status.outcome().isEmpty()) {
                                    measured.complete(null);
                                }
                            })) {
                end = desk.run(recipe, desk.check(recipe));
                measured.get(60, TimeUnit.SECONDS);
            }
            if (abort) {
                desk.engine().abort("test");
            } else {
                desk.engine().stop();
            }
            Outcome outcome = end.get(60, TimeUnit.SECONDS);
            assertThat(outcome.exitStatus())
                    .isEqualTo(abort ? ExitStatus.ABORT : ExitStatus.SUCCESS);
            assertThat(outcome.points()).isBetween(5, 40);
            assertThat(position("mono_pitch")).isCloseTo(0, within(0.05));
        }
    }

    @Test
    void autorockOnAColumnThatIsNotThereIsAProblemOfTheCheck() {
        assertThat(desk.check(recipe("autorock.json", "counter=i7")).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message())
                                .contains("scaler has no column i7")
                                .contains("i0"));
    }
}
