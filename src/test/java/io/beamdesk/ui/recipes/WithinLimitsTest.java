package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.device.Signal;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Problem;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every technique beyond a limit of the simulated beamline, mended, and run dry again.
class WithinLimitsTest {
    @TempDir private static Path folder;
    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.open(Optional.empty(), folder, Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(30))).isEmpty();
        // VMAX is 0 there, which is no limit.
        put("SIM:m4.VELO", 10);
        put("SIM:m4.VMAX", 12);
        Signal told =
                desk.beamline().device("rotation").signals().stream()
                        .filter(signal -> signal.pv().name().endsWith(".VMAX"))
                        .findFirst()
                        .orElseThrow();
        told.until(state -> state.number().orElse(0.0) == 12).get(10, TimeUnit.SECONDS);
    }

    private static void put(String pv, double value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(new Value.Floating(value)).get(10, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static List<Problem> beyond(Forecast forecast) {
        return forecast.problems().stream().filter(p -> p.within().isSet()).toList();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    step-scan       | axes[0].to=40                         | axes[0].to: 40 → 25
                    step-scan       | axes[0].from=-31.5;axes[0].to=31.5    | axes[0].from: -31.5 → -25, axes[0].to: 31.5 → 25
                    step-scan       | axes[0].from=40;axes[0].to=-2         | axes[0].from: 40 → 25
                    step-scan       | relative=true;axes[0].to=26           | axes[0].to: 26 → 25
                    map             | axes[0].size=60;axes[0].step=10       | axes[0].size: 60 → 50
                    map             | axes[0].centre=23                     | axes[0].centre: 23 → 22.75, axes[0].size: 5 → 4.5
                    map             | axes[1].from=-26;axes[1].to=0         | axes[1].from: -26 → -25
                    list-scan       | positions[7][0]=25.5                  | positions[7][0]: 25.5 → –, positions[7][1]: 0 → –
                    autorock        | axis.from=-9000                       | axis.from: -9000 → -500
                    xas-ni          | regions[2].to=80                      | regions[2].to: 80 → 55.3373
                    xas-ni          | regions[0].from=-6000                 | regions[0].from: -6000 → -4333
                    xas-ni-tuned    | before.axis.to=9000                   | before.axis.to: 9000 → 500
                    tomography-step | flats.out=30                          | flats.out: 30 → 25
                    tomography-step | tiles.positions=[0,40]                | tiles.positions[1]: 40 → –
                    tomography-step | energy=30000                          | energy: 30000 → 20000
                    tomography-step | detector_z.position=9000              | detector_z.position: 9000 → 1500
                    tomography-fly  | exposure=0.002;acquire_period=0.004   | acquire_period: 0.004 → 0.0417
                    tomography-fly  | rotation.start=-3600                  | rotation.start: -3600 → -3597.6875, rotation.range: 180 → 177.6875
                    screening       | set[0].position=150                   | set[0].position: 150 → 100
                    """)
    void recipeBeyondALimitIsMendedSoThatItsDryRunFindsNothingBeyondAnyMore(
            String name, String beyond, String change) {
        JsonObject recipe =
                RecipeFile.json(RecipeFile.text(Path.of("assets/recipes", name + ".json")));
        for (String set : beyond.split(";", 0)) {
            String[] words = set.split("=", 2);
            RecipeFile.set(recipe, words[0], words[1]);
        }
        Forecast forecast = desk.check(RecipeFile.of(recipe));
        assertThat(beyond(forecast)).isNotEmpty();
        JsonObject mended =
                WithinLimits.of(recipe, beyond(forecast).getFirst(), forecast).orElseThrow();
        List<String> changes = VersionsDialog.differences(recipe, mended);
        assertThat(String.join(", ", changes)).isEqualTo(change);
        assertThat(beyond(desk.check(RecipeFile.of(mended)))).isEmpty();
    }
}
