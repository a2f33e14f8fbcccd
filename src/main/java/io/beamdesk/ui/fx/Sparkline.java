package io.beamdesk.ui.fx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/// The last minutes of a value as a small filled curve without axes.
public final class Sparkline extends Region {
    private final Polygon area = new Polygon();
    private final Polyline line = new Polyline();
    private List<History.Point> points = List.of();
    private Duration window = Duration.ZERO;
    private Instant now = Instant.EPOCH;

    /// An empty curve.
    public Sparkline() {
        getStyleClass().add("sparkline");
        area.getStyleClass().add("area");
        line.getStyleClass().add("line");
        area.setManaged(false);
        line.setManaged(false);
        getChildren().addAll(area, line);
    }

    /// Draws the points of a history up to now.
    public void show(History history, Instant until) {
        points = history.points();
        window = history.window();
        now = until;
        draw();
    }

    /// Whether nothing is drawn yet.
    public boolean isEmpty() {
        return line.getPoints().isEmpty();
    }

    @Override
    protected void layoutChildren() {
        draw();
    }

    private void draw() {
        area.getPoints().clear();
        line.getPoints().clear();
        List<History.Point> known = points.stream().filter(p -> !Double.isNaN(p.value())).toList();
        if (known.isEmpty() || window.isZero() || getWidth() <= 0) {
            return;
        }
        double top = known.stream().mapToDouble(History.Point::value).max().orElse(0);
        double bottom = known.stream().mapToDouble(History.Point::value).min().orElse(0);
        // A steady value is a line across the upper part, whatever its noise; a fall is seen as
        // one.
        double low = Math.min(bottom - 0.02 * Math.abs(top), bottom);
        double span = Math.max(top - low, 1e-12);
        Double[] at = new Double[known.size() * 2];
        for (int i = 0; i < known.size(); i++) {
            at[2 * i] = x(known.get(i).time());
            at[2 * i + 1] = 1 + (getHeight() - 2) * (top - known.get(i).value()) / span;
        }
        line.getPoints().setAll(at);
        area.getPoints().setAll(at);
        area.getPoints().addAll(at[at.length - 2], getHeight(), at[0], getHeight());
    }

    private double x(Instant time) {
        double age = Duration.between(time, now).toNanos() / (double) window.toNanos();
        return getWidth() * Math.clamp(1 - age, 0, 1);
    }
}
