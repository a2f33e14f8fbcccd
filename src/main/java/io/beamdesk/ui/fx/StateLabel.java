package io.beamdesk.ui.fx;

import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/// A state in words: icon, word, and the reason below it if there is one.
public final class StateLabel extends Region {
    private static final double TEXT_AT = 24;

    private final FontIcon icon = new FontIcon(ValueState.NORMAL.icon());
    private final Text word = new Text(ValueState.NORMAL.word());
    private final Text reason = new Text();
    private ValueState state = ValueState.NORMAL;

    /// Normal, without a reason.
    public StateLabel() {
        getStyleClass().addAll("state-label", state.styleClass());
        word.getStyleClass().add("word");
        reason.getStyleClass().add("reason");
        for (Text text : new Text[] {icon, word, reason}) {
            text.setTextOrigin(VPos.CENTER);
            text.setManaged(false);
        }
        getChildren().addAll(icon, word, reason);
    }

    /// Shows a state and its reason.
    public void show(ValueState next, String why) {
        if (next != state) {
            getStyleClass().remove(state.styleClass());
            getStyleClass().add(next.styleClass());
            state = next;
            icon.setIconLiteral(next.icon());
            word.setText(next.word());
        }
        if (!why.equals(reason.getText())) {
            boolean lines = why.isEmpty() != reason.getText().isEmpty();
            reason.setText(why);
            if (lines) {
                place();
            }
        }
    }

    @Override
    protected void layoutChildren() {
        place();
    }

    private void place() {
        double middle = Math.round(getHeight() / 2);
        double line = reason.getText().isEmpty() ? 0 : 9;
        icon.setX(0);
        icon.setY(middle);
        word.setX(TEXT_AT);
        word.setY(middle - line);
        reason.setX(TEXT_AT);
        reason.setY(middle + line);
    }
}
