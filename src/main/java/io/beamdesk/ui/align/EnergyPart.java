package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.SetpointField;
import io.beamdesk.ui.fx.StateLabel;
import io.beamdesk.ui.fx.ValueState;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The photon energy, with the absorption edges within its limits as shortcuts: one of them is written
/// into the field, and sent with Enter.
final class EnergyPart {
    private final DeviceRow row;
    private final SetpointField setpoint = new SetpointField();
    private final Label readback = Parts.label(Figures.DASH, "mono", "bold", "energy-now");
    private final StateLabel state = new StateLabel();
    private final ComboBox<EdgeChoice> edges = new ComboBox<>();
    private final VBox root;
    private Subscription subscription = Subscription.EMPTY;

    EnergyPart(DeviceRow row) {
        this.row = row;
        edges.setId("energy-edges");
        edges.setPromptText("Edge");
        edges.setAccessibleText("Absorption edges within the limits of the energy");
        edges.setTooltip(
                new Tooltip(
                        "An edge, written into the field; Enter sends it. Letters lead to an element."));
        edges.setMaxWidth(Double.MAX_VALUE);
        edges.setVisibleRowCount(14);
        edges.setCellFactory(_ -> new Cell());
        edges.setOnShowing(_ -> offer());
        edges.addEventFilter(KeyEvent.KEY_TYPED, this::seek);
        edges.valueProperty()
                .subscribe(chosen -> {
                    if (chosen != null) {
                        type(chosen);
                    }
                });
        HBox now =
                new HBox(
                        Parts.label(row.description().label(), "card-title"),
                        Parts.spacer(),
                        readback);
        readback.setMinWidth(Region.USE_PREF_SIZE);
        now.getStyleClass().add("name-figure");
        HBox set = new HBox(setpoint, edges);
        set.getStyleClass().addAll("light-set", "energy-set");
        state.managedProperty().bind(state.visibleProperty());
        root = Parts.card(new VBox(now, set, state));
        root.getChildren().getFirst().getStyleClass().add("light-part");
        root.sceneProperty().subscribe(_ -> listen());
    }

    Node root() {
        return root;
    }

    private void offer() {
        List<EdgeChoice> within = EdgeChoice.within(row.limits());
        if (!edges.getItems().equals(within)) {
            edges.getItems().setAll(within);
        }
    }

    private void seek(KeyEvent typed) {
        offer();
        edges.getItems().stream()
                .filter(choice ->
                        !typed.getCharacter().isBlank()
                                && choice.element()
                                        .regionMatches(true, 0, typed.getCharacter(), 0, 1))
                .findFirst()
                .ifPresent(edges.getSelectionModel()::select);
    }

    private void type(EdgeChoice edge) {
        row.setpoint()
                .ifPresent(model ->
                        model.edit(
                                Figures.of(
                                        edge.energyEv(), model.state().properties().precision())));
        setpoint.input().requestFocus();
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
                        row.readbackProperty()
                                .subscribe(now -> {
                                    readback.setText(now.text());
                                    setpoint.setUnit(now.properties().units());
                                }),
                        row.jogStepProperty().subscribe(_ -> step()),
                        row.stateProperty().subscribe(_ -> showState()),
                        row.reasonProperty().subscribe(_ -> showState()));
    }

    private void step() {
        if (row.jogStepProperty().get() > 0) {
            setpoint.setStep(row.jogStepProperty().get());
        }
    }

    private void showState() {
        state.setVisible(row.stateProperty().get() != ValueState.NORMAL);
        state.show(row.stateProperty().get(), row.reasonProperty().get());
    }

    /// An edge in the list.
    private static final class Cell extends ListCell<EdgeChoice> {
        @Override
        protected void updateItem(EdgeChoice edge, boolean empty) {
            super.updateItem(edge, empty);
            setText(empty || edge == null ? "" : edge.words());
        }
    }
}
