package io.beamdesk.ui.samples;

import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Parts;
import io.beamdesk.ui.samples.SampleDesk.Centring;
import io.beamdesk.ui.samples.SampleDesk.Submission;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;

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
        ComboBox<Centring> centring = centring(submission);
        if (!submission.centred().isEmpty()) {
            content.getChildren().add(new VBox(Parts.label("Centring", "muted"), centring));
        }
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
            model.submitting().submit(submission, centring.getValue());
        }
    }

    private static ComboBox<Centring> centring(Submission submission) {
        long holding = submission.centred().values().stream().filter(Boolean::booleanValue).count();
        ComboBox<Centring> choice = new ComboBox<>();
        choice.setId("submit-centring");
        choice.getItems().setAll(Centring.values());
        choice.setValue(Centring.KEPT);
        choice.setAccessibleText("What becomes of samples that were centred before");
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Centring what) {
                        return words(what, holding, submission.centred().size());
                    }

                    @Override
                    public Centring fromString(String words) {
                        return choice.getValue();
                    }
                });
        return choice;
    }

    private static String words(Centring what, long holding, int all) {
        return switch (what) {
            case KEPT ->
                    holding == all
                            ? "Measure where centring found them: " + all
                            : holding == 0
                                    ? "Centre again, as they were taken off since: " + all
                                    : "Where centring found them: "
                                            + holding
                                            + ", centre again what was taken off: "
                                            + (all - holding);
            case AGAIN -> "Centre all of them again: " + all;
            case NONE -> "Do not centre, and forget where they were centred";
        };
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
