package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.device.epics.ChoiceSetting;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.Problem;
import io.beamdesk.plan.XasScan;
import io.beamdesk.product.Product;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.XasRecipe;
import io.beamdesk.sim.physics.Absorption;
import io.beamdesk.sim.physics.Monochromator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Absorption spectra on the simulated beamline.
class XasRunTest {
    private static final Path SHIPPED = Path.of("assets/recipes/xas-ni.json");

    @TempDir private Path folder;
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open(java.util.Optional.empty(), folder, Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static XasRecipe recipe(String regions, Consumer<JsonObject> change) {
        JsonObject json = RecipeFile.json(RecipeFile.text(SHIPPED));
        json.add("regions", JsonParser.parseString(regions));
        change.accept(json);
        return XasRecipe.of(json);
    }

    private Outcome run(Recipe recipe) throws Exception {
        Forecast forecast = desk.check(recipe);
        assertThat(forecast.problems()).isEmpty();
        Outcome outcome = desk.run(recipe, forecast).get(180, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(outcome.points()).isEqualTo(forecast.points());
        return outcome;
    }

    private String gain(String name) {
        return ((ChoiceSetting) desk.beamline().device(name)).position();
    }

    private static double steepest(double[] x, double[] y) {
        int best = 1;
        for (int i = 2; i < x.length - 1; i++) {
            if (slope(x, y, i) > slope(x, y, best)) {
                best = i;
            }
        }
        return x[best];
    }

    private static double slope(double[] x, double[] y, int i) {
        return (y[i + 1] - y[i - 1]) / (x[i + 1] - x[i - 1]);
    }

    @Test
    void spectrumHasTheEdgeWhereTheSampleHasIt() throws Exception {
        XasRecipe recipe =
                recipe(
                        """
                        [{"from": -60, "to": -12, "step": 12, "unit": "eV", "dwell": 0.05},
                         {"from": -12, "to": 12, "step": 0.5, "unit": "eV", "dwell": 0.1},
                         {"from": 1.775, "to": 4, "step": 0.5, "unit": "k", "dwell": 0.05, "k_power": 2}]
                        """,
                        json -> {
                            json.getAsJsonObject("gains").addProperty("i0", "1e5 V/A");
                            json.getAsJsonObject("gains").addProperty("i2", "1e7 V/A");
                        });
        double energyBefore = desk.beamline().movable("energy").position();
        String gainBefore = gain("i2_gain");
        assertThat(gainBefore).isNotEqualTo("1e7 V/A");

        Outcome outcome = run(recipe);

        assertThat(outcome.products()).hasSize(1);
        try (Product product = Product.open(Path.of(outcome.products().getFirst()))) {
            assertThat(product.signal()).contains("mu");
            assertThat(product.axes()).containsExactly("energy");
            assertThat(product.columns())
                    .contains(
                            "energy",
                            "energy_setpoint",
                            "i0",
                            "it",
                            "i2",
                            "mu",
                            "mu_reference",
                            "ring_current");
            double[] energy = product.values("energy");
            double[] mu = product.values("mu");
            assertThat(product.values("energy_setpoint"))
                    .containsExactly(
                            recipe.points().stream().mapToDouble(XasScan.Point::energyEv).toArray(),
                            within(1e-9));
            assertThat(steepest(energy, mu)).isCloseTo(Absorption.NICKEL.edgeEv(), within(0.5));
            assertThat(steepest(energy, product.values("mu_reference")))
                    .isCloseTo(Absorption.NICKEL.edgeEv(), within(0.5));
            double[] i0 = product.values("i0");
            double[] it = product.values("it");
            double[] time = product.values("scaler_time");
            for (int i = 0; i < energy.length; i++) {
                assertThat(mu[i]).isCloseTo(Math.log((i0[i] / 1e5) / (it[i] / 1e6)), within(1e-12));
                double dwell = recipe.points().get(i).dwell().toNanos() / 1e9;
                assertThat(time[i]).isGreaterThanOrEqualTo(dwell - 1e-6);
            }
            assertThat(product.attributes("/entry/data/mu").get("formula"))
                    .isEqualTo("ln((i0 / i0_gain) / (it / it_gain))");
            assertThat(product.read("/entry/instrument/scaler/configuration/i0_gain"))
                    .isEqualTo(1e5);
            assertThat(product.recipe().map(RecipeFile::json).map(RecipeFile::of)).contains(recipe);
            assertThat((String[]) product.read("/entry/baseline/i2_gain")).containsOnly("1e7 V/A");
        }
        assertThat(gain("i2_gain")).isEqualTo(gainBefore);
        assertThat(desk.beamline().movable("energy").position())
                .isCloseTo(energyBefore, within(0.05));
        assertThat(desk.beamline().shutter("fast_shutter").hazard()).isEmpty();
    }

    @Test
    void everyRepeatIsAProductOfItsOwn() throws Exception {
        Outcome outcome =
                run(
                        recipe(
                                """
                                [{"from": -2, "to": 2, "step": 2, "unit": "eV", "dwell": 0.05}]
                                """,
                                json -> json.addProperty("repeats", 3)));
        assertThat(outcome.products()).hasSize(3).doesNotHaveDuplicates();
        for (var uri : outcome.products()) {
            try (Product product = Product.open(Path.of(uri))) {
                assertThat(product.exitStatus()).contains("success");
                assertThat(product.values("mu")).hasSize(3);
            }
        }
    }

    @Test
    void crystalThatStartedDetunedIsAtItsMaximumFromTheFirstPointOn() throws Exception {
        JsonObject rock =
                JsonParser.parseString(
                                """
                                {"axis": {"device": "mono_pitch", "from": -60, "to": 60, "points": 25},
                                 "detector": "scaler", "counter": "i0", "exposure": 0.05}
                                """)
                        .getAsJsonObject();
        String regions =
                """
                [{"from": -40, "to": -20, "step": 10, "unit": "eV", "dwell": 0.2}]
                """;
        desk.beamline().movable("mono_pitch").set(-25.0).future().get(60, TimeUnit.SECONDS);
        Forecast plain = desk.check(recipe(regions, _ -> {}));
        XasRecipe recipe =
                recipe(
                        regions,
                        json -> {
                            json.add("before", rock);
                            json.addProperty("repeats", 2);
                        });
        Forecast forecast = desk.check(recipe);
        assertThat(forecast.points()).as("the curve is no point").isEqualTo(2 * 3);
        assertThat(forecast.shares().get(Forecast.Share.COUNTING))
                .isGreaterThan(
                        plain.shares()
                                .get(Forecast.Share.COUNTING)
                                .multipliedBy(2)
                                .plus(Duration.ofMillis(2 * 25 * 50)));

        Outcome outcome = run(recipe);

        double best = Monochromator.bestPitch(8333 - 40);
        assertThat(desk.beamline().movable("mono_pitch").position()).isCloseTo(best, within(2.0));
        assertThat(outcome.products()).hasSize(2);
        for (var uri : outcome.products()) {
            try (Product product = Product.open(Path.of(uri))) {
                String curve = "/entry/stream_rocking_curve";
                double[] pitch = (double[]) product.read(curve + "/mono_pitch");
                double[] i0 = (double[]) product.read(curve + "/i0");
                assertThat(pitch).hasSize(25);
                assertThat(product.attributes(curve).get("signal")).isEqualTo("i0");
                assertThat(product.attributes(curve).get("axes"))
                        .isEqualTo(new String[] {"mono_pitch"});
                double[] parked = (double[]) product.read("/entry/stream_parked/mono_pitch");
                assertThat(parked).hasSize(1);
                assertThat(parked[0]).isCloseTo(best, within(2.0));
                double highest = java.util.Arrays.stream(i0).max().orElseThrow() / 0.05;
                double[] counts = product.values("i0");
                double[] time = product.values("scaler_time");
                assertThat(counts[0] / time[0])
                        .as("counts a second at the first point, beside the highest of the curve")
                        .isCloseTo(highest, withinPercentage(5));
                assertThat(product.values("energy")).hasSize(3);
            }
        }
    }

    @Test
    void whatIsDoneBeforeIsCheckedWithEverythingElse() {
        String regions =
                """
                [{"from": -2, "to": 2, "step": 2, "unit": "eV", "dwell": 0.05}]
                """;
        assertThat(problems(regions, "{\"device\": \"filter_wheel\", \"position\": 1e6}"))
                .startsWith("before the scan: filter_wheel: ")
                .contains("above");
        assertThat(problems(regions, "{\"device\": \"i0_gain\", \"choice\": \"loud\"}"))
                .contains("has no choice \"loud\"");
        assertThat(
                        problems(
                                regions,
                                """
                                {"axis": {"device": "mono_pitch", "from": -9999, "to": 60, "points": 25},
                                 "relative": false, "detector": "scaler", "counter": "i0", "exposure": 1}
                                """))
                .startsWith("before the scan: mono_pitch: ")
                .contains("below");
        assertThatThrownBy(() -> problems(regions, "{\"device\": \"energy\", \"position\": 8000}"))
                .hasMessageContaining("which the spectrum itself scans");
    }

    private String problems(String regions, String before) {
        return desk
                .check(recipe(regions, json -> json.add("before", JsonParser.parseString(before))))
                .problems()
                .stream()
                .map(Problem::message)
                .findFirst()
                .orElse("");
    }

    @Test
    void dryRunNamesTheRegionThatLeavesTheLimits() {
        Forecast forecast =
                desk.check(
                        recipe(
                                """
                                [{"from": -50, "to": 0, "step": 10, "unit": "eV", "dwell": 1},
                                 {"from": 0, "to": 60, "step": 0.05, "unit": "k", "dwell": 1}]
                                """,
                                json -> json.addProperty("repeats", 2)));
        assertThat(forecast.points()).isEqualTo(2 * (6 + 1200));
        assertThat(forecast.problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("region 2 (0 to 60 1/Å): energy: 200")
                .contains("above 20000");
        assertThat(forecast.shares().get(Forecast.Share.COUNTING))
                .isGreaterThan(Duration.ofSeconds(2 * (6 + 1200)));
    }

    @Test
    void gainThatTheAmplifierHasNotIsAProblemBeforeTheRun() {
        Forecast forecast =
                desk.check(
                        recipe(
                                """
                                [{"from": -2, "to": 2, "step": 2, "unit": "eV", "dwell": 0.05}]
                                """,
                                json -> json.getAsJsonObject("gains").addProperty("i0", "loud")));
        assertThat(forecast.problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("has no choice \"loud\"");
        assertThat(List.of(forecast.points())).containsExactly(3);
    }
}
