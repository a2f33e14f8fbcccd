package io.beamdesk.ui.devices;

import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Sample;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.FrameLayer;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.PvState;
import io.beamdesk.ui.fx.Ticker;
import io.beamdesk.ui.fx.TrendPlot;
import io.beamdesk.ui.fx.ValueState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The chosen device closely: its variable, what is the matter, its trend, properties and changes.
final class DeviceCard extends VBox {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int SHOWN_CHANGES = 6;

    private final Label title = Parts.label("", "card-title");
    private final Label chip = Parts.chip("", "");
    private final Label pv = Parts.label("", "pv-name", "mono");
    private final Label messageTitle = Parts.label("", "semibold");
    private final Label message = Parts.label("", "muted");
    private final FrameLayer messageFrame = new FrameLayer();
    private final StackPane messageBox;
    private final TrendPlot trend = new TrendPlot();
    private final VBox properties = new VBox();
    private final VBox changes = new VBox();
    private final ChangerPart changer = new ChangerPart();
    private final Map<PvName, ChangerViewModel> changers;
    private final Ticker redraw = new Ticker(this::showTrend);
    private Subscription subscription = Subscription.EMPTY;
    private @Nullable DeviceRow row;

    DeviceCard(DevicesViewModel model, List<ChangerViewModel> changers) {
        this.changers =
                changers.stream()
                        .collect(
                                Collectors.toMap(
                                        ChangerViewModel::row, each -> each, (one, _) -> one));
        getStyleClass().addAll("card", "device-card");
        HBox header = new HBox(title, Parts.spacer(), chip);
        header.getStyleClass().add("card-header");
        Button copy = Parts.button("Copy", "mdi2c-content-copy", this::copy);
        Parts.described(copy, "Copies the PV name");
        HBox.setHgrow(pv, Priority.ALWAYS);
        pv.setMaxWidth(Double.MAX_VALUE);
        HBox name = new HBox(pv, copy);
        name.getStyleClass().add("pv-line");
        message.setWrapText(true);
        VBox words = new VBox(messageTitle, message);
        words.getStyleClass().add("message-words");
        messageBox = new MessageBox(words, messageFrame);
        properties.getStyleClass().add("properties");
        changes.getStyleClass().add("changes");
        VBox body = new VBox(name, messageBox, changer, trend, properties);
        body.getStyleClass().add("card-body");
        VBox history = new VBox(Parts.label("Last changes", "semibold"), changes);
        history.getStyleClass().addAll("card-body", "last-changes");
        getChildren().addAll(header, body, history);
        model.selectedProperty().subscribe(this::choose);
        sceneProperty().subscribe(_ -> listen());
    }

    private void choose(@Nullable DeviceRow next) {
        row = next;
        ChangerViewModel samples =
                next == null ? null : changers.get(next.description().readback());
        changer.show(samples);
        // The number of a state makes no curve.
        trend.setVisible(samples == null);
        trend.setManaged(samples == null);
        listen();
    }

