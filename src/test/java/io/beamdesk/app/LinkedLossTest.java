package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.beamdesk.config.BeamlineFile;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.product.Product;
import io.beamdesk.product.Verification;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.SimulatedBeamline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs whose detector writes its frames itself, and whose IOC or process is lost.
class LinkedLossTest {
    @TempDir private Path home;
    private String homeBefore = "";
    private SimulatedBeamline sim;
    private Path files;
    private Path beamline;

    @BeforeEach
    void serve() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        sim = SimulatedBeamline.start(SimSettings.defaults());
        files = Files.createDirectory(home.resolve("detector"));
        Files.createDirectory(home.resolve("products"));
        JsonObject linked = new JsonObject();
        linked.addProperty("plugin", "SIM:HDF1:");
        linked.addProperty("folder", files.toString());
        beamline = home.resolve("beamline.json");
        Files.writeString(beamline, ChangedDetector.file(device -> device.add("files", linked)));
    }

    @AfterEach
    void end() {
        sim.close();
        System.setProperty("user.home", homeBefore);
    }

    private Desk open() throws Exception {
        Desk desk =
                Desk.open(
                        null,
                        CaSettings.from(
                                Map.of(
                                        "EPICS_CA_ADDR_LIST",
                                        "127.0.0.1:" + sim.port(),
                                        "EPICS_CA_AUTO_ADDR_LIST",
                                        "NO")),
                        BeamlineFile.read(beamline),
                        ProductFolder.create(home.resolve("products")),
                        Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(30))).isEmpty();
        return desk;
    }

    private static double number(Desk desk, String pv) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            return channel.get().get(30, TimeUnit.SECONDS).value().number().orElseThrow();
        }
    }

    private static void await(Desk desk, Predicate<EngineStatus> condition) throws Exception {
        CompletableFuture<Void> met = new CompletableFuture<>();
        AtomicReference<@Nullable EngineStatus> last = new AtomicReference<>();
        try (var _ =
                desk.engine()
                        .watch(status -> {
                            last.set(status);
                            if (condition.test(status)) {
                                met.complete(null);
                            }
                        })) {
            met.get(60, TimeUnit.SECONDS);
        } catch (TimeoutException never) {
            throw new AssertionError("The run came to " + last.get(), never);
        }
    }

    @Test
    void aRunGoesOnInAnotherFileWhenTheIocIsBack() throws Exception {
        try (Desk desk = open()) {
            Recipe recipe =
                    RecipeFile.of(
                            RecipeFile.json(
                                    """
                                    {"technique": "time-series", "version": 1, "name": "Count",
                                     "sample": "B4-1", "count": 40, "period": 0.2,
                                     "detectors": ["detector"], "read": [], "exposure": 0.05}
                                    """));
            CompletableFuture<Outcome> end = desk.run(recipe, desk.check(recipe));
            await(desk, status -> status.points() >= 4);
            int port = sim.port();
            sim.close();
            await(desk, status -> status.state() == EngineState.SUSPENDED);
            sim = SimulatedBeamline.start(new SimSettings(port, "SIM:", 7));
            Outcome outcome = end.get(120, TimeUnit.SECONDS);
            assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
            Path path = Path.of(outcome.products().getFirst());
            try (Product product = Product.open(path)) {
                assertThat(product.frameCount("detector")).isEqualTo(40);
                assertThat(product.linkedFiles()).hasSize(2);
                assertThat(product.frame("detector", 39).rows()).isEqualTo(512);
            }
            // Its IOC had no time to close the first one.
            assertThat(Verification.of(path).problems())
                    .singleElement()
                    .asString()
                    .contains(files.toString());
            assertThat(number(desk, "SIM:HDF1:Capture_RBV")).isZero();
        }
    }

    @Test
    void theNextStartClosesTheFileOfARunThatWasKilled() throws Exception {
        try (Desk watching = open();
                SentFrames sent = new SentFrames(watching.pvs())) {
            KilledRunTest.measureUntilKilled(home, beamline, sim, "detector");
            try (Desk desk = open()) {
                RunsLeft left = desk.runsLeft();
                RunLeft run = left.find().getFirst();
                Path path = run.note().products().getFirst();
                assertThat(run.hazards())
                        .anyMatch(hazard -> hazard.contains("SIM:HDF1:Capture_RBV"));
                assertThat(Verification.of(path).status()).isEqualTo("running");

                assertThat(left.secure().get(30, TimeUnit.SECONDS)).isEmpty();
                assertThat(left.find().getFirst().hazards()).isEmpty();
                assertThat(number(desk, "SIM:HDF1:Capture_RBV")).isZero();
                assertThat(left.recover(run))
                        .singleElement()
                        .asString()
                        .contains("is recovered")
                        .doesNotContain("had not reached");
                assertThat(Verification.of(path).problems()).isEmpty();
                try (Product product = Product.open(path)) {
                    assertThat(sent.assertAreThoseOf(product)).isGreaterThan(3);
                    assertThat(product.values("time"))
                            .hasSizeBetween(
                                    product.frameCount("detector") - 1,
                                    product.frameCount("detector"));
                }
            }
        }
    }
}
