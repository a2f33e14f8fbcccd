package io.beamdesk.ui.align;

import io.beamdesk.image.Histogram;
import io.beamdesk.image.Levels;
import io.beamdesk.image.Pixels;
import io.beamdesk.ui.fx.Figures;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// How often each number occurs in a frame, on a logarithmic scale, with the two levels as lines that can
/// be dragged; arrows move the one that was dragged last.
final class LevelsView extends Region {
    private static final int BINS = 256;
    private static final double REACH = 12;
    private static final double FOOT = 16;

    /// Counts of a frame in even bins.
    ///
    /// @param low lower end of the first bin
    /// @param high upper end of the last one
    /// @param counts of each
    record Counts(double low, double high, long[] counts) {
        /// Counts a frame; belongs to the thread of the histogram.
        static Counts of(Histogram histogram, Pixels pixels) {
            histogram.count(pixels);
            int first = 0;
            int last = histogram.bins() - 1;
            while (first < last && histogram.in(first) == 0) {
                first++;
            }
            while (last > first && histogram.in(last) == 0) {
                last--;
            }
            double low = histogram.at(first);
            double high = Math.max(histogram.at(last + 1), low + 1);
            long[] counts = new long[BINS];
            for (int i = first; i <= last; i++) {
                double share = (histogram.at(i) - low) / (high - low);
                counts[Math.clamp((long) (share * BINS), 0, BINS - 1)] += histogram.in(i);
            }
            return new Counts(low, high, counts);
        }
    }

    private final Consumer<Levels> chosen;
    private final Path curve = new Path();
    private final Line low = new Line();
    private final Line high = new Line();
    private final Text lowFigure = new Text();
    private final Text highFigure = new Text();
    private @Nullable Counts counts;
    private double from;
    private double to = 1;
    private boolean upper;

    /// @param chosen gets the levels that were dragged
    LevelsView(Consumer<Levels> chosen) {
        this.chosen = chosen;
        getStyleClass().add("levels");
        curve.getStyleClass().add("levels-curve");
        low.getStyleClass().add("levels-line");
        high.getStyleClass().add("levels-line");
        lowFigure.getStyleClass().add("levels-figure");
        highFigure.getStyleClass().add("levels-figure");
        getChildren().addAll(curve, low, high, lowFigure, highFigure);
        getChildren().forEach(child -> child.setManaged(false));
        setFocusTraversable(true);
        setAccessibleText("Levels of the picture");
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        setOnKeyPressed(event -> {
            int by =
                    event.getCode() == KeyCode.LEFT ? -1 : event.getCode() == KeyCode.RIGHT ? 1 : 0;
            Counts now = counts;
            if (by != 0 && now != null) {
                choose((upper ? to : from) + by * (now.high() - now.low()) / 100);
                event.consume();
            }
        });
    }

    /// Shows a frame's counts and the levels it is shown with.
    void show(Counts now, Levels levels) {
        counts = now;
        from = levels.low();
        to = levels.high();
        requestLayout();
    }

    private double left() {
        Counts now = counts;
        return now == null ? 0 : Math.min(now.low(), from);
    }

    private double right() {
        Counts now = counts;
        return now == null ? 1 : Math.max(now.high(), to);
    }

    private double x(double value) {
        return REACH + (getWidth() - 2 * REACH) * (value - left()) / (right() - left());
    }

    private double value(double x) {
        return left() + (right() - left()) * (x - REACH) / Math.max(1, getWidth() - 2 * REACH);
    }

    private void press(MouseEvent event) {
        requestFocus();
        upper = Math.abs(event.getX() - x(to)) < Math.abs(event.getX() - x(from));
        drag(event);
    }

    private void drag(MouseEvent event) {
        choose(value(event.getX()));
        event.consume();
    }

    private void choose(double value) {
        if (counts == null) {
            return;
        }
        double apart = (right() - left()) / 1000;
        if (upper) {
            to = Math.max(value, from + apart);
        } else {
            from = Math.min(value, to - apart);
        }
        requestLayout();
        chosen.accept(new Levels(from, to));
    }

    @Override
    protected void layoutChildren() {
        double floor = getHeight() - FOOT;
        curve.getElements().clear();
        Counts now = counts;
        if (now != null) {
            double most = 1;
            for (long count : now.counts()) {
                most = Math.max(most, Math.log1p(count));
            }
            double width = (now.high() - now.low()) / BINS;
            curve.getElements().add(new MoveTo(x(now.low()), floor));
            for (int i = 0; i < BINS; i++) {
                double y = floor - Math.log1p(now.counts()[i]) / most * (floor - 2);
                curve.getElements().add(new LineTo(x(now.low() + (i + 0.5) * width), y));
            }
            curve.getElements().add(new LineTo(x(now.high()), floor));
            curve.getElements().add(new ClosePath());
        }
        line(low, lowFigure, from, floor);
        line(high, highFigure, to, floor);
    }

    private void line(Line line, Text figure, double value, double floor) {
        double x = Math.floor(x(value)) + 0.5;
        line.setStartX(x);
        line.setEndX(x);
        line.setStartY(0);
        line.setEndY(floor);
        figure.setText(Figures.brief(Math.rint(value)));
        double width = figure.getLayoutBounds().getWidth();
        figure.setX(Math.clamp(x - width / 2, 0, Math.max(0, getWidth() - width)));
        figure.setY(getHeight() - 3);
    }
}
