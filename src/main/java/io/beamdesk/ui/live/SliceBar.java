package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// Of a map with more than two axes: which two are drawn, and where the others are.
final class SliceBar {
    private final LiveViewModel model;
    private final ToggleButton latest = new ToggleButton("Latest");
    private final HBox following = Parts.segmented(latest);
    private final HBox root = new HBox();
    private final List<Runnable> refreshers = new ArrayList<>();
    private Object built = "";
    private boolean showing;

    SliceBar(LiveViewModel model) {
        this.model = model;
        latest.setTooltip(new Tooltip("Shows the place that is being measured"));
        latest.setId("slice-latest");
        latest.setOnAction(_ -> model.follow());
        root.getStyleClass().add("slice-bar");
    }

    Node root() {
        return root;
    }

    void refresh() {
        Optional<MapRun> map =
                model.session().map().filter(m -> m.dimensions() > 2 && m.run().points() > 0);
        root.setVisible(map.isPresent());
        root.setManaged(map.isPresent());
        if (map.isEmpty()) {
            return;
        }
        MapRun.View view = model.map().view();
        Object now = List.of(map.get().run().uid(), view.across(), view.up());
        if (!now.equals(built)) {
            built = now;
            build(map.get(), view);
        }
        showing = true;
        refreshers.forEach(Runnable::run);
        latest.setSelected(model.map().follows());
        showing = false;
    }

    private void build(MapRun map, MapRun.View view) {
        refreshers.clear();
        root.getChildren()
                .setAll(
                        Parts.label("Across", "muted"),
                        axes("slice-across", map, view.across(), model::showAcross),
                        Parts.label("Up", "muted"),
                        axes("slice-up", map, view.up(), model::showUp));
        for (int i = 0; i < map.dimensions(); i++) {
            if (i != view.across() && i != view.up()) {
                place(map, i);
            }
        }
        root.getChildren().add(following);
    }

    private ComboBox<String> axes(String id, MapRun map, int chosen, IntConsumer choose) {
        ComboBox<String> axes = new ComboBox<>();
        axes.setId(id);
        IntStream.range(0, map.dimensions())
                .forEach(i -> axes.getItems().add(map.side(i).axis().title()));
        axes.getSelectionModel().select(chosen);
        axes.setOnAction(_ -> choose.accept(axes.getSelectionModel().getSelectedIndex()));
        return axes;
    }

    private void place(MapRun map, int dimension) {
        Raster.Side side = map.side(dimension);
        Slider slider = new Slider(0, side.count() - 1, 0);
        slider.setId("slice-" + map.device(dimension));
        slider.setAccessibleText("Position of " + side.axis().title());
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        Label words = Parts.label("", "mono");
        slider.valueProperty()
                .subscribe((_, value) -> {
                    int index = (int) Math.round(value.doubleValue());
                    if (!showing && index != model.map().view().at().get(dimension)) {
                        model.showPlace(dimension, index);
                    }
                });
        refreshers.add(() -> {
            int index = model.map().view().at().get(dimension);
            if (Math.round(slider.getValue()) != index) {
                slider.setValue(index);
            }
            words.setText(
                    Places.words(side.at(index), side.axis())
                            + " ("
                            + (index + 1)
                            + " of "
                            + side.count()
                            + ")");
        });
        root.getChildren().addAll(Parts.label(side.axis().title(), "muted"), slider, words);
    }
}
