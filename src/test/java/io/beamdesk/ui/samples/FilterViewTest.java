package io.beamdesk.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.sample.Edit;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.SampleSearch;
import io.beamdesk.sample.SampleState;
import io.beamdesk.sample.SampleStore;
import io.beamdesk.sample.Tray;
import io.beamdesk.sample.TrayTypes;
import io.beamdesk.ui.fx.Theme;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Every condition by its control, by mouse and by keyboard.
class FilterViewTest extends FxRobot {
    @TempDir private Path folder;
    private SampleStore store;
    private SamplesViewModel model;

    @BeforeEach
    void open() throws Exception {
        store =
                SampleStore.open(
                        folder.resolve("samples.db"), TrayTypes.shipped(), InstantSource.system());
        store.apply(Edit.add(Tray.of("A", "96-1")), "anna");
        store.apply(
                Edit.add(
                        List.of(
                                grouped("A1", "nickel", "oxides"),
                                grouped("A2", "cobalt", "oxides"),
                                grouped("A3", "nickel foil", "foils"))),
                "anna");
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(stage -> {
            model = new SamplesViewModel(new ScriptedTrays(store), Runnable::run, Runnable::run);
            Scene scene = new Scene(new StackPane(new FilterView(model.filter()).root()), 320, 480);
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

    private static Sample grouped(String place, String alias, String group) {
        return new Sample("id-" + place, "A", place, alias, group, "", "", "", "", Map.of());
    }

    private List<String> found() {
        return model.filter().foundProperty().get().stream()
                .flatMap(f -> f.first().stream())
                .map(card -> card.sample().position())
                .toList();
    }

    private String counts() {
        return lookup("#filter-counts").queryAs(Labeled.class).getText();
    }

    @Test
    void conditionsAddUpAndOneClickClearsThem() {
        store.life().become("id-A1", SampleState.FAILED, "queue", "");
        store.life().queued("id-A2", "item", "anna");
        store.life().score("id-A1", "screen", 60);
        store.life().score("id-A3", "screen", 40);
        clickOn("#samples-search").write("nickel");
        assertThat(found()).containsExactly("A1", "A3");
        assertThat(counts()).isEqualTo("2 here, 2 in all");
        clickOn("#filter-more");
        clickOn("#filter-failed");
        assertThat(found()).containsExactly("A1");
        clickOn("#filter-defined");
        assertThat(found()).containsExactly("A1", "A3");
        clickOn("#filter-least").write("55");
        assertThat(found()).containsExactly("A1");
        clickOn("#filter-most").write("5x");
        assertThat(lookup("#filter-most").query().getStyleClass()).contains("invalid-input");
        assertThat(found()).containsExactly("A1");
        clickOn("#filter-clear");
        assertThat(model.filter().searchProperty().get()).isEqualTo(SampleSearch.ALL);
        assertThat(lookup("#samples-search").queryAs(TextInputControl.class).getText()).isEmpty();
        assertThat(lookup("#filter-most").queryAs(TextInputControl.class).getText()).isEmpty();
        assertThat(lookup("#filter-clear").query().getParent().getParent().isVisible()).isFalse();
        interact(() -> choose("#filter-group", "oxides"));
        assertThat(found()).containsExactly("A1", "A2");
        interact(() ->
                lookup("#filter-in-queue").queryAs(ComboBox.class).getSelectionModel().select(2));
        assertThat(found()).containsExactly("A1");
        interact(() ->
                lookup("#filter-in-queue").queryAs(ComboBox.class).getSelectionModel().select(1));
        assertThat(found()).containsExactly("A2");
        clickOn("#filter-select");
        assertThat(model.selection().idsProperty().get()).isEqualTo("A2");
    }

    @SuppressWarnings("unchecked")
    private void choose(String query, String value) {
        lookup(query).queryAs(ComboBox.class).setValue(value);
    }

    @Test
    void keyboardAloneFindsNarrowsAndClears() {
        push(KeyCode.CONTROL, KeyCode.F).write("nickel");
        assertThat(found()).containsExactly("A1", "A3");
        push(KeyCode.TAB).push(KeyCode.SPACE);
        assertThat(lookup("#filter-panel").query().isVisible()).isTrue();
        push(KeyCode.TAB).push(KeyCode.SPACE);
        assertThat(model.filter().searchProperty().get().states())
                .isEqualTo(Set.of(SampleState.DEFINED));
        push(KeyCode.CONTROL, KeyCode.F).push(KeyCode.ESCAPE);
        assertThat(model.filter().foundProperty().get()).isEqualTo(Optional.empty());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#filter-clear").query().getParent().getParent().isVisible()).isFalse();
    }
}
