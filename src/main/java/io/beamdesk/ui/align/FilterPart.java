package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.PvState;
import io.beamdesk.ui.fx.SetpointField;
import io.beamdesk.ui.fx.StateLabel;
import io.beamdesk.ui.fx.ValueState;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What weakens the beam: a choice by its labels, or an axis by its position.
final class FilterPart {
    private final DeviceRow row;
    private final SetpointField setpoint = new SetpointField();
    private final ComboBox<String> choice = new ComboBox<>();
    private final Label readback = Parts.label(Figures.DASH, "mono", "bold");
    private final StateLabel state = new StateLabel();
    private final VBox root;
    private Subscription subscription = Subscription.EMPTY;
    private boolean following;

    FilterPart(DeviceRow row) {
        this.row = row;
        choice.setId("filter-choice");
        choice.setAccessibleText(row.description().label());
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.managedProperty().bind(choice.visibleProperty());
        setpoint.managedProperty().bind(setpoint.visibleProperty());
        choice.valueProperty()
                .subscribe((_, now) -> {
                    if (!following && now != null) {
                        row.setpoint()
                                .ifPresent(model -> {
                                    model.edit(now);
                                    model.commit();
                                });
                    }
                });
        HBox now =
                new HBox(
                        Parts.label(row.description().label(), "card-title"),
                        Parts.spacer(),
                        readback);
        readback.setMinWidth(Region.USE_PREF_SIZE);
        now.getStyleClass().add("name-figure");
        HBox set = new HBox(choice, setpoint);
        set.getStyleClass().add("light-set");
        state.managedProperty().bind(state.visibleProperty());
        root = Parts.card(new VBox(now, set, state));
        root.getChildren().getFirst().getStyleClass().add("light-part");
        root.sceneProperty().subscribe(_ -> listen());
    }

    Node root() {
        return root;
    }

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
                        row.readbackProperty().subscribe(this::follow),
                        row.writableProperty().subscribe(can -> choice.setDisable(!can)),
                        row.stateProperty().subscribe(_ -> showState()),
                        row.reasonProperty().subscribe(_ -> showState()));
    }

    private void follow(PvState now) {
        List<String> labels = now.properties().labels();
        readback.setText(now.text());
        setpoint.setUnit(now.properties().units());
        following = true;
        choice.setVisible(!labels.isEmpty());
        setpoint.setVisible(labels.isEmpty());
        if (!choice.getItems().equals(labels)) {
            choice.getItems().setAll(labels);
        }
        choice.setValue(labels.contains(now.text()) ? now.text() : null);
        following = false;
    }

    private void showState() {
        state.setVisible(row.stateProperty().get() != ValueState.NORMAL);
        state.show(row.stateProperty().get(), row.reasonProperty().get());
    }
}
