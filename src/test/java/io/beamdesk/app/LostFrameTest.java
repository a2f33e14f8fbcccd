package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.Outcome;
import io.beamdesk.product.Product;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A step scan on the simulated beamline whose image plugin loses a frame.
class LostFrameTest {
    @TempDir private Path folder;
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk =
                ChangedDetector.desk(
                        folder,
                        device -> {
                            device.add(
                                    "retry",
                                    JsonParser.parseString("{\"times\": 2, \"after\": 0.1}"));
                            device.addProperty("frame_lag", 0.5);
                        });
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void put(String pv, double value) throws Exception {
        ChangedDetector.put(desk, pv, value);
    }

    @Test
    void stepIsDoneAgainAndTheProductSaysSo() throws Exception {
        JsonObject json =
                RecipeFile.json(RecipeFile.text(Path.of("assets/recipes/step-scan.json")));
        RecipeFile.set(json, "axes[0].points", "5");
        RecipeFile.set(json, "exposure", "0.05");
        Recipe recipe = RecipeFile.of(json);
        AtomicBoolean lost = new AtomicBoolean();
        Outcome outcome;
        try (var _ =
                desk.engine()
                        .watch(status -> {
                            if (status.points() == 2 && lost.compareAndSet(false, true)) {
                                later("SIM:image1:MinCallbackTime", 1000);
                            } else if (status.state() == EngineState.SUSPENDED) {
                                later("SIM:image1:MinCallbackTime", 0);
                            }
                        })) {
            outcome = desk.run(recipe, desk.check(recipe)).get(120, TimeUnit.SECONDS);
        }

        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = Product.open(Path.of(outcome.products().getFirst()))) {
            assertThat(product.values("it")).hasSize(5);
            assertThat(product.frameCount("detector")).isEqualTo(5);
            double[] ids = product.values("detector_unique_id");
            assertThat(ids).doesNotHaveDuplicates().isSorted();
            assertThat(ids[4] - ids[0]).as("a frame was lost").isGreaterThan(4);
            for (int i = 0; i < 5; i++) {
                assertThat((double) product.frame("detector", i).uniqueId()).isEqualTo(ids[i]);
            }
            String[] told = (String[]) product.read("/entry/stream_interruptions/interruption");
            assertThat(told[0])
                    .startsWith("suspended: detector: no new frame 0.5 s after the exposure ended")
                    .contains("; try 2 of 3 in 0.1 s");
            assertThat(told).filteredOn(line -> line.contains(": lost ")).isEmpty();
        }
    }

    /// Away from the thread that tells of the engine's states.
    private void later(String pv, double value) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        put(pv, value);
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                });
    }
}
