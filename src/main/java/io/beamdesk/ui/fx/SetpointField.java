package io.beamdesk.ui.fx;

import javafx.geometry.VPos;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The field of a setpoint: what is typed waits for Enter, Escape forgets it, arrows step it.
///
/// It shows a [SetpointModel] from [#bind] to [#unbind].
public final class SetpointField extends Region {
    private static final double UNIT_WIDTH = 36;
    private static final double EDGE = 8;
    private static final double ICON_END = 24;
    private static final double NARROW = 128;

    private final TextField field = new TextField();
    private final Text unit = new Text();
    private final Region frame = new Region();
    private final Tooltip tooltip = new Tooltip();
    private @Nullable FontIcon insideIcon;
    private @Nullable SetpointModel model;
    private Subscription subscription = Subscription.EMPTY;
    private String shownClass = "";
    private double step = 1;

    /// A field that shows nothing yet.
    public SetpointField() {
        getStyleClass().add("setpoint-field");
        unit.getStyleClass().add("unit");
        unit.setTextOrigin(VPos.CENTER);
        frame.getStyleClass().add("frame");
        frame.setMouseTransparent(true);
        getChildren().addAll(field, unit, frame);
        getChildren().forEach(child -> child.setManaged(false));
        field.textProperty().subscribe(this::typed);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        field.focusedProperty().subscribe(focused -> focus(focused));
        field.setTooltip(tooltip);
    }

    /// Shows a model until [#unbind].
    public void bind(SetpointModel next, String label) {
        unbind();
        model = next;
        field.setAccessibleText("Setpoint of " + label);
        subscription =
                Subscription.combine(
                        next.textProperty().subscribe(this::showText),
                        next.modeProperty().subscribe(this::showMode),
                        next.reasonProperty().subscribe(this::showReason));
    }

    /// Shows the model no longer.
    public void unbind() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
        model = null;
    }

    /// How far an arrow key steps.
    public void setStep(double step) {
        this.step = step;
    }

    /// Shows a unit.
    public void setUnit(String text) {
        if (!text.equals(unit.getText())) {
            unit.setText(text);
            requestLayout();
        }
    }

    /// The input itself, to give it the focus.
    public TextField input() {
        return field;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double unitNeeds = Math.ceil(unit.getLayoutBounds().getWidth());
        // In a narrow field the digits need the room that keeps units in line elsewhere.
        double unitWidth =
                unit.getText().isEmpty() || width < NARROW
                        ? unitNeeds
                        : Math.max(UNIT_WIDTH, unitNeeds);
        double unitAt = width - EDGE - unitWidth;
        unit.setX(unitAt);
        unit.setY(Math.round(height / 2));
        double start = ICON_END;
        field.resizeRelocate(start, 0, unitAt - start, height);
        frame.resizeRelocate(0, 0, width, height);
        FontIcon icon = insideIcon;
        if (icon != null) {
            icon.setX(EDGE);
            icon.setY(Math.round(height / 2));
        }
    }

    private void typed(String text) {
        if (model != null) {
            model.edit(text);
        }
    }

    private void pressed(KeyEvent event) {
        SetpointModel shown = model;
        if (shown == null) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> shown.commit();
            case ESCAPE -> shown.revert();
            case UP -> shown.step(event.isShiftDown() ? 10 : 1, step);
            case DOWN -> shown.step(event.isShiftDown() ? -10 : -1, step);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void focus(boolean focused) {
        frame.getStyleClass().remove("focused");
        if (focused) {
            frame.getStyleClass().add("focused");
            field.selectAll();
        }
    }

    private void showText(String text) {
        if (!text.equals(field.getText())) {
            boolean atEnd = field.isFocused();
            field.setText(text);
            if (atEnd) {
                field.end();
            }
        }
    }

    private void showReason(String reason) {
        tooltip.setText(
                reason.isEmpty()
                        ? "Enter sends, Escape reverts, arrows step (Shift: ten steps)"
                        : reason);
    }

    private void showMode(SetpointModel.Mode mode) {
        String styleClass =
                switch (mode) {
                    case IDLE -> "";
                    case PENDING -> "pending";
                    case REFUSED -> "refused";
                    case READ_ONLY -> "read-only";
                    case DISCONNECTED -> "disconnected";
                };
        String icon =
                switch (mode) {
                    case PENDING -> ValueState.PENDING.icon();
                    case REFUSED -> "mdi2a-alert-octagon";
                    case READ_ONLY -> ValueState.READ_ONLY.icon();
                    case IDLE, DISCONNECTED -> "";
                };
        if (!styleClass.equals(shownClass)) {
            getStyleClass().remove(shownClass);
            frame.getStyleClass().removeAll("pending", "disconnected");
            if (!styleClass.isEmpty()) {
                getStyleClass().add(styleClass);
            }
            if (mode == SetpointModel.Mode.PENDING || mode == SetpointModel.Mode.DISCONNECTED) {
                frame.getStyleClass().add(styleClass);
            }
            shownClass = styleClass;
        }
        boolean editable =
                switch (mode) {
                    case IDLE, PENDING, REFUSED -> true;
                    case READ_ONLY, DISCONNECTED -> false;
                };
        field.setEditable(editable);
        field.setFocusTraversable(editable);
        if (insideIcon != null) {
            getChildren().remove(insideIcon);
            insideIcon = null;
        }
        if (!icon.isEmpty()) {
            FontIcon shown = Parts.icon(icon, "inside-icon");
            shown.setTextOrigin(VPos.CENTER);
            shown.setManaged(false);
            insideIcon = shown;
            getChildren().add(shown);
        }
        requestLayout();
    }
}
