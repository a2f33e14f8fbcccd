package io.beamdesk.bench;

import io.beamdesk.ui.fx.Painted;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/// The least that JavaFX can open: the peer of the start.
public final class EmptyWindow {
    private EmptyWindow() {}

    /// Opens it, and says so once it is painted, which is found out as the desktop finds it out.
    public static void main(String[] args) {
        Application.launch(Window.class, args);
    }

    /// A window with one word.
    public static final class Window extends Application {
        @Override
        public void start(Stage stage) {
            stage.setTitle("Empty");
            stage.setScene(new Scene(new Label("empty"), 800, 600));
            stage.setOnShown(
                    _ -> Painted.then(stage.getScene(), () -> System.out.println("shown")));
            stage.show();
        }
    }
}
