package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.MapModel;
import io.beamdesk.ui.plot.MapPlot;
import io.beamdesk.ui.plot.Raster;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A map with its readout, the map that it is compared with, and, for more than two axes, the choice
/// of two.
final class MapView {
    private final LiveViewModel model;
    private final MapPlot plot;
    private final Label title = Parts.label("", "card-title");
    private final Label what = Parts.label("", "muted");
    private final Label place = Parts.label("", "mono", "bold");
    private final Label value = Parts.label("", "mono", "bold");
    private final SliceBar slices;
    private final EnumMap<LiveMap.Side, ToggleButton> sides = new EnumMap<>(LiveMap.Side.class);
    private final HBox side;
    private final VBox root;

    MapView(LiveViewModel model) {
        this.model = model;
        plot = new MapPlot(model.map().picture());
        VBox.setVgrow(plot, Priority.ALWAYS);
        slices = new SliceBar(model);
        for (LiveMap.Side one : LiveMap.Side.values()) {
            ToggleButton button = new ToggleButton();
            button.setId("map-side-" + one.name().toLowerCase(Locale.ROOT));
            button.setOnAction(_ -> model.showSide(one));
            sides.put(one, button);
        }
        side = Parts.segmented(sides.values().toArray(ToggleButton[]::new));
        HBox header =
                new HBox(title, Parts.spacer(), side, new QuantityChoice(model, "map-").root());
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
        root = Parts.card(header, slices.root(), plot, footer);
        model.map().picture().revisionProperty().subscribe(this::refresh);
        model.revisionProperty().subscribe(this::refresh);
        plot.hoveredProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private void refresh() {
        Optional<Raster> raster = model.map().picture().raster();
        title.setText(
                raster.map(r ->
                                model.map().picture().values().title()
                                        + " over "
                                        + r.x().axis().title()
                                        + " and "
                                        + r.y().axis().title())
                        .orElse(""));
        Optional<MapModel.Cell> hovered =
                plot.hoveredProperty().get().filter(_ -> raster.isPresent());
        Optional<MapModel.Cell> at = hovered.or(() -> model.map().picture().cursorProperty().get());
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
        slices.refresh();
        Optional<LiveRun> other = model.map().compared();
        side.setVisible(other.isPresent());
        side.setManaged(other.isPresent());
        sides.forEach((one, button) -> {
            button.setText(word(one, other));
            button.setSelected(one == model.map().side());
        });
    }

    private static String word(LiveMap.Side side, Optional<LiveRun> other) {
        String name = other.map(LiveRun::number).filter(n -> !n.isEmpty()).orElse("the other");
        return switch (side) {
            case THIS -> "This map";
            case OTHER -> name;
            case DIFFERENCE -> "Less " + name;
        };
    }

    private String measured(double number) {
        return Double.isNaN(number)
                ? "not measured"
                : Places.words(number, model.map().picture().values());
    }
}
