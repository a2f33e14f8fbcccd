package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.config.BeamlineFile;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineState;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scan on a real IOC that is killed in its middle and started again.
@Tag("interop")
class ScanOnIocTest {
    private static final String BEAMLINE =
            """
            {"name": "IOC", "devices": [
              {"name": "x", "type": "setting", "pv": "T:x", "readback": "T:x:rbv", "tolerance": 0.001},
              {"name": "y", "type": "signal", "pv": "T:y"}
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
