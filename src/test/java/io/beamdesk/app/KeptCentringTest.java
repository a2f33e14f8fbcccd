package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.beamdesk.engine.Forecast;
import io.beamdesk.plan.Centring;
import io.beamdesk.product.Product;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.KeptCentring;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// Pins of a puck that are centred by their screening and collected afterwards: where they were centred
/// while they are still mounted, centred again once they have been taken off.
class KeptCentringTest {
    private static final List<String> SLIDES =
            List.of("centring_x", "centring_z", "sample_x", "sample_y");

    @TempDir private static Path home;
    private static String homeBefore;
    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        desk = Desk.open(Optional.empty(), home.resolve("products"), Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        for (int motor : new int[] {1, 2, 3, 4, 13, 17, 18}) {
            put("SIM:m" + motor + ".VELO", motor == 4 ? 720 : 25);
            put("SIM:m" + motor + ".ACCL", 0.05);
        }
    }

    @AfterAll
    static void close() {
        desk.close();
        System.setProperty("user.home", homeBefore);
    }

    private static void put(String pv, double value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(new Value.Floating(value)).get(60, TimeUnit.SECONDS);
        }
    }

    private static SampleStore store() {
        return desk.samples().store();
    }

    private static Recipe screening() {
        JsonObject json =
                RecipeFile.json(RecipeFile.text(Path.of("assets/recipes/screening.json")));
        RecipeFile.set(json, "centring", "true");
        RecipeFile.set(json, "counts", "5");
        RecipeFile.set(json, "exposure", "0.1");
        return RecipeFile.of(json);
    }

    private static Recipe collection() {
        return RecipeFile.of(
                RecipeFile.json(
                        """
                        {"technique": "time-series", "version": 1, "name": "Short count",
                         "count": 3, "period": 0.2, "detectors": ["scaler"],
                         "read": ["ring_current"], "exposure": 0.05}
                        """));
    }

    private static SampleRef pin(String place) {
        Sample pin = Sample.of("PCK-1", place, "pin " + place);
        store().apply(Edit.add(List.of(pin)), "anna");
        return new SampleRef(pin.id(), "PCK-1", place);
    }

    private static KeptCentring kept(SampleRef pin) {
        return store().centrings().of(pin.id()).orElseThrow();
    }

    /// Measures a pin by the queue.
    private static HistoryEntry measure(Recipe recipe, SampleRef pin) throws Exception {
        DeskQueue queue = desk.queue();
        int before = queue.state().recent().size();
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (var _ =
                queue.watch(() -> {
                    if (queue.state().recent().size() > before
                            && queue.state().running().isEmpty()) {
                        over.complete(null);
                    }
                })) {
            queue.enqueue(recipe, Map.of(pin, "pin " + pin.position())).get(30, TimeUnit.SECONDS);
            queue.later(queue::start).get(30, TimeUnit.SECONDS);
            over.get(200, TimeUnit.SECONDS);
        }
        desk.samples().settle();
        HistoryEntry run = queue.state().recent().getLast();
        assertThat(run.result()).as(run.reason()).isEqualTo(HistoryEntry.Result.SUCCESS);
        return run;
    }

    private static void assertCentred(KeptCentring where) {
        assertThat(where.axes()).containsOnlyKeys(SLIDES);
        where.axes()
                .forEach((axis, at) ->
                        assertThat(desk.beamline().movable(axis).position())
                                .as(axis)
                                .isCloseTo(at, within(0.01)));
    }

    @Test
    void centringHoldsWhileThePinIsMountedAndIsDoneAgainOnceItWasTakenOff() throws Exception {
        store().apply(Edit.add(Tray.of("PCK-1", "unipuck")), "anna");
        SampleRef best = pin("3");
        SampleRef other = pin("4");
        store().load("PCK-1", "P1");
        try (var _ = desk.samples().follow(desk.queue())) {
            measure(screening(), best);
            KeptCentring found = kept(best);
            assertThat(found.holds()).isTrue();
            assertCentred(found);

            desk.beamline().movable("sample_x").set(0.4).future().get(60, TimeUnit.SECONDS);
            assertThat(measure(collection(), best).products()).hasSize(1);
            assertCentred(found);
            assertThat(kept(best)).isEqualTo(found);

            assertThat(measure(collection(), other).products()).hasSize(1);
            assertThat(store().centrings().of(other.id())).isEmpty();
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> !kept(best).holds());
            Forecast forecast = desk.check(collection(), Optional.of(best));
            assertThat(forecast.remarks())
                    .containsExactly(
                            "centres PCK-1 3 again, as it may not sit as it was centred before");

            HistoryEntry again = measure(collection(), best);
            assertThat(again.products()).hasSize(2);
            try (Product product = Product.open(Path.of(again.products().getFirst()))) {
                assertThat((double[]) product.read("/entry/stream_centring/" + Centring.SURE))
                        .containsExactly(1);
            }
            assertThat(kept(best).holds()).isTrue();
            assertThat(kept(best).time()).isAfter(found.time());
            assertCentred(kept(best));
        }
    }
}
