package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.PvState;
import io.beamdesk.ui.fx.SetpointField;
import io.beamdesk.ui.fx.StateLabel;
import io.beamdesk.ui.fx.ValueState;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// One setting in a small card: its name with its readback, what sets it, and its state where that is not
/// in order. It listens only while it is in a scene.
abstract class SettingPart {
    private final DeviceRow row;
    private final SetpointField setpoint = new SetpointField();
    private final Label readback = Parts.label(Figures.DASH, "mono", "bold");
    private final StateLabel state = new StateLabel();
    private final HBox set = new HBox();
    private final VBox root;
    private Subscription subscription = Subscription.EMPTY;

    SettingPart(DeviceRow row) {
        this.row = row;
        Label name = Parts.label(row.description().label(), "card-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        readback.setMinWidth(Region.USE_PREF_SIZE);
        HBox now = new HBox(name, Parts.spacer(), readback);
        now.getStyleClass().add("name-figure");
        set.getStyleClass().add("light-set");
        state.managedProperty().bind(state.visibleProperty());
        VBox content = new VBox(now, set, state);
        content.getStyleClass().add("light-part");
        root = Parts.card(content);
        root.sceneProperty().subscribe(_ -> listen());
    }

    /// What sets it, from left to right.
    final void fill(Node... controls) {
        set.getChildren().setAll(controls);
    }

    final Node root() {
        return root;
    }

    final DeviceRow row() {
        return row;
    }

    final SetpointField setpoint() {
        return setpoint;
    }

    /// The readback where the header has it, too.
    final void readbackIn(String styleClass) {
        readback.getStyleClass().add(styleClass);
    }

    /// Sends a text as if it had been typed.
    final void send(String text) {
        row.setpoint()
                .ifPresent(model -> {
                    model.edit(text);
                    model.commit();
                });
    }

    /// Shows the readback in what sets it, beside the field.
    abstract void follow(PvState now);

    /// Lets what sets it be used or not, beside the field.
    abstract void allow(boolean writable);

    private void listen() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
        setpoint.unbind();
        if (root.getScene() == null) {
            return;
        }
        row.setpoint().ifPresent(model -> setpoint.bind(model, row.description().label()));
        subscription =
                Subscription.combine(
                        row.readbackProperty()
                                .subscribe(now -> {
                                    readback.setText(now.text());
                                    setpoint.setUnit(now.properties().units());
                                    follow(now);
                                }),
                        row.jogStepProperty()
                                .subscribe(step -> {
                                    if (step.doubleValue() > 0) {
                                        setpoint.setStep(step.doubleValue());
                                    }
                                }),
                        row.writableProperty().subscribe(this::allow),
                        row.stateProperty().subscribe(_ -> showState()),
                        row.reasonProperty().subscribe(_ -> showState()));
    }

    private void showState() {
        // A lock in the field says that it is read only, and its tooltip why.
        ValueState now = row.stateProperty().get();
        state.setVisible(now != ValueState.NORMAL && now != ValueState.READ_ONLY);
        state.show(row.stateProperty().get(), row.reasonProperty().get());
    }
}
