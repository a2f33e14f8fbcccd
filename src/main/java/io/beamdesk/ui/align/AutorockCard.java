package io.beamdesk.ui.align;

import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.live.PeakStatistics;
import io.beamdesk.ui.plot.Plot;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The autorock with its live curve: run it, stop it, see where it has left the axis.
public final class AutorockCard implements AlignCard {
    private static final KeyCombination KEYS =
            new KeyCodeCombination(
                    KeyCode.A, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);

    private final AutorockViewModel model;
    private final Label subject = Parts.label("", "muted");
    private final RunButton run;
    private final NumberEntry half;
    private final NumberEntry points;
    private final NumberEntry time;
    private final Figure pitch = new Figure("Position");
    private final Figure peak = new Figure("Peak");
    private final Figure width = new Figure("FWHM");
    private final Figure gain = new Figure("Gained");
    private final Label note = Parts.label("", "card-note");

    /// Follows the model.
    public AutorockCard(AutorockViewModel model) {
        this.model = model;
        run =
                new RunButton(
                        "autorock-run",
                        new RunButton.Face("Run Autorock", "mdi2s-sine-wave"),
                        new RunButton.Face("Stop, put back", "mdi2s-stop"),
                        model::run,
                        model::stop);
        half = new NumberEntry("±", 1e-6, 1e9, model::setHalfRange);
        points = new NumberEntry("Points", 5, 2000, n -> model.setPoints((int) Math.rint(n)));
        time = new NumberEntry("Count", 0.001, 3600, model::setCountTime);
        time.setUnit("s");
    }

    @Override
    public ReadOnlyBooleanProperty wantedProperty() {
        return model.runningProperty();
    }

    @Override
    public Map<KeyCombination, Runnable> keys() {
        return Map.of(KEYS, run::press);
    }

    @Override
    public Node build() {
        run.button().getStyleClass().add("primary");
        run.sayKey(KEYS);
        HBox tools =
                new HBox(half.root(), points.root(), time.root(), Parts.spacer(), run.button());
        tools.getStyleClass().add("tool-row");
        Plot plot = new Plot(model.curve().plot());
        plot.setMinHeight(0);
        HBox.setHgrow(plot, Priority.ALWAYS);
        VBox figures = new VBox(subject, pitch.root(), peak.root(), width.root(), gain.root());
        subject.setWrapText(true);
        figures.getStyleClass().add("tool-figures");
        HBox curve = new HBox(plot, figures);
        curve.getStyleClass().add("tool-curve");
        VBox.setVgrow(curve, Priority.ALWAYS);
        note.setWrapText(true);
        note.managedProperty().bind(note.visibleProperty());
        model.recipeProperty().subscribe(this::refresh);
        model.runningProperty().subscribe(this::refresh);
        model.resultProperty().subscribe(this::refresh);
        model.noteProperty().subscribe(this::refresh);
        model.curve().revisionProperty().subscribe(this::refresh);
        return new VBox(tools, curve, note);
    }

    @Override
    public void setShown(boolean shown) {
        if (shown) {
            model.load();
        }
    }

    @Override
    public void tick() {
        refresh();
    }

    private void refresh() {
        Optional<AutorockRecipe> recipe = model.recipeProperty().get();
        run.show(model.runningProperty().get());
        run.button().setDisable(recipe.isEmpty());
        recipe.ifPresent(r -> {
            half.follow(Math.abs(r.axis().to() - r.axis().from()) / 2);
            points.follow(r.axis().points());
            time.follow(r.exposure());
            subject.setText(
                    model.axis().map(Scanning.Axis::label).orElse(r.axis().device())
                            + " against "
                            + r.counter());
        });
        String units = model.axis().map(Scanning.Axis::units).orElse("");
        int precision = model.axis().map(Scanning.Axis::precision).orElse(2);
        half.setUnit(units);
        PeakStatistics found = model.peak();
        pitch.show(Figures.of(model.position(), precision), units);
        peak.show(Figures.of(found.peak(), precision), units);
        width.show(Figures.of(found.fwhm(), precision), units);
        gain.show(
                model.resultProperty().get().map(r -> percent(r.gain())).orElse(Figures.DASH), "%");
        Notes.show(note, model.noteProperty().get());
        note.setVisible(!note.getText().isEmpty());
    }

    private static String percent(double factor) {
        double percent = (factor - 1) * 100;
        return (percent > 0 ? "+" : "") + Figures.of(percent, 1);
    }
}
