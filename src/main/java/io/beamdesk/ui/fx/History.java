package io.beamdesk.ui.fx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The values of the last while, thinned to so many points a window that drawing stays cheap.
///
/// Time without a value is kept as a gap. Used on one thread only.
public final class History {
    /// A value at a time; NaN where there was none.
    ///
    /// @param time when
    /// @param value what
    public record Point(Instant time, double value) {}

    private final Duration window;
    private final Duration step;
    private final ArrayDeque<Point> points = new ArrayDeque<>();

    /// @param window how far back it reaches
    /// @param most number of points kept
    public History(Duration window, int most) {
        this.window = window;
        this.step = Duration.ofNanos(window.toNanos() / most);
    }

    /// Adds a value; the last value within a step stands for it. Returns whether a point was added
    /// or dropped, so that it is worth drawing again.
    public boolean add(Instant time, double value) {
        Point last = points.peekLast();
        boolean sameStep = last != null && Duration.between(last.time(), time).compareTo(step) < 0;
        boolean sameKind = last != null && Double.isNaN(last.value()) == Double.isNaN(value);
        if (sameStep && sameKind) {
            return false;
        }
        points.addLast(new Point(time, value));
        Instant oldest = time.minus(window);
        // One point before the window is kept: the curve enters from the left edge.
        while (points.size() > 1 && second().time().isBefore(oldest)) {
            points.removeFirst();
        }
        return true;
    }

    /// How far back it reaches.
    public Duration window() {
        return window;
    }

    /// All points, oldest first.
    public List<Point> points() {
        return new ArrayList<>(points);
    }

    private Point second() {
        var all = points.iterator();
        all.next();
        return all.next();
    }
}
