package io.beamdesk.ui.data;

import io.beamdesk.ui.fx.Parts;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks before a product is recovered: nobody's file is changed silently.
final class RecoverDialog {
    private RecoverDialog() {}

    static boolean confirmed(Path file, Window owner) {
        Label what =
                Parts.label(
                        "What its journal has is added, or, where the end of the file is missing, it is led back to the"
                                + " last commit that it still has. Nothing that was committed is touched."
                                + " Not while the file is still being copied here.",
                        "muted");
        what.setWrapText(true);
        VBox content =
                new VBox(Parts.label("Recover " + file.getFileName(), "text-m", "semibold"), what);
        content.getStyleClass().add("submit-summary");
        ButtonType yes = new ButtonType("Recover", ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle("Recover a product");
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(yes, ButtonType.CANCEL);
        Node button = dialog.getDialogPane().lookupButton(yes);
        button.setId("recover-confirm");
        button.getStyleClass().add("primary");
        return dialog.showAndWait().filter(yes::equals).isPresent();
    }
}
