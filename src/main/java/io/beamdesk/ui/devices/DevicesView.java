package io.beamdesk.ui.devices;

import io.beamdesk.ui.devices.DevicesViewModel.Counts;
import io.beamdesk.ui.devices.DevicesViewModel.Filter;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ValueState;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Tree of groups left, key and table in the middle, the chosen device right.
final class DevicesView extends VBox {
    private final DevicesViewModel model;

    DevicesView(DevicesViewModel model, List<ChangerViewModel> changers, String source) {
        this.model = model;
        getStyleClass().addAll("pane", "devices-pane");
        VBox middle = new VBox(new StateKey(), table());
        middle.getStyleClass().add("card-column");
        HBox.setHgrow(middle, Priority.ALWAYS);
        HBox cards =
                new HBox(new GroupList(model, source), middle, new DeviceCard(model, changers));
        cards.getStyleClass().add("card-row");
        VBox.setVgrow(cards, Priority.ALWAYS);
        getChildren().addAll(bar(), cards);
    }

    private Node bar() {
        Label number = Parts.label("", "muted");
        HBox chips = new HBox();
        chips.getStyleClass().add("chips");
        model.countsProperty().subscribe(counts -> showCounts(counts, number, chips));
        Button stopAll =
                Parts.button(
                        "Stop all motors", "mdi2s-stop-circle-outline", model::stopAll, "danger");
        Parts.described(
                stopAll, "Stops every motor this desk may write; leaves shutters and runs alone");
        return Parts.paneBar("Devices", number, chips, Parts.spacer(), filter(), stopAll);
    }

    private static void showCounts(Counts counts, Label number, HBox chips) {
        number.setText(counts.all() + (counts.all() == 1 ? " device" : " devices"));
        chips.getChildren().clear();
        for (ValueState state :
                new ValueState[] {
                    ValueState.MAJOR, ValueState.INVALID, ValueState.DISCONNECTED, ValueState.MINOR
                }) {
            if (counts.of(state) > 0) {
                String word = state.word().toLowerCase(Locale.ENGLISH);
                chips.getChildren()
                        .add(
                                Parts.chip(
                                        counts.of(state) + " " + word,
                                        state.icon(),
                                        state.styleClass()));
            }
        }
    }

    private Node filter() {
        ToggleButton all = choice("All", Filter.ALL);
        ToggleButton person = choice("Needs a person", Filter.NEEDS_PERSON);
        ToggleButton moving = choice("Moving", Filter.MOVING);
        HBox segmented = Parts.segmented(all, person, moving);
        model.filterProperty()
                .subscribe(filter -> {
                    all.setSelected(filter == Filter.ALL);
                    person.setSelected(filter == Filter.NEEDS_PERSON);
                    moving.setSelected(filter == Filter.MOVING);
                });
        return segmented;
    }

    private ToggleButton choice(String text, Filter filter) {
        ToggleButton button = new ToggleButton(text);
        button.setOnAction(_ -> model.filterProperty().set(filter));
        return button;
    }

    private Node table() {
        HBox head =
                new HBox(
                        head("Device", "col-device"),
                        head("State", "col-state"),
                        head("Readback", "col-readback"),
                        head("Setpoint", "col-setpoint"),
                        head("Limits", "col-limits"),
                        head("Jog", "col-jog"),
                        head("Changed", "col-changed"),
                        head("", "col-stop"));
        head.getStyleClass().addAll("table-head", "device-row");
        DeviceTable list = new DeviceTable(model);
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox lines = new VBox(head, list);
        lines.getStyleClass().add("card-lines");
        // The plate lies below and not around: a new number is drawn without drawing it again.
        StackPane card = new StackPane(Parts.card(), lines);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private static StackPane head(String text, String column) {
        StackPane head = new StackPane(Parts.label(text, "column-title"));
        head.getStyleClass().add(column);
        return head;
    }
}
