package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.TrendPlot;
import io.beamdesk.ui.live.CountersModel;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The last ten minutes of a counter, under the picture.
public final class TrendCard implements AlignCard {
    private final CountersModel model;
    private final CountersModel.Counter counter;
    private final TrendPlot plot = new TrendPlot();
    private final Label rate = Parts.label(Figures.DASH, "mono", "bold");

    /// Shows one of the model's counters.
    public TrendCard(CountersModel model, CountersModel.Counter counter) {
        this.model = model;
        this.counter = counter;
    }

    @Override
    public Node build() {
        HBox now = new HBox(rate, Parts.label("cps", "muted"));
        now.getStyleClass().add("figure-unit");
        VBox words =
                new VBox(
                        Parts.label(counter.name() + " trend", "card-title"),
                        Parts.label("last 10 min", "muted"),
                        now);
        words.getStyleClass().add("trend-words");
        HBox.setHgrow(plot, Priority.ALWAYS);
        HBox row = new HBox(words, plot);
        VBox.setVgrow(row, Priority.ALWAYS);
        VBox card = Parts.card(row);
        card.getStyleClass().add("trend-card");
        counter.rateProperty().subscribe(this::refresh);
        model.shownProperty().subscribe(this::refresh);
        return card;
    }

    @Override
    public void setShown(boolean shown) {
        model.setShown(shown);
    }

    @Override
    public void tick() {
        refresh();
    }

    private void refresh() {
        if (model.shownProperty().get()) {
            rate.setText(Figures.of(counter.rateProperty().get().rate(), 0));
            plot.show(counter.history(), model.now(), 0);
        }
    }
}
