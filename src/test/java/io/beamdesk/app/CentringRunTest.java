package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.beamdesk.config.Role;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Place;
import io.beamdesk.device.epics.SampleChanger;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.plan.Centring;
import io.beamdesk.product.Product;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Value;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.physics.Specimen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Loops of the simulated beamline centred by a run.
class CentringRunTest {
    private static final List<String> AXES =
            List.of("sample_x", "sample_y", "centring_x", "centring_z", "rotation");

    @TempDir private static Path folder;
    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.open(Optional.empty(), folder, Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        for (int motor : new int[] {1, 2, 4, 17, 18}) {
            put("SIM:m" + motor + ".VELO", new Value.Floating(motor == 4 ? 720 : 25));
            put("SIM:m" + motor + ".ACCL", new Value.Floating(0.05));
        }
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static void put(String pv, Value value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(value).get(60, TimeUnit.SECONDS);
        }
    }

    @BeforeEach
    void stand() throws Exception {
        stand(-0.31, 0.24, 0.35, -0.27);
    }

    private static void stand(double x, double y, double cx, double cz) throws Exception {
        Map<String, Double> places =
                Map.of("sample_x", x, "sample_y", y, "centring_x", cx, "centring_z", cz);
        CompletableFuture.allOf(
                        places.entrySet().stream()
                                .map(e -> axis(e.getKey()).set(e.getValue()).future())
                                .toArray(CompletableFuture<?>[]::new))
                .get(60, TimeUnit.SECONDS);
    }

    private static Movable<Double> axis(String name) {
        return desk.beamline().movable(name);
    }

    private static List<Double> places() {
        return AXES.stream().map(name -> axis(name).position()).toList();
    }

    private static Recipe recipe(String file, String... overrides) {
        JsonObject json =
                RecipeFile.json(RecipeFile.text(Path.of("assets/recipes", file + ".json")));
        for (String override : overrides) {
            String[] words = override.split("=", 2);
            RecipeFile.set(json, words[0], words[1]);
        }
        return RecipeFile.of(json);
    }

    private static CompletableFuture<Outcome> start(Recipe recipe) {
        Forecast forecast = desk.check(recipe);
        assertThat(forecast.problems()).isEmpty();
        return desk.run(recipe, forecast);
    }

    private record Said(double sure, double off, String why) {}

    private static Said said(Outcome outcome) {
        try (Product product = Product.open(Path.of(outcome.products().getLast()))) {
            String group = "/entry/stream_" + Centring.STREAM + "/";
            return new Said(
                    ((double[]) product.read(group + Centring.SURE))[0],
                    ((double[]) product.read(group + Centring.OFF))[0],
                    ((String[]) product.read(group + Centring.WHY))[0]);
        }
    }

    @Test
    void loopOfTheMountedSampleIsBroughtToItsPlaceAndStaysThere() throws Exception {
        double rotation = axis("rotation").position();
        Outcome outcome =
                start(recipe("centring", "place={\"column\": 480, \"row\": 530}"))
                        .get(120, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        Said said = said(outcome);
        System.out.println("centring: " + said.why);
        assertThat(desk.check(recipe("centring")).remarks())
                .singleElement()
                .asString()
                .startsWith("the time is that of two turns");
        assertThat(said.sure).as(said.why).isEqualTo(1);
        assertThat(said.off).isLessThan(5);
        // The loop of this sample stands on the axis where the axes on the rotation are at 0.
        assertThat(axis("centring_x").position()).isCloseTo(0, within(0.02));
        assertThat(axis("centring_z").position()).isCloseTo(0, within(0.02));
        assertThat(axis("sample_x").position()).isCloseTo((480 - 512) * 0.005, within(0.02));
        assertThat(axis("sample_y").position()).isCloseTo(-(530 - 512) * 0.005, within(0.02));
        assertThat(axis("rotation").position()).isCloseTo(rotation, within(0.01));
        assertThat(desk.beamline().shutter("fast_shutter").position().toString())
                .isEqualToIgnoringCase("closed");
    }

    @Test
    void placeThatCannotBeReachedIsNotSureAndNothingStaysMoved() throws Exception {
        put("SIM:m18.LLM", new Value.Floating(-0.1));
        put("SIM:m18.HLM", new Value.Floating(2));
        try {
            stand(-0.31, 0.24, 0.35, 0.4);
            put("SIM:m18.LLM", new Value.Floating(0.3));
            List<Double> before = places();
            Outcome outcome = start(recipe("centring")).get(120, TimeUnit.SECONDS);
            assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
            Said said = said(outcome);
            assertThat(said.sure).isZero();
            assertThat(said.why).startsWith("not sure: ").contains("SIM:m18.LLM");
            assertBack(before);
        } finally {
            put("SIM:m18.LLM", new Value.Floating(-2));
        }
    }

    private static void assertBack(List<Double> before) {
        List<Double> after = places();
        for (int i = 0; i < AXES.size(); i++) {
            assertThat(after.get(i)).as(AXES.get(i)).isCloseTo(before.get(i), within(0.01));
        }
    }

    @Test
    void abortOnTheWayTakesEverythingBack() throws Exception {
        List<Double> before = places();
        CountDownLatch moved = new CountDownLatch(1);
        try (var _ =
                desk.bus()
                        .connect(
                                new Rows(count -> {
                                    // The first picture of the turn that confirms.
                                    if (count == 9) {
                                        moved.countDown();
                                    }
                                }))) {
            CompletableFuture<Outcome> end = start(recipe("centring"));
            assertThat(moved.await(60, TimeUnit.SECONDS)).isTrue();
            desk.engine().abort("enough");
            Outcome outcome = end.get(60, TimeUnit.SECONDS);
            assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.ABORT);
            assertThat(outcome.hazards()).isEmpty();
            assertThat(outcome.products()).hasSize(1);
        }
        assertBack(before);
    }

