package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.Sparkline;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Counters with their last ten minutes; the lowest card, which takes what room is left.
public final class CountersCard {
    private final VBox root;

    /// Follows the counters while [CountersModel#shownProperty] says so.
    public CountersCard(CountersModel model) {
        root = Parts.card(Parts.cardHeader("Counters", Parts.label("last 10 min", "muted")));
        List<CountersModel.Counter> counters = model.counters();
        for (int i = 0; i < counters.size(); i++) {
            root.getChildren().add(row(model, counters.get(i), i + 1));
        }
        VBox.setVgrow(root, Priority.ALWAYS);
    }

    /// What to show.
    public Node root() {
        return root;
    }

    private static Node row(CountersModel model, CountersModel.Counter counter, int series) {
        Sparkline line = new Sparkline();
        line.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(line, Priority.ALWAYS);
        Label number = Parts.label(Figures.DASH, "mono", "bold");
        HBox rate = new HBox(number, Parts.label("cps", "muted"));
        rate.getStyleClass().add("figure-unit");
        HBox row = new HBox(Parts.label(counter.name(), "counter-name"), line, rate);
        row.getStyleClass().addAll("counter-row", "series-" + series);
        Runnable show =
                () -> {
                    if (model.shownProperty().get()) {
                        number.setText(Figures.of(counter.rateProperty().get().rate(), 0));
                        line.show(counter.history(), model.now());
                    }
                };
        counter.rateProperty().subscribe(show);
        model.shownProperty().subscribe(show);
        show.run();
        return row;
    }
}
