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
    private static final double ICON_END = 30;
    private static final double BAR_HEIGHT = 4;

    private final Region plate = new Region();
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
        plate.getStyleClass().add("plate");
        number.getStyleClass().add("number");
        unit.getStyleClass().add("unit");
        progressBar.getStyleClass().add("progress");
        frame.getStyleClass().add("frame");
        number.setTextOrigin(VPos.CENTER);
        unit.setTextOrigin(VPos.CENTER);
        frame.setMouseTransparent(true);
        progressBar.setVisible(false);
        frame.setVisible(false);
        // Drawn once and copied after: rounded and dashed shapes are what software rendering pays
        // for.
        plate.setCache(true);
        frame.setCache(true);
        getChildren().addAll(plate, progressBar, number, unit, frame);
        getChildren().forEach(child -> child.setManaged(false));
    }

    /// Shows a number; nothing else moves.
    public final void setNumber(String text) {
        String shown = number.getText();
        if (!text.equals(shown)) {
            number.setText(text);
            // The figures have one width: as many of them stay where they are.
            if (text.length() != shown.length()) {
                placeNumber();
            }
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
            // An empty frame costs as much to draw as a full one.
            frame.setVisible(next.framed());
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
        plate.resizeRelocate(0, 0, getWidth(), getHeight());
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
        double width = number.getLayoutBounds().getWidth();
        double first = insideIcon == null ? EDGE : ICON_END;
        double start = Math.max(first, Math.round(end - width));
        number.setX(start);
        // A narrow box with an icon has no room for the full width of the unit.
        unitAt = Math.max(unitAt, start + width + GAP);
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
