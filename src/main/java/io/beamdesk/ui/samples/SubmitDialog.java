package io.beamdesk.ui.samples;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.samples.SampleDesk.Submission;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Says what will go into the queue before it does: how many, how long, and what is left out and why.
final class SubmitDialog {
    private static final int MOST = 8;

    private SubmitDialog() {}

    static void show(SamplesViewModel model, Submission submission, Window owner) {
        int count = submission.measured().size();
        VBox content = new VBox();
        content.getStyleClass().add("submit-summary");
        String time =
                submission
                        .total()
                        .map(t -> "about " + Figures.time(t))
                        .orElse("no estimate: the recipe cannot be checked now");
        content.getChildren()
                .add(
                        Parts.label(
                                count
                                        + (count == 1 ? " sample" : " samples")
                                        + " with "
                                        + submission.recipe().name()
                                        + " · "
                                        + time,
                                "text-m",
                                "semibold"));
        list(content, "Left out", submission.skipped(), "minor-text", "mdi2a-alert");
        list(content, "In the way now", submission.problems(), "major-text", "mdi2c-close-octagon");
        if (count == 0) {
            content.getChildren().add(Parts.label("Nothing would be measured.", "muted"));
        }
        ButtonType put =
                new ButtonType(
                        "Put " + count + (count == 1 ? " item" : " items") + " into the queue",
                        ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle("Submit");
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(put, ButtonType.CANCEL);
        Node puts = dialog.getDialogPane().lookupButton(put);
        puts.setId("submit-put");
        puts.getStyleClass().add("primary");
        puts.setDisable(count == 0);
        if (dialog.showAndWait().filter(put::equals).isPresent()) {
            model.submitting().submit(submission);
        }
    }

    private static void list(
            VBox content, String title, List<String> lines, String style, String icon) {
        if (lines.isEmpty()) {
            return;
        }
        content.getChildren().add(Parts.label(title + " (" + lines.size() + ")", "semibold"));
        for (String line : lines.subList(0, Math.min(MOST, lines.size()))) {
            Label row = Parts.label(line, style);
            row.setGraphic(Parts.icon(icon, style));
            row.setWrapText(true);
            content.getChildren().add(row);
        }
        if (lines.size() > MOST) {
            content.getChildren()
                    .add(Parts.label("and " + (lines.size() - MOST) + " more", "muted"));
        }
    }
}
