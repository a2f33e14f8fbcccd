package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.SetpointField;
import io.beamdesk.ui.fx.StateLabel;
import io.beamdesk.ui.fx.ValueBox;
import io.beamdesk.ui.fx.ValueState;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Subscription;

/// An axis or a setting: readback, setpoint, state, and a jog by a step. It listens only while it is in
/// a scene.
final class SetpointRow extends HBox {
    private final DeviceRow row;
    private final ValueBox readback = new ValueBox();
    private final SetpointField setpoint = new SetpointField();
    private final StateLabel state = new StateLabel();
    private final TextField step = new TextField();
    private final HBox jog;
    private Subscription subscription = Subscription.EMPTY;

    SetpointRow(DeviceRow row) {
        this.row = row;
        String label = row.description().label();
        getStyleClass().add("align-row");
        step.getStyleClass().addAll("number", "jog-step");
        step.setAccessibleText("Jog step of " + label);
        step.setOnAction(_ -> takeStep());
        step.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        takeStep();
                    }
                });
        jog = new HBox(arrow("mdi2c-chevron-left", -1), step, arrow("mdi2c-chevron-right", 1));
        jog.getStyleClass().add("jog");
        state.getStyleClass().add("align-state");
        HBox.setHgrow(state, Priority.ALWAYS);
        getChildren()
                .addAll(Parts.label(label, "align-name", "medium"), readback, setpoint, state, jog);
        sceneProperty().subscribe(_ -> listen());
    }

    private Button arrow(String icon, int steps) {
        String words =
                "Jog "
                        + row.description().label()
                        + (steps < 0 ? " back" : " forth")
                        + " by the step";
        return Parts.iconButton(icon, words, () -> row.jog(steps), "jog-button");
    }

    private void listen() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
        setpoint.unbind();
        if (getScene() == null) {
            return;
        }
        row.setpoint().ifPresent(there -> setpoint.bind(there, row.description().label()));
        subscription =
                Subscription.combine(
                        row.readbackProperty()
                                .subscribe(now -> {
                                    readback.show(now, row.isMoving(), false);
                                    setpoint.setUnit(now.properties().units());
                                }),
                        row.stateProperty().subscribe(_ -> showState()),
                        row.reasonProperty().subscribe(_ -> showState()),
                        row.writableProperty().subscribe(can -> jog.setDisable(!can)),
                        row.progressProperty()
                                .subscribe(share -> readback.setProgress(share.doubleValue())),
                        row.jogStepProperty().subscribe(_ -> showStep()));
    }

    private void showState() {
        // What is in order needs no word: the eye shall meet what is not.
        state.setVisible(row.stateProperty().get() != ValueState.NORMAL);
        state.show(row.stateProperty().get(), row.reasonProperty().get());
        readback.setState(row.readbackState());
    }

    private void takeStep() {
        try {
            double typed = Figures.parse(step.getText());
            if (typed > 0) {
                row.jogStepProperty().set(typed);
            }
        } catch (NumberFormatException _) {
            // What cannot be a step gives way to the step as it was.
        }
        showStep();
    }

    private void showStep() {
        double now = row.jogStepProperty().get();
        if (Double.isNaN(now)) {
            step.setText("");
        } else {
            step.setText(Figures.of(now, row.readbackProperty().get().properties().precision()));
            setpoint.setStep(now);
        }
    }
}
