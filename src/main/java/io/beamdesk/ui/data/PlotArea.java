package io.beamdesk.ui.data;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.Plot;
import io.beamdesk.ui.plot.PlotModel;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Curves of one or several products, with their names and what the cursor stands on.
final class PlotArea {
    private final PlotModel model;
    private final FlowPane legend = new FlowPane();
    private final Label cursor = Parts.label("", "muted");
    private final VBox root;
    private Object named = "";

    PlotArea(PlotModel model) {
        this.model = model;
        Plot plot = new Plot(model);
        plot.setId("data-plot");
        VBox.setVgrow(plot, Priority.ALWAYS);
        legend.getStyleClass().add("curve-legend");
        cursor.getStyleClass().add("card-note");
        root = new VBox(legend, plot, cursor);
        root.getStyleClass().add("plot-area");
        model.revisionProperty().subscribe(this::refresh);
        refresh();
    }

    Node root() {
        return root;
    }

    private void refresh() {
        Object now = model.curves().stream().map(Curve::name).toList();
        if (!now.equals(named)) {
            named = now;
            legend.getChildren().clear();
            for (Curve curve : model.curves()) {
                Region line = new Region();
                line.getStyleClass().addAll("curve-key", "series-fill-" + curve.series());
                Label name = Parts.label(curve.name(), "mono");
                name.setGraphic(line);
                legend.getChildren().add(name);
            }
        }
        cursor.setText(
                model.cursorProperty()
                        .get()
                        .map(at ->
                                at.curve().name()
                                        + "  "
                                        + Figures.brief(at.x())
                                        + " "
                                        + model.xAxis().units()
                                        + "  "
                                        + Figures.brief(at.y())
                                        + " "
                                        + model.yAxis().units())
                        .orElse(
                                "Click the plot for a readout; drag to zoom, double click shows everything."));
    }
}
