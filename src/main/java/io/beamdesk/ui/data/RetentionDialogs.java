package io.beamdesk.ui.data;

import io.beamdesk.catalogue.CatalogueEntry;
import io.beamdesk.retention.Retention;
import io.beamdesk.ui.fx.Parts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.converter.LocalDateStringConverter;

/// Asks a person before products are held, kept for longer, or deleted.
final class RetentionDialogs {
    private RetentionDialogs() {}

    /// Asks for the reason of a hold.
    static void hold(RetentionModel model, List<CatalogueEntry> entries, Window owner) {
        TextField reason = reason("Why, for others to read");
        VBox form = form(what("Hold", entries), Parts.label("Reason *", "field-label"), reason);
        if (confirmed("Hold products", form, "Hold", "primary", owner, () -> isGiven(reason))) {
            model.hold(entries, reason.getText().strip());
        }
    }

    /// Asks until when, and why.
    static void extend(RetentionModel model, List<CatalogueEntry> entries, Window owner) {
        DatePicker day = new DatePicker(LocalDate.now(model.zone()).plusYears(1));
        // Written so that nobody takes the day for the month.
        day.setConverter(
                new LocalDateStringConverter(
                        DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ISO_LOCAL_DATE));
        day.setId("retention-until");
        day.setMaxWidth(Double.MAX_VALUE);
        TextField reason = reason("Why, for others to read");
        Label rule = Parts.label("A day before their policy ends changes nothing.", "muted");
        VBox form =
                form(
                        what("Keep", entries),
                        Parts.label("Until *", "field-label"),
                        day,
                        rule,
                        Parts.label("Reason *", "field-label"),
                        reason);
        BooleanSupplier isComplete =
                () ->
                        isGiven(reason)
                                && day.getValue() != null
                                && day.getValue().isAfter(LocalDate.now(model.zone()));
        if (confirmed("Keep for longer", form, "Keep", "primary", owner, isComplete)) {
            model.extend(entries, day.getValue(), reason.getText().strip());
        }
    }

    /// Says what would go and what would stay, then asks.
    static void delete(
            RetentionModel model,
            List<CatalogueEntry> entries,
            List<Retention.Deletion> dryRun,
            Window owner) {
        Set<String> going = new HashSet<>();
        dryRun.stream().filter(d -> d.obstacle().isEmpty()).forEach(d -> going.add(d.path()));
        List<CatalogueEntry> goes =
                entries.stream().filter(entry -> going.contains(entry.path())).toList();
        long bytes = goes.stream().mapToLong(entry -> entry.bytes()).sum();
        VBox content = new VBox();
        content.getStyleClass().add("submit-summary");
        if (goes.isEmpty()) {
            content.getChildren().add(Parts.label("None of them may be deleted", "semibold"));
        } else {
            content.getChildren()
                    .addAll(
                            Parts.label(
                                    "%s of %s will be deleted for good"
                                            .formatted(
                                                    RetentionModel.many(goes.size()),
                                                    Sizes.of(bytes)),
                                    "text-m",
                                    "semibold"),
                            list(
                                    "retention-goes",
                                    goes.stream().map(RetentionDialogs::line).toList()),
                            wrapped("What is known of them stays in the log of the data folder."));
        }
        List<String> stays =
                dryRun.stream()
                        .map(Retention.Deletion::obstacle)
                        .filter(obstacle -> !obstacle.isEmpty())
                        .toList();
        if (!stays.isEmpty()) {
            content.getChildren()
                    .addAll(
                            Parts.label(RetentionModel.many(stays.size()) + " stay", "semibold"),
                            list("retention-stays", stays));
        }
        String word = "Delete " + RetentionModel.many(goes.size());
        if (confirmed("Delete products", content, word, "danger", owner, () -> !goes.isEmpty())) {
            model.delete(goes);
        }
    }

    private static String line(CatalogueEntry entry) {
        String name = entry.sample().name();
        return entry.path()
                + " · "
                + Sizes.of(entry.bytes())
                + (name.isBlank() ? "" : " · " + name);
    }

    private static ListView<String> list(String id, List<String> lines) {
        ListView<String> list = new ListView<>();
        list.setId(id);
        list.getStyleClass().addAll("sentence-list");
        list.getItems().setAll(lines);
        return list;
    }

    private static Label what(String verb, List<CatalogueEntry> entries) {
        return Parts.label(
                entries.size() == 1
                        ? verb + " " + entries.getFirst().fileName()
                        : verb + " " + entries.size() + " products",
                "text-m",
                "semibold");
    }

    private static TextField reason(String prompt) {
        TextField reason = new TextField();
        reason.setId("retention-reason");
        reason.setPromptText(prompt);
        reason.setAccessibleText("Reason");
        return reason;
    }

    private static boolean isGiven(TextField field) {
        return !field.getText().isBlank();
    }

    private static Label wrapped(String words) {
        Label label = Parts.label(words, "muted");
        label.setWrapText(true);
        return label;
    }

    private static VBox form(Node... children) {
        VBox form = new VBox(children);
        form.getStyleClass().add("submit-summary");
        return form;
    }

    private static boolean confirmed(
            String title,
            VBox content,
            String word,
            String style,
            Window owner,
            BooleanSupplier isComplete) {
        ButtonType yes = new ButtonType(word, ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(title);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(yes, ButtonType.CANCEL);
        Node button = dialog.getDialogPane().lookupButton(yes);
        button.setId("retention-confirm");
        button.getStyleClass().add(style);
        Runnable check = () -> button.setDisable(!isComplete.getAsBoolean());
        for (Node child : content.getChildren()) {
            switch (child) {
                case TextField field -> field.textProperty().subscribe(check);
                case DatePicker day -> day.valueProperty().subscribe(check);
                default -> {}
            }
        }
        check.run();
        return dialog.showAndWait().filter(yes::equals).isPresent();
    }
}
