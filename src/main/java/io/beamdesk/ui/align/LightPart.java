package io.beamdesk.ui.align;

import io.beamdesk.pv.Range;
import io.beamdesk.ui.devices.DeviceRow;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.SetpointField;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The light on the sample: a slider over the limits of its setting, sent when it is let go, and a field.
final class LightPart {
    private final DeviceRow row;
    private final SetpointField setpoint = new SetpointField();
    private final Label readback = Parts.label(Figures.DASH, "mono", "bold");
    private final Slider slider = new Slider();
    private final VBox root;
    private Subscription subscription = Subscription.EMPTY;
    private boolean following;

    LightPart(DeviceRow row) {
        this.row = row;
        slider.setAccessibleText(row.description().label());
        slider.setId("light-slider");
        slider.valueChangingProperty()
                .subscribe((before, now) -> {
                    if (before && !now) {
                        send();
                    }
                });
        slider.valueProperty()
                .subscribe((_, _) -> {
                    if (!following && !slider.isValueChanging()) {
                        send();
                    }
                });
        HBox now =
                new HBox(
                        Parts.label(row.description().label(), "card-title"),
                        Parts.spacer(),
                        readback);
        readback.setMinWidth(Region.USE_PREF_SIZE);
        now.getStyleClass().add("name-figure");
        HBox set = new HBox(slider, setpoint);
        set.getStyleClass().add("light-set");
        HBox.setHgrow(slider, Priority.ALWAYS);
        root = Parts.card(new VBox(now, set));
        root.getChildren().getFirst().getStyleClass().add("light-part");
        root.sceneProperty().subscribe(_ -> listen());
    }

    Node root() {
        return root;
    }

    private void send() {
        row.setpoint()
                .ifPresent(model -> {
                    model.edit(
                            Figures.of(slider.getValue(), model.state().properties().precision()));
                    model.commit();
                });
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
                        row.readbackProperty().subscribe(_ -> follow()),
                        row.jogStepProperty()
                                .subscribe(step -> {
                                    if (step.doubleValue() > 0) {
                                        setpoint.setStep(step.doubleValue());
                                    }
                                }),
                        row.writableProperty().subscribe(can -> slider.setDisable(!can)));
    }

    private void follow() {
        Range limits = row.limits();
        String units = row.readbackProperty().get().properties().units();
        String now = row.readbackProperty().get().text();
        readback.setText(units.equals("%") ? now + " %" : now);
        setpoint.setUnit(units);
        following = true;
        slider.setVisible(limits.isSet());
        slider.setManaged(limits.isSet());
        if (limits.isSet()) {
            slider.setMin(limits.low());
            slider.setMax(limits.high());
            slider.setBlockIncrement((limits.high() - limits.low()) / 20);
            if (!slider.isValueChanging()) {
                row.readbackProperty().get().number().ifPresent(slider::setValue);
            }
        }
        following = false;
    }
}
