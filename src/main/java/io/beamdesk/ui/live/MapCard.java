package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.MapModel;
import io.beamdesk.ui.plot.Raster;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The extremes of a map and its cursor, and a button to send both axes there.
final class MapCard {
    private final LiveViewModel model;
    private final MoveTo moveTo;
    private final PlaceRow highest;
    private final PlaceRow lowest;
    private final PlaceRow cursor;
    private final MoveNote note;
    private final Label axes = Parts.label("", "medium");
    private final VBox root;

    MapCard(LiveViewModel model, MoveTo moveTo) {
        this.model = model;
        this.moveTo = moveTo;
        highest = new PlaceRow("maximum", "Maximum", moveTo);
        lowest = new PlaceRow("minimum", "Minimum", moveTo);
        cursor = new PlaceRow("map-cursor", "Cursor", moveTo);
        note = new MoveNote(moveTo);
        Label what = Parts.label("", "medium");
        HBox.setHgrow(what, Priority.ALWAYS);
        what.setMaxWidth(Double.MAX_VALUE);
        axes.getStyleClass().add("peak-place");
        HBox head =
                new HBox(
                        what,
                        axes,
                        Parts.label("Value", "medium", "peak-value"),
                        Parts.label("", "peak-button-head"));
        head.getStyleClass().addAll("table-head", "peak-head");
        root =
                Parts.card(
                        Parts.cardHeader("Map statistics"),
                        head,
                        highest.root(),
                        lowest.root(),
                        cursor.root(),
                        note.root());
        root.getStyleClass().addAll("peak-card", "map-card");
        model.map().picture().revisionProperty().subscribe(this::refresh);
        model.revisionProperty().subscribe(this::refresh);
        moveTo.outcomeProperty().subscribe(this::refresh);
        moveTo.engineHoldsProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private void refresh() {
        boolean shown = model.session().map().isPresent();
        root.setVisible(shown);
        root.setManaged(shown);
        if (!shown) {
            return;
        }
        MapModel map = model.map().picture();
        Optional<Raster> raster = map.raster();
        axes.setText(
                raster.map(r -> r.x().axis().title() + ", " + r.y().axis().title()).orElse(""));
        show(highest, raster.filter(r -> r.highest() >= 0).map(r -> cell(r, r.highest())));
        show(lowest, raster.filter(r -> r.lowest() >= 0).map(r -> cell(r, r.lowest())));
        show(cursor, map.cursorProperty().get());
        Optional<String> lock = moveTo.lock();
        List.of(highest, lowest, cursor).forEach(row -> row.lock(lock));
        note.refresh();
    }

    private static MapModel.Cell cell(Raster raster, int cell) {
        return new MapModel.Cell(raster.column(cell), raster.row(cell));
    }

    private void show(PlaceRow row, Optional<MapModel.Cell> cell) {
        Optional<Raster> raster = model.map().picture().raster();
        if (cell.isEmpty() || raster.isEmpty()) {
            row.show(Figures.DASH, "", "", List.of());
            return;
        }
        Raster.Side x = raster.get().x();
        Raster.Side y = raster.get().y();
        double toX = x.at(cell.get().ix());
        double toY = y.at(cell.get().iy());
        MapRun run = model.session().map().orElseThrow();
        MapRun.View view = model.map().view();
        row.show(
                Figures.of(toX, x.axis().precision())
                        + ", "
                        + Figures.of(toY, y.axis().precision()),
                x.axis().units().equals(y.axis().units()) ? x.axis().units() : "",
                Figures.of(
                        raster.get().value(cell.get().ix(), cell.get().iy()),
                        model.map().picture().values().precision()),
                List.of(
                        new MoveTo.Target(run.device(view.across()), toX, x.axis()),
                        new MoveTo.Target(run.device(view.up()), toY, y.axis())));
    }
}
