package io.beamdesk.ui.log;

import io.beamdesk.ui.fx.Parts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Entries as a table: time, level, source, message; filtered by words and level.
final class LogView extends VBox {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final ListView<LogEntry> list;
    private final CheckBox follow = new CheckBox("Follow");

    LogView(LogViewModel model, ZoneId zone) {
        getStyleClass().addAll("pane", "log-pane");
        list = new ListView<>(model.filtered());
        list.getStyleClass().add("log-list");
        list.setCellFactory(_ -> new EntryCell(zone));
        list.setPlaceholder(Parts.label("No entry passes the filter", "muted"));
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox head =
                new HBox(
                        head("Time", "col-time"),
                        head("Level", "col-level"),
                        head("Source", "col-source"),
                        head("Message", "col-message"));
        head.getStyleClass().addAll("table-head", "log-row");
        VBox card = Parts.card(head, list);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().addAll(bar(model), card);

        follow.setSelected(true);
        follow.selectedProperty().subscribe(this::scrollToEnd);
        ListChangeListener<LogEntry> arrival = _ -> scrollToEnd();
        // Followed only while in view: what is hidden takes no updates.
        sceneProperty()
                .subscribe(scene -> {
                    model.filtered().removeListener(arrival);
                    if (scene != null) {
                        model.filtered().addListener(arrival);
                        scrollToEnd();
                    }
                });
    }

    private HBox bar(LogViewModel model) {
        TextField search = new TextField();
        search.setPromptText("Message, run or sample");
        search.getStyleClass().addAll("search-field", "log-search");
        model.textProperty().bind(search.textProperty());
        FontIcon glass = Parts.icon("mdi2m-magnify", "search-icon");
        glass.setMouseTransparent(true);
        StackPane.setAlignment(glass, Pos.CENTER_LEFT);
        Label number = Parts.label("", "muted");
        model.filtered()
                .addListener((ListChangeListener<LogEntry>) _ -> number.setText(words(model)));
        number.setText(words(model));
        ToggleButton all = choice(model, "All", LogEntry.Level.NOTE);
        ToggleButton warnings = choice(model, "Warnings and errors", LogEntry.Level.WARNING);
        ToggleButton errors = choice(model, "Errors", LogEntry.Level.ERROR);
        HBox levels = Parts.segmented(all, warnings, errors);
        all.setSelected(true);
        return Parts.paneBar(
                "Log", number, Parts.spacer(), follow, levels, new StackPane(search, glass));
    }

    private static String words(LogViewModel model) {
        int shown = model.filtered().size();
        return shown == model.entries().size()
                ? shown + (shown == 1 ? " entry" : " entries")
                : shown + " of " + model.entries().size() + " entries";
    }

    private static ToggleButton choice(LogViewModel model, String text, LogEntry.Level least) {
        ToggleButton button = new ToggleButton(text);
        button.setOnAction(_ -> model.leastProperty().set(least));
        return button;
    }

    private void scrollToEnd() {
        if (follow.isSelected() && !list.getItems().isEmpty()) {
            list.scrollTo(list.getItems().size() - 1);
        }
    }

    private static StackPane head(String text, String column) {
        StackPane head = new StackPane(Parts.label(text, "column-title"));
        head.getStyleClass().add(column);
        return head;
    }

    /// One entry; the full date, run, sample and user are in the tooltip and the accessible text.
    private static final class EntryCell extends ListCell<LogEntry> {
        private final ZoneId zone;
        private final Label time = Parts.label("", "mono", "muted", "col-time");
        private final Label level = Parts.label("", "col-level");
        private final Label source = Parts.label("", "medium", "col-source");
        private final Label message = Parts.label("", "col-message");
        private final Tooltip tooltip = new Tooltip();
        private final HBox line = new HBox(time, level, source, message);

        EntryCell(ZoneId zone) {
            this.zone = zone;
            line.getStyleClass().add("log-row");
        }

        @Override
        protected void updateItem(@Nullable LogEntry item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (item == null || empty) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            Instant when = item.time();
            time.setText(TIME.format(when.atZone(zone)));
            level.setText(item.level().word());
            level.setGraphic(Parts.icon(item.level().icon()));
            level.getStyleClass().setAll("label", "col-level", item.level().styleClass());
            source.setText(item.source());
            message.setText(item.message());
            setAccessibleText(
                    DAY_TIME.format(when.atZone(zone))
                            + " "
                            + item.level().word()
                            + ": "
                            + item.message()
                            + (item.measured().isEmpty() ? "" : ", " + item.measured()));
            tooltip.setText(
                    DAY_TIME.format(when.atZone(zone))
                            + (item.measured().isEmpty() ? "" : "\n" + item.measured()));
            setTooltip(tooltip);
            setGraphic(line);
        }
    }
}
