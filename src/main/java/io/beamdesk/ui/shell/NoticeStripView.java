package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The first notice, above the run strip on every pane until somebody answers it.
final class NoticeStripView extends HBox {
    private final NoticesViewModel model;
    private final Label others = Parts.label("", "muted");
    private Optional<Notice> shown = Optional.empty();

    NoticeStripView(NoticesViewModel model) {
        this.model = model;
        getStyleClass().add("notice-strip");
        others.managedProperty().bind(others.visibleProperty());
        model.notices().addListener((ListChangeListener<Notice>) _ -> show());
        show();
    }

    private void show() {
        List<Notice> notices = model.notices();
        setVisible(!notices.isEmpty());
        setManaged(!notices.isEmpty());
        others.setText("1 of " + notices.size());
        others.setVisible(notices.size() > 1);
        Optional<Notice> first = notices.stream().findFirst();
        // One that stays is not made anew when another comes behind it: what was pressed stays
        // pressed.
        if (!first.equals(shown)) {
            shown = first;
            getChildren().clear();
            first.ifPresent(this::show);
        }
    }

    private void show(Notice notice) {
        getStyleClass().setAll("notice-strip", notice.level().styleClass());
        Label text = Parts.label(notice.text(), "notice-text");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Label icon = Parts.label("", "log-icon");
        icon.setGraphic(Parts.icon(notice.level().icon(), notice.level().styleClass()));
        icon.setAccessibleText(notice.level().word());
        List<Node> parts = new ArrayList<>(List.of(icon, text, others));
        for (Notice.Action action : notice.actions()) {
            Button button = Parts.button(action.words(), "", action.run());
            // Unless it only opens a dialog: what has been asked for once is not asked for again by
            // a second press.
            if (!action.words().endsWith("…")) {
                button.addEventHandler(ActionEvent.ACTION, _ -> button.setDisable(true));
            }
            parts.add(button);
        }
        Button dismiss =
                Parts.iconButton(
                        "mdi2c-close", "Dismiss this notice", () -> model.dismiss(notice), "flat");
        parts.add(dismiss);
        parts.stream().skip(2).forEach(part -> ((Region) part).setMinWidth(USE_PREF_SIZE));
        getChildren().setAll(parts);
    }
}
