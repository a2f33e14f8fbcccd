package io.beamdesk.ui.shell;

import io.beamdesk.ui.fx.Pane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// The keys of the frame: Ctrl with a figure for each pane, Ctrl+9 for the log wherever it stands.
final class ShellKeys {
    static final KeyCombination THEME =
            new KeyCodeCombination(
                    KeyCode.L, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
    static final KeyCombination BANDWIDTH =
            new KeyCodeCombination(
                    KeyCode.B, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);

    static final KeyCombination OWN_WINDOW =
            new KeyCodeCombination(
                    KeyCode.O, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
    static final KeyCombination HELP = new KeyCodeCombination(KeyCode.F1);
    static final KeyCombination KEYS =
            new KeyCodeCombination(KeyCode.F1, KeyCombination.CONTROL_DOWN);

    private static final KeyCode[] FIGURES = {
        KeyCode.DIGIT1,
        KeyCode.DIGIT2,
        KeyCode.DIGIT3,
        KeyCode.DIGIT4,
        KeyCode.DIGIT5,
        KeyCode.DIGIT6,
        KeyCode.DIGIT7,
        KeyCode.DIGIT8,
        KeyCode.DIGIT9
    };

    private ShellKeys() {}

    static KeyCombination of(Pane pane, int index) {
        return new KeyCodeCombination(
                FIGURES[figure(pane, index) - 1], KeyCombination.CONTROL_DOWN);
    }

    static String wordOf(Pane pane, int index) {
        return "Ctrl+" + figure(pane, index);
    }

    private static int figure(Pane pane, int index) {
        return pane.title().equals(Shell.LOG) ? 9 : index + 1;
    }
}
