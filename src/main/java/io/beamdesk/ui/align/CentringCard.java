package io.beamdesk.ui.align;

import io.beamdesk.image.Sinusoid;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.Plot;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Centring about the rotation: the loop by a run, or a feature by three clicks with the curve through
/// them.
public final class CentringCard implements AlignCard {
    private static final double FULL_TURN = 360;
    private static final double STEP = 3;

    private static final KeyCombination KEYS =
            new KeyCodeCombination(
                    KeyCode.U, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);

    private final ReadOnlyBooleanWrapper wanted = new ReadOnlyBooleanWrapper(this, "wanted");
    private final ThreeClicks clicks;
    private final LoopCentring loop;
    private final PlotModel plot = new PlotModel();
    private final RunButton run;
    private final Button centre;
    private final Button more;
    private final Button undo;
    private final Figure radius = new Figure("Off the axis");
    private final Figure spread = new Figure("Clicks differ by");
    private final Figure confidence = new Figure("Confidence");
    private final Figure off = new Figure("Loop is off by");
    private final Label note = Parts.label("", "card-note");

    /// @param model whose clicks are shown
    /// @param loop runs the centring of a loop
    public CentringCard(AlignViewModel model, LoopCentring loop) {
        this.loop = loop;
        clicks = model.clicks();
        run =
                new RunButton(
                        "centring-run",
                        new RunButton.Face("Centre the loop", "mdi2i-image-filter-center-focus"),
                        new RunButton.Face("Stop, put back", "mdi2s-stop"),
                        () -> {
                            clicks.activeProperty().set(false);
                            loop.run(model.crosshair());
                        },
                        loop::stop);
        wanted.bind(clicks.activeProperty().or(loop.runningProperty()));
        run.sayKey(KEYS);
        centre = Parts.button("To the crosshair", "mdi2t-target", clicks::centre, "primary");
        more =
                Parts.iconButton(
                        "mdi2r-rotate-right", "Turn the sample for another click", clicks::turn);
        undo = Parts.iconButton("mdi2u-undo", "Take the last click back", clicks::undo);
    }

    @Override
    public ReadOnlyBooleanProperty wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    @Override
    public Map<KeyCombination, Runnable> keys() {
        return Map.of(KEYS, run::press);
    }

    @Override
    public Node build() {
        centre.setId("align-clicks-centre");
        more.setId("align-clicks-more");
        HBox tools = new HBox(run.button(), Parts.spacer(), undo, more, centre);
        tools.getStyleClass().add("tool-row");
        centre.setMinWidth(Region.USE_PREF_SIZE);
        plot.label(new PlotModel.Axis("rotation", "deg", 0), new PlotModel.Axis("place", "px", 0));
        Plot curve = new Plot(plot);
        HBox.setHgrow(curve, Priority.ALWAYS);
        VBox figures = new VBox(radius.root(), spread.root(), confidence.root(), off.root());
        figures.getStyleClass().add("tool-figures");
        HBox row = new HBox(curve, figures);
        row.getStyleClass().add("tool-curve");
        VBox.setVgrow(row, Priority.ALWAYS);
        note.setWrapText(true);
        // The plot gives way before what is to be done is cut off.
        note.setMinHeight(Region.USE_PREF_SIZE);
        curve.setMinHeight(0);
        row.setMinHeight(0);
        note.managedProperty().bind(note.visibleProperty());
        clicks.movingProperty().subscribe(this::refresh);
        clicks.clickedProperty()
                .subscribe(now -> {
                    plot.show(curves(now));
                    refresh();
                });
        clicks.noteProperty().subscribe(this::say);
        loop.noteProperty().subscribe(this::say);
        loop.runningProperty().subscribe(this::refresh);
        loop.resultProperty().subscribe(this::refresh);
        say(
                new AlignViewModel.Note(
                        clicks.isPossible()
                                ? ""
                                : "The beamline file does not say how the sample turns in front of this"
                                        + " camera; give its view a \"turning\".",
                        false));
        return new VBox(tools, row, note);
    }

    private void say(AlignViewModel.Note said) {
        Notes.show(note, said);
        note.setVisible(!note.getText().isEmpty());
    }

    private void refresh() {
        run.show(loop.runningProperty().get());
        run.button().setDisable(!clicks.isPossible());
        ThreeClicks.Clicked now = clicks.clickedProperty().get();
        boolean known = now.fit().isPresent();
        boolean moving = clicks.movingProperty().get();
        centre.setDisable(!known || moving);
        more.setDisable(!known || moving);
        undo.setDisable(now.clicks().isEmpty() || moving);
        boolean told = now.clicks().size() > Sinusoid.LEAST;
        radius.show(now.fit().map(f -> Figures.of(f.radius(), 1)).orElse(Figures.DASH), "px");
        spread.show(
                now.fit()
                        .filter(_ -> told)
                        .map(f -> Figures.of(f.spread(), 1))
                        .orElse(Figures.DASH),
                "px");
        Optional<LoopCentring.Result> found = loop.resultProperty().get();
        confidence.show(
                found.map(r -> Figures.of(100 * r.confidence(), 0)).orElse(Figures.DASH), "%");
        off.show(
                found.filter(r -> Double.isFinite(r.off()))
                        .map(r -> Figures.of(r.off(), 1))
                        .orElse(Figures.DASH),
                "px");
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
        now.fit()
                .ifPresent(through -> {
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
