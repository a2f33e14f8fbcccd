package io.beamdesk.ui.desk;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Desktop;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;

/// The main window of a desk, for who is not of its package. On the JavaFX thread.
public final class WindowOfDesk {
    private final Scene scene;

    private WindowOfDesk(Scene scene) {
        this.scene = scene;
    }

    /// Shows it.
    ///
    /// @param data folder for products
    public static WindowOfDesk show(Desk desk, Path data) {
        DeskWindow.show(
                desk.beamline().file(),
                new CompletableFuture<>(),
                CompletableFuture.completedFuture(desk),
                Desktop.Opening.simulated(data),
                () -> {});
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(stage -> String.valueOf(stage.getTitle()).startsWith("Beamdesk · "))
                .map(stage -> new WindowOfDesk(stage.getScene()))
                .findFirst()
                .orElseThrow();
    }

    /// Presses Ctrl with a figure, which shows a pane.
    ///
    /// @param pane from 1, in the order of the navigation
    public void press(int pane) {
        KeyEvent event =
                new KeyEvent(
                        KeyEvent.KEY_PRESSED,
                        "",
                        "",
                        KeyCode.valueOf("DIGIT" + pane),
                        false,
                        true,
                        false,
                        false);
        scene.getRoot().fireEvent(event);
    }
}
