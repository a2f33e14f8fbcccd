package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.MapModel;
import io.beamdesk.ui.plot.MapPlot;
import io.beamdesk.ui.plot.Raster;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A map with its readout and, for more than two axes, the choice of a slice.
final class MapView {
    private final LiveViewModel model;
    private final MapPlot plot;
    private final Label title = Parts.label("", "card-title");
    private final Label what = Parts.label("", "muted");
    private final Label place = Parts.label("", "mono", "bold");
    private final Label value = Parts.label("", "mono", "bold");
    private final Label slice = Parts.label("", "mono");
    private final ToggleButton latest = new ToggleButton("Latest");
    private final HBox slices;
    private final VBox root;

    MapView(LiveViewModel model) {
        this.model = model;
        plot = new MapPlot(model.map());
        VBox.setVgrow(plot, Priority.ALWAYS);
        Button before =
                Parts.iconButton(
                        "mdi2c-chevron-left", "The slice before", () -> model.stepSlice(-1));
        before.setId("slice-before");
        Button after =
                Parts.iconButton("mdi2c-chevron-right", "The next slice", () -> model.stepSlice(1));
        latest.setTooltip(new Tooltip("Shows the slice that is being measured"));
        latest.setOnAction(_ -> model.followSlices());
        slices = new HBox(before, slice, after, latest);
        slices.getStyleClass().add("slice-choice");
        HBox header =
                new HBox(title, Parts.spacer(), slices, new QuantityChoice(model, "map-").root());
        header.getStyleClass().add("card-header");
        HBox footer =
                new HBox(
                        what,
                        place,
                        value,
                        Parts.spacer(),
                        Parts.label(
                                "Click sets the cursor, arrows step it by a cell",
                                "muted",
                                "footer-hint"));
        footer.getStyleClass().add("card-footer");
        root = Parts.card(header, plot, footer);
        model.map().revisionProperty().subscribe(this::refresh);
        plot.hoveredProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private void refresh() {
        Optional<Raster> raster = model.map().raster();
        title.setText(
                raster.map(r ->
                                model.map().values().title()
                                        + " over "
                                        + r.x().axis().title()
                                        + " and "
                                        + r.y().axis().title())
                        .orElse(""));
        Optional<MapModel.Cell> hovered =
                plot.hoveredProperty().get().filter(_ -> raster.isPresent());
        Optional<MapModel.Cell> at = hovered.or(() -> model.map().cursorProperty().get());
        what.setText(hovered.isPresent() ? "Pointer" : "Cursor");
        place.setText(
                at.map(cell ->
                                Places.words(
                                                raster.orElseThrow().x().at(cell.ix()),
                                                raster.orElseThrow().x().axis())
                                        + ", "
                                        + Places.words(
                                                raster.orElseThrow().y().at(cell.iy()),
                                                raster.orElseThrow().y().axis()))
                        .orElse(Figures.DASH));
        value.setText(
                at.map(cell -> measured(raster.orElseThrow().value(cell.ix(), cell.iy())))
                        .orElse(""));
        boolean several = model.mapRun().filter(m -> m.slices() > 1).isPresent();
        slices.setVisible(several);
        slices.setManaged(several);
        if (several) {
            MapRun run = model.mapRun().orElseThrow();
            slice.setText(
                    run.words(model.slice())
                            + " ("
                            + (model.slice() + 1)
                            + " of "
                            + run.slices()
                            + ")");
            latest.setSelected(model.followsSlices());
        }
    }

    private String measured(double number) {
        return Double.isNaN(number) ? "not measured" : Places.words(number, model.map().values());
    }
}
