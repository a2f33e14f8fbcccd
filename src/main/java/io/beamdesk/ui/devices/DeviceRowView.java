package io.beamdesk.ui.devices;

import io.beamdesk.pv.Range;
import io.beamdesk.pv.Sample;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.LimitScale;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.PvState;
import io.beamdesk.ui.fx.SetpointField;
import io.beamdesk.ui.fx.SetpointModel;
import io.beamdesk.ui.fx.StateLabel;
import io.beamdesk.ui.fx.ValueBox;
import io.beamdesk.ui.fx.ValueState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A device as a row. All its columns have fixed widths, so that a new value lays out nothing. The
/// parts that change ten times a second are drawn in [LiveColumns]; the row keeps their places.
///
/// It listens to its row only while it is in a scene: a hidden table takes no updates.
final class DeviceRowView extends HBox {
    /// A part that changes often.
    ///
    /// @param place the room the row keeps for it
    /// @param content what is drawn there, in a layer above
    record LivePart(Region place, Region content) {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Label label = Parts.label("", "device-label");
    private final Label pv = Parts.label("", "device-pv");
    private final StateLabel state = new StateLabel();
    private final ValueBox readback = new ValueBox();
    private final SetpointField setpoint = new SetpointField();
    private final LimitScale scale = new LimitScale();
    private final TextField jogStep = new TextField();
    private final HBox jog;
    private final ChangedText changed = new ChangedText();
    private final List<LivePart> live =
            List.of(
                    new LivePart(column("col-readback"), readback),
                    new LivePart(column("col-limits"), scale),
                    new LivePart(column("col-changed"), changed));
    private final Button stop;
    private @Nullable DeviceRow row;
    private Subscription subscription = Subscription.EMPTY;
    private Range shownLimits = Range.NONE;

    DeviceRowView(Runnable select) {
        getStyleClass().add("device-row");
        VBox names = new VBox(label, pv);
        names.getStyleClass().addAll("col-device", "device-names");
        state.getStyleClass().add("col-state");
        jogStep.getStyleClass().addAll("number", "jog-step");
        jogStep.setAccessibleText("Jog step");
        jogStep.setOnAction(_ -> takeStep());
        jogStep.focusedProperty()
                .subscribe((_, focused) -> {
                    if (!focused) {
                        takeStep();
                    }
                });
        Button back =
                Parts.iconButton(
                        "mdi2c-chevron-left", "Jog back by the step", () -> jog(-1), "jog-button");
        Button forth =
                Parts.iconButton(
                        "mdi2c-chevron-right", "Jog forth by the step", () -> jog(1), "jog-button");
        jog = new HBox(back, jogStep, forth);
        jog.getStyleClass().add("jog");
        stop = Parts.button("Stop", "mdi2s-stop", this::stop, "row-stop");
        getChildren()
                .addAll(
                        names,
                        state,
                        live.get(0).place(),
                        column("col-setpoint", setpoint),
                        live.get(1).place(),
                        column("col-jog", jog),
                        live.get(2).place(),
                        column("col-stop", stop));
        setpoint.input()
                .focusedProperty()
                .subscribe(focused -> {
                    if (focused) {
                        select.run();
                    }
                });
        sceneProperty().subscribe(_ -> listen());
    }

    void show(@Nullable DeviceRow next) {
        if (next == row) {
            return;
        }
        row = next;
        live.forEach(part -> part.content().setVisible(next != null));
        listen();
    }

    /// What changes ten times a second, from left to right.
    List<LivePart> live() {
        return live;
    }

