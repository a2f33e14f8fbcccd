package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.product.Product;
import io.beamdesk.product.Verification;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs on the simulated beamline whose detector writes its frames itself.
class LinkedRunTest {
    @TempDir private Path folder;
    private Path files;
    private Desk desk;
    private SentFrames sent;

    @BeforeEach
    void open() throws Exception {
        files = Files.createDirectory(folder.resolve("detector"));
        Path products = Files.createDirectory(folder.resolve("products"));
        JsonObject linked = new JsonObject();
        linked.addProperty("plugin", "SIM:HDF1:");
        linked.addProperty("folder", files.toString());
        desk =
                ChangedDetector.desk(
                        products,
                        device -> {
                            device.add("files", linked);
                            device.addProperty("frame_lag", 2);
                        });
        sent = new SentFrames(desk.pvs());
    }

    @AfterEach
    void close() {
        sent.close();
        desk.close();
    }

    private void put(String pv, double value) throws Exception {
        ChangedDetector.put(desk, pv, value);
    }

    private double number(String pv) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            return channel.get().get(30, TimeUnit.SECONDS).value().number().orElseThrow();
        }
    }

    private Outcome scan() throws Exception {
        JsonObject json =
                RecipeFile.json(RecipeFile.text(Path.of("assets/recipes/step-scan.json")));
        RecipeFile.set(json, "axes[0].points", "5");
        RecipeFile.set(json, "exposure", "0.05");
        Recipe recipe = RecipeFile.of(json);
        return desk.run(recipe, desk.check(recipe)).get(120, TimeUnit.SECONDS);
    }

    private List<Path> written() throws Exception {
        try (Stream<Path> found = Files.list(files)) {
            return found.toList();
        }
    }

    private static Path product(Outcome outcome) {
        return Path.of(outcome.products().getFirst());
    }

    @Test
    void theProductHasTheFramesOfTheDetectorsFile() throws Exception {
        Outcome outcome = scan();
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(written()).hasSize(1);
        assertThat(Verification.of(product(outcome)).problems()).isEmpty();
        try (Product product = Product.open(product(outcome))) {
            assertThat(product.linkedFiles()).isEqualTo(written());
            assertThat(product.frameCount("detector")).isEqualTo(5);
            double[] ids = product.values("detector_unique_id");
            for (int i = 0; i < 5; i++) {
                assertThat(product.frame("detector", i).pixels()).isInstanceOf(short[].class);
                assertThat((double) product.frame("detector", i).uniqueId()).isEqualTo(ids[i]);
            }
            assertThat(product.frame("detector", 0).pixels())
                    .isNotEqualTo(product.frame("detector", 1).pixels());
            sent.assertAreThoseOf(product);
        }
        assertThat(number("SIM:HDF1:Capture_RBV")).isZero();
        assertThat(number("SIM:HDF1:NumCapture")).as("put back").isEqualTo(1);
    }

    private Recipe flyTomography() throws Exception {
        put("SIM:m1.VELO", 25);
        put("SIM:m4.VELO", 180);
        put("SIM:m4.ACCL", 0.1);
        return TomographyRuns.recipe(
                "tomography-fly.json",
                "exposure=0.02",
                "acquire_period=0.04",
                "settle=0",
                "rotation.projections=61",
                "flats.before=2",
                "flats.after=2",
                "darks.before=2",
                "darks.after=2");
    }

    private Outcome interruptedAt(int points, Recipe recipe, Runnable deed) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (var _ =
                desk.engine()
                        .watch(status -> {
                            if (status.points() >= points && done.compareAndSet(false, true)) {
                                Thread.ofVirtual().start(deed);
                            }
                        })) {
            return desk.run(recipe, desk.check(recipe)).get(120, TimeUnit.SECONDS);
        }
    }

    @Test
    void aPassThatIsStoppedKeepsTheFramesThatTheFileHas() throws Exception {
        Outcome outcome = interruptedAt(20, flyTomography(), () -> desk.engine().stop());
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(Verification.of(product(outcome)).problems()).isEmpty();
        try (Product product = Product.open(product(outcome))) {
            assertThat(product.frameCount("detector")).isBetween(20, 64);
            sent.assertAreThoseOf(product);
        }
        assertThat(number("SIM:HDF1:Capture_RBV")).isZero();
    }

    @Test
    void aPassThatIsPausedGoesOnWithTheFramesThatAreNotThereYet() throws Exception {
        Outcome outcome =
                interruptedAt(
                        25,
                        flyTomography(),
                        () -> {
                            desk.engine().pauseNow();
                            desk.engine().resume();
                        });
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(Verification.of(product(outcome)).problems()).isEmpty();
        try (Product product = Product.open(product(outcome))) {
            assertThat(product.frameCount("detector")).isEqualTo(69);
            sent.assertAreThoseOf(product);
            double[] angles = (double[]) product.read("/entry/sample/rotation_angle");
            assertThat(java.util.Arrays.copyOfRange(angles, 4, 65)).isSorted();
        }
        assertThat(written()).hasSize(1);
    }

    @Test
    void aFlyTomographyHasItsFramesInTheDetectorsFile() throws Exception {
        Recipe recipe = flyTomography();
        Outcome outcome = desk.run(recipe, desk.check(recipe)).get(120, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(Verification.of(product(outcome)).problems()).isEmpty();
        try (Product product = Product.open(product(outcome))) {
            assertThat(product.read("/entry/definition")).isEqualTo("NXtomo");
            assertThat(product.frameCount("detector")).isEqualTo(69);
            double[] ids = product.values("detector_unique_id");
            for (int i = 0; i < ids.length; i++) {
                assertThat(ids[i]).isEqualTo(ids[0] + i);
            }
            sent.assertAreThoseOf(product);
        }
    }

    @Test
    void aDiskThatIsFullEndsTheRunWithTheFramesBefore() throws Exception {
        put("SIM:HDF1:SimFailAfter", 3);
        Outcome outcome = scan();
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason())
                .contains("SIM:HDF1:WriteMessage says: Error writing to file: No space left");
        assertThat(number("SIM:HDF1:Capture_RBV")).isZero();
        assertThat(Verification.of(product(outcome)).problems()).isEmpty();
        try (Product product = Product.open(product(outcome))) {
            assertThat(product.frameCount("detector")).isEqualTo(3);
            assertThat(product.exitReason().orElseThrow()).contains("SIM:HDF1:WriteMessage");
            assertThat(product.frame("detector", 2).rows()).isEqualTo(32);
        }
    }

    @Test
    void aFolderThatTheIocDoesNotHaveStopsTheRunBeforeItsFirstPoint() throws Exception {
        Files.delete(files);
        Outcome outcome = scan();
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAIL);
        assertThat(outcome.reason()).contains(files + " of its files does not exist here");
        assertThat(number("SIM:HDF1:Capture_RBV")).isZero();
    }

    @Test
    void anAbortedRunHasItsFileClosed() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        Outcome outcome;
        try (var _ =
                desk.engine()
                        .watch(status -> {
                            if (status.points() == 2 && stopped.compareAndSet(false, true)) {
                                Thread.ofVirtual().start(() -> desk.engine().abort("enough"));
                            }
                        })) {
            outcome = scan();
        }
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.ABORT);
        assertThat(number("SIM:HDF1:Capture_RBV")).isZero();
        assertThat(Verification.of(product(outcome)).problems()).isEmpty();
        try (Product product = Product.open(product(outcome))) {
            assertThat(product.frameCount("detector")).isBetween(2, 4);
        }
    }
}
