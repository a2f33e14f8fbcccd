package io.beamdesk.ui.desk;

import static io.beamdesk.app.PhantomFrames.assertFramesAreWhatTheirKeysSay;
import static io.beamdesk.app.PhantomFrames.assertSliceIsThePhantoms;
import static io.beamdesk.app.PhantomFrames.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Desktop;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.PhantomFrames;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.Outcome;
import io.beamdesk.product.Product;
import io.beamdesk.pv.Channel;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Value;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.sim.physics.Absorption;
import io.beamdesk.sim.physics.FlatSample;
import io.beamdesk.sim.physics.Monochromator;
import io.beamdesk.ui.recipes.MapProduct;
import io.beamdesk.ui.recipes.Sights;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Every technique as an operator does it: the real window on the simulated beamline over Channel
/// Access, a recipe found in the library, its form filled in by keyboard, the run started, and its
/// product read.
class TechniquesFromTheDesktopTest extends FxRobot {
    private static final double ENERGY = 8333;
    private static final int MOST_FIELDS = 80;

    @TempDir private static Path home;
    private static String homeBefore = "";
    private static Desk desk;
    private static final CountDownLatch CLOSED = new CountDownLatch(1);

    @BeforeAll
    static void open() throws Exception {
        homeBefore = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        desk = Desk.open(Optional.empty(), home.resolve("products"), Experiment.NONE);
        assertThat(desk.awaitConnections(Duration.ofSeconds(60))).isEmpty();
        for (var setting : PhantomFrames.FEW_ROWS) {
            put(setting.getKey(), setting.getValue());
        }
        put("SIM:m1.VELO", 25);
        put("SIM:m2.VELO", 25);
        put("SIM:m4.VELO", 180);
        put("SIM:m4.ACCL", 0.1);
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() ->
                DeskWindow.show(
                        desk.beamline().file(),
                        new CompletableFuture<>(),
                        CompletableFuture.completedFuture(desk),
                        Desktop.Opening.simulated(home.resolve("products")),
                        CLOSED::countDown));
    }

    @AfterAll
    static void close() throws Exception {
        FxToolkit.setupFixture(() ->
                List.copyOf(Window.getWindows()).stream()
                        .filter(window ->
                                window instanceof Stage stage
                                        && String.valueOf(stage.getTitle()).startsWith("Beamdesk"))
                        .forEach(Window::hide));
        assertThat(CLOSED.await(60, TimeUnit.SECONDS)).isTrue();
        System.setProperty("user.home", homeBefore);
    }

    private static void put(String pv, double value) throws Exception {
        try (Channel channel = desk.pvs().open(PvName.of(pv))) {
            var _ = channel.put(new Value.Floating(value)).get(30, TimeUnit.SECONDS);
        }
    }

    @BeforeEach
    void window() {
        targetWindow(window -> window instanceof Stage stage && stage.getTitle() != null);
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, condition);
        } catch (TimeoutException never) {
            throw new AssertionError("never " + what, never);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Optional<Node> seen(String query) {
        return lookup(query).match(Node::isVisible).tryQuery();
    }

    private void press(String pane, KeyCode figure) throws Exception {
        push(KeyCode.CONTROL, figure);
        until(
                pane + " is shown",
                () ->
                        lookup(".pane-title").queryAllAs(Labeled.class).stream()
                                .anyMatch(title -> title.getText().equals(pane)));
    }

    /// Finds a recipe by its name and opens it.
    private void open(String recipe) throws Exception {
        press("Recipes", KeyCode.DIGIT4);
        clickOn("#recipe-search").push(KeyCode.CONTROL, KeyCode.A);
        write(recipe);
        until(recipe + " is found", () -> library(recipe).isPresent());
        clickOn(library(recipe).orElseThrow());
        until(recipe + " is open", () -> text("recipe-name").equals(recipe));
    }

    private Optional<Node> library(String recipe) {
        return from(lookup(".library-row").queryAll()).lookup(recipe).tryQuery();
    }

    private String text(String id) {
        return lookup("#" + id)
                .tryQueryAs(TextInputControl.class)
                .map(TextInputControl::getText)
                .orElse("");
    }

    /// Fills fields in, each as `axes[0].from` of the recipe, in the order of the form: from the name
    /// on with the Tab key.
    private void fillIn(String... fieldsAndTexts) {
        push(KeyCode.F2);
        for (int i = 0; i < fieldsAndTexts.length; i += 2) {
            String id =
                    "recipe-"
                            + fieldsAndTexts[i].replaceAll("[\\[\\].]+", "-").replaceAll("-$", "");
            for (int tabs = 0; !id.equals(focused()) && tabs < MOST_FIELDS; tabs++) {
                push(KeyCode.TAB);
            }
            assertThat(focused()).isEqualTo(id);
            push(KeyCode.CONTROL, KeyCode.A);
            write(fieldsAndTexts[i + 1]);
        }
    }

    private String focused() {
        Node owner = lookup(".shell").query().getScene().getFocusOwner();
        return owner == null || owner.getId() == null ? "" : owner.getId();
    }

    /// Runs what the form says and waits for the end.
    private Product run() throws Exception {
        until("ready to run", () -> !lookup("#recipe-run").queryButton().isDisabled());
        Optional<Outcome> before = desk.engine().status().outcome();
        push(KeyCode.CONTROL, KeyCode.R);
        until("started", () -> !desk.engine().status().outcome().equals(before));
        until("ended", () -> desk.engine().status().outcome().isPresent());
        Outcome outcome = desk.engine().status().outcome().orElseThrow();
        assertThat(outcome.exitStatus()).as(outcome.reason()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(outcome.safe()).isTrue();
        until("in the run strip as finished", () -> seen("FINISHED").isPresent());
        return product(outcome.products());
    }

    private void enqueue(int items) throws Exception {
        until("ready", () -> !lookup("#recipe-enqueue").queryButton().isDisabled());
        push(KeyCode.CONTROL, KeyCode.ENTER);
        until("in the queue", () -> desk.queue().state().items().size() == items);
    }

    private static Product product(List<URI> products) {
        return Product.open(Path.of(products.getLast()));
    }

    private static double position(String axis) {
        return desk.beamline().movable(axis).position();
    }

    private static double[] line(double from, double to, int points) {
        return IntStream.range(0, points)
                .mapToDouble(i -> from + (to - from) * i / (points - 1))
                .toArray();
    }

    @Test
    void spectrumRunNowHasTheEdgeWhereNickelHasIt() throws Exception {
        open("Ni K edge");
        fillIn(
                "regions[0].from", "-60",
                "regions[0].to", "-12",
                "regions[0].step", "12",
                "regions[0].dwell", "0.05",
                "regions[1].from", "-12",
                "regions[1].to", "12",
                "regions[2].from", "1.775",
                "regions[2].to", "4",
                "regions[2].step", "0.5",
                "regions[2].dwell", "0.05");
        try (Product product = run()) {
            double[] energy = product.values("energy");
            double[] mu = product.values("mu");
            assertThat(product.values("energy_setpoint"))
                    .startsWith(
                            new double[] {
                                Absorption.NICKEL.edgeEv() - 60, Absorption.NICKEL.edgeEv() - 48
                            },
                            within(1e-6));
            int steepest =
                    IntStream.range(1, energy.length - 1)
                            .boxed()
                            .max(
                                    Comparator.comparingDouble(i ->
                                            (mu[i + 1] - mu[i - 1])
                                                    / (energy[i + 1] - energy[i - 1])))
                            .orElseThrow();
            assertThat(energy[steepest]).isCloseTo(Absorption.NICKEL.edgeEv(), within(0.5));
        }
    }

    @Test
    void stepTomographyRunNowGivesThePhantomsSlice() throws Exception {
        open("Step tomo 361");
        fillIn(
                "settle", "0",
                "rotation.projections", "121",
                "flats.before", "5",
                "flats.after", "4",
                "darks.before", "3",
                "darks.after", "2");
        try (Product product = run()) {
            assertIsThePhantom(product, 121);
        }
    }

    @Test
    void flyTomographyRunNowGivesThePhantomsSlice() throws Exception {
        open("Fly tomo 361");
        fillIn(
                "exposure", "0.02",
                "acquire_period", "0.04",
                "rotation.projections", "181",
                "flats.before", "5",
                "flats.after", "4",
                "darks.before", "3",
                "darks.after", "2");
        try (Product product = run()) {
            assertIsThePhantom(product, 181);
        }
    }

    private static void assertIsThePhantom(Product product, int projections) {
        assertThat(keys(product)).isEqualTo(keys(2, 3, 1, 5, 0, projections, 1, 4, 2, 2));
        assertFramesAreWhatTheirKeysSay(product);
        assertSliceIsThePhantoms(product);
    }

    @Test
    void autorockRunNowParksAtTheMaximum() throws Exception {
        open("Second crystal to its maximum");
        fillIn("exposure", "0.1");
        try (Product product = run()) {
            assertThat(product.values("mono_pitch_setpoint"))
                    .hasSize(41)
                    .satisfies(
                            pitch -> assertThat(pitch[40] - pitch[0]).isCloseTo(120, within(1e-6)));
            assertThat(position("mono_pitch"))
                    .isCloseTo(
                            Monochromator.bestPitch(ENERGY),
                            within(0.02 * Monochromator.rockingWidth(ENERGY)));
        }
    }

    @Test
    void mapListSeriesAndStepScanGoThroughTheQueue() throws Exception {
        open("Plate map");
        fillIn(
                "axes[0].step", "1",
                "axes[1].points", "8",
                "exposure", "0.02");
        enqueue(1);
        open("Points on the plate");
        fillIn("positions[1][0]", "0.8", "positions[7][1]", "-0.6", "exposure", "0.05");
        enqueue(2);
        open("Beam stability");
        fillIn("count", "6", "period", "0.2", "exposure", "0.05");
        enqueue(3);
        open("Sample X profile");
        fillIn("axes[0].from", "-1.5", "axes[0].to", "1", "axes[0].points", "11");
        enqueue(4);

        press("Queue", KeyCode.DIGIT5);
        clickOn("#queue-primary");
        until("all measured", () -> desk.queue().state().recent().size() == 4);
        List<HistoryEntry> runs = desk.queue().history();
        assertThat(runs)
                .extracting(HistoryEntry::title, HistoryEntry::result)
                .containsExactly(
                        tuple("Plate map", HistoryEntry.Result.SUCCESS),
                        tuple("Points on the plate", HistoryEntry.Result.SUCCESS),
                        tuple("Beam stability", HistoryEntry.Result.SUCCESS),
                        tuple("Sample X profile", HistoryEntry.Result.SUCCESS));
        until("shown as done", () -> seen("Nothing waits in the queue").isPresent());
        try (Product product = product(runs.get(0).products())) {
            assertIsThePlate(product);
            Sights.Measured map = MapProduct.read(product.path(), Optional.of("it"));
            assertThat(map.columns())
                    .contains("i0", "it", "i2")
                    .doesNotContain("sample_x", "sample_x_setpoint", "sample_y");
            assertThat(map.image().title()).contains(", it (");
            assertThat(map.image().argb())
                    .isNotEqualTo(
                            MapProduct.read(product.path(), Optional.of("i0")).image().argb());
        }
        try (Product product = product(runs.get(1).products())) {
            assertThat(product.values("sample_x_setpoint"))
                    .containsExactly(0, 0.8, 1.2, 2.4, -1.5, -2.6, -0.8, 3.5);
            assertThat(product.values("sample_y_setpoint"))
                    .containsExactly(0, -0.2, 0.6, -1.4, 0.8, 1.6, -1.2, -0.6);
        }
        try (Product product = product(runs.get(2).products())) {
            assertThat(product.values("i0")).hasSize(6);
            assertThat(product.axes()).containsExactly("time");
            double[] time = product.values("time");
            for (int i = 1; i < 6; i++) {
                assertThat(time[i] - time[0]).as("time %d", i).isCloseTo(0.2 * i, within(0.1));
            }
        }
        try (Product product = product(runs.get(3).products())) {
            assertThat(product.values("sample_x_setpoint"))
                    .containsExactly(line(-1.5, 1, 11), within(1e-9));
            assertThat(product.values("sample_x")).containsExactly(line(-1.5, 1, 11), within(0.01));
            assertThat(product.frameCount("detector")).isEqualTo(11);
        }
        assertThat(position("sample_x")).isCloseTo(0, within(0.01));
        assertThat(position("sample_y")).isCloseTo(0, within(0.01));
    }

    private static void assertIsThePlate(Product product) {
        double[] x = product.values("sample_x_setpoint");
        double[] y = product.values("sample_y_setpoint");
        double[] i0 = product.values("i0");
        double[] it = product.values("it");
        assertThat(x).hasSize(6 * 8);
        double nothing = Math.log(i0[0] / it[0]) - FlatSample.absorbance(ENERGY, x[0], y[0]);
        for (int i = 0; i < x.length; i++) {
            int row = i / 8;
            int column = row % 2 == 0 ? i % 8 : 7 - i % 8;
            assertThat(y[i]).as("row of %d", i).isCloseTo(-2.5 + row, within(1e-9));
            assertThat(x[i]).as("column of %d", i).isCloseTo(-3.5 + column, within(1e-9));
            assertThat(Math.log(i0[i] / it[i]) - FlatSample.absorbance(ENERGY, x[i], y[i]))
                    .as("absorption at %s, %s", x[i], y[i])
                    .isCloseTo(nothing, within(0.1));
        }
    }
}
