package io.beamdesk.ui.align;

import io.beamdesk.pv.Range;
import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.PvState;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The light on the sample: a slider over the limits of its setting, sent when it is let go, and a field.
final class LightPart extends SettingPart {
    private final Slider slider = new Slider();
    private boolean following;

    LightPart(DeviceRow row) {
        super(row);
        slider.setAccessibleText(row.description().label());
        slider.setTooltip(new Tooltip("Sent when it is let go; arrows move it"));
        slider.setId("light-slider");
        slider.valueChangingProperty()
                .subscribe((before, now) -> {
                    if (before && !now) {
                        sendPlace();
                    }
                });
        slider.valueProperty()
                .subscribe((_, _) -> {
                    if (!following && !slider.isValueChanging()) {
                        sendPlace();
                    }
                });
        HBox.setHgrow(slider, Priority.ALWAYS);
        fill(slider, setpoint());
    }

    private void sendPlace() {
        row().setpoint()
                .ifPresent(model ->
                        send(
                                Figures.of(
                                        slider.getValue(),
                                        model.state().properties().precision())));
    }

    @Override
    void allow(boolean writable) {
        slider.setDisable(!writable);
    }

    @Override
    void follow(PvState now) {
        Range limits = row().limits();
        following = true;
        slider.setVisible(limits.isSet());
        slider.setManaged(limits.isSet());
        if (limits.isSet()) {
            slider.setMin(limits.low());
            slider.setMax(limits.high());
            slider.setBlockIncrement((limits.high() - limits.low()) / 20);
            if (!slider.isValueChanging()) {
                now.number().ifPresent(slider::setValue);
            }
        }
        following = false;
    }
}
