package io.beamdesk.ui.align;

import io.beamdesk.ui.align.CalibrationViewModel.Step;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Measures the size of a pixel in three steps, and says where the beam is.
public final class CalibrationCard implements AlignCard {
    private final CalibrationViewModel model;
    private final Label size = Parts.label(Figures.DASH, "mono", "bold");
    private final Label beam = Parts.label(Figures.DASH, "mono", "bold");
    private final Label source = Parts.label("", "muted");
    private final Label[] steps = {
        Parts.label("1  Click a sharp feature", "calibration-step"),
        Parts.label("2  Its axis moves a known way", "calibration-step"),
        Parts.label("3  Click the same feature again", "calibration-step"),
        Parts.label("4  Take the size of a pixel", "calibration-step")
    };
    private final Button begin;
    private final Button accept;
    private final Button reset;
    private final Label note = Parts.label("", "card-note");

    /// @param align whose camera is measured
    public CalibrationCard(AlignViewModel align) {
        model = align.calibration();
        begin = Parts.button("Measure a pixel", "mdi2r-ruler", this::beginOrCancel);
        accept = Parts.button("Take this size", "mdi2c-check", model::accept, "primary");
        reset = Parts.button("As in the file", "mdi2f-file-restore-outline", model::reset);
    }

    @Override
    public ReadOnlyBooleanProperty wantedProperty() {
        return model.activeProperty();
    }

    @Override
    public Node build() {
        begin.setId("calibration-begin");
        accept.setId("calibration-accept");
        NumberEntry way = new NumberEntry("Way", 0.001, 100, model.wayProperty()::set);
        way.setUnit("mm");
        way.follow(model.wayProperty().get());
        HBox measuring = new HBox(begin, way.root(), Parts.spacer(), accept);
        measuring.getStyleClass().add("tool-row");
        Button mark = Parts.button("Beam: click it", "mdi2t-target", model::markBeam);
        mark.setId("calibration-beam");
        Button light = Parts.button("Beam: the light", "mdi2b-brightness-5", model::beamOfLight);
        light.setId("calibration-light");
        HBox beams = new HBox(mark, light, Parts.spacer(), reset);
        beams.getStyleClass().add("tool-row");
        VBox wizard = new VBox(steps);
        wizard.getStyleClass().add("calibration-steps");
        VBox now = new VBox(named("Pixel", size), named("Beam", beam), source);
        now.getStyleClass().add("calibration-now");
        HBox middle = new HBox(wizard, Parts.spacer(), now);
        middle.getStyleClass().add("tool-row");
        note.setWrapText(true);
        note.managedProperty().bind(note.visibleProperty());
        model.stepProperty().subscribe(this::refresh);
        model.calibrationProperty().subscribe(this::refresh);
        model.noteProperty().subscribe(this::refresh);
        refresh();
        return new VBox(measuring, middle, beams, note);
    }

    private static HBox named(String name, Label value) {
        HBox box = new HBox(Parts.label(name, "muted"), value);
        box.getStyleClass().add("name-figure");
        return box;
    }

    private void beginOrCancel() {
        if (model.stepProperty().get() instanceof Step.Rest) {
            model.begin();
        } else {
            model.cancel();
        }
    }

    private void refresh() {
        Step step = model.stepProperty().get();
        int at =
                switch (step) {
                    case Step.Rest _, Step.Beam _ -> -1;
                    case Step.First _ -> 0;
                    case Step.Moving _ -> 1;
                    case Step.Second _ -> 2;
                    case Step.Measured _ -> 3;
                };
        for (int i = 0; i < steps.length; i++) {
            steps[i].getStyleClass().remove("current");
            if (i == at) {
                steps[i].getStyleClass().add("current");
            }
        }
        begin.setText(step instanceof Step.Rest ? "Measure a pixel" : "Cancel");
        begin.setDisable(step instanceof Step.Moving);
        accept.setDisable(!(step instanceof Step.Measured));
        reset.setDisable(model.calibrationProperty().get().equals(Calibration.NONE));
        size.setText(
                model.sight().pixelSize().isPresent()
                        ? Lengths.of(model.sight().pixelSize().getAsDouble())
                        : "not known");
        beam.setText(
                model.sight()
                        .beam()
                        .map(p -> Figures.of(p.getX(), 1) + ", " + Figures.of(p.getY(), 1))
                        .orElse("not known"));
        Calibration own = model.calibrationProperty().get();
        source.setText(
                (own.equals(Calibration.NONE) ? "from the beamline file" : "measured at this desk")
                        + model.sight()
                                .magnification()
                                .flatMap(zoom -> zoom.state().level())
                                .map(level -> ", at zoom " + level)
                                .orElse(""));
        Notes.show(note, model.noteProperty().get());
        note.setVisible(!note.getText().isEmpty());
    }
}
