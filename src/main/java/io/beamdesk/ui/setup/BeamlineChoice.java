package io.beamdesk.ui.setup;

import io.beamdesk.app.BeamlineCheck;
import io.beamdesk.ui.fx.Parts;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// A beamline file is chosen and looked at: whether it is right, and what of it does not answer and why.
public final class BeamlineChoice {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ButtonType USE =
            new ButtonType("Use it from the next start", ButtonData.OK_DONE);

    private BeamlineChoice() {}

    /// Lets a person choose; the file is handed on if they want it although something may not answer yet.
    ///
    /// @param background asks what the file names, off the JavaFX thread
    public static void choose(Window owner, Executor background, Consumer<Path> use) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Beamline file");
        chooser.getExtensionFilters().add(new ExtensionFilter("Beamline files", "*.json"));
        @Nullable File chosen = chooser.showOpenDialog(owner);
        if (chosen != null) {
            show(owner, background, chosen.toPath().toAbsolutePath(), use);
        }
    }

    private static void show(Window owner, Executor background, Path file, Consumer<Path> use) {
        Label state = Parts.label("Asking every PV that it names …", "muted");
        TextArea found = new TextArea();
        found.setEditable(false);
        found.setWrapText(true);
        found.setPrefRowCount(14);
        found.setPrefColumnCount(60);
        found.setAccessibleText("What does not answer, and why");
        VBox content = new VBox(Parts.label(file.toString(), "mono"), state, found);
        content.getStyleClass().add("form-section");
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle("Beamline file");
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().addAll(USE, ButtonType.CANCEL);
        Node button = dialog.getDialogPane().lookupButton(USE);
        button.setDisable(true);
        background.execute(() -> {
            try {
                BeamlineCheck check = BeamlineCheck.of(file, PATIENCE);
                Platform.runLater(() -> {
                    state.setText(check.summary());
                    found.setText(String.join("\n", check.lines()));
                    button.setDisable(!check.problems().isEmpty());
                });
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        dialog.showAndWait().filter(USE::equals).ifPresent(_ -> use.accept(file));
    }
}