    /// A place of the dewar whose sample is as wanted.
    private static Place place(Predicate<Specimen> wanted) {
        for (int puck = 1; puck <= 5; puck++) {
            for (int position = 1; position <= 16; position++) {
                Place place = new Place.Position(puck, position);
                long seed = SimSettings.defaults().seed() + place.text().hashCode();
                if (!place.text().equals("P1-1") && wanted.test(Specimen.of(seed))) {
                    return place;
                }
            }
        }
        throw new AssertionError("there is no such sample in the dewar");
    }

    private static void mount(Place place) throws Exception {
        stand(0, 0, 0, 0);
        axis("rotation").set(0.0).future().get(30, TimeUnit.SECONDS);
        // The robot looks where the axes are twice a second.
        CompletableFuture<Void> ready = new CompletableFuture<>();
        try (Channel channel = desk.pvs().open(PvName.of("SIM:robot:GonioReady_RBV"));
                var _ =
                        channel.subscribe(event -> {
                            if (event instanceof Sample sample
                                    && sample.value() instanceof Value.Choice choice
                                    && choice.index() == 1) {
                                ready.complete(null);
                            }
                        })) {
            ready.get(30, TimeUnit.SECONDS);
        }
        desk.beamline()
                .role(Role.SAMPLE_CHANGER, SampleChanger.class)
                .orElseThrow()
                .set(place)
                .future()
                .get(90, TimeUnit.SECONDS);
    }

    private static String screened(String... overrides) throws Exception {
        Outcome outcome = start(recipe("screening-loops", overrides)).get(120, TimeUnit.SECONDS);
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        try (Product product = Product.open(Path.of(outcome.products().getLast()))) {
            assertThat(product.frame("snapshot", "alignment_camera", 0).columns()).isEqualTo(1024);
            assertThat(product.frame("centring_pictures", "alignment_camera", 7).rows())
                    .isEqualTo(1024);
            return ((String[]) product.read("/entry/stream_screening/reason"))[0];
        }
    }

    @Test
    void screeningCentresALoopAndGoesOnWhereThatIsNotSure() throws Exception {
        try {
            mount(place(specimen -> specimen.loop().width() > 0.2));
            assertThat(screened()).startsWith("centred; ");
            assertThat(Math.abs(axis("centring_x").position())).isGreaterThan(0.01);
            stand();
            List<Double> before = places();
            assertThat(screened("set[0].position=0")).startsWith("not sure: the picture is dark");
            assertBack(before);
        } finally {
            mount(new Place.Position(1, 1));
        }
    }

    /// Counts the pictures of a run.
    private static final class Rows implements DocumentSink {
        private final Consumer<Integer> counted;
        private String primary = "";
        private int rows;

        Rows(Consumer<Integer> counted) {
            this.counted = counted;
        }

        @Override
        public Delivery delivery() {
            return Delivery.LOSSLESS;
        }

        @Override
        public void accept(Document document) {
            if (document instanceof EventDescriptor descriptor
                    && descriptor.name().equals("primary")) {
                primary = descriptor.uid();
            } else if (document instanceof Event event && event.descriptor().equals(primary)) {
                counted.accept(++rows);
            }
        }
    }
}
