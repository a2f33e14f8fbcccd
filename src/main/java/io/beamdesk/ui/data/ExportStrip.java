package io.beamdesk.ui.data;

import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.fx.ProgressTrack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The exports under way, and those that have ended and were not dismissed, a line each; gone while there is none.
final class ExportStrip {
    private final ExportsModel model;
    private final VBox root = Parts.card();
    private final Map<ExportRun, Node> lines = new HashMap<>();

    ExportStrip(ExportsModel model) {
        this.model = model;
        root.setId("export-strip");
        root.getStyleClass().add("export-strip");
        root.managedProperty().bind(root.visibleProperty());
        root.setMinHeight(Region.USE_PREF_SIZE);
        model.runs().addListener((ListChangeListener<ExportRun>) _ -> refresh());
        refresh();
    }

    Node root() {
        return root;
    }

    private void refresh() {
        lines.keySet().retainAll(model.runs());
        List<Node> shown = new ArrayList<>();
        model.runs().forEach(run -> shown.add(lines.computeIfAbsent(run, this::line)));
        root.getChildren().setAll(shown);
        root.setVisible(!shown.isEmpty());
    }

    private Node line(ExportRun run) {
        Label where =
                Parts.label(
                        (run.products().size() == 1
                                        ? String.valueOf(run.products().getFirst().getFileName())
                                        : RetentionModel.many(run.products().size()))
                                + " → "
                                + run.wish().to(),
                        "medium");
        where.getStyleClass().add("export-where");
        where.setTooltip(new Tooltip(where.getText()));
        ProgressTrack track = new ProgressTrack();
        track.getStyleClass().add("thin");
        Label sentence = Parts.label("", "export-sentence");
        sentence.setMinWidth(0);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(run.sentenceProperty());
        sentence.setTooltip(whole);
        sentence.textProperty().bind(run.sentenceProperty());
        Label icon = new Label();
        Button cancel = Parts.button("Cancel", "", run::cancel);
        Button again = Parts.button("Export again", "mdi2r-refresh", () -> model.again(run));
        Button dismiss = Parts.button("Dismiss", "", () -> model.dismiss(run));
        List<Button> buttons = List.of(cancel, again, dismiss);
        buttons.forEach(button -> {
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.managedProperty().bind(button.visibleProperty());
        });
        run.shareProperty().subscribe(share -> track.setShare(share.doubleValue()));
        run.stateProperty()
                .subscribe(state -> {
                    boolean runs = state == ExportRun.State.RUNNING;
                    icon.setGraphic(
                            switch (state) {
                                case RUNNING -> Parts.icon("mdi2e-export-variant", "accent");
                                case DONE -> Parts.icon("mdi2c-check-circle", "good");
                                case FAILED -> Parts.icon("mdi2a-alert-octagon", "major-text");
                                case CANCELLED -> Parts.icon("mdi2c-cancel", "muted");
                            });
                    sentence.getStyleClass().remove("major-text");
                    if (state == ExportRun.State.FAILED) {
                        sentence.getStyleClass().add("major-text");
                    }
                    cancel.setVisible(runs);
                    track.setVisible(runs);
                    track.setManaged(runs);
                    again.setVisible(!runs && state != ExportRun.State.DONE);
                    dismiss.setVisible(!runs);
                });
        HBox line = new HBox(icon, where, track, sentence, cancel, again, dismiss);
        line.getStyleClass().add("export-line");
        return line;
    }
}
