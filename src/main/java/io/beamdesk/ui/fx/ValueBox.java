package io.beamdesk.ui.fx;

import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A number with its unit in a box of fixed size, with a frame that says its state.
///
/// The frame is a layer of its own above the number, so that a change of state never moves it. The
/// texts are placed by hand and are not managed, so that a new number lays out nothing but itself.
public class ValueBox extends Region {
    /// Width kept for the unit, so that numbers in a column stay in line.
    private static final double UNIT_WIDTH = 36;

    private static final double GAP = 6;
    private static final double EDGE = 9;
    private static final double BAR_HEIGHT = 4;

    private final Text number = new Text(Figures.DASH);
    private final Text unit = new Text();
    private final Region progressBar = new Region();
    private final Region frame = new Region();
    private @Nullable FontIcon insideIcon;
    private ValueState state = ValueState.NORMAL;
    private double progress;

    /// An empty box: a dash, no unit, normal.
    public ValueBox() {
        getStyleClass().addAll("value-box", ValueState.NORMAL.styleClass());
        number.getStyleClass().add("number");
        unit.getStyleClass().add("unit");
        progressBar.getStyleClass().add("progress");
        frame.getStyleClass().add("frame");
        number.setTextOrigin(VPos.CENTER);
        unit.setTextOrigin(VPos.CENTER);
        frame.setMouseTransparent(true);
        progressBar.setVisible(false);
        getChildren().addAll(progressBar, number, unit, frame);
        getChildren().forEach(child -> child.setManaged(false));
    }

    /// Shows a number; nothing else moves.
    public final void setNumber(String text) {
        if (!text.equals(number.getText())) {
            number.setText(text);
            placeNumber();
        }
    }

    /// Shows a unit.
    public final void setUnit(String text) {
        if (!text.equals(unit.getText())) {
            unit.setText(text);
            placeNumber();
        }
    }

    /// Changes the frame, the fill and the icon inside, if the state is another one.
    public final void setState(ValueState next) {
        if (next != state) {
            getStyleClass().remove(state.styleClass());
            getStyleClass().add(next.styleClass());
            state = next;
            progressBar.setVisible(next == ValueState.MOVING);
            showInsideIcon();
        }
    }

    /// The state as shown.
    public final ValueState state() {
        return state;
    }

    /// The number as shown.
    public final String number() {
        return number.getText();
    }

    /// Share of the way that is done, 0 to 1, shown while moving.
    public final void setProgress(double share) {
        if (share != progress) {
            progress = share;
            placeBar();
        }
    }

    /// Shows a variable as it is: number, unit and state.
    public final void show(PvState pv, boolean moving, boolean readOnly) {
        ValueState next = ValueState.of(pv, moving);
        setState(next == ValueState.NORMAL && readOnly ? ValueState.READ_ONLY : next);
        setNumber(pv.text());
        setUnit(pv.properties().units());
    }

    @Override
    protected void layoutChildren() {
        frame.resizeRelocate(0, 0, getWidth(), getHeight());
        placeNumber();
        placeBar();
        FontIcon icon = insideIcon;
        if (icon != null) {
            icon.setX(EDGE);
            icon.setY(getHeight() / 2);
        }
    }

    private void placeNumber() {
        double middle = Math.round(getHeight() / 2);
        double unitWidth = Math.max(UNIT_WIDTH, Math.ceil(unit.getLayoutBounds().getWidth()));
        double unitAt = getWidth() - EDGE - unitWidth;
        // Without a unit the number takes its place; a label of a choice is as wide as it is.
        double end = unit.getText().isEmpty() ? getWidth() - EDGE : unitAt - GAP;
        number.setY(middle);
        number.setX(Math.max(EDGE, Math.round(end - number.getLayoutBounds().getWidth())));
        unit.setY(middle);
        unit.setX(unitAt);
    }

    private void placeBar() {
        double width = Math.round(getWidth() * Math.clamp(progress, 0, 1));
        progressBar.resizeRelocate(0, getHeight() - BAR_HEIGHT, width, BAR_HEIGHT);
    }

    private void showInsideIcon() {
        if (insideIcon != null) {
            getChildren().remove(insideIcon);
            insideIcon = null;
        }
        if (state == ValueState.READ_ONLY || state == ValueState.PENDING) {
            FontIcon icon = new FontIcon(state.icon());
            icon.getStyleClass().add("inside-icon");
            icon.setTextOrigin(VPos.CENTER);
            icon.setManaged(false);
            insideIcon = icon;
            getChildren().add(getChildren().size() - 1, icon);
        }
        requestLayout();
    }
}
