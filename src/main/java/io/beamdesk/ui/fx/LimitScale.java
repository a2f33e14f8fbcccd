package io.beamdesk.ui.fx;

import io.beamdesk.pv.Range;
import java.util.OptionalDouble;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/// Two limits as a scale, the value as a dot on it, and where it is going as a line.
public final class LimitScale extends Region {
    private static final double ACROSS = 12;
    private static final double DOT = 10;

    private final Region track = part("track");
    private final Region low = part("end");
    private final Region high = part("end");
    private final Region target = part("target");
    private final Region dot = part("dot");
    private final Text lowFigure = figure();
    private final Text highFigure = figure();
    private Range limits = Range.NONE;
    private double value = Double.NaN;
    private double aim = Double.NaN;

    /// A scale without limits, which shows nothing.
    public LimitScale() {
        getStyleClass().add("limit-scale");
        getChildren().addAll(track, low, high, target, dot, lowFigure, highFigure);
        setLimits(Range.NONE);
    }

    /// Shows other limits; without any the scale is empty.
    public void setLimits(Range next) {
        limits = next;
        getChildren().forEach(child -> child.setVisible(next.isSet()));
        lowFigure.setText(Figures.brief(next.low()));
        highFigure.setText(Figures.brief(next.high()));
        place();
        placeDot();
    }

    /// Moves the dot, and the line of the target if there is one.
    public void setValue(OptionalDouble now, OptionalDouble goingTo) {
        double next = now.orElse(Double.NaN);
        double nextAim = goingTo.orElse(Double.NaN);
        if (Double.compare(next, value) != 0 || Double.compare(nextAim, aim) != 0) {
            value = next;
            aim = nextAim;
            placeDot();
        }
    }

    /// Shows the dot in the colour of motion.
    public void setMoving(boolean moving) {
        boolean shown = getStyleClass().contains("moving");
        if (moving && !shown) {
            getStyleClass().add("moving");
        } else if (!moving && shown) {
            getStyleClass().remove("moving");
        }
    }

    @Override
    protected void layoutChildren() {
        place();
        placeDot();
    }

    private void place() {
        double end = getWidth() - 2;
        track.resizeRelocate(0, ACROSS - 2, getWidth(), 4);
        low.resizeRelocate(0, ACROSS - 6, 2, 12);
        high.resizeRelocate(end, ACROSS - 6, 2, 12);
        double below = getHeight() - 6;
        lowFigure.setX(0);
        lowFigure.setY(below);
        highFigure.setX(Math.round(getWidth() - highFigure.getLayoutBounds().getWidth()));
        highFigure.setY(below);
    }

    private void placeDot() {
        boolean there = limits.isSet() && !Double.isNaN(value);
        dot.setVisible(there);
        if (there) {
            dot.resizeRelocate(at(value) - DOT / 2, ACROSS - DOT / 2, DOT, DOT);
        }
        boolean going = there && !Double.isNaN(aim);
        target.setVisible(going);
        if (going) {
            target.resizeRelocate(at(aim) - 1, ACROSS - 6, 2, 12);
        }
    }

    private double at(double number) {
        double share = (number - limits.low()) / (limits.high() - limits.low());
        return Math.round(1 + Math.clamp(share, 0, 1) * (getWidth() - 2));
    }

    private static Region part(String styleClass) {
        Region part = new Region();
        part.getStyleClass().add(styleClass);
        part.setManaged(false);
        return part;
    }

    private static Text figure() {
        Text text = new Text();
        text.getStyleClass().add("figure");
        text.setTextOrigin(VPos.CENTER);
        text.setManaged(false);
        return text;
    }
}
