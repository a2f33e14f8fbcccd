package io.beamdesk.ui.align;

import io.beamdesk.image.Sinusoid;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.Plot;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The clicks on a feature against the angle with the curve through them, while they are taken.
public final class ClicksCard implements AlignCard {
    private static final double FULL_TURN = 360;
    private static final double STEP = 3;

    private final ThreeClicks clicks;

    /// @param model whose clicks are shown
    public ClicksCard(AlignViewModel model) {
        clicks = model.clicks();
    }

    @Override
    public Node build() {
        PlotModel model = new PlotModel();
        model.label(
                new PlotModel.Axis("rotation", "deg", 0), new PlotModel.Axis("place", "px", 0));
        Plot plot = new Plot(model);
        plot.setMinHeight(0);
        HBox.setHgrow(plot, Priority.ALWAYS);
        Label note = Parts.label("", "clicks-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        Button centre =
                Parts.button("Move to the crosshair", "mdi2t-target", clicks::centre, "accent");
        centre.setId("align-clicks-centre");
        Button more = Parts.button("Turn for another click", "mdi2r-rotate-right", clicks::turn);
        more.setId("align-clicks-more");
        Button undo = Parts.button("Take the last click back", "mdi2u-undo", clicks::undo);
        VBox side = new VBox(note, Parts.spacer(), centre, more, undo);
        side.getStyleClass().add("clicks-side");
        for (Button button : List.of(centre, more, undo)) {
            button.setMaxWidth(Double.MAX_VALUE);
        }
        HBox row = new HBox(plot, side);
        row.getStyleClass().add("clicks");
        VBox card = Parts.card(Parts.cardHeader("Three-click centring"), row);
        card.visibleProperty().bind(clicks.activeProperty());
        card.managedProperty().bind(card.visibleProperty());
        clicks.noteProperty().subscribe(said -> Notes.show(note, said));
        Runnable enable =
                () -> {
                    boolean known = clicks.clickedProperty().get().fit().isPresent();
                    boolean moving = clicks.movingProperty().get();
                    centre.setDisable(!known || moving);
                    more.setDisable(!known || moving);
                    undo.setDisable(clicks.clickedProperty().get().clicks().isEmpty() || moving);
                };
        clicks.movingProperty().subscribe(enable);
        clicks.clickedProperty()
                .subscribe(now -> {
                    model.show(curves(now));
                    enable.run();
                });
        return card;
    }

    private List<Curve> curves(ThreeClicks.Clicked now) {
        List<Curve> curves = new ArrayList<>();
        Trace points = new Trace();
        // A gap after each click: the curve joins them, not a straight line.
        now.clicks().stream()
                .sorted(Comparator.comparingDouble(ThreeClicks.Click::degrees))
                .forEach(click -> {
                    points.add(click.degrees(), clicks.across(click.place()));
                    points.add(click.degrees(), Double.NaN);
                });
        curves.add(new Curve("clicks", points, 1, true));
        Optional<Sinusoid> fit = now.fit();
        fit.ifPresent(through -> {
            Trace trace = new Trace();
            double first = now.clicks().getFirst().degrees();
            for (double degrees = 0; degrees <= FULL_TURN; degrees += STEP) {
                trace.add(first + degrees, through.at(first + degrees));
            }
            curves.add(new Curve("fit", trace, 2, false));
        });
        return curves;
    }
}
