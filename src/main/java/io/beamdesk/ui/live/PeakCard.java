package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Span;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where the peak is, and a button to go there for each answer.
final class PeakCard {
    private static final class Row {
        final Label name = Parts.label("");
        final Label place = Parts.label("", "mono", "bold");
        final Label unit = Parts.label("", "muted");
        final Label value = Parts.label("", "mono", "muted");
        final Button move;
        double target = Double.NaN;

        Row(String id, MoveTo moveTo) {
            move = Parts.button("Move to", "mdi2a-arrow-right", () -> moveTo.go(target));
            move.setId("move-to-" + id);
            move.getStyleClass().add("move-to");
        }

        Node node() {
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            HBox number = new HBox(place, unit);
            number.getStyleClass().add("peak-place");
            value.getStyleClass().add("peak-value");
            HBox row = new HBox(name, number, value, move);
            row.getStyleClass().add("peak-row");
            return row;
        }
    }

    private final LiveViewModel model;
    private final MoveTo moveTo;
    private final Row peak;
    private final Row mass;
    private final Row middle;
    private final Row cursor;
    private final Label range = Parts.label("", "medium");
    private final Label place = Parts.label("Position", "medium");
    private final Label note = Parts.label("", "muted");
    private final StackPane curves = new StackPane();
    private final VBox root;
    private List<Quantity> offered = List.of();

    PeakCard(LiveViewModel model, MoveTo moveTo) {
        this.model = model;
        this.moveTo = moveTo;
        peak = new Row("peak", moveTo);
        mass = new Row("mass", moveTo);
        middle = new Row("middle", moveTo);
        cursor = new Row("cursor", moveTo);
        range.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(range, Priority.ALWAYS);
        place.getStyleClass().add("peak-place");
        Label valueHead = Parts.label("Value", "medium", "peak-value");
        Label space = Parts.label("", "peak-button-head");
        HBox head = new HBox(range, place, valueHead, space);
        head.getStyleClass().addAll("table-head", "peak-head");
        note.getStyleClass().add("card-note");
        note.setMaxWidth(Double.MAX_VALUE);
        note.setWrapText(true);
        note.setId("move-to-note");
        root =
                Parts.card(
                        Parts.cardHeader("Peak statistics", Parts.spacer(), curves),
                        head,
                        peak.node(),
                        mass.node(),
                        middle.node(),
                        cursor.node(),
                        note);
        root.getStyleClass().add("peak-card");
        mass.name.setText("Centre of mass");
        middle.name.setText("Centre of FWHM");
        cursor.name.setText("Cursor");
        model.statisticsProperty().subscribe(this::refresh);
        model.plot().cursorProperty().subscribe(this::refresh);
        model.plot().revisionProperty().subscribe(this::refreshRange);
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
                buttons[i].setSelected(i == model.measuredCurve());
                buttons[i].setOnAction(_ -> model.measureCurve(index));
            }
            curves.getChildren().add(Parts.segmented(buttons));
        }
    }

    private void refreshRange() {
        PlotModel plot = model.plot();
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
        PlotModel plot = model.plot();
        PeakStatistics now = model.statisticsProperty().get();
        peak.name.setText(now.dip() ? "Dip" : "Peak");
        show(peak, now.peak(), number(now.peakValue(), plot.yAxis().precision()));
        show(mass, now.centreOfMass(), "");
        show(
                middle,
                now.fwhmCentre(),
                Double.isNaN(now.fwhm())
                        ? ""
                        : number(now.fwhm(), plot.xAxis().precision()) + " wide");
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

    private void show(Row row, double target, String value) {
        PlotModel.Axis axis = model.plot().xAxis();
        row.target = target;
        row.place.setText(Figures.of(target, axis.precision()));
        row.unit.setText(axis.units());
        row.unit.setVisible(!Double.isNaN(target));
        row.value.setText(value);
    }

    private void lock() {
        Optional<String> lock = moveTo.lock();
        for (Row row : List.of(peak, mass, middle, cursor)) {
            boolean locked = lock.isPresent();
            row.move.setDisable(locked || Double.isNaN(row.target));
            ((FontIcon) row.move.getGraphic())
                    .setIconLiteral(locked ? "mdi2l-lock-outline" : "mdi2a-arrow-right");
            row.move.setTooltip(new Tooltip("Move the axis of this run to " + row.place.getText()));
        }
        MoveTo.Outcome outcome = moveTo.outcomeProperty().get();
        String units = model.plot().xAxis().units();
        String icon = lock.isPresent() ? "mdi2l-lock-outline" : "";
        String words = lock.orElse("");
        String style = "muted";
        switch (outcome) {
            case MoveTo.Outcome.None _ -> {}
            case MoveTo.Outcome.Moving(String device, double target) -> {
                icon = "mdi2c-chevron-double-right";
                words =
                        "Moving "
                                + device
                                + " to "
                                + Figures.of(target, model.plot().xAxis().precision())
                                + " "
                                + units
                                + "; STOP ends it.";
            }
            case MoveTo.Outcome.Arrived(String device, double target) when lock.isEmpty() -> {
                icon = "mdi2c-check";
                words =
                        device
                                + " is at "
                                + Figures.of(target, model.plot().xAxis().precision())
                                + " "
                                + units
                                + ".";
            }
            case MoveTo.Outcome.Arrived _ -> {}
            case MoveTo.Outcome.Refused(String reason) when lock.isEmpty() -> {
                icon = "mdi2a-alert";
                words = reason;
                style = "minor-text";
            }
            case MoveTo.Outcome.Refused _ -> {}
        }
        note.getStyleClass().removeAll("muted", "minor-text");
        note.getStyleClass().add(style);
        note.setText(words);
        note.setVisible(!words.isEmpty());
        note.setManaged(!words.isEmpty());
        note.setGraphic(icon.isEmpty() ? null : Parts.icon(icon, style));
    }
}
