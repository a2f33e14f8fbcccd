package io.beamdesk.ui.live;

import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.Marker;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The latest run as curves with the older runs that are laid over it, and the peak of what is in
/// view.
public final class LiveCurves {
    private static final int STATISTICS_POINTS = 8192;

    private final Session session;
    private final PlotModel plot = new PlotModel();
    private final Spectrum spectrum = new Spectrum(plot);
    private final ReadOnlyObjectWrapper<PeakStatistics> statistics =
            new ReadOnlyObjectWrapper<>(this, "statistics", PeakStatistics.NONE);
    private int measured;
    private boolean drawing;

    LiveCurves(Session session) {
        this.session = session;
        plot.revisionProperty().subscribe(this::measure);
    }

    /// Draws the run as what was chosen of it.
    void draw(LiveRun run, Quantity.Choice choice, Optional<LiveViewModel.Hold> hold) {
        // Each step below changes the plot; one measurement follows the last.
        drawing = true;
        List<Quantity> shown = choice.curves();
        measured = Math.min(measured, shown.size() - 1);
        List<Curve> curves = new ArrayList<>();
        Map<LiveRun, Integer> older = new LinkedHashMap<>();
        if (shown.size() == 1) {
            Quantity only = shown.getFirst();
            session.overlaid().forEach(o -> older.put(o, session.seriesOf(o)));
            curves.add(new Curve(choice.name(), run.trace(only), 1, true));
            spectrum.mean(run, Spectrum.repeatsBefore(run, session.runs()), only)
                    .ifPresent(curves::add);
            older.forEach(
                    (o, colour) -> curves.add(new Curve(o.number(), o.trace(only), colour, false)));
        } else {
            for (int i = 0; i < shown.size(); i++) {
                curves.add(new Curve(shown.get(i).title(), run.trace(shown.get(i)), i + 1, true));
            }
            // The cursor and the statistics belong to the first curve.
            curves.addFirst(curves.remove(measured));
        }
        PlotModel.Axis y = run.valueAxis(shown.get(measured));
        plot.label(
                run.plotAxis(),
                shown.size() == 1
                        ? y
                        : new PlotModel.Axis(choice.name(), y.units(), y.precision()));
        plot.show(curves);
        spectrum.draw(
                run, shown.size() == 1 ? Optional.of(shown.getFirst()) : Optional.empty(), older);
        plot.plan(
                run.end()
                        .flatMap(end ->
                                run.place().map(place -> new PlotModel.Planned(place, end))));
        mark(hold);
        drawing = false;
        measure();
    }

    /// Marks the edges of a spectrum, and where and why the run waits.
    void mark(Optional<LiveViewModel.Hold> hold) {
        List<Marker> markers = new ArrayList<>(spectrum.mark());
        Optional<Double> place = session.latest().flatMap(LiveRun::place);
        if (hold.isPresent() && place.isPresent()) {
            markers.add(
                    new Marker(
                            place.get(),
                            hold.get().title(),
                            hold.get().detail(),
                            Marker.Kind.SUSPENDED));
        }
        plot.mark(markers);
    }

    private void measure() {
        if (!drawing && !plot.curves().isEmpty()) {
            Trace trace = plot.curves().getFirst().trace();
            double[][] points = trace.within(plot.viewX(), STATISTICS_POINTS);
            statistics.set(PeakStatistics.of(points[0], points[1]));
        }
    }

    /// The plot.
    public PlotModel plot() {
        return plot;
    }

    /// What a spectrum has beside its curve.
    public Spectrum spectrum() {
        return spectrum;
    }

    /// Where the peak of the first curve is, within the part of the axis in view.
    public ReadOnlyObjectProperty<PeakStatistics> statisticsProperty() {
        return statistics.getReadOnlyProperty();
    }

    /// Takes the statistics and the cursor of this one of the chosen curves, from 0, when they are
    /// drawn next.
    void setMeasured(int index) {
        measured = index;
    }

    /// Which of the chosen curves the statistics and the cursor belong to.
    public int measured() {
        return measured;
    }
}
