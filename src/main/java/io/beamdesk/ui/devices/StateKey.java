package io.beamdesk.ui.devices;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ValueBox;
import io.beamdesk.ui.fx.ValueState;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The key: the eight states of a value side by side with their words.
final class StateKey extends HBox {
    StateKey() {
        getStyleClass().addAll("card", "state-key");
        add(ValueState.NORMAL, "9079.60", "eV", "no border");
        add(ValueState.MINOR, "31.4", "°C", "solid line");
        add(ValueState.MAJOR, "0.82", "l/min", "double line");
        add(ValueState.INVALID, "6450848", "cts", "dash-dot line");
        add(ValueState.DISCONNECTED, "–", "mm", "dotted, hatched");
        add(ValueState.READ_ONLY, "161.18", "mA", "lock, no frame");
        add(ValueState.MOVING, "1.184", "mm", "chevrons, bar");
        add(ValueState.PENDING, "3.015", "mrad", "blue frame, ↵");
    }

    private void add(ValueState state, String number, String unit, String shape) {
        ValueBox box = new ValueBox();
        box.getStyleClass().add("key-box");
        box.setNumber(number);
        box.setUnit(unit);
        box.setState(state);
        box.setProgress(0.7);
        box.setMouseTransparent(true);
        VBox entry =
                new VBox(box, Parts.label(state.word(), "semibold"), Parts.label(shape, "muted"));
        entry.getStyleClass().add("key-entry");
        HBox.setHgrow(entry, Priority.ALWAYS);
        getChildren().add(entry);
    }
}
