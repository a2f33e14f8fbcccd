package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.PvState;
import java.util.List;
import javafx.scene.control.ComboBox;

/// What weakens the beam: a choice by its labels, or an axis by its position.
final class FilterPart extends SettingPart {
    private final ComboBox<String> choice = new ComboBox<>();
    private boolean following;

    FilterPart(DeviceRow row) {
        super(row);
        choice.setId("filter-choice");
        choice.setAccessibleText(row.description().label());
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.managedProperty().bind(choice.visibleProperty());
        setpoint().managedProperty().bind(setpoint().visibleProperty());
        choice.valueProperty()
                .subscribe((_, now) -> {
                    if (!following && now != null) {
                        send(now);
                    }
                });
        fill(choice, setpoint());
    }

    @Override
    void allow(boolean writable) {
        choice.setDisable(!writable);
    }

    @Override
    void follow(PvState now) {
        List<String> labels = now.properties().labels();
        following = true;
        choice.setVisible(!labels.isEmpty());
        setpoint().setVisible(labels.isEmpty());
        if (!choice.getItems().equals(labels)) {
            choice.getItems().setAll(labels);
        }
        choice.setValue(labels.contains(now.text()) ? now.text() : null);
        following = false;
    }
}
