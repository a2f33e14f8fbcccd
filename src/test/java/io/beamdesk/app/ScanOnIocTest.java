package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.config.BeamlineFile;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.interop.SoftIoc;
import io.beamdesk.product.Product;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scan on a real IOC that is killed in its middle and started again.
@Tag("interop")
class ScanOnIocTest {
    private static final String BEAMLINE =
            """
            {"name": "IOC", "devices": [
              {"name": "x", "type": "setting", "pv": "T:x", "readback": "T:x:rbv", "tolerance": 0.001,
               "reconnect": 0},
              {"name": "y", "type": "signal", "pv": "T:y", "reconnect": 0}
            ]}
            """;

    private static Recipe recipe(int points) {
        return RecipeFile.of(
                RecipeFile.json(
                        """
                        {"technique": "step-scan", "version": 1, "name": "profile",
                         "axis": {"device": "x", "from": -3, "to": 3, "points": %d},
                         "detectors": [], "read": ["y"], "exposure": 1, "settle": 0.05}
                        """
                                .formatted(points)));
    }

    @TempDir private Path folder;

    @Test
    void scanOnAnIocKilledInItsMiddleEndsCompleteAndTheNextOneNeedsNobody() throws Exception {
        try (SoftIoc ioc = SoftIoc.in(folder).records("scan.db", "P=T:").start();
                Desk desk =
                        Desk.open(
                                null,
                                ioc.settings(),
                                BeamlineFile.read(new StringReader(BEAMLINE)),
                                ProductFolder.create(folder.resolve("data")),
                                Experiment.NONE)) {
            assertThat(desk.awaitConnections(Duration.ofSeconds(20))).isEmpty();

            CompletableFuture<Outcome> lost = desk.run(recipe(400), desk.check(recipe(400)));
            CompletableFuture<Void> measured = new CompletableFuture<>();
            try (var _ =
                    desk.engine()
                            .watch(status -> {
                                if (status.points() >= 10) {
                                    measured.complete(null);
                                }
                            })) {
                measured.get(60, TimeUnit.SECONDS);
            }
            ioc.kill();
            Outcome outcome = lost.get(120, TimeUnit.SECONDS);
            assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
            assertThat(outcome.reason()).containsPattern("[xy]: .*T:[xy]");
            assertThat(outcome.points()).isBetween(10, 399);
            assertPoints(outcome, outcome.points(), "fail");

            ioc.restart();
            assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
            assertThat(desk.engine().status().state()).isEqualTo(EngineState.IDLE);
            Outcome next = desk.run(recipe(61), desk.check(recipe(61))).get(120, TimeUnit.SECONDS);
            assertThat(next.exitStatus()).as(next.reason()).isEqualTo(ExitStatus.SUCCESS);
            assertPoints(next, 61, "success");
        }
    }

    private static final String MAP_BEAMLINE =
            """
            {"name": "IOC", "devices": [
              {"name": "x", "type": "setting", "pv": "T:x", "readback": "T:x:rbv", "tolerance": 0.001},
              {"name": "y", "type": "setting", "pv": "T:y", "readback": "T:y:rbv", "tolerance": 0.001},
              {"name": "counts", "type": "signal", "pv": "T:counts"}
            ]}
            """;

    private static final String MAP =
            """
            {"technique": "map", "version": 1, "name": "map",
             "axes": [{"device": "y", "from": 1, "to": 5, "points": 5},
                      {"device": "x", "from": -2, "to": 2, "points": 41}], "snaked": false,
             "detectors": [], "read": ["counts"], "exposure": 1, "settle": 0.02}
            """;

    @Test
    void mapGoesOnAcrossTwoRestartsOfTheIocWithEveryPointOnce() throws Exception {
        try (SoftIoc ioc = SoftIoc.in(folder).records("recovery.db", "P=T:").start();
                Desk desk =
                        Desk.open(
                                null,
                                ioc.settings(),
                                BeamlineFile.read(new StringReader(MAP_BEAMLINE)),
                                ProductFolder.create(folder.resolve("data")),
                                Experiment.NONE)) {
            assertThat(desk.awaitConnections(Duration.ofSeconds(20))).isEmpty();
            Recipe map = RecipeFile.of(RecipeFile.json(MAP));
            CompletableFuture<Outcome> end = desk.run(map, desk.check(map));
            for (int points : List.of(50, 130)) {
                awaitStatus(desk, status -> status.points() >= points);
                ioc.kill();
                awaitStatus(desk, status -> status.state() == EngineState.SUSPENDED);
                assertThat(desk.engine().status().message())
                        .contains("connection")
                        .endsWith("waiting up to 60 s");
                ioc.restart();
            }
            Outcome outcome = end.get(120, TimeUnit.SECONDS);
            assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
            try (Product product = Product.open(Path.of(outcome.products().getFirst()))) {
                double[] x = product.values("x");
                double[] y = product.values("y");
                double[] counts = product.values("counts");
                assertThat(List.of(x.length, y.length, counts.length)).containsOnly(205);
                for (int i = 0; i < 205; i++) {
                    assertThat(x[i]).as("x of %d", i).isCloseTo(-2 + i % 41 * 0.1, within(1e-9));
                    assertThat(y[i]).as("y of %d", i).isEqualTo(1 + i / 41);
                    assertThat(counts[i]).isCloseTo(1000 * y[i] + x[i], within(1e-6));
                }
            }
        }
    }

    private static void awaitStatus(Desk desk, Predicate<EngineStatus> condition) throws Exception {
        CompletableFuture<Void> met = new CompletableFuture<>();
        try (var _ =
                desk.engine()
                        .watch(status -> {
                            if (condition.test(status)) {
                                met.complete(null);
                            }
                        })) {
            met.get(60, TimeUnit.SECONDS);
        }
    }

    private static void assertPoints(Outcome outcome, int points, String exitStatus) {
        try (Product product = Product.open(Path.of(outcome.products().getFirst()))) {
            assertThat(product.exitStatus()).contains(exitStatus);
            double[] x = product.values("x");
            double[] y = product.values("y");
            assertThat(List.of(x.length, y.length)).containsOnly(points);
            for (int i = 0; i < points; i++) {
                assertThat(y[i])
                        .isCloseTo(
                                1000 * Math.exp(-x[i] * x[i] / 2),
                                org.assertj.core.data.Offset.offset(1e-6));
            }
        }
    }
}
