package io.beamdesk.ui.plot;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What a plot shows and which part of it: curves, axes, markers, zoom, cursor. Belongs to the
/// JavaFX thread and needs no toolkit.
///
/// A plot can stand below another and share its horizontal axis: the part in view, what is planned,
/// and the place of the cursor. Then the one above is asked for them.
public final class PlotModel {
    /// The point that the cursor stands on.
    ///
    /// @param curve its curve
    /// @param index its place in the trace
    /// @param x its x
    /// @param y its y
    public record Cursor(Curve curve, int index, double x, double y) {}

    /// What an axis measures.
    ///
    /// @param title the quantity
    /// @param units its units, empty if none
    /// @param precision decimals of a readout
    public record Axis(String title, String units, int precision) {
        /// The title with its units: `energy (eV)`.
        public String words(String factor) {
            String inner = (units + factor).strip();
            return inner.isEmpty() ? title : title + " (" + inner + ")";
        }
    }

    /// What is yet to be measured: from where the run is to where it ends.
    ///
    /// @param from where the run is
    /// @param to where it ends
    public record Planned(double from, double to) {}

    private static final double MARGIN = 0.02;
    private static final double HEADROOM = 0.06;
    private static final int Y_TICKS = 6;
    private static final Span NOTHING = new Span(0, 1);

    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ReadOnlyObjectWrapper<Optional<Cursor>> cursor =
            new ReadOnlyObjectWrapper<>(this, "cursor", Optional.empty());
    private List<Curve> curves = List.of();
    private List<Marker> markers = List.of();
    private Optional<Planned> planned = Optional.empty();
    private Optional<Span> shaded = Optional.empty();
    private Axis xAxis = new Axis("", "", 3);
    private Axis yAxis = new Axis("", "", 3);
    private Optional<Span> zoomX = Optional.empty();
    private Optional<Span> zoomY = Optional.empty();
    private Optional<PlotModel> below = Optional.empty();
    private final Optional<PlotModel> above;

    /// A plot by itself.
    public PlotModel() {
        above = Optional.empty();
    }

    /// A plot below another.
    public PlotModel(PlotModel above) {
        this.above = Optional.of(above);
        above.below = Optional.of(this);
        above.cursor.subscribe(this::followCursor);
    }

    /// Whether a plot with curves stands below, which has the figures of the axis.
    public boolean isAbove() {
        return below.filter(b -> !b.curves.isEmpty()).isPresent();
    }

    /// Whether it stands below another.
    public boolean isBelow() {
        return above.isPresent();
    }

    /// Changes whenever the picture has to be drawn anew.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// The point that the cursor stands on, empty if it is not set.
    public ReadOnlyObjectProperty<Optional<Cursor>> cursorProperty() {
        return cursor.getReadOnlyProperty();
    }

    /// Says that a trace has grown.
    public void changed() {
        revision.set(revision.get() + 1);
        below.ifPresent(PlotModel::changed);
    }

    /// Shows these curves, the one that the cursor belongs to first; they are drawn in reverse order.
    public void show(List<Curve> shown) {
        curves = List.copyOf(shown);
        if (above.isPresent()) {
            followCursor();
            return;
        }
        Optional<Cursor> old = cursor.get();
        boolean kept =
                old.isPresent()
                        && !curves.isEmpty()
                        && curves.getFirst().trace() == old.get().curve().trace();
        if (!kept) {
            cursor.set(Optional.empty());
            if (old.isPresent()) {
                placeCursor(old.get().x());
            }
        }
        changed();
    }

    /// Names the axes.
    public void label(Axis x, Axis y) {
        xAxis = x;
        yAxis = y;
        changed();
    }

    /// Shows these markers.
    public void mark(List<Marker> shown) {
        if (!markers.equals(shown)) {
            markers = List.copyOf(shown);
            changed();
        }
    }

    /// Hatches what is not yet measured, and keeps it in view.
    public void plan(Optional<Planned> rest) {
        if (!planned.equals(rest)) {
            planned = rest;
            changed();
        }
    }

    /// Shades a part of the horizontal axis: the width of a peak.
    public void shade(Optional<Span> part) {
        if (!shaded.equals(part)) {
            shaded = part;
            changed();
        }
    }

    /// The part that is shaded.
    public Optional<Span> shaded() {
        return shaded;
    }

    /// The curves, the current one first.
    public List<Curve> curves() {
        return curves;
    }

    /// The markers.
    public List<Marker> markers() {
        return markers;
    }

    /// What is not yet measured.
    public Optional<Planned> planned() {
        return above.map(PlotModel::planned).orElse(planned);
    }

    /// What the horizontal axis measures.
    public Axis xAxis() {
        return xAxis;
    }

    /// What the vertical axis measures.
    public Axis yAxis() {
        return yAxis;
    }

    /// Whether there is a point to draw.
    public boolean isEmpty() {
        return curves.stream().allMatch(c -> c.trace().isEmpty());
    }

