package io.beamdesk.ui.align;

import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The axes that are moved while aligning, a row each, and one more of the operator's choice.
public final class MotorsCard implements AlignCard {
    private final List<DeviceRow> rows;
    private final List<DeviceRow> others;
    private final ComboBox<DeviceRow> other = new ComboBox<>();

    /// @param rows in the order shown
    /// @param others any of which can be shown in the last row
    public MotorsCard(List<DeviceRow> rows, List<DeviceRow> others) {
        this.rows = List.copyOf(rows);
        this.others = List.copyOf(others);
    }

    @Override
    public Node build() {
        HBox head =
                new HBox(
                        Parts.label("Axis", "align-name"),
                        Parts.label("Readback", "motor-head-number"),
                        Parts.label("Setpoint", "motor-head-number", "setpoint-head"),
                        Parts.label("", "align-state"),
                        Parts.spacer(),
                        Parts.label("Jog by"));
        head.getStyleClass().addAll("table-head", "align-row");
        VBox card = Parts.card(header(), head);
        List<Node> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(new SetpointRow(row)));
        card.getChildren().addAll(lines);
        if (!others.isEmpty()) {
            VBox place = new VBox();
            other.valueProperty()
                    .subscribe(row -> {
                        place.getChildren().clear();
                        if (row != null) {
                            place.getChildren().add(new SetpointRow(row));
                        }
                    });
            card.getChildren().add(place);
        }
        return card;
    }

    @Override
    public void setShown(boolean shown) {
        Stream.concat(rows.stream(), others.stream()).forEach(row -> row.setShown(shown));
    }

    private HBox header() {
        other.setId("motors-other");
        other.setPromptText("Another axis");
        other.setAccessibleText("Another axis, shown in the last row");
        other.setTooltip(new Tooltip("Another axis, shown in the last row"));
        other.getItems().addAll(others);
        other.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable DeviceRow row) {
                        return row == null ? "" : row.description().label();
                    }

                    @Override
                    public @Nullable DeviceRow fromString(String label) {
                        return others.stream()
                                .filter(row -> row.description().label().equals(label))
                                .findFirst()
                                .orElse(null);
                    }
                });
        HBox header =
                Parts.cardHeader(
                        "Motors",
                        Parts.label("arrow keys jog on the picture", "muted"),
                        Parts.spacer());
        if (!others.isEmpty()) {
            header.getChildren().add(other);
        }
        return header;
    }
}
