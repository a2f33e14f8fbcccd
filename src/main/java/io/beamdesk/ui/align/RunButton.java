package io.beamdesk.ui.align;

import io.beamdesk.ui.fx.Parts;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;

/// A button that starts something, and ends it while it is under way.
final class RunButton {
    /// What the button is now.
    ///
    /// @param words on it
    /// @param icon its literal
    record Face(String words, String icon) {}

    private final Face start;
    private final Face end;
    private final Button button = new Button();
    private boolean running;

    /// @param id of the button
    /// @param start while nothing is under way
    /// @param end while it is
    RunButton(String id, Face start, Face end, Runnable begin, Runnable stop) {
        this.start = start;
        this.end = end;
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> {
            if (running) {
                stop.run();
            } else {
                begin.run();
            }
        });
        face(start);
    }

    /// Says its key in its tooltip.
    void sayKey(KeyCombination keys) {
        button.setTooltip(new Tooltip(start.words() + " (" + keys.getDisplayText() + ")"));
    }

    /// Does what a press does, unless that is not possible now.
    void press() {
        if (!button.isDisabled()) {
            button.fire();
        }
    }

    Button button() {
        return button;
    }

    /// Shows whether it is under way; nothing is drawn anew where that is as before.
    void show(boolean now) {
        if (now != running) {
            running = now;
            face(now ? end : start);
        }
    }

    private void face(Face face) {
        button.setText(face.words());
        button.setGraphic(Parts.icon(face.icon()));
    }
}
