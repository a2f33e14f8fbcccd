package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.beamdesk.ui.fx.Parts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Window;

/// Asks which earlier version of a recipe to go back to, and says how each differs from the form.
final class VersionsDialog {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ENGLISH);

    private final RecipesViewModel model;
    private final ZoneId zone;

    VersionsDialog(RecipesViewModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
    }

    void show(Window owner) {
        List<RecipeShelf.Version> versions = model.shelf().versions();
        ListView<RecipeShelf.Version> list = new ListView<>();
        list.getItems().setAll(versions);
        list.setPlaceholder(Parts.label("It was saved once only", "muted"));
        list.setCellFactory(_ ->
                new ListCell<>() {
                    @Override
                    protected void updateItem(RecipeShelf.Version version, boolean empty) {
                        super.updateItem(version, empty);
                        setText(
                                empty || version == null
                                        ? ""
                                        : WHEN.format(version.saved().atZone(zone))
                                                + (version.author().isEmpty()
                                                        ? ""
                                                        : " · " + version.author()));
                    }
                });
        Label difference = Parts.label("", "mono", "version-difference");
        difference.setWrapText(true);
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(version ->
                        difference.setText(
                                version == null
                                        ? ""
                                        : String.join(
                                                "\n",
                                                differences(
                                                        version.recipe().toJson(),
                                                        model.draftProperty().get()))));
        HBox content = new HBox(list, difference);
        content.getStyleClass().add("versions");
        HBox.setHgrow(difference, Priority.ALWAYS);
        ButtonType back =
                new ButtonType("Go back to it", javafx.scene.control.ButtonBar.ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle("Earlier versions");
        dialog.setHeaderText("What the form says now, against an earlier version");
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(back, ButtonType.CANCEL);
        list.getSelectionModel().selectFirst();
        dialog.showAndWait()
                .filter(back::equals)
                .map(_ -> list.getSelectionModel().getSelectedItem())
                .ifPresent(version ->
                        model.edit("version", (JsonObject _) -> version.recipe().toJson()));
    }

    /// Every field that differs, a line each: `axes[0].to: 3 → 4`.
    static List<String> differences(JsonObject before, JsonObject now) {
        Map<String, String> old = new LinkedHashMap<>();
        Map<String, String> fresh = new LinkedHashMap<>();
        leaves("", before, old);
        leaves("", now, fresh);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(fresh.keySet());
        List<String> lines = new ArrayList<>();
        for (String path : paths) {
            String was = old.getOrDefault(path, "–");
            String is = fresh.getOrDefault(path, "–");
            if (!was.equals(is)) {
                lines.add(path + ": " + was + " → " + is);
            }
        }
        return lines.isEmpty() ? List.of("The same as the form.") : lines;
    }

    private static void leaves(String path, JsonElement element, Map<String, String> into) {
        switch (element) {
            case JsonObject object ->
                    object.entrySet()
                            .forEach(field ->
                                    leaves(
                                            path.isEmpty()
                                                    ? field.getKey()
                                                    : path + "." + field.getKey(),
                                            field.getValue(),
                                            into));
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    leaves(path + "[" + i + "]", array.get(i), into);
                }
            }
            default -> into.put(path, element.getAsString());
        }
    }
}
