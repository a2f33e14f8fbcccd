package io.beamdesk.ui.samples;

import io.beamdesk.sample.Position;
import io.beamdesk.sample.Sample;
import io.beamdesk.sample.Tray;
import io.beamdesk.ui.fx.Parts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks what the sample of a place is.
final class SampleDialog {
    private SampleDialog() {}

    static void show(
            SamplesViewModel model,
            Tray tray,
            Position place,
            Optional<Sample> before,
            Window owner) {
        Sample start = before.orElseGet(() -> Sample.of(tray.id(), place.id(), ""));
        Map<String, TextField> fields = new LinkedHashMap<>();
        fields.put("Alias", new TextField(start.alias()));
        fields.put("Group", new TextField(start.group()));
        fields.put("Formula", new TextField(start.formula()));
        fields.put("Holder", new TextField(start.holder()));
        fields.put("Safety note", new TextField(start.safety()));
        TextArea comments = new TextArea(start.comments());
        comments.setWrapText(true);
        TextArea values = new TextArea(written(start.values()));
        values.getStyleClass().add("mono");
        values.setPromptText("volume = 2.0 µL");
        VBox form = new VBox();
        form.getStyleClass().add("tray-form");
        fields.forEach((name, field) -> {
            field.setId("sample-" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
            form.getChildren().addAll(Parts.label(name, "field-label"), field);
        });
        form.getChildren()
                .addAll(
                        Parts.label("Comment", "field-label"),
                        comments,
                        Parts.label("Further properties, one a line: name = value", "field-label"),
                        values);
        Label problem = Parts.label("", "major-text");
        problem.setWrapText(true);
        form.getChildren().add(problem);
        ButtonType save = new ButtonType("Save", ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(tray.id() + " " + place.id());
        dialog.setResizable(true);
        dialog.getDialogPane().setContent(form);
        dialog.getDialogPane().getButtonTypes().setAll(save, ButtonType.CANCEL);
        dialog.getDialogPane().lookupButton(save).getStyleClass().add("primary");
        values.textProperty()
                .subscribe(text -> {
                    Optional<String> wrong = wrong(text);
                    problem.setText(wrong.orElse(""));
                    dialog.getDialogPane().lookupButton(save).setDisable(wrong.isPresent());
                });
        if (dialog.showAndWait().filter(save::equals).isPresent()) {
            model.edits()
                    .describe(
                            before,
                            new Sample(
                                    start.id(),
                                    start.tray(),
                                    start.position(),
                                    text(fields, "Alias"),
                                    text(fields, "Group"),
                                    text(fields, "Formula"),
                                    text(fields, "Holder"),
                                    comments.getText().strip(),
                                    text(fields, "Safety note"),
                                    read(values.getText())));
        }
    }

    private static String text(Map<String, TextField> fields, String name) {
        return java.util.Objects.requireNonNull(fields.get(name)).getText().strip();
    }

    private static String written(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        return text.toString();
    }

    private static Optional<String> wrong(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && line.indexOf('=') <= 0)
                .findFirst()
                .map(line -> "\"" + line.strip() + "\" has no name; write name = value");
    }

    private static Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines()
                .filter(line -> line.indexOf('=') > 0)
                .forEach(line -> {
                    int at = line.indexOf('=');
                    values.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
                });
        return values;
    }
}