    /// Whether a person chose what is in view.
    public boolean isZoomed() {
        return above.map(PlotModel::isZoomed)
                .orElse(
                        zoomX.isPresent()
                                || zoomY.isPresent()
                                || below.flatMap(b -> b.zoomY).isPresent());
    }

    /// The part of the horizontal axis in view.
    public Span viewX() {
        if (above.isPresent()) {
            return above.get().viewX();
        }
        return zoomX.orElseGet(() -> {
            Optional<Span> all =
                    spanOf(
                            curves.stream()
                                    .map(Curve::trace)
                                    .filter(t -> !t.isEmpty())
                                    .map(Trace::xSpan)
                                    .toList());
            Optional<Span> rest = planned.map(p -> new Span(p.from(), p.to()));
            Optional<Span> both =
                    all.isPresent() && rest.isPresent()
                            ? Optional.of(all.get().with(rest.get()))
                            : all.or(() -> rest);
            return both.map(s -> s.padded(MARGIN)).orElse(NOTHING);
        });
    }

    /// The part of the vertical axis in view: what the curves need, up to the next ticks.
    public Span viewY() {
        return zoomY.orElseGet(() -> {
            Span x = viewX();
            List<Span> spans =
                    curves.stream()
                            .map(Curve::trace)
                            .filter(t -> !t.isEmpty())
                            .map(t -> isZoomed() ? t.ySpan(x) : t.ySpan())
                            .toList();
            return spanOf(spans)
                    .map(s -> Ticks.enclosing(s.padded(HEADROOM), Y_TICKS * 2))
                    .orElse(NOTHING);
        });
    }

    private static Optional<Span> spanOf(List<Span> spans) {
        return spans.stream().reduce(Span::with);
    }

    /// Shows this part and follows the curves no more.
    public void zoom(Span x, Span y) {
        zoomY = Optional.of(y);
        PlotModel top = above.orElse(this);
        top.zoomX = Optional.of(x);
        top.changed();
    }

    /// Magnifies (factor below 1) around a place of both axes.
    public void zoomAt(double x, double y, double factor) {
        zoom(viewX().zoomed(x, factor), viewY().zoomed(y, factor));
    }

    /// Moves the view.
    public void pan(double byX, double byY) {
        zoom(viewX().moved(byX), viewY().moved(byY));
    }

    /// Shows everything and follows the curves again.
    public void reset() {
        if (above.isPresent()) {
            above.get().reset();
            return;
        }
        zoomX = Optional.empty();
        zoomY = Optional.empty();
        below.ifPresent(b -> b.zoomY = Optional.empty());
        changed();
    }

    /// Sets the cursor on the point of the current curve nearest to x.
    public void placeCursor(double x) {
        if (above.isPresent()) {
            above.get().placeCursor(x);
        } else if (!curves.isEmpty()) {
            stand(curves.getFirst(), curves.getFirst().trace().nearest(x));
        }
    }

    /// Moves the cursor by a point to the right (1) or left (-1); sets it in the middle of the view at first.
    public void stepCursor(int direction) {
        if (above.isPresent()) {
            above.get().stepCursor(direction);
            return;
        }
        Optional<Cursor> at = cursor.get();
        if (at.isEmpty()) {
            placeCursor(viewX().low() + viewX().length() / 2);
        } else {
            stand(at.get().curve(), at.get().curve().trace().beside(at.get().x(), direction));
        }
    }

    /// Sets the cursor on the first point from the left (-1) or from the right (1).
    public void cursorToEnd(int direction) {
        if (above.isPresent()) {
            above.get().cursorToEnd(direction);
        } else if (!curves.isEmpty() && !curves.getFirst().trace().isEmpty()) {
            Span all = curves.getFirst().trace().xSpan();
            placeCursor(direction < 0 ? all.low() : all.high());
        }
    }

    /// Takes the cursor away.
    public void hideCursor() {
        if (above.isPresent()) {
            above.get().hideCursor();
            return;
        }
        cursor.set(Optional.empty());
        changed();
    }

    /// Stands where the cursor of the plot above stands.
    private void followCursor() {
        Optional<Cursor> leading = above.flatMap(a -> a.cursor.get());
        int index =
                leading.isEmpty() || curves.isEmpty()
                        ? -1
                        : curves.getFirst().trace().nearest(leading.get().x());
        cursor.set(Optional.empty());
        if (index >= 0) {
            Trace trace = curves.getFirst().trace();
            cursor.set(
                    Optional.of(
                            new Cursor(curves.getFirst(), index, trace.x(index), trace.y(index))));
        }
        changed();
    }

    private void stand(Curve curve, int index) {
        if (index >= 0) {
            double x = curve.trace().x(index);
            cursor.set(Optional.of(new Cursor(curve, index, x, curve.trace().y(index))));
            if (!viewX().contains(x)) {
                zoomX = zoomX.map(z -> z.moved(x - (z.low() + z.length() / 2)));
            }
            changed();
        }
    }
}
