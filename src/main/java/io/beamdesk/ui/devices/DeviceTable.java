package io.beamdesk.ui.devices;

import io.beamdesk.ui.devices.DevicesViewModel.Device;
import io.beamdesk.ui.devices.DevicesViewModel.Item;
import io.beamdesk.ui.fx.Parts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// The lines of the table, of which only those in view exist.
///
/// A ListView keeps its cells in a Group, whose bounds follow its children: each new number in a
/// cell lays the whole list out again. Here every ancestor is a Region, whose bounds do not. The
/// numbers lie in layers above the lines, one a column: a parent with many children to be drawn
/// anew is drawn anew as a whole, and so it is these columns and not the lines.
final class DeviceTable extends Region {
    private static final double WHEEL_STEP = 48;

    private final DevicesViewModel model;
    private final Pane lines = new Pane();
    private final LiveColumns columns = new LiveColumns();
    private final Pane body = new Pane(lines, columns);
    private final Rectangle window = new Rectangle();
    private final ScrollBar bar = new ScrollBar();
    private final Label nothing = Parts.label("No device passes the filter", "muted");
    private final Map<Integer, DeviceLine> shown = new HashMap<>();
    private final Deque<DeviceLine> spare = new ArrayDeque<>();
    private double[] tops = {0};

    DeviceTable(DevicesViewModel model) {
        this.model = model;
        getStyleClass().add("device-list");
        setFocusTraversable(true);
        setAccessibleText("Devices");
        body.setClip(window);
        bar.setOrientation(Orientation.VERTICAL);
        bar.valueProperty().subscribe(this::arrange);
        nothing.setVisible(false);
        getChildren().addAll(body, nothing, bar);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        model.items().addListener((ListChangeListener<Item>) _ -> listed());
        model.selectedProperty().subscribe(this::showSelection);
        listed();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        body.resizeRelocate(0, 0, width, height);
        lines.resizeRelocate(0, 0, width, height);
        columns.resizeRelocate(0, 0, width, height);
        window.setWidth(width);
        window.setHeight(height);
        double barWidth = bar.prefWidth(-1);
        bar.resizeRelocate(width - barWidth, 0, barWidth, height);
        nothing.autosize();
        nothing.relocate(
                Math.round((width - nothing.getWidth()) / 2),
                Math.round((height - nothing.getHeight()) / 2));
        arrange();
    }

    private void listed() {
        List<Item> items = model.items();
        tops = new double[items.size() + 1];
        for (int i = 0; i < items.size(); i++) {
            tops[i + 1] = tops[i] + DeviceLine.heightOf(items.get(i));
        }
        nothing.setVisible(items.isEmpty());
        shown.values().forEach(this::release);
        shown.clear();
        requestLayout();
    }

    private void arrange() {
        double height = getHeight();
        if (height <= 0) {
            return;
        }
        double total = tops[tops.length - 1];
        double most = Math.max(0, total - height);
        bar.setVisible(most > 0);
        bar.setMax(most);
        bar.setVisibleAmount(total > 0 ? most * height / total : 0);
        bar.setUnitIncrement(WHEEL_STEP);
        bar.setBlockIncrement(height);
        double offset = Math.round(Math.clamp(bar.getValue(), 0, most));
        List<Item> items = model.items();
        for (Integer index : new ArrayList<>(shown.keySet())) {
            if (tops[index + 1] <= offset || tops[index] >= offset + height) {
                DeviceLine line = shown.remove(index);
                if (line != null) {
                    release(line);
                }
            }
        }
        for (int i = 0; i < items.size() && tops[i] < offset + height; i++) {
            if (tops[i + 1] > offset) {
                DeviceLine line = shown.computeIfAbsent(i, this::take);
                line.resizeRelocate(0, tops[i] - offset, getWidth(), tops[i + 1] - tops[i]);
                line.placeLive();
            }
        }
    }

    private DeviceLine take(int index) {
        DeviceLine line = spare.poll();
        if (line == null) {
            line = new DeviceLine(model, this, columns);
            lines.getChildren().add(line);
        }
        line.show(model.items().get(index));
        line.setVisible(true);
        return line;
    }

    private void release(DeviceLine line) {
        line.show(null);
        line.setVisible(false);
        spare.push(line);
    }

    private void showSelection(@Nullable DeviceRow row) {
        shown.values().forEach(DeviceLine::showSelection);
    }

    private void scrolled(ScrollEvent event) {
        bar.setValue(Math.clamp(bar.getValue() - event.getDeltaY(), 0, bar.getMax()));
        event.consume();
    }

    private void pressed(KeyEvent event) {
        int step =
                switch (event.getCode()) {
                    case UP -> -1;
                    case DOWN -> 1;
                    case PAGE_UP -> -10;
                    case PAGE_DOWN -> 10;
                    case HOME -> -model.items().size();
                    case END -> model.items().size();
                    default -> 0;
                };
        if (step != 0 && event.getTarget() == this) {
            move(step);
            event.consume();
        }
    }

    private void move(int step) {
        List<Item> items = model.items();
        List<Integer> devices = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Device(DeviceRow row)) {
                at = row.equals(model.selectedProperty().get()) ? devices.size() : at;
                devices.add(i);
            }
        }
        if (devices.isEmpty()) {
            return;
        }
        int index = devices.get(Math.clamp(at + step, 0, devices.size() - 1));
        if (items.get(index) instanceof Device(DeviceRow row)) {
            model.selectedProperty().set(row);
        }
        double highest = Math.max(0, tops[index + 1] - getHeight());
        bar.setValue(Math.clamp(bar.getValue(), highest, Math.max(highest, tops[index])));
    }
}