    private void listen() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
        setpoint.unbind();
        DeviceRow shown = row;
        if (shown == null || getScene() == null) {
            return;
        }
        DeviceDescription description = shown.description();
        label.setText(description.label());
        pv.setText(description.shortPv());
        Optional<SetpointModel> model = shown.setpoint();
        present(setpoint, model.isPresent());
        present(jog, model.isPresent());
        present(stop, shown.hasStop());
        stop.setAccessibleText("Stop " + description.label());
        model.ifPresent(there -> setpoint.bind(there, description.label()));
        subscription =
                Subscription.combine(
                        shown.readbackProperty().subscribe(now -> showValue(shown, now)),
                        shown.stateProperty().subscribe(now -> showState(shown, now)),
                        shown.reasonProperty()
                                .subscribe(_ -> showState(shown, shown.stateProperty().get())),
                        shown.stoppableProperty().subscribe(can -> stop.setDisable(!can)),
                        shown.writableProperty().subscribe(can -> jog.setDisable(!can)),
                        shown.progressProperty()
                                .subscribe(share -> readback.setProgress(share.doubleValue())),
                        shown.jogStepProperty()
                                .subscribe(step -> showStep(shown, step.doubleValue())));
    }

    private void showValue(DeviceRow shown, PvState now) {
        readback.show(now, shown.isMoving(), false);
        setpoint.setUnit(now.properties().units());
        Range limits = shown.limits();
        if (!limits.equals(shownLimits)) {
            shownLimits = limits;
            scale.setLimits(limits);
        }
        scale.setValue(now.number(), shown.target());
        Sample sample = now.sample();
        changed.show(sample == null ? null : sample.timestamp());
    }

    private void showState(DeviceRow shown, ValueState now) {
        state.show(now, shown.reasonProperty().get());
        boolean moving = shown.isMoving();
        readback.setState(shown.readbackState());
        scale.setMoving(moving);
        boolean danger = stop.getStyleClass().contains("danger");
        if (moving && !danger) {
            stop.getStyleClass().add("danger");
        } else if (!moving && danger) {
            stop.getStyleClass().remove("danger");
        }
        scale.setValue(shown.readbackProperty().get().number(), shown.target());
    }

    private void showStep(DeviceRow shown, double step) {
        jogStep.setText(
                Double.isNaN(step)
                        ? ""
                        : Figures.of(
                                step, shown.readbackProperty().get().properties().precision()));
        if (!Double.isNaN(step)) {
            setpoint.setStep(step);
        }
    }

    private void takeStep() {
        DeviceRow shown = row;
        if (shown == null) {
            return;
        }
        try {
            double typed = Figures.parse(jogStep.getText());
            if (typed > 0) {
                shown.jogStepProperty().set(typed);
            }
        } catch (NumberFormatException _) {
            // What cannot be a step gives way to the step as it was.
        }
        showStep(shown, shown.jogStepProperty().get());
    }

    private void jog(int steps) {
        if (row != null) {
            row.jog(steps);
        }
    }

    private void stop() {
        if (row != null) {
            row.stop();
        }
    }

    private static StackPane column(String styleClass, Region... content) {
        StackPane column = new StackPane(content);
        column.getStyleClass().add(styleClass);
        return column;
    }

    private static void present(Region control, boolean there) {
        control.setVisible(there);
        control.setManaged(there);
    }

    /// The time of the last change, right-aligned.
    private static final class ChangedText extends Region {
        private final Text text = new Text();
        private long shownSecond = Long.MIN_VALUE;

        ChangedText() {
            text.getStyleClass().add("changed");
            text.setTextOrigin(VPos.CENTER);
            text.setManaged(false);
            getChildren().add(text);
        }

        void show(@Nullable Instant time) {
            long second = time == null ? Long.MIN_VALUE : time.getEpochSecond();
            if (second != shownSecond) {
                shownSecond = second;
                text.setText(
                        time == null
                                ? Figures.DASH
                                : TIME.format(time.atZone(ZoneId.systemDefault())));
                place();
            }
        }

        @Override
        protected void layoutChildren() {
            place();
        }

        private void place() {
            text.setX(Math.round(getWidth() - text.getLayoutBounds().getWidth()));
            text.setY(Math.round(getHeight() / 2));
        }
    }
}