    private void listen() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
        redraw.stop();
        DeviceRow shown = row;
        if (shown == null || getScene() == null) {
            return;
        }
        title.setText(shown.description().label());
        pv.setText(shown.description().readback().toString());
        subscription =
                Subscription.combine(
                        shown.stateProperty().subscribe(_ -> showState(shown)),
                        shown.reasonProperty().subscribe(_ -> showState(shown)));
        javafx.collections.ListChangeListener<DeviceRow.Change> listener = _ -> showChanges(shown);
        shown.changes().addListener(listener);
        subscription = subscription.and(() -> shown.changes().removeListener(listener));
        showChanges(shown);
        showTrend();
        redraw.start();
    }

    private void showState(DeviceRow shown) {
        ValueState state = shown.stateProperty().get();
        chip.getStyleClass().setAll("label", "chip", state.styleClass());
        chip.setText(state.word());
        chip.setGraphic(Parts.icon(state.icon()));
        boolean said =
                (state.needsPerson() || !shown.reasonProperty().get().isEmpty())
                        && (!changer.isVisible() || state == ValueState.DISCONNECTED);
        messageBox.setVisible(said);
        messageBox.setManaged(said);
        messageFrame.show(state);
        PvState pvState = shown.readbackProperty().get();
        if (state == ValueState.DISCONNECTED) {
            messageTitle.setText("No answer since " + time(pvState.since()));
            message.setText(
                    "Check its IOC and network. It comes back by itself, no restart needed.");
        } else {
            messageTitle.setText(state.word());
            message.setText(shown.reasonProperty().get());
        }
    }

    private void showTrend() {
        DeviceRow shown = row;
        if (shown != null) {
            PvState state = shown.readbackProperty().get();
            trend.show(shown.history(), Instant.now(), Math.min(state.properties().precision(), 4));
            showProperties(shown, state);
        }
    }

    private void showProperties(DeviceRow shown, PvState state) {
        Properties server = state.properties();
        Sample sample = state.sample();
        Range limits = shown.limits();
        String[][] lines = {
            {
                "Last value",
                state.lastText(),
                server.units(),
                sample == null ? "" : time(sample.timestamp())
            },
            {
                "Setpoint",
                shown.setpoint().map(model -> model.state().lastText()).orElse(""),
                server.units(),
                ""
            },
            {
                "Limits",
                limits.isSet()
                        ? Figures.brief(limits.low()) + " to " + Figures.brief(limits.high())
                        : "",
                server.units(),
                ""
            },
            {"Alarm below", limit(server.warning().low(), server), server.units(), ""},
            {"Alarm above", limit(server.warning().high(), server), server.units(), ""},
            {"Served by", state.server(), "", ""},
            {"Protocol", protocol(shown), "", ""},
        };
        int at = 0;
        for (String[] line : lines) {
            if (!line[1].isEmpty()) {
                property(at++).show(line);
            }
        }
        properties.getChildren().remove(at, properties.getChildren().size());
    }

    private Property property(int at) {
        if (at == properties.getChildren().size()) {
            properties.getChildren().add(new Property());
        }
        return (Property) properties.getChildren().get(at);
    }

    private void showChanges(DeviceRow shown) {
        changes.getChildren().clear();
        if (shown.changes().isEmpty()) {
            changes.getChildren().add(Parts.label("None since this desk was opened", "muted"));
        }
        shown.changes().stream()
                .limit(SHOWN_CHANGES)
                .forEach(change -> {
                    HBox line =
                            new HBox(
                                    Parts.label(
                                            time(change.time()), "mono", "muted", "property-name"),
                                    Parts.label(change.text()));
                    changes.getChildren().add(line);
                });
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(pv.getText());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static String limit(double value, Properties server) {
        return Double.isNaN(value) ? "" : Figures.of(value, server.precision());
    }

    private static String protocol(DeviceRow shown) {
        return switch (shown.description().readback().scheme()) {
            case "ca" -> "Channel Access";
            case "pva" -> "PVAccess";
            default -> shown.description().readback().scheme();
        };
    }

    private static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /// A word and its value, with the unit and a time behind it.
    private static final class Property extends HBox {
        private final Label name = Parts.label("", "muted", "property-name");
        private final Label value = Parts.label("", "mono");
        private final Label more = Parts.label("", "muted");

        Property() {
            getChildren().addAll(name, value, more);
            getStyleClass().add("property");
        }

        void show(String[] line) {
            name.setText(line[0]);
            value.setText(line[1]);
            more.setText(line[2] + (line[3].isEmpty() ? "" : ", " + line[3]));
        }
    }

    /// What is the matter, in the frame of the state.
    private static final class MessageBox extends StackPane {
        private final FrameLayer frame;

        MessageBox(VBox words, FrameLayer frame) {
            this.frame = frame;
            getStyleClass().add("message-box");
            getChildren().addAll(words, frame);
        }

        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            frame.resizeRelocate(0, 0, getWidth(), getHeight());
        }
    }
}
