package io.beamdesk.ui.recipes;

import io.beamdesk.pv.Range;
import io.beamdesk.ui.fx.Figures;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Polygon;
import javafx.scene.text.Text;

/// The positions of a scan on its axis, between the limits, with where the axis is now.
final class PositionsView extends Region {
    private static final double EDGE = 12;
    private static final double TRACK = 44;
    private static final double MOST_TICKS = 200;

    private final Line track = new Line();
    private final Path ticks = new Path();
    private final Path outside = new Path();
    private final Polygon here = new Polygon(0, 0, -6, -9, 6, -9);
    private final Text hereWord = text();
    private final Text low = text();
    private final Text high = text();
    private final Text first = text();
    private final Text last = text();
    private double from = Double.NaN;
    private double to = Double.NaN;
    private int count;
    private Range limits = Range.NONE;
    private double position = Double.NaN;
    private int precision;

    PositionsView() {
        getStyleClass().add("positions-view");
        track.getStyleClass().add("track");
        ticks.getStyleClass().add("ticks");
        outside.getStyleClass().add("outside");
        here.getStyleClass().add("here");
        getChildren().addAll(track, ticks, outside, here, hereWord, low, high, first, last);
        getChildren().forEach(c -> c.setManaged(false));
    }

    private static Text text() {
        Text text = new Text();
        text.setTextOrigin(VPos.TOP);
        text.getStyleClass().add("figure");
        return text;
    }

    void show(StepScanDraft draft, Optional<RecipeDesk.AxisState> axis) {
        limits = axis.map(RecipeDesk.AxisState::limits).orElse(Range.NONE);
        position =
                axis.filter(a -> a.position().isPresent())
                        .map(a -> a.position().getAsDouble())
                        .orElse(Double.NaN);
        precision = axis.map(RecipeDesk.AxisState::precision).orElse(3);
        try {
            double origin = draft.relative() ? position : 0;
            from = origin + Figures.parse(draft.from());
            to = origin + Figures.parse(draft.to());
            count = (int) Math.clamp(Figures.parse(draft.points()), 1, Integer.MAX_VALUE);
            if (count == 1) {
                from = (from + to) / 2;
                to = from;
            }
        } catch (NumberFormatException _) {
            count = 0;
        }
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 92;
    }

    @Override
    protected void layoutChildren() {
        boolean drawn = count > 0 && Double.isFinite(from) && Double.isFinite(to);
        double left = limits.isSet() ? limits.low() : drawn ? Math.min(from, to) : 0;
        double right = limits.isSet() ? limits.high() : drawn ? Math.max(from, to) : 1;
        if (drawn) {
            left = Math.min(left, Math.min(from, to));
            right = Math.max(right, Math.max(from, to));
        }
        if (Double.isFinite(position)) {
            left = Math.min(left, position);
            right = Math.max(right, position);
        }
        if (!(right > left)) {
            left -= 0.5;
            right += 0.5;
        }
        double lowest = left;
        double scale = (getWidth() - 2 * EDGE) / (right - left);
        java.util.function.DoubleUnaryOperator x =
                v -> Math.round(EDGE + (v - lowest) * scale) + 0.5;
        double trackLow = limits.isSet() ? limits.low() : left;
        double trackHigh = limits.isSet() ? limits.high() : right;
        track.setStartX(x.applyAsDouble(trackLow));
        track.setEndX(x.applyAsDouble(trackHigh));
        track.setStartY(TRACK + 0.5);
        track.setEndY(TRACK + 0.5);
        drawTicks(drawn, x);
        place(
                low,
                limits.isSet() ? "limit " + Figures.brief(trackLow) : "",
                x.applyAsDouble(trackLow),
                TRACK + 30);
        place(
                high,
                limits.isSet() ? "limit " + Figures.brief(trackHigh) : "",
                x.applyAsDouble(trackHigh),
                TRACK + 30);
        place(
                first,
                drawn ? Figures.of(Math.min(from, to), precision) : "",
                drawn ? x.applyAsDouble(Math.min(from, to)) : 0,
                TRACK + 12);
        place(
                last,
                drawn && count > 1 ? Figures.of(Math.max(from, to), precision) : "",
                drawn ? x.applyAsDouble(Math.max(from, to)) : 0,
                TRACK + 12);
        apart(first, last);
        boolean known = Double.isFinite(position);
        here.setVisible(known);
        hereWord.setVisible(known);
        if (known) {
            here.setLayoutX(x.applyAsDouble(position));
            here.setLayoutY(TRACK - 12);
            place(hereWord, "now " + Figures.of(position, precision), x.applyAsDouble(position), 0);
        }
    }

    private void drawTicks(boolean drawn, java.util.function.DoubleUnaryOperator x) {
        ticks.getElements().clear();
        outside.getElements().clear();
        int shown = drawn ? (int) Math.min(count, MOST_TICKS) : 0;
        for (int i = 0; i < shown; i++) {
            double value = shown == 1 ? from : from + (to - from) * i / (shown - 1);
            double at = x.applyAsDouble(value);
            boolean allowed = limits.contains(value);
            (allowed ? ticks : outside)
                    .getElements()
                    .addAll(new MoveTo(at, TRACK - 8), new LineTo(at, TRACK + 8));
        }
    }

    private void place(Text text, String words, double centre, double y) {
        text.setText(words);
        double width = text.getLayoutBounds().getWidth();
        text.setX(Math.round(Math.clamp(centre - width / 2, 0, Math.max(0, getWidth() - width))));
        text.setY(y);
    }

    private void apart(Text a, Text b) {
        double overlap = a.getX() + a.getLayoutBounds().getWidth() + 12 - b.getX();
        if (overlap > 0 && !b.getText().isEmpty()) {
            a.setX(Math.max(0, a.getX() - overlap / 2));
            b.setX(a.getX() + a.getLayoutBounds().getWidth() + 12);
        }
    }
}
