package io.beamdesk.ui.fx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;

/// The last minutes of a value with its axes; time without a value is hatched.
public final class TrendPlot extends Region {
    private static final double LEFT = 80;
    private static final double BOTTOM = 24;
    private static final double TOP = 8;

    /// Ends of the axis; they and the middle between them are round.
    ///
    /// @param low the lower end
    /// @param high the upper end
    record Ends(double low, double high) {
        private static final double MARGIN = 0.1;
        private static final double[] ROUND = {1, 2, 2.5, 5};

        /// The narrowest with some room around the values; never below zero for values that are not.
        ///
        /// @param finest the least that the figures can tell
        static Ends around(double min, double max, double finest) {
            double span = Math.max(max - min, finest);
            double least = min >= 0 ? Math.max(0, min - MARGIN * span) : min - MARGIN * span;
            double most = max + MARGIN * span;
            double decade = Math.pow(10, Math.floor(Math.log10(span / 2)));
            while (true) {
                for (double round : ROUND) {
                    double step = round * decade;
                    double low = Math.floor(least / step) * step;
                    if (step >= finest && low + 2 * step >= most) {
                        return new Ends(low, low + 2 * step);
                    }
                }
                decade *= 10;
            }
        }
    }

    private final Region gap = new Region();
    private final Text gapWord = text("gap-word", "no data");
    private final Path line = new Path();
    private final Line yAxis = line("axis");
    private final Line xAxis = line("axis");
    private final Line middle = line("grid");
    private final Text[] yFigures = {text("figure", ""), text("figure", ""), text("figure", "")};
    private final Text[] xFigures = {text("figure", ""), text("figure", ""), text("figure", "now")};
    private List<History.Point> points = List.of();
    private Duration window = Duration.ofMinutes(10);
    private Instant now = Instant.EPOCH;
    private int precision;

    /// An empty plot.
    public TrendPlot() {
        getStyleClass().add("trend");
        gap.getStyleClass().add("hatched");
        line.getStyleClass().add("line");
        getChildren().addAll(gap, middle, line, yAxis, xAxis, gapWord);
        getChildren().addAll(yFigures);
        getChildren().addAll(xFigures);
        getChildren().forEach(child -> child.setManaged(false));
    }

    /// Draws a history up to now, with this many decimals on the axis.
    public void show(History history, Instant until, int decimals) {
        points = history.points();
        window = history.window();
        now = until;
        precision = decimals;
        draw();
    }

    @Override
    protected void layoutChildren() {
        draw();
    }

    private void draw() {
        double right = getWidth() - 16;
        double floor = getHeight() - BOTTOM;
        place(yAxis, LEFT, TOP, LEFT, floor);
        place(xAxis, LEFT, floor, right, floor);
        place(middle, LEFT, (TOP + floor) / 2, right, (TOP + floor) / 2);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (History.Point point : points) {
            if (!Double.isNaN(point.value())) {
                min = Math.min(min, point.value());
                max = Math.max(max, point.value());
            }
        }
        boolean known = min <= max;
        Ends ends = known ? Ends.around(min, max, Math.pow(10, -precision)) : new Ends(0, 1);
        double low = ends.low();
        double high = ends.high();
        for (int i = 0; i < yFigures.length; i++) {
            Text figure = yFigures[i];
            figure.setText(known ? Figures.of(high - i * (high - low) / 2, precision) : "");
            figure.setX(Math.max(0, LEFT - 8 - figure.getLayoutBounds().getWidth()));
            figure.setY(TOP + i * (floor - TOP) / 2);
        }
        long minutes = window.toMinutes();
        xFigures[0].setText("−" + minutes + " min");
        xFigures[1].setText("−" + minutes / 2 + " min");
        for (int i = 0; i < xFigures.length; i++) {
            double width = xFigures[i].getLayoutBounds().getWidth();
            xFigures[i].setX(
                    Math.round(LEFT + i * (right - LEFT) / 2 - (i == 2 ? width : width / 2)));
            xFigures[i].setY(floor + 14);
        }
        drawLine(right, floor, low, high);
    }

    private void drawLine(double right, double floor, double low, double high) {
        List<PathElement> elements = new ArrayList<>();
        boolean pen = false;
        double gapFrom = Double.NaN;
        double lastX = LEFT;
        for (History.Point point : points) {
            double x = x(point.time(), right);
            if (Double.isNaN(point.value())) {
                pen = false;
                gapFrom = Double.isNaN(gapFrom) ? x : gapFrom;
            } else {
                double y = floor - (point.value() - low) / (high - low) * (floor - TOP);
                elements.add(pen ? new LineTo(x, y) : new MoveTo(x, y));
                pen = true;
                gapFrom = Double.NaN;
            }
            lastX = x;
        }
        if (pen
                && !elements.isEmpty()
                && lastX < right
                && elements.getLast() instanceof LineTo last) {
            elements.add(new LineTo(right, last.getY()));
        }
        line.getElements().setAll(elements);
        boolean missing = !Double.isNaN(gapFrom) || points.isEmpty();
        double from = points.isEmpty() ? LEFT : gapFrom;
        gap.setVisible(missing);
        gapWord.setVisible(missing && right - from > 60);
        if (missing) {
            gap.resizeRelocate(from, TOP, right - from, floor - TOP);
            gapWord.setX(Math.round((from + right - gapWord.getLayoutBounds().getWidth()) / 2));
            gapWord.setY((TOP + floor) / 2);
        }
    }

    private double x(Instant time, double right) {
        double age = Duration.between(time, now).toNanos() / (double) window.toNanos();
        return LEFT + (right - LEFT) * Math.clamp(1 - age, 0, 1);
    }

    private static void place(Line line, double x1, double y1, double x2, double y2) {
        line.setStartX(Math.round(x1) + 0.5);
        line.setStartY(Math.round(y1) + 0.5);
        line.setEndX(Math.round(x2) + 0.5);
        line.setEndY(Math.round(y2) + 0.5);
    }

    private static Line line(String styleClass) {
        Line line = new Line();
        line.getStyleClass().add(styleClass);
        return line;
    }

    private static Text text(String styleClass, String words) {
        Text text = new Text(words);
        text.getStyleClass().add(styleClass);
        text.setTextOrigin(VPos.CENTER);
        return text;
    }
}
