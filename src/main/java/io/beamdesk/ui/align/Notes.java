package io.beamdesk.ui.align;

import javafx.scene.control.Label;

/// What is said under a card.
final class Notes {
    private Notes() {}

    /// Shows a sentence, in the colour of what a person has to see to.
    static void show(Label label, AlignViewModel.Note note) {
        label.setText(note.text());
        if (!note.problem()) {
            label.getStyleClass().remove("align-problem");
        } else if (!label.getStyleClass().contains("align-problem")) {
            label.getStyleClass().add("align-problem");
        }
    }
}
