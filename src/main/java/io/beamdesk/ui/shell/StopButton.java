package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Parts;
import javafx.collections.ListChangeListener;
import javafx.event.EventHandler;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// The STOP button, and F12 in every window of the application.
final class StopButton extends Button {
    private final StopViewModel stop;
    // One filter for all windows: adding the same one twice to a window has no effect.
    private final EventHandler<KeyEvent> key = this::pressed;

    StopButton(StopViewModel stop) {
        this.stop = stop;
        getStyleClass().add("stop");
        HBox first = new HBox(Parts.label("STOP", "stop-word"), Parts.label("F12", "key-cap"));
        first.getStyleClass().add("stop-line");
        Label what = Parts.label("", "stop-what", "wide-only");
        Label brief = Parts.label("", "stop-what", "compact-only");
        VBox words = new VBox(first, new HBox(what, brief));
        words.getStyleClass().add("stop-words");
        HBox content = new HBox(Parts.icon("mdi2o-octagon"), words);
        content.getStyleClass().add("stop-content");
        setGraphic(content);
        setFocusTraversable(true);
        setOnAction(_ -> stop.stop());
        setOnMouseEntered(_ -> {
            setOnMouseEntered(null);
            setTooltip(tooltip());
        });
        stop.textProperty()
                .subscribe(text -> {
                    what.setText(text);
                    brief.setText(brief(text));
                    setAccessibleText("STOP, F12: " + text);
                });
        Window.getWindows().forEach(this::listen);
        Window.getWindows()
                .addListener(
                        (ListChangeListener<Window>)
                                change -> {
                                    while (change.next()) {
                                        change.getAddedSubList().forEach(this::listen);
                                    }
                                });
    }

    /// Made when it is first pointed at, as the window would wait for it.
    private Tooltip tooltip() {
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty()
                .bind(
                        stop.textProperty()
                                .map(
                                        "Stops every motion and closes the fast shutter (F12): "
                                                ::concat));
        return tooltip;
    }

    private static String brief(String text) {
        return text.equals(StopViewModel.READY)
                ? "motion, shutter"
                : text.replace(StopViewModel.CONFIRMED, "safe ");
    }

    private void listen(Window window) {
        window.addEventFilter(KeyEvent.KEY_PRESSED, key);
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.F12) {
            stop.stop();
            event.consume();
        }
    }
}
