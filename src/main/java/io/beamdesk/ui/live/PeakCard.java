package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Span;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Where the peak is, and a button to go there for each answer.
final class PeakCard {
    private final LiveViewModel model;
    private final MoveTo moveTo;
    private final PlaceRow peak;
    private final PlaceRow mass;
    private final PlaceRow middle;
    private final PlaceRow edge;
    private final PlaceRow cursor;
    private final Label range = Parts.label("", "medium");
    private final Label place = Parts.label("Position", "medium");
    private final MoveNote note;
    private final StackPane curves = new StackPane();
    private final VBox root;
    private List<Quantity> offered = List.of();

    PeakCard(LiveViewModel model, MoveTo moveTo) {
        this.model = model;
        this.moveTo = moveTo;
        peak = new PlaceRow("peak", "Peak", moveTo);
        mass = new PlaceRow("mass", "Centre of mass", moveTo);
        middle = new PlaceRow("middle", "Centre of FWHM", moveTo);
        edge = new PlaceRow("edge", "E₀, max dμ/dE", moveTo);
        cursor = new PlaceRow("cursor", "Cursor", moveTo);
        note = new MoveNote(moveTo);
        range.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(range, Priority.ALWAYS);
        place.getStyleClass().add("peak-place");
        Label valueHead = Parts.label("Value", "medium", "peak-value");
        Label space = Parts.label("", "peak-button-head");
        HBox head = new HBox(range, place, valueHead, space);
        head.getStyleClass().addAll("table-head", "peak-head");
        root =
                Parts.card(
                        Parts.cardHeader("Peak statistics", Parts.spacer(), curves),
                        head,
                        peak.root(),
                        mass.root(),
                        middle.root(),
                        edge.root(),
                        cursor.root(),
                        note.root());
        root.getStyleClass().add("peak-card");
        model.curves().statisticsProperty().subscribe(this::refresh);
        model.curves().plot().cursorProperty().subscribe(this::refresh);
        model.curves().plot().revisionProperty().subscribe(this::refreshRange);
        model.revisionProperty().subscribe(this::refresh);
        model.choiceProperty().subscribe(this::refreshCurves);
        moveTo.outcomeProperty().subscribe(this::refresh);
        moveTo.engineHoldsProperty().subscribe(this::refresh);
        refreshCurves();
        refreshRange();
        refresh();
    }

    Node root() {
        return root;
    }

    private void refreshCurves() {
        List<Quantity> now =
                model.choiceProperty().get().map(Quantity.Choice::curves).orElse(List.of());
        if (now.equals(offered)) {
            return;
        }
        offered = now;
        curves.getChildren().clear();
        if (now.size() > 1) {
            ToggleButton[] buttons = new ToggleButton[now.size()];
            for (int i = 0; i < buttons.length; i++) {
                int index = i;
                buttons[i] = new ToggleButton(now.get(i).title());
                // A column may have an underscore in its name, which is no mnemonic.
                buttons[i].setMnemonicParsing(false);
                buttons[i].setSelected(i == model.curves().measured());
                buttons[i].setOnAction(_ -> model.measureCurve(index));
            }
            curves.getChildren().add(Parts.segmented(buttons));
        }
    }

    private void refreshRange() {
        PlotModel plot = model.curves().plot();
        Span x = plot.viewX();
        String units = plot.xAxis().units();
        range.setText(
                plot.isZoomed()
                        ? "Between "
                                + Figures.of(x.low(), plot.xAxis().precision())
                                + " and "
                                + Figures.of(x.high(), plot.xAxis().precision())
                                + (units.isEmpty() ? "" : " " + units)
                        : "All points");
    }

    private void refresh() {
        PlotModel plot = model.curves().plot();
        PeakStatistics now = model.curves().statisticsProperty().get();
        peak.name(now.dip() ? "Dip" : "Peak");
        show(peak, now.peak(), number(now.peakValue(), plot.yAxis().precision()));
        show(mass, now.centreOfMass(), "");
        show(
                middle,
                now.fwhmCentre(),
                Double.isNaN(now.fwhm())
                        ? ""
                        : number(now.fwhm(), plot.xAxis().precision()) + " wide");
        Optional<Spectrum.Steepest> steepest = model.curves().spectrum().steepest();
        edge.setShown(steepest.isPresent());
        show(
                edge,
                steepest.map(Spectrum.Steepest::energyEv).orElse(Double.NaN),
                steepest.map(s -> number(s.slope(), 4)).orElse(""));
        Optional<PlotModel.Cursor> at = plot.cursorProperty().get();
        show(
                cursor,
                at.map(PlotModel.Cursor::x).orElse(Double.NaN),
                at.map(c -> number(c.y(), plot.yAxis().precision())).orElse(""));
        lock();
    }

    private static String number(double value, int precision) {
        return Double.isNaN(value) ? "" : Figures.of(value, precision);
    }

    private void show(PlaceRow row, double target, String value) {
        PlotModel.Axis axis = model.curves().plot().xAxis();
        Optional<String> device = model.current().flatMap(LiveRun::axisDevice);
        row.show(
                Figures.of(target, axis.precision()),
                axis.units(),
                value,
                Double.isNaN(target) || device.isEmpty()
                        ? List.of()
                        : List.of(new MoveTo.Target(device.get(), target, axis)));
    }

    private void lock() {
        Optional<String> lock = moveTo.lock();
        List.of(peak, mass, middle, edge, cursor).forEach(row -> row.lock(lock));
        note.refresh();
    }
}
