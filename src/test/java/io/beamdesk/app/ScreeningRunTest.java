package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.beamdesk.config.Role;
import io.beamdesk.device.Changer;
import io.beamdesk.device.Place;
import io.beamdesk.product.Product;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleCard;
import io.beamdesk.sample.SampleRef;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Taught;
import io.beamdesk.sample.Tray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plate on the stage is screened from the queue: a sharp sample, one out of focus, an empty place.
class ScreeningRunTest {
    private static final String PLATE = "PLT-1";

    @TempDir private static Path home;
    private static String homeBefore;
    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        desk = Desk.open(Optional.empty(), home.resolve("products"), Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        for (String axis : List.of("m1", "m2", "m3", "m13")) {
            try (Channel channel = desk.pvs().open(PvName.of("SIM:" + axis + ".VELO"))) {
                var _ = channel.put(new Value.Floating(25)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    @AfterAll
    static void close() {
        desk.close();
        System.setProperty("user.home", homeBefore);
    }

    private static Recipe recipe(String... overrides) {
        JsonObject json =
                RecipeFile.json(RecipeFile.text(Path.of("assets/recipes/screening.json")));
        for (String override : overrides) {
            String[] words = override.split("=", 2);
            RecipeFile.set(json, words[0], words[1]);
        }
        return RecipeFile.of(json);
    }

    private static Map<SampleRef, String> at(SampleStore store, String... places) {
        Map<SampleRef, String> samples = new LinkedHashMap<>();
        for (String place : places) {
            Sample sample = store.sample(PLATE, place).orElseThrow().sample();
            samples.put(new SampleRef(sample.id(), PLATE, place), sample.label());
        }
        return samples;
    }

    private static SampleCard card(String place) {
        return desk.samples().store().sample(PLATE, place).orElseThrow();
    }

    private static String reason(SampleCard card) {
        return desk.samples().store().history(card.sample().id()).getLast().why();
    }

    @Test
    void scoresOfAScreeningReachTheSamplesAndSayWhatIsWorthMeasuring() throws Exception {
        SampleStore store = desk.samples().store();
        Tray tray =
                Tray.of(PLATE, "96-2")
                        .withTaught(
                                List.of(
                                        new Taught("A1-1", new MotorPosition(-1.5, 0, 0)),
                                        new Taught("A1-2", new MotorPosition(1.5, 0, 0)),
                                        new Taught("B1-1", new MotorPosition(-1.5, 9, 0))));
        store.apply(Edit.add(tray), "anna");
        store.apply(
                Edit.add(
                        List.of(
                                Sample.of(PLATE, "A1-1", "sharp"),
                                Sample.of(PLATE, "A1-2", "blurred"),
                                Sample.of(PLATE, "A2-1", "none"))),
                "anna");
        store.load(PLATE, SamplePlaces.STAGE);
        DeskQueue queue = desk.queue();
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (var _ = desk.samples().follow(queue);
                var _ =
                        queue.watch(() -> {
                            if (queue.state().recent().size() == 3
                                    && queue.state().running().isEmpty()) {
                                over.complete(null);
                            }
                        })) {
            queue.enqueue(recipe("counts=5", "exposure=0.1"), at(store, "A1-1", "A2-1"))
                    .get(30, TimeUnit.SECONDS);
            queue.enqueue(
                            recipe("counts=5", "exposure=0.1", "set[1].position=1.5"),
                            at(store, "A1-2"))
                    .get(30, TimeUnit.SECONDS);
            queue.later(queue::start).get(30, TimeUnit.SECONDS);
            over.get(100, TimeUnit.SECONDS);
            desk.samples().settle();
            for (HistoryEntry run : queue.history()) {
                assertThat(run.result()).as(run.reason()).isEqualTo(HistoryEntry.Result.SUCCESS);
            }
        }
        SampleCard sharp = card("A1-1");
        SampleCard blurred = card("A1-2");
        SampleCard empty = card("A2-1");
        for (SampleCard screened : List.of(sharp, blurred, empty)) {
            assertThat(screened.state()).isEqualTo(SampleState.SCREENED);
            assertThat(screened.scores()).containsOnlyKeys("image", "screen", "signal");
            assertThat(screened.products()).isEqualTo(1);
            assertThat(store.pictures().of(screened.sample().id()))
                    .singleElement()
                    .satisfies(picture ->
                            assertThat(ImageIO.read(picture.file().toFile()).getWidth())
                                    .isEqualTo(1024));
        }
        assertThat(sharp.scores().get("screen")).isGreaterThan(blurred.scores().get("screen") + 10);
        assertThat(blurred.scores().get("screen")).isGreaterThan(0);
        assertThat(empty.scores().get("screen")).isZero();
        assertThat(reason(sharp)).startsWith("sharp: edges ");
        assertThat(reason(blurred)).startsWith("blurred: edges ");
        assertThat(reason(empty)).startsWith("empty: ");
        Path file = Path.of(store.products(sharp.sample().id()).getFirst().product());
        try (Product product = Product.open(file)) {
            assertThat(product.values("i0")).hasSize(5);
            assertThat((double[]) product.read("/entry/stream_screening/screen"))
                    .containsExactly(sharp.scores().get("screen"));
            assertThat(product.attributes("/entry/stream_snapshot"))
                    .containsEntry("NX_class", "NXcollection");
            Object frames = product.read("/entry/stream_snapshot/alignment_camera");
            assertThat(java.lang.reflect.Array.getLength(frames)).isEqualTo(1);
        }
        assertThat(desk.beamline().movable("camera_focus").position()).isCloseTo(0, within(0.01));
    }

    @Test
    void pinsOfAPuckAreMountedOneAfterTheOtherAndScreened() throws Exception {
        SampleStore store = desk.samples().store();
        store.apply(Edit.add(Tray.of("PCK-1", "unipuck")), "anna");
        Map<SampleRef, String> pins = new LinkedHashMap<>();
        for (String place : List.of("2", "7")) {
            Sample pin = Sample.of("PCK-1", place, "pin " + place);
            store.apply(Edit.add(List.of(pin)), "anna");
            pins.put(new SampleRef(pin.id(), "PCK-1", place), pin.label());
        }
        store.load("PCK-1", "P2");
        Changer changer = desk.beamline().role(Role.SAMPLE_CHANGER, Changer.class).orElseThrow();
        DeskQueue queue = desk.queue();
        int before = queue.state().recent().size();
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (var _ = desk.samples().follow(queue);
                var _ =
                        queue.watch(() -> {
                            if (queue.state().recent().size() == before + 2
                                    && queue.state().running().isEmpty()) {
                                over.complete(null);
                            }
                        })) {
            queue.enqueue(recipe("counts=5", "exposure=0.1"), pins).get(30, TimeUnit.SECONDS);
            queue.later(queue::start).get(30, TimeUnit.SECONDS);
            over.get(200, TimeUnit.SECONDS);
            desk.samples().settle();
        }
        for (HistoryEntry run : queue.state().recent().subList(before, before + 2)) {
            assertThat(run.result()).as(run.reason()).isEqualTo(HistoryEntry.Result.SUCCESS);
        }
        assertThat(changer.position()).isEqualTo(new Place.Position(2, 7));
        for (SampleCard pin : store.samples("PCK-1")) {
            assertThat(pin.state()).isEqualTo(SampleState.SCREENED);
            assertThat(pin.scores()).containsKeys("image", "screen", "signal");
            assertThat(reason(pin)).isNotEmpty();
            Path file = Path.of(store.products(pin.sample().id()).getFirst().product());
            try (Product product = Product.open(file)) {
                assertThat(String.valueOf(product.read("/entry/sample/identifier")))
                        .isEqualTo(pin.sample().id());
            }
        }
    }
}
