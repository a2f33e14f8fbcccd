package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
                        json -> json.getAsJsonObject("gains").addProperty("i2", "1e7 V/A"));
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
                assertThat(mu[i]).isCloseTo(Math.log(i0[i] / it[i]), within(1e-12));
                double dwell = recipe.points().get(i).dwell().toNanos() / 1e9;
                assertThat(time[i]).isGreaterThanOrEqualTo(dwell - 1e-6);
            }
            assertThat(product.attributes("/entry/data/mu").get("formula"))
                    .isEqualTo("ln(i0 / it)");
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
