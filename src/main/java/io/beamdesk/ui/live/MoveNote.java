package io.beamdesk.ui.live;

import io.beamdesk.ui.fx.Parts;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// How the last motion stands, or why none can be asked for.
final class MoveNote {
    private final MoveTo moveTo;
    private final Label note = Parts.label("", "muted");
    private String shown = "";

    MoveNote(MoveTo moveTo) {
        this.moveTo = moveTo;
        note.getStyleClass().add("card-note");
        note.setMaxWidth(Double.MAX_VALUE);
        note.setWrapText(true);
        note.setId("move-to-note");
    }

    Node root() {
        return note;
    }

    void refresh() {
        Optional<String> lock = moveTo.lock();
        switch (moveTo.outcomeProperty().get()) {
            case MoveTo.Outcome.Moving(List<MoveTo.Target> targets) ->
                    show(
                            "mdi2c-chevron-double-right",
                            "Moving " + MoveTo.words(targets, " to ") + "; STOP ends it.",
                            "muted");
            case MoveTo.Outcome.Arrived(List<MoveTo.Target> targets) when lock.isEmpty() ->
                    show("mdi2c-check", MoveTo.words(targets, " is at ") + ".", "muted");
            case MoveTo.Outcome.Refused(String reason) when lock.isEmpty() ->
                    show("mdi2a-alert", reason, "minor-text");
            case MoveTo.Outcome.None _, MoveTo.Outcome.Arrived _, MoveTo.Outcome.Refused _ ->
                    show(lock.isPresent() ? "mdi2l-lock-outline" : "", lock.orElse(""), "muted");
        }
    }

    private void show(String icon, String words, String style) {
        if (shown.equals(icon + words)) {
            return;
        }
        shown = icon + words;
        note.getStyleClass().removeAll("muted", "minor-text");
        note.getStyleClass().add(style);
        note.setText(words);
        note.setVisible(!words.isEmpty());
        note.setManaged(!words.isEmpty());
        note.setGraphic(icon.isEmpty() ? null : Parts.icon(icon, style));
    }
}
