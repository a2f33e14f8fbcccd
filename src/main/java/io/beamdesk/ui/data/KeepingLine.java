package io.beamdesk.ui.data;

import io.beamdesk.ui.fx.Parts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// How long the chosen products are kept, and what changes it.
final class KeepingLine {
    private final DataViewModel model;
    private final Label title = Parts.label("", "semibold");
    private final Label note = Parts.label("", "muted");
    private final Button hold;
    private final Button release;
    private final VBox root;

    KeepingLine(DataViewModel model) {
        this.model = model;
        title.setId("keeping-title");
        title.setWrapText(true);
        note.setWrapText(true);
        hold = Parts.button("Hold…", "mdi2l-lock-outline", this::hold);
        hold.setId("keeping-hold");
        release = Parts.button("Release", "mdi2l-lock-open-variant-outline", this::release);
        release.setId("keeping-release");
        Button extend = Parts.button("Keep longer…", "mdi2c-calendar-plus", this::extend);
        extend.setId("keeping-extend");
        release.managedProperty().bind(release.visibleProperty());
        hold.managedProperty().bind(hold.visibleProperty());
        HBox actions = new HBox(hold, release, extend);
        actions.getStyleClass().add("record-line");
        Label report = Parts.label("", "muted");
        report.setWrapText(true);
        report.textProperty().bind(model.retention().reportProperty());
        report.managedProperty().bind(report.textProperty().isNotEmpty());
        root = new VBox(title, note, actions, report);
        root.getStyleClass().add("keeping");
        model.retention().keepingProperty().subscribe(this::show);
    }

    Node root() {
        return root;
    }

    private void show(Keeping keeping) {
        title.setText(keeping.title());
        title.setGraphic(Parts.icon(keeping.icon(), keeping.styleClass()));
        note.setText(keeping.note());
        int chosen = model.chosenProperty().get().size();
        hold.setVisible(keeping.held() < Math.max(1, chosen));
        release.setVisible(keeping.held() > 0);
    }

    private void hold() {
        RetentionDialogs.hold(
                model.retention(), model.chosenProperty().get(), root.getScene().getWindow());
    }

    private void release() {
        model.retention().release(model.chosenProperty().get());
    }

    private void extend() {
        RetentionDialogs.extend(
                model.retention(), model.chosenProperty().get(), root.getScene().getWindow());
    }
}
