package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.TrendPlot;
import io.beamdesk.ui.live.CountersModel;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The last ten minutes of a counter, under the picture.
public final class TrendCard implements AlignCard {
    /// Seconds between two drawings with low bandwidth: the curve moves by a few pixels.
    private static final int SPARING = 6;

    private final CountersModel model;
    private final CountersModel.Counter counter;
    private final TrendPlot plot = new TrendPlot();
    private final Label rate = Parts.label(Figures.DASH, "mono", "bold");
    private final BooleanSupplier lowBandwidth;
    private int seconds;

    /// Shows one of the model's counters.
    ///
    /// @param lowBandwidth whether few bytes may cross the network
    public TrendCard(
            CountersModel model, CountersModel.Counter counter, BooleanSupplier lowBandwidth) {
        this.model = model;
        this.counter = counter;
        this.lowBandwidth = lowBandwidth;
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
        counter.rateProperty()
                .subscribe(latest -> {
                    if (model.shownProperty().get()) {
                        rate.setText(Figures.of(latest.rate(), 0));
                    }
                });
        model.shownProperty().subscribe(this::draw);
        return card;
    }

    @Override
    public void setShown(boolean shown) {
        model.setShown(shown);
    }

    @Override
    public void tick() {
        seconds++;
        if (!lowBandwidth.getAsBoolean() || seconds % SPARING == 0) {
            draw();
        }
    }

    private void draw() {
        if (model.shownProperty().get()) {
            rate.setText(Figures.of(counter.rateProperty().get().rate(), 0));
            plot.show(counter.history(), model.now(), 0);
        }
    }
}
