package io.beamdesk.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.app.FramePng;
import io.beamdesk.document.Frame;
import io.beamdesk.sample.Edit;
import io.beamdesk.sample.MotorPosition;
import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayTypes;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.samples.SampleDesk.InBeam;
import io.beamdesk.ui.samples.SampleDesk.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Everything that is known of a sample is on its card, and leads on.
class SampleCardViewTest extends FxRobot {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private Path folder;
    private SampleStore store;
    private ScriptedTrays desk;
    private SamplesViewModel model;
    private Parent card;

    @BeforeEach
    void open() throws Exception {
        store =
                SampleStore.open(
                        folder.resolve("samples.db"),
                        TrayTypes.shipped(),
                        InstantSource.fixed(NOON));
        store.apply(Edit.add(Tray.of("A", "96-1")), "anna");
        store.apply(
                Edit.add(
                        List.of(
                                new Sample(
                                        "one",
                                        "A",
                                        "A1",
                                        "cat-450-05",
                                        "batch 2",
                                        "Ni/Al2O3",
                                        "drop",
                                        "calcined",
                                        "toxic; gloves",
                                        Map.of("volume", "2.0 µL")))),
                "anna");
        desk = new ScriptedTrays(store);
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(stage -> {
            model = new SamplesViewModel(desk, Runnable::run, Runnable::run);
            card = (Parent) new SampleCardView(model, ZoneOffset.UTC).root();
            Scene scene = new Scene(card, 336, 900);
            new Theme(false).dress(scene);
            stage.setScene(scene);
            stage.show();
            model.setShown(true);
        });
    }

    @AfterEach
    void close() throws Exception {
        model.close();
        store.close();
        FxToolkit.cleanupStages();
    }

    private static byte[] png(int grey) {
        byte[] pixels = new byte[32 * 24];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 2 == 0 ? grey : 0);
        }
        return FramePng.of(new Frame(1, NOON, "|u1", 24, 32, pixels));
    }

    private List<String> words() {
        return from(card)
                .lookup((Node node) -> node instanceof Labeled && isSeen(node))
                .queryAllAs(Labeled.class)
                .stream()
                .map(Labeled::getText)
                .toList();
    }

    private static boolean isSeen(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void look(String place) {
        Position position = TrayTypes.shipped().get("96-1").position(place).orElseThrow();
        interact(() -> model.sample().look(position));
    }

    @Test
    void allThatIsKnownIsThere() throws Exception {
        store.life().queued("one", "item", "anna");
        store.life().become("one", SampleState.MEASURING, "anna", "");
        store.life().product("one", URI.create("file:///data/0412.h5"), "Ni XANES");
        store.life().score("one", "screen", 86);
        store.life().become("one", SampleState.FAILED, "queue", "the beam was lost");
        store.pictures().add("one", png(200), NOON, "Microscope", OptionalDouble.empty());
        store.pictures()
                .add(
                        "one",
                        png(100),
                        NOON.plusSeconds(60),
                        "Screening snapshot",
                        OptionalDouble.empty());
        desk.waiting = List.of(new Waiting("Ni XANES", "3 of 12", "the shutter is locked"));
        desk.at = Optional.of(new MotorPosition(66.88, -29.24, 0));
        interact(() -> desk.tell());
        look("A1");
        assertThat(words())
                .contains(
                        "A1",
                        "Failed",
                        "cat-450-05",
                        "toxic; gloves",
                        "batch 2",
                        "Ni/Al2O3",
                        "2.0 µL",
                        "calcined",
                        "x 66.88  y −29.24  z 0.00 mm",
                        "86",
                        "Ni XANES",
                        "3 of 12",
                        "the shutter is locked",
                        "Failed by queue: the beam was lost",
                        "Defined by anna",
                        "1 of 2 · Screening snapshot, 1 Mar 12:01");
        Region picture = from(card).lookup(".sample-picture").queryAs(Region.class);
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () -> picture.getBackground().getImages().getFirst().getImage().getProgress() == 1);
        assertThat(picture.getBackground().getImages().getFirst().getImage().getWidth())
                .isEqualTo(32);
        interact(() ->
                from(card)
                        .lookup("#sample-queue .hyperlink")
                        .<javafx.scene.control.Hyperlink>query()
                        .fire());
        assertThat(desk.shownInQueue).containsExactly("one");
    }

    @Test
    void pictureIsTakenOfTheSampleInTheBeamAlone() {
        look("A1");
        assertThat(from(card).lookup("#sample-take-picture").query().isDisabled()).isTrue();
        desk.beam = Optional.of(new InBeam("A", "A1", 0.4));
        interact(() -> desk.tell());
        assertThat(from(card).lookup("#sample-take-picture").query().isDisabled()).isFalse();
        clickOn("#sample-take-picture");
        assertThat(desk.said).containsExactly("picture of one");
        assertThat(from(card).lookup("#sample-progress").query().isVisible())
                .as("nothing is measured yet")
                .isFalse();
        interact(() -> store.life().become("one", SampleState.MEASURING, "queue", ""));
        assertThat(from(card).lookup("#sample-progress").query().isVisible()).isTrue();
    }

    @Test
    void aRefusedPictureIsSaid() {
        desk.beam = Optional.of(new InBeam("A", "A1", 0));
        interact(() -> desk.tell());
        desk.refusal = Optional.of("the camera does not answer");
        clickOn("#sample-take-picture");
        assertThat(model.messageProperty().get()).isEqualTo("the camera does not answer");
    }
}
