package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.Marker;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the Live pane shows: the latest run of this session as curves with the ones before it, and
/// the peak of what is in view.
///
/// Documents come on any thread and are taken in on the JavaFX thread, all that have come at once.
public final class LiveViewModel implements DocumentSink {
    /// Why a run waits, as the plot marks it.
    ///
    /// @param title what happened
    /// @param detail what will happen
    public record Hold(String title, String detail) {}

    private static final int MOST_RUNS = 20;

    private final PlotModel plot = new PlotModel();
    private final Queue<Document> arrived = new ConcurrentLinkedQueue<>();
    private final Pulse.Slot<Boolean> wake;
    private final FrameSlot frames;
    private final List<LiveRun> runs = new ArrayList<>();
    private final Set<String> unchecked = new HashSet<>();
    private final Set<String> checked = new HashSet<>();
    private final Map<String, Integer> series = new HashMap<>();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ReadOnlyObjectWrapper<List<Quantity.Choice>> choices =
            new ReadOnlyObjectWrapper<>(this, "choices", List.of());
    private final ObjectProperty<Optional<Quantity.Choice>> choice =
            new SimpleObjectProperty<>(this, "choice", Optional.empty());
    private final ReadOnlyObjectWrapper<PeakStatistics> statistics =
            new ReadOnlyObjectWrapper<>(this, "statistics", PeakStatistics.NONE);
    private final ObjectProperty<Optional<Hold>> hold =
            new SimpleObjectProperty<>(this, "hold", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<GreyFrame>> frame =
            new ReadOnlyObjectWrapper<>(this, "frame", Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> hasFrames =
            new ReadOnlyObjectWrapper<>(this, "hasFrames", false);
    private final BooleanProperty frameShown = new SimpleBooleanProperty(this, "frameShown");
    private String chosenByPerson = "";
    private int statisticsOf;
    private boolean drawing;
    private boolean drawn = true;

    /// Takes documents in with the pulse.
    public LiveViewModel(Pulse pulse) {
        wake = pulse.slot(_ -> takeIn());
        frames = new FrameSlot(pulse, grey -> frame.set(Optional.of(grey)));
        choice.subscribe(this::redraw);
        hold.subscribe(this::markHold);
        frameShown.subscribe(() -> frames.setWanted(frameShown.get()));
        plot.revisionProperty().subscribe(this::measure);
    }

    @Override
    public Delivery delivery() {
        return Delivery.LATEST;
    }

    @Override
    public void accept(Document document) {
        if (document instanceof StreamDatum datum) {
            if (!datum.frames().isEmpty()) {
                frames.offer(datum.frames().getLast());
                // The queue carries word of the frames, not the frames.
                arrived.add(
                        new StreamDatum(
                                datum.uid(),
                                datum.streamResource(),
                                datum.descriptor(),
                                datum.start(),
                                datum.stop(),
                                datum.firstSeqNum(),
                                List.of()));
            }
        } else {
            arrived.add(document);
        }
        wake.offer(true);
    }

    /// Stops drawing while nobody sees it, or draws again what came meanwhile. The runs themselves go
    /// on being taken in, for the badge says how far they are.
    public void setDrawn(boolean drawn) {
        this.drawn = drawn;
        if (drawn) {
            redraw();
        }
    }

    private void takeIn() {
        boolean begun = false;
        for (Document document = arrived.poll(); document != null; document = arrived.poll()) {
            if (document instanceof RunStart start) {
                runs.addFirst(new LiveRun(start));
                while (runs.size() > MOST_RUNS) {
                    forget(runs.removeLast());
                }
                hasFrames.set(false);
                frame.set(Optional.empty());
                plot.reset();
                begun = true;
            } else if (document instanceof StreamDatum) {
                hasFrames.set(true);
            } else if (!runs.isEmpty()) {
                begun |= document instanceof io.beamdesk.document.EventDescriptor;
                runs.getFirst().accept(document);
            }
        }
        if (begun) {
            offerChoices();
        }
        redraw();
        revision.set(revision.get() + 1);
    }

    private void forget(LiveRun run) {
        unchecked.remove(run.uid());
        checked.remove(run.uid());
        series.remove(run.uid());
    }

    private void offerChoices() {
        List<Quantity.Choice> offered = runs.isEmpty() ? List.of() : runs.getFirst().choices();
        if (offered.isEmpty()) {
            return;
        }
        choices.set(offered);
        choice.set(
                offered.stream()
                        .filter(c -> c.name().equals(chosenByPerson))
                        .findFirst()
                        .or(() -> Optional.of(offered.getFirst())));
    }

    private void redraw() {
        if (!drawn || runs.isEmpty() || choice.get().isEmpty()) {
            return;
        }
        // Each step below changes the plot; one measurement follows the last.
        drawing = true;
        LiveRun run = runs.getFirst();
        List<Quantity> shown = choice.get().get().curves();
        statisticsOf = Math.min(statisticsOf, shown.size() - 1);
        List<Curve> curves = new ArrayList<>();
        if (shown.size() == 1) {
            curves.add(new Curve(shown.getFirst().title(), run.trace(shown.getFirst()), 1, true));
            for (LiveRun older : overlaid()) {
                curves.add(
                        new Curve(
                                older.number(),
                                older.trace(shown.getFirst()),
                                seriesOf(older),
                                false));
            }
        } else {
            for (int i = 0; i < shown.size(); i++) {
                curves.add(new Curve(shown.get(i).title(), run.trace(shown.get(i)), i + 1, true));
            }
            // The cursor and the statistics belong to the first curve.
            curves.addFirst(curves.remove(statisticsOf));
        }
        PlotModel.Axis y = yAxis(run, shown.get(statisticsOf));
        plot.label(
                xAxis(run),
                new PlotModel.Axis(choice.get().get().name(), y.units(), y.precision()));
        plot.show(curves);
        plot.plan(
                run.end()
                        .flatMap(end ->
                                run.place().map(place -> new PlotModel.Planned(place, end))));
        markHold();
        drawing = false;
        measure();
    }

    private void markHold() {
        plot.mark(
                runs.isEmpty()
                        ? List.of()
                        : hold
                                .get()
                                .flatMap(h ->
                                        runs.getFirst()
                                                .place()
                                                .map(at ->
                                                        new Marker(
                                                                at,
                                                                h.title(),
                                                                h.detail(),
                                                                Marker.Kind.SUSPENDED)))
                                .stream()
                                .toList());
    }

    private static PlotModel.Axis xAxis(LiveRun run) {
        Optional<DataKey> axis = run.axis();
        return new PlotModel.Axis(
                run.axisDevice().filter(_ -> axis.isPresent()).orElse("point").replace('_', ' '),
                axis.map(DataKey::units).orElse(""),
                axis.map(DataKey::precision).orElse(0));
    }

    private static PlotModel.Axis yAxis(LiveRun run, Quantity quantity) {
        return switch (quantity) {
            case Quantity.Column(String key) -> {
                Optional<DataKey> what = run.stream().map(s -> s.dataKeys().get(key));
                yield new PlotModel.Axis(
                        key,
                        what.map(DataKey::units).orElse(""),
                        what.map(DataKey::precision).orElse(3));
            }
            case Quantity.Ratio _, Quantity.Absorption _ ->
                    new PlotModel.Axis(quantity.title(), "", 4);
        };
    }

    private void measure() {
        if (!drawing && !plot.curves().isEmpty()) {
            Trace trace = plot.curves().getFirst().trace();
            double[][] points = trace.within(plot.viewX());
            statistics.set(PeakStatistics.of(points[0], points[1]));
        }
    }

    /// The plot.
    public PlotModel plot() {
        return plot;
    }

    /// Changes whenever documents were taken in or the list of runs changed.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /// The runs of this session, the latest first.
    public List<LiveRun> runs() {
        return List.copyOf(runs);
    }

    /// The latest run, empty before the first.
    public Optional<LiveRun> current() {
        return runs.stream().findFirst();
    }

    /// What the latest run offers to plot.
    public ReadOnlyObjectProperty<List<Quantity.Choice>> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    /// What is plotted.
    public ReadOnlyObjectProperty<Optional<Quantity.Choice>> choiceProperty() {
        return choice;
    }

    /// Plots this, in the runs to come too where they offer it.
    public void choose(Quantity.Choice chosen) {
        chosenByPerson = chosen.name();
        statisticsOf = 0;
        choice.set(Optional.of(chosen));
        plot.reset();
    }

    /// Whether older runs can be laid over the latest: with one quantity only.
    public boolean canOverlay() {
        return choice.get().map(c -> c.curves().size() == 1).orElse(false);
    }

    /// Whether a run can be laid over the latest: the same quantity against the same axis.
    public boolean isComparable(LiveRun run) {
        return canOverlay()
                && run.axisKey().equals(runs.getFirst().axisKey())
                && run.measures(choice.get().orElseThrow().curves().getFirst());
    }

    /// Whether an older run is laid over the latest; the one before it is from the start.
    public boolean isOverlaid(LiveRun run) {
        boolean byDefault = runs.size() > 1 && runs.get(1).uid().equals(run.uid());
        return isComparable(run)
                && !unchecked.contains(run.uid())
                && (byDefault || checked.contains(run.uid()));
    }

    /// Lays an older run over the latest, or takes it away.
    public void overlay(LiveRun run, boolean on) {
        if (on) {
            checked.add(run.uid());
            unchecked.remove(run.uid());
        } else {
            checked.remove(run.uid());
            unchecked.add(run.uid());
        }
        redraw();
        revision.set(revision.get() + 1);
    }

    private List<LiveRun> overlaid() {
        return runs.stream().skip(1).filter(this::isOverlaid).toList();
    }

    /// Colour and dash of an older run, 2 to 5, kept while it is listed.
    public int seriesOf(LiveRun run) {
        return series.computeIfAbsent(run.uid(), _ -> 2 + series.size() % (Curve.SERIES - 1));
    }

    /// Where the peak of the first curve is, within the part of the axis in view.
    public ReadOnlyObjectProperty<PeakStatistics> statisticsProperty() {
        return statistics.getReadOnlyProperty();
    }

    /// Takes the statistics and the cursor of this one of the chosen curves, from 0.
    public void measureCurve(int index) {
        statisticsOf = index;
        redraw();
    }

    /// Which of the chosen curves the statistics and the cursor belong to.
    public int measuredCurve() {
        return statisticsOf;
    }

    /// Why the run waits; set by whoever watches the engine.
    public ObjectProperty<Optional<Hold>> holdProperty() {
        return hold;
    }

    /// Whether the latest run takes frames.
    public ReadOnlyObjectProperty<Boolean> hasFramesProperty() {
        return hasFrames.getReadOnlyProperty();
    }

    /// Whether the latest frame is to be shown.
    public BooleanProperty frameShownProperty() {
        return frameShown;
    }

    /// The latest frame that was converted for showing.
    public ReadOnlyObjectProperty<Optional<GreyFrame>> frameProperty() {
        return frame.getReadOnlyProperty();
    }
}
