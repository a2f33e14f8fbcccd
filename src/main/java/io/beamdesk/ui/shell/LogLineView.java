package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.log.LogEntry;
import io.beamdesk.ui.log.LogViewModel;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// The newest entry of the log, on every pane.
final class LogLineView extends HBox {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Label icon = Parts.label("", "log-icon");
    private final Label time = Parts.label("", "time");
    private final Label message = Parts.label("");
    private final ZoneId zone;

    LogLineView(LogViewModel log, ZoneId zone, Runnable openLog) {
        this.zone = zone;
        getStyleClass().add("log-line");
        HBox.setHgrow(message, Priority.ALWAYS);
        message.setMaxWidth(Double.MAX_VALUE);
        Button open = Parts.button("Open log", "", openLog, "flat");
        open.setGraphic(Parts.label("Ctrl+9", "key-cap"));
        // A long message gives way to its time and to the log.
        message.setMinWidth(0);
        time.setMinWidth(USE_PREF_SIZE);
        open.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(icon, time, message, open);
        log.lastProperty().subscribe(this::show);
    }

    private void show(@Nullable LogEntry entry) {
        icon.setVisible(entry != null);
        if (entry != null) {
            icon.setGraphic(Parts.icon(entry.level().icon(), entry.level().styleClass()));
            icon.setAccessibleText(entry.level().word());
            time.setText(TIME.format(entry.time().atZone(zone)));
            message.getStyleClass().setAll("label", entry.level().styleClass());
            message.setText(entry.message());
        }
    }
}
