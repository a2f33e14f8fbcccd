package io.beamdesk.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.catalogue.CatalogueQuery;
import io.beamdesk.product.ProductWriter;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.plot.PlotModel;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The way of a person through the Data pane: find a product, open it, look at it, compare two.
class DataViewTest extends FxRobot {
    @TempDir private Path temporary;
    private Path folder;
    private CataloguedFolder desk;
    private DataViewModel model;
    private Instant now = Instant.parse("2026-03-05T00:00:00Z");
    private final List<io.beamdesk.device.FrameEvent.Shot> pictures = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        folder = Files.createDirectory(temporary.resolve("data"));
        Measured.scan(folder, 1, "Ni foil");
        Measured.scan(folder, 2, "Co foil");
        desk = new CataloguedFolder(folder, temporary.resolve("index"));
        desk.gather();
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(stage -> {
            model =
                    new DataViewModel(
                            desk,
                            Runnable::run,
                            Runnable::run,
                            Runnable::run,
                            () -> now,
                            ZoneOffset.UTC);
            DataPane pane = new DataPane(model, ZoneOffset.UTC);
            Scene scene = new Scene((javafx.scene.Parent) pane.content(), 1000, 800);
            new Theme(false).dress(scene);
            stage.setScene(scene);
            stage.show();
            pane.shown();
        });
    }

    @AfterEach
    void close() throws Exception {
        interact(model::close);
        FxToolkit.setupStage(Stage::close);
        FxToolkit.cleanupStages();
        desk.close();
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private ListView<CatalogueEntry> list() {
        return lookup("#data-list").queryListView();
    }

    private void choose(int... rows) {
        interact(() -> {
            list().getSelectionModel().clearSelection();
            for (int row : rows) {
                list().getSelectionModel().select(row);
            }
        });
    }

    private PlotModel plot() {
        return model.viewer().plot();
    }

    private String message() {
        return lookup("#data-message").queryAs(Labeled.class).getText();
    }

    private Node shown(String id) {
        return lookup(id).query();
    }

    private void refreshed() {
        desk.gather();
        interact(model::changed);
    }

    @Test
    void aProductIsFoundByAWordAndPlottedAgainstItsAxis() throws Exception {
        assertThat(list().getItems()).hasSize(2);
        clickOn("#data-search").write("co fo");
        until(() -> list().getItems().size() == 1);
        choose(0);
        assertThat(plot().curves()).hasSize(1);
        assertThat(plot().curves().getFirst().trace().size()).isEqualTo(20);
        assertThat(plot().curves().getFirst().trace().y(3)).isEqualTo(203);
        assertThat(plot().curves().getFirst().trace().x(3)).isEqualTo(0.3);
        assertThat(plot().xAxis().title()).isEqualTo("x");
        assertThat(plot().xAxis().units()).isEqualTo("mm");
        assertThat(shown("#data-plot").isVisible()).isTrue();
    }

    @Test
    void twoProductsAreComparedInOnePlot() {
        choose(0, 1);
        assertThat(plot().curves()).extracting(c -> c.trace().y(0)).containsExactly(200.0, 100.0);
        assertThat(plot().curves())
                .extracting(c -> c.name())
                .containsExactly("scan_0002_step-scan.h5", "scan_0001_step-scan.h5");
        choose(1);
        assertThat(plot().curves()).hasSize(1);
    }

    @Test
    void theListGoesOnAtItsEnd() throws Exception {
        Path product = folder.resolve("scan_0001_step-scan.h5");
        for (int i = 0; i < CatalogueQuery.LIMIT; i++) {
            Files.copy(product, folder.resolve("copy_%04d.h5".formatted(i)));
        }
        refreshed();
        assertThat(list().getItems()).hasSize(CatalogueQuery.LIMIT);
        choose(3);
        CatalogueEntry chosen = list().getSelectionModel().getSelectedItem();
        interact(() -> list().scrollTo(CatalogueQuery.LIMIT - 1));
        until(() -> list().getItems().size() == CatalogueQuery.LIMIT + 2);
        assertThat(list().getItems()).doesNotHaveDuplicates();
        assertThat(list().getSelectionModel().getSelectedItem()).isEqualTo(chosen);
        refreshed();
        assertThat(list().getItems()).hasSize(CatalogueQuery.LIMIT + 2);
    }

    @Test
    void aFacetNarrowsTheListAndLetsItGoAgain() {
        try (ProductWriter tomography = Measured.tomography(folder, 3, "beads", 10)) {
            refreshed();
            assertThat(list().getItems()).hasSize(3);
            CheckBox box = lookup("#facet-technique-TOMOGRAPHY").queryAs(CheckBox.class);
            interact(box::fire);
            assertThat(list().getItems())
                    .extracting(e -> e.sample().name())
                    .containsExactly("beads");
            CheckBox again = lookup("#facet-technique-TOMOGRAPHY").queryAs(CheckBox.class);
            interact(again::fire);
            assertThat(list().getItems()).hasSize(3);
            Measured.end(tomography, 0);
        }
    }

    @Test
    void aTomographyIsDividedByItsFlatsAndFollowedWhileItGrows() throws Exception {
        model.viewer().setScreen(pictures::add);
        try (ProductWriter writer = Measured.tomography(folder, 3, "beads", 8)) {
            for (int i = 0; i < 6; i++) {
                Measured.frame(writer, i);
            }
            writer.commit();
            refreshed();
            choose(0);
            // The first projection first, not the darks.
            assertThat(lookup("#data-frame").queryAs(TextField.class).getText()).isEqualTo("4");
            assertThat(pictures.getLast().pixels().at(0, 0, 0)).isEqualTo(0.5);
            assertThat(model.viewer().aboutProperty().get())
                    .isEqualTo("Transmission, from 2 flats and 2 darks");
            interact(() -> model.viewer().correctedProperty().set(false));
            assertThat(pictures.getLast().pixels().at(0, 0, 0)).isEqualTo(600);
            interact(() -> model.viewer().showFrame(Integer.MAX_VALUE));
            Measured.frame(writer, 6);
            writer.commit();
            now = now.plusSeconds(10);
            interact(model::tick);
            // Who looks at the last frame goes on to the last.
            assertThat(lookup("#data-frame").queryAs(TextField.class).getText()).isEqualTo("6");
            Measured.end(writer, 7);
        }
    }

    @Test
    void aProductOfFramesMakesRoomForOneOfNumbersAndTheOtherWayRound() throws Exception {
        try (ProductWriter writer = Measured.tomography(folder, 3, "beads", 8)) {
            for (int i = 0; i < 6; i++) {
                Measured.frame(writer, i);
            }
            writer.commit();
            refreshed();
            List<Throwable> failures = new ArrayList<>();
            interact(() ->
                    Thread.currentThread()
                            .setUncaughtExceptionHandler((_, failure) -> failures.add(failure)));
            for (int round = 0; round < 2; round++) {
                interact(() -> list().getSelectionModel().clearAndSelect(0));
                assertThat(shape()).hasSize(3);
                interact(() -> list().getSelectionModel().clearAndSelect(1));
                assertThat(shape()).hasSize(1);
            }
            interact(() -> list().getSelectionModel().clearAndSelect(0));
            assertThat(shown(".slice-controls").isVisible()).isTrue();
            Path foreign = Files.writeString(folder.resolve("foreign.txt"), "no product");
            interact(() -> model.open(foreign));
            assertThat(shown(".slice-controls").isVisible()).isFalse();
            assertThat(failures).isEmpty();
            Measured.end(writer, 6);
        }
    }

    private List<Integer> shape() {
        return model.viewer().shownProperty().get().orElseThrow().item().shape();
    }

    @SuppressWarnings("unchecked")
    @Test
    void theTreeLeadsToEveryDatasetAndItsAttributes() {
        choose(0);
        TreeView<io.beamdesk.product.Item> tree = lookup("#data-tree").queryAs(TreeView.class);
        TreeItem<io.beamdesk.product.Item> chosen = tree.getSelectionModel().getSelectedItem();
        assertThat(chosen.getValue().path()).isEqualTo("/entry/data/it");
        TreeItem<io.beamdesk.product.Item> x =
                chosen.getParent().getChildren().stream()
                        .filter(i -> i.getValue().name().equals("x"))
                        .findFirst()
                        .orElseThrow();
        interact(() -> tree.getSelectionModel().select(x));
        assertThat(plot().curves().getFirst().trace().y(3)).isEqualTo(0.3);
        assertThat(lookup("#data-attributes").query().lookupAll(".label"))
                .extracting(node -> ((Labeled) node).getText())
                .contains("units", "mm", "pv", "SIM:m1.RBV");
    }

    @Test
    void aFileThatWasCutOffSaysSo() throws Exception {
        Path file = model.desk().file(list().getItems().getFirst());
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() / 2);
        }
        refreshed();
        choose(0);
        assertThat(message()).contains("is cut off: it has");
        assertThat(model.viewer().shownProperty().get()).isEqualTo(Optional.empty());
        clickOn("#data-recover");
        clickOn("#recover-confirm");
        // No point was committed before the cut.
        assertThat(message()).startsWith("This file has no numbers to be shown");
        assertThat(lookup("#data-recover").query().isVisible()).isFalse();
        assertThat(model.viewer().sourceProperty().get().map(ViewerModel.Source::path))
                .contains(file);
        assertThat(model.reportProperty().get())
                .contains("its end is missing; it has what was committed before");
        choose(1);
        assertThat(message()).isEmpty();
    }

    @Test
    void aFileOnItsWayIsNotReplacedByTheOneBefore() throws Exception {
        List<Runnable> reader = new ArrayList<>();
        ViewerModel viewer = new ViewerModel(reader::add, Runnable::run);
        Path one = model.desk().file(list().getItems().getFirst());
        Path other = model.desk().file(list().getItems().getLast());
        interact(() -> viewer.open(one));
        work(reader);
        interact(() -> {
            viewer.open(other);
            viewer.follow();
        });
        work(reader);
        assertThat(viewer.sourceProperty().get().map(ViewerModel.Source::path)).contains(other);
        interact(viewer::close);
        work(reader);
    }

    private void work(List<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            Runnable next = tasks.removeFirst();
            interact(next);
        }
    }

    @Test
    void aProductIsCheckedAndItsRecipeLoaded() {
        choose(0);
        clickOn("#data-check");
        assertThat(model.reportProperty().get()).contains("is good", "every checksum right");
        clickOn("#data-recipe");
        assertThat(desk.loaded).containsExactly(model.desk().file(list().getItems().getFirst()));
    }

    @Test
    void aProductOfAnotherPaneIsChosenInTheList() {
        Path file = model.desk().file(list().getItems().getLast());
        clickOn("#data-search").write("nothing of that kind");
        assertThat(list().getItems()).isEmpty();
        interact(() -> model.open(file));
        assertThat(list().getSelectionModel().getSelectedItem().path())
                .isEqualTo(String.valueOf(file.getFileName()));
        assertThat(plot().curves().getFirst().trace().y(0)).isEqualTo(100);
    }

    @Test
    void searchIsReachedByItsKey() {
        clickOn("#data-list");
        press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        assertThat(lookup("#data-search").query().isFocused()).isTrue();
    }
}
