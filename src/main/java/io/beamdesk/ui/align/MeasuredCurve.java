package io.beamdesk.ui.align;

import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import io.beamdesk.plan.RockingCurve;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.live.LiveRun;
import io.beamdesk.ui.live.PeakStatistics;
import io.beamdesk.ui.live.Quantity;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Span;
import io.beamdesk.ui.plot.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/// One column of the latest run of a kind as a curve that grows while it is measured.
///
/// Documents come on any thread; all else belongs to the JavaFX thread.
public final class MeasuredCurve implements DocumentSink {
    /// Colour and dash of what was fitted.
    private static final int FIT = 3;

    private static final int FIT_POINTS = 40;

    private final Predicate<RunStart> ours;
    private final Queue<Document> arrived = new ConcurrentLinkedQueue<>();
    private final Pulse.Slot<Boolean> wake;
    private final PlotModel plot = new PlotModel();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private volatile boolean following;
    private Optional<LiveRun> run = Optional.empty();
    private String column = "";
    private Optional<Trace> fit = Optional.empty();

    /// @param ours which runs are shown
    public MeasuredCurve(Predicate<RunStart> ours, Pulse pulse) {
        this.ours = ours;
        wake = pulse.slot(_ -> takeIn());
    }

    @Override
    public Delivery delivery() {
        return Delivery.LATEST;
    }

    @Override
    public void accept(Document document) {
        if (document instanceof RunStart start) {
            following = ours.test(start);
        }
        if (following
                && !(document instanceof StreamResource)
                && !(document instanceof StreamDatum)) {
            arrived.add(document);
            wake.offer(true);
        }
    }

    private void takeIn() {
        for (Document next = arrived.poll(); next != null; next = arrived.poll()) {
            Document document = next;
            if (document instanceof RunStart start) {
                run = Optional.of(new LiveRun(start));
                plot.reset();
                plot.mark(List.of());
                plot.shade(Optional.empty());
                fit = Optional.empty();
            } else {
                run.ifPresent(now -> now.accept(document));
            }
        }
        draw();
    }

    /// Chooses the column that is drawn.
    void setColumn(String now) {
        column = now;
        draw();
    }

    private void draw() {
        Quantity quantity = new Quantity.Column(column);
        run.filter(now -> now.measures(quantity))
                .ifPresent(now -> {
                    plot.label(now.plotAxis(), now.valueAxis(quantity));
                    List<Curve> curves = new ArrayList<>();
                    curves.add(new Curve(column, now.trace(quantity), 1, true));
                    fit.ifPresent(through -> curves.add(new Curve("fit", through, FIT, false)));
                    plot.show(curves);
                    plot.plan(
                            now.end()
                                    .flatMap(end ->
                                            now.place().map(at -> new PlotModel.Planned(at, end))));
                });
        revision.set(revision.get() + 1);
    }

    /// Changes whenever points have come or something else is drawn.
    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// The curve.
    PlotModel plot() {
        return plot;
    }

    /// The run that is drawn.
    Optional<LiveRun> run() {
        return run;
    }

    private Optional<Trace> trace() {
        return plot.curves().isEmpty()
                ? Optional.empty()
                : Optional.of(plot.curves().getFirst().trace()).filter(t -> !t.isEmpty());
    }

    /// Where its peak is; all NaN before there are points.
    PeakStatistics statistics() {
        return trace().map(t -> t.within(t.xSpan(), Integer.MAX_VALUE))
                .map(points -> PeakStatistics.of(points[0], points[1]))
                .orElse(PeakStatistics.NONE);
    }

    /// Draws what was fitted to its top, and shades its width at half of its height.
    void fit() {
        PeakStatistics now = statistics();
        if (Double.isFinite(now.fwhm())) {
            plot.shade(
                    Optional.of(
                            new Span(
                                    now.fwhmCentre() - now.fwhm() / 2,
                                    now.fwhmCentre() + now.fwhm() / 2)));
        }
        fit =
                trace().map(t -> t.within(t.xSpan(), Integer.MAX_VALUE))
                        .map(points -> new RockingCurve(points[0], points[1]).maximum())
                        .flatMap(found ->
                                found instanceof RockingCurve.Maximum(double _, var top)
                                        ? Optional.of(drawn(top, trace().orElseThrow()))
                                        : Optional.empty());
        draw();
    }

    /// A fitted top down to half of its height, where it leaves what was measured.
    private static Trace drawn(RockingCurve.Top top, Trace measured) {
        double low = measured.ySpan().low();
        double reach = Math.sqrt((top.height() - low) / (-2 * top.bend()));
        Trace trace = new Trace();
        for (int i = 0; i <= FIT_POINTS; i++) {
            double x = top.vertex() + reach * (2.0 * i / FIT_POINTS - 1);
            trace.add(x, top.at(x));
        }
        return trace;
    }

    /// How many times as high the peak is as what was measured nearest to a place; NaN before there are
    /// points.
    double gainOver(double place) {
        return trace().map(t -> t.y(t.highest()) / t.y(t.nearest(place))).orElse(Double.NaN);
    }
}
