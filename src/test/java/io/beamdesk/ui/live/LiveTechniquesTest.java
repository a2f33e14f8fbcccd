package io.beamdesk.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.document.Document;
import io.beamdesk.plan.path.Line;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.MapModel;
import io.beamdesk.ui.plot.MapPlot;
import io.beamdesk.ui.plot.Marker;
import io.beamdesk.ui.plot.Raster;
import io.beamdesk.ui.plot.Trace;
import io.beamdesk.ui.plot.Viewport;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The pane follows the technique of the run: spectra, maps, tomographies.
@ExtendWith(ApplicationExtension.class)
class LiveTechniquesTest extends FxRobot {
    private static final List<Line> PLATE = List.of(new Line(0, 3, 4), new Line(1, 5, 5));

    private final Pulse pulse =
            new Pulse(Platform::runLater, (_, task) -> task.run(), () -> 0, Duration.ZERO);
    private final LiveViewModel live = new LiveViewModel(pulse);
    private final Map<String, Double> sent = new ConcurrentHashMap<>();
    private final MoveTo moveTo =
            new MoveTo(
                    live,
                    (device, target) -> {
                        sent.put(device, target);
                        return CompletableFuture.completedFuture(null);
                    },
                    Platform::runLater);

    @Start
    void start(Stage stage) {
        LiveView view = new LiveView(live, moveTo, Optional.empty(), ZoneOffset.UTC, () -> {});
        Scene scene = new Scene((Parent) view.root(), 1200, 760);
        new Theme(false).dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    private void feed(List<Document> documents) {
        documents.forEach(live::accept);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void spectrumShowsItsSlopeAndFindsTheEdge() {
        feed(DemoScans.spectrum("a", 1, 1.2, 241));
        assertThat(live.choiceProperty().get().orElseThrow().name()).isEqualTo("μ");
        assertThat(lookup(".slope-plot").query().isVisible()).isTrue();
        assertThat(live.curves().spectrum().steepest().orElseThrow().energyEv())
                .isCloseTo(DemoScans.EDGE, within(0.21));
        // The slope of an arctangent of this height and width where it is steepest.
        assertThat(live.curves().spectrum().steepest().orElseThrow().slope())
                .isCloseTo(1.2 / (2 * Math.PI), within(0.002));
        assertThat(live.curves().plot().markers())
                .extracting(Marker::title)
                .anyMatch(t -> t.startsWith("E₀ 8333.") || t.startsWith("E₀ 8332."));
    }

    @Test
    void spectrumHalfMeasuredIsHatchedToItsLastPoint() {
        feed(DemoScans.spectrum("a", 1, 1.2, 60));
        assertThat(live.curves().plot().planned().orElseThrow().to())
                .isCloseTo(DemoScans.EDGE + 24 + 57.6, within(1e-6));
    }

    @Test
    void cursorStandsAtOneEnergyInBothPlots() {
        feed(DemoScans.spectrum("a", 1, 1.2, 241));
        interact(() -> live.curves().spectrum().slope().placeCursor(8340));
        double above = live.curves().plot().cursorProperty().get().orElseThrow().x();
        double below = live.curves().spectrum().slope().cursorProperty().get().orElseThrow().x();
        assertThat(above).isCloseTo(8340, within(0.5)).isEqualTo(below);
    }

    @Test
    void repeatsAreLaidOverEachOtherWithTheirMean() {
        feed(DemoScans.spectrum("a", 1, 1.0, 241));
        feed(List.of(DemoRuns.stop("a", Instant.EPOCH)));
        feed(DemoScans.spectrum("b", 2, 2.0, 100));
        assertThat(live.curves().plot().curves()).hasSize(3);
        Trace mean =
                live.curves().plot().curves().stream()
                        .filter(c -> c.series() == Curve.MEAN)
                        .findFirst()
                        .orElseThrow()
                        .trace();
        assertThat(mean.size()).isEqualTo(100);
        Trace first = live.session().runs().get(1).trace(new Quantity.Column("mu"));
        Trace second = live.session().runs().get(0).trace(new Quantity.Column("mu"));
        assertThat(mean.y(99)).isCloseTo((first.y(99) + second.y(99)) / 2, within(1e-12));
    }

    @Test
    void snakedMapFillsTheRightCells() {
        feed(DemoScans.map("a", PLATE, 8));
        Raster raster = live.map().picture().raster().orElseThrow();
        assertThat(raster.measured()).isEqualTo(8);
        for (int iy = 0; iy < 4; iy++) {
            for (int ix = 0; ix < 5; ix++) {
                // The second row goes backwards: three of its cells, from the right, are measured.
                boolean measured = iy == 0 || (iy == 1 && ix >= 2);
                assertThat(raster.value(ix, iy))
                        .as("cell %d, %d", ix, iy)
                        .isEqualTo(Double.valueOf(measured ? 10 * iy + ix + 1 : Double.NaN));
            }
        }
    }

    @Test
    void mapIsDrawnCellByCellAndHatchedWhereItIsNotMeasured() {
        feed(DemoScans.map("a", PLATE, 8));
        MapPlot plot =
                lookup(".map-plot")
                        .match(n -> n.isVisible() && !n.getStyleClass().contains("sinogram"))
                        .query();
        WritableImage[] picture = new WritableImage[1];
        interact(() -> picture[0] = plot.snapshot(null, null));
        Viewport view = plot.viewport();
        Color low = at(picture[0], view, 1, 0);
        Color high = at(picture[0], view, 5, 1);
        assertThat(low.getBlue()).isGreaterThan(low.getGreen());
        assertThat(high.getGreen()).isGreaterThan(0.8);
        // Neither end of the scale: the ground or a line of the hatching.
        assertThat(at(picture[0], view, 1, 3).getSaturation()).isLessThan(0.1);
    }

    private static Color at(WritableImage picture, Viewport view, double x, double y) {
        return picture.getPixelReader().getColor((int) view.pixelX(x), (int) view.pixelY(y));
    }

    @Test
    void clickOnAMapSetsTheCursorAndMoveToSendsBothAxes() {
        feed(DemoScans.map("a", PLATE, 20));
        MapPlot plot =
                lookup(".map-plot").match(n -> !n.getStyleClass().contains("sinogram")).query();
        Viewport view = plot.viewport();
        clickOn(plot.localToScreen(new Point2D(view.pixelX(4), view.pixelY(2))));
        assertThat(live.map().picture().cursorProperty().get()).contains(new MapModel.Cell(3, 2));
        type(KeyCode.UP);
        Button move = lookup("#move-to-map-cursor").queryButton();
        assertThat(move.isDisabled()).isTrue();
        feed(List.of(DemoRuns.stop("a", Instant.EPOCH)));
        assertThat(move.isDisabled()).isFalse();
        interact(move::fire);
        assertThat(sent)
                .containsExactlyInAnyOrderEntriesOf(Map.of("sample_x", 4.0, "sample_y", 3.0));
        interact(() -> lookup("#move-to-maximum").queryButton().fire());
        assertThat(sent).containsEntry("sample_x", 5.0).containsEntry("sample_y", 3.0);
    }

    @Test
    void chooseAnotherColumnFillsTheMapAnew() {
        feed(DemoScans.map("a", PLATE, 20));
        interact(() -> live.choose(live.choicesProperty().get().get(1)));
        assertThat(live.map().picture().raster().orElseThrow().value(4, 3)).isEqualTo(-35);
    }

    @Test
    void mapOfThreeAxesShowsTheSliceUnderWayUntilAnotherIsChosen() {
        List<Line> lines = List.of(new Line(0, 2, 3), new Line(0, 1, 2), new Line(1, 3, 3));
        feed(DemoScans.map("a", lines, 9));
        // The second slice: snaked on from where the first ended.
        Raster raster = live.map().picture().raster().orElseThrow();
        assertThat(raster.measured()).isEqualTo(3);
        assertThat(raster.value(0, 1)).isEqualTo(111);
        Slider slider = lookup("#slice-sample_z").queryAs(Slider.class);
        interact(slider::requestFocus);
        type(KeyCode.LEFT);
        assertThat(live.map().picture().raster().orElseThrow().measured()).isEqualTo(6);
        assertThat(live.map().picture().raster().orElseThrow().value(2, 1)).isEqualTo(13);
        feed(DemoScans.rows("a", lines, 9, 12));
        assertThat(slider.getValue()).isZero();
        clickOn("#slice-latest");
        assertThat(slider.getValue()).isEqualTo(1);
        assertThat(live.map().picture().raster().orElseThrow().measured()).isEqualTo(6);
    }

    @Test
    @SuppressWarnings("unchecked")
    void otherAxesOfAMapAreChosenAndShowItsCellsInTheirPlaces() {
        List<Line> lines = List.of(new Line(0, 2, 3), new Line(0, 1, 2), new Line(1, 3, 3));
        feed(DemoScans.map("a", lines, 18));
        ComboBox<String> up = lookup("#slice-up").queryAs(ComboBox.class);
        interact(() -> up.getSelectionModel().select("sample z"));
        Slider row = lookup("#slice-sample_y").queryAs(Slider.class);
        interact(() -> row.setValue(1));
        for (int iz = 0; iz < 3; iz++) {
            for (int ix = 0; ix < 3; ix++) {
                assertThat(live.map().picture().raster().orElseThrow().value(ix, iz))
                        .as("cell %d, %d", ix, iz)
                        .isEqualTo(100 * iz + 10 + ix + 1);
            }
        }
        ComboBox<String> across = lookup("#slice-across").queryAs(ComboBox.class);
        interact(() -> across.getSelectionModel().select("sample z"));
        Raster turned = live.map().picture().raster().orElseThrow();
        assertThat(turned.value(2, 0)).isEqualTo(211);
        assertThat(turned.y().axis().title()).isEqualTo("sample x");
        feed(List.of(DemoRuns.stop("a", Instant.EPOCH)));
        interact(() -> lookup("#move-to-maximum").queryButton().fire());
        assertThat(sent)
                .containsExactlyInAnyOrderEntriesOf(Map.of("sample_z", 2.0, "sample_x", 3.0));
    }

    @Test
    void mapIsComparedWithTheOneThatIsCheckedAndItsDifferenceDrawn() {
        feed(DemoScans.map("a", PLATE, 20));
        feed(List.of(DemoRuns.stop("a", Instant.EPOCH)));
        feed(DemoScans.map("b", List.of(new Line(0, 3, 4), new Line(1, 6, 6)), 24));
        feed(List.of(DemoRuns.stop("b", Instant.EPOCH)));
        assertThat(live.map().compared()).as("another grid").isEmpty();
        feed(DemoScans.map("c", PLATE, 8));
        assertThat(lookup("#map-side-difference").query().getParent().isVisible()).isFalse();
        CheckBox first =
                lookup(".run-row .check-box")
                        .match(box -> !box.isDisabled())
                        .queryAs(CheckBox.class);
        clickOn(first);
        assertThat(live.map().compared()).contains(live.session().runs().get(2));
        assertThat(live.map().picture().raster().orElseThrow().measured()).isEqualTo(8);
        clickOn("#map-side-other");
        assertThat(live.map().picture().raster().orElseThrow().measured()).isEqualTo(20);
        clickOn("#map-side-difference");
        Raster same = live.map().picture().raster().orElseThrow();
        assertThat(same.measured()).isEqualTo(8);
        assertThat(same.value(3, 1)).isZero();
        interact(() -> live.choose(live.choicesProperty().get().get(1)));
        assertThat(live.map().picture().values().title()).isEqualTo("Δ other");
        MapPlot plot =
                lookup(".map-plot").match(n -> !n.getStyleClass().contains("sinogram")).query();
        WritableImage[] picture = new WritableImage[1];
        interact(() -> picture[0] = plot.snapshot(null, null));
        assertThat(at(picture[0], plot.viewport(), 1, 0).getSaturation())
                .as("no difference has no colour")
                .isLessThan(0.05);
        assertThat(lookup("#move-to-maximum").queryButton().isDisabled()).isTrue();
    }

    @Test
    void listOfSignalsShowsTheOneThatIsDrawnAfterARunOfAnotherKind() {
        feed(DemoScans.spectrum("a", 1, 1.2, 241));
        feed(DemoScans.map("b", PLATE, 20));
        Quantity.Choice drawn = live.choiceProperty().get().orElseThrow();
        assertThat(drawn.name()).isEqualTo("signal");
        ComboBox<?> list = lookup("#map-list").queryAs(ComboBox.class);
        assertThat(list.getValue()).isEqualTo(drawn);
        interact(() -> list.getSelectionModel().select(1));
        assertThat(live.map().picture().values().title()).isEqualTo("other");
    }

    @Test
    void tomographyFillsTheSinogramWithAbsorption() {
        feed(DemoScans.tomography("a", 5, 3, true));
        Raster sinogram = live.frames().sinogram().raster().orElseThrow();
        assertThat(sinogram.measured()).isEqualTo(3 * 6);
        assertThat(sinogram.value(4, 2)).isCloseTo(0.4, within(0.002));
        assertThat(sinogram.value(4, 3)).isNaN();
        interact(() -> live.chooseSinogramRow(1));
        assertThat(live.frames().sinogram().raster()).isEmpty();
    }

    @Test
    void tomographyWithoutFlatsShowsCounts() {
        feed(DemoScans.tomography("a", 5, 1, false));
        assertThat(live.frames().sinogram().raster().orElseThrow().value(0, 0)).isEqualTo(1100);
    }
}
