package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.PvState;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;

/// The photon energy, with the absorption edges within its limits as shortcuts: one of them is written
/// into the field, and sent with Enter.
final class EnergyPart extends SettingPart {
    private final ComboBox<EdgeChoice> edges = new ComboBox<>();

    EnergyPart(DeviceRow row) {
        super(row);
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
        setpoint().getStyleClass().add("energy-set");
        readbackIn("energy-now");
        fill(setpoint(), edges);
    }

    @Override
    void allow(boolean writable) {
        edges.setDisable(!writable);
    }

    /// The field and the readback say all.
    @Override
    void follow(PvState now) {}

    private void offer() {
        List<EdgeChoice> within = EdgeChoice.within(row().limits());
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
        row().setpoint()
                .ifPresent(model ->
                        model.edit(
                                Figures.of(
                                        edge.energyEv(), model.state().properties().precision())));
        setpoint().input().requestFocus();
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
