package io.beamdesk.ui.devices;

import io.beamdesk.ui.devices.DevicesViewModel.Device;
import io.beamdesk.ui.devices.DevicesViewModel.Group;
import io.beamdesk.ui.devices.DevicesViewModel.Item;
import io.beamdesk.ui.fx.Parts;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A line of the table: a heading, or a device. It is used again for other lines.
final class DeviceLine extends Region {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double DEVICE_HEIGHT = 48;
    private static final double GROUP_HEIGHT = 32;

    private final DevicesViewModel model;
    private final LiveColumns columns;
    private final Label title = Parts.label("", "title");
    private final Label count = Parts.label("", "count");
    private final FontIcon arrow = Parts.icon("mdi2c-chevron-down");
    private final HBox heading = new HBox(arrow, title, count);
    private @Nullable DeviceRowView device;
    private @Nullable Item item;

    DeviceLine(DevicesViewModel model, DeviceTable table, LiveColumns columns) {
        this.model = model;
        this.columns = columns;
        getStyleClass().add("device-line");
        heading.getStyleClass().add("group-row");
        getChildren().add(heading);
        setManaged(false);
        addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                _ -> {
                    if (item instanceof Group(String name, var _, var _)) {
                        model.toggle(name);
                    } else {
                        select();
                    }
                });
        setOnMouseClicked(_ -> table.requestFocus());
    }

    /// Height of a line that shows this.
    static double heightOf(Item item) {
        return switch (item) {
            case Group _ -> GROUP_HEIGHT;
            case Device _ -> DEVICE_HEIGHT;
        };
    }

    /// Shows a line, or nothing.
    void show(@Nullable Item next) {
        item = next;
        heading.setVisible(next instanceof Group);
        if (next instanceof Group(String name, int members, boolean folded)) {
            title.setText(name);
            count.setText(Integer.toString(members));
            arrow.setIconLiteral(folded ? "mdi2c-chevron-right" : "mdi2c-chevron-down");
        }
        showDevice(next instanceof Device(DeviceRow row) ? row : null);
        showSelection();
    }

    /// Shows whether its device is the chosen one.
    void showSelection() {
        boolean chosen =
                item instanceof Device(DeviceRow row) && row.equals(model.selectedProperty().get());
        pseudoClassStateChanged(SELECTED, chosen);
    }

    @Override
    protected void layoutChildren() {
        heading.resizeRelocate(0, 0, getWidth(), getHeight() - 1);
        if (device != null) {
            device.resizeRelocate(0, 0, getWidth(), getHeight() - 1);
            device.layout();
            placeLive();
        }
    }

    /// Puts the live parts of its device beside it, after it moved.
    void placeLive() {
        if (device != null) {
            columns.place(device, getLayoutY());
        }
    }

    // Headings have no controls of a device below them: they are made when first needed.
    private void showDevice(@Nullable DeviceRow row) {
        if (device == null && row != null) {
            device = new DeviceRowView(this::select);
            getChildren().add(device);
            columns.add(device);
        }
        if (device != null) {
            device.setVisible(row != null);
            device.show(row);
        }
    }

    private void select() {
        if (item instanceof Device(DeviceRow row)) {
            model.selectedProperty().set(row);
        }
    }
}
