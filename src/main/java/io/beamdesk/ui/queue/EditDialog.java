package io.beamdesk.ui.queue;

import io.beamdesk.queue.QueueItem;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.ui.fx.Parts;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Changes the sample and the recipe of an item that has no form elsewhere, as text; what is wrong is
/// said as it is typed.
final class EditDialog {
    private EditDialog() {}

    static void show(QueueViewModel model, QueueItem item, Window owner) {
        if (model.isEditedElsewhere(item)) {
            return;
        }
        TextField sample = new TextField(item.sample());
        TextArea text = new TextArea(written(item));
        text.getStyleClass().addAll("mono", "queue-recipe-text");
        Label problem = Parts.label("", "major-text");
        problem.setWrapText(true);
        VBox form =
                new VBox(
                        Parts.label("Sample", "field-label"),
                        sample,
                        Parts.label("Recipe", "field-label"),
                        text,
                        problem);
        form.getStyleClass().add("queue-edit");
        ButtonType save = new ButtonType("Save", ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle("Edit " + item.label());
        dialog.setResizable(true);
        dialog.getDialogPane().setContent(form);
        dialog.getDialogPane().getButtonTypes().addAll(save, ButtonType.CANCEL);
        Node saves = dialog.getDialogPane().lookupButton(save);
        text.textProperty()
                .subscribe(now -> {
                    String fault = "";
                    try {
                        Recipe _ = read(now);
                    } catch (RecipeException wrong) {
                        fault = String.valueOf(wrong.getMessage());
                    }
                    problem.setText(fault);
                    saves.setDisable(!fault.isEmpty());
                });
        Optional<ButtonType> pressed = dialog.showAndWait();
        if (pressed.filter(save::equals).isPresent()) {
            QueueView.run(model.edit(item.id(), read(text.getText()), sample.getText().strip()));
        }
    }

    private static Recipe read(String text) {
        return RecipeFile.of(RecipeFile.json(text));
    }

    private static String written(QueueItem item) {
        try {
            return RecipeFile.toText(item.measurement());
        } catch (RecipeException notUnderstood) {
            return item.recipe();
        }
    }
}
