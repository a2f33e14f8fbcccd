package io.beamdesk.ui.devices;

import io.beamdesk.ui.fx.Parts;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A line of the table: a heading, or a device.
final class DeviceCell extends ListCell<DevicesViewModel.Item> {
    private final DevicesViewModel model;
    private @Nullable DeviceRowView rowView;
    private @Nullable HBox heading;
    private final Label title = Parts.label("", "title");
    private final Label count = Parts.label("", "count");
    private final FontIcon arrow = Parts.icon("mdi2c-chevron-down");

    DeviceCell(DevicesViewModel model) {
        this.model = model;
        getStyleClass().add("device-cell");
        setText(null);
    }

    @Override
    protected void updateItem(DevicesViewModel.@Nullable Item item, boolean empty) {
        super.updateItem(item, empty);
        if (item == null || empty) {
            release();
            setGraphic(null);
            return;
        }
        switch (item) {
            case DevicesViewModel.Group(String name, int members, boolean folded) -> {
                release();
                title.setText(name);
                count.setText(Integer.toString(members));
                arrow.setIconLiteral(folded ? "mdi2c-chevron-right" : "mdi2c-chevron-down");
                setGraphic(heading(name));
            }
            case DevicesViewModel.Device(DeviceRow row) -> {
                if (rowView == null) {
                    rowView = new DeviceRowView(() -> getListView().getSelectionModel().select(getItem()));
                }
                rowView.show(row);
                setGraphic(rowView);
            }
        }
    }

    private HBox heading(String name) {
        if (heading == null) {
            heading = new HBox(arrow, title, count);
            heading.getStyleClass().add("group-row");
        }
        heading.setOnMouseClicked(_ -> model.toggle(name));
        return heading;
    }

    private void release() {
        if (rowView != null) {
            rowView.show(null);
        }
    }
}
