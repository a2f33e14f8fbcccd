package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentSink;
import io.beamdesk.document.Event;
import io.beamdesk.document.Frame;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.MapModel;
import io.beamdesk.ui.plot.Marker;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Raster;
import io.beamdesk.ui.plot.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    private static final int STATISTICS_POINTS = 8192;

    private final PlotModel plot = new PlotModel();
    private final Spectrum spectrum = new Spectrum(plot);
    private final MapModel map = new MapModel();
    private Optional<MapRun> mapRun = Optional.empty();
    private OptionalInt chosenSlice = OptionalInt.empty();
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
    private final ReadOnlyObjectWrapper<Optional<RunFrame>> frame =
            new ReadOnlyObjectWrapper<>(this, "frame", Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> hasFrames =
            new ReadOnlyObjectWrapper<>(this, "hasFrames", false);
    private final BooleanProperty frameShown = new SimpleBooleanProperty(this, "frameShown");
    private String chosenByPerson = "";
    private final MapModel sinogram = new MapModel();
    private volatile Optional<Radiographs> radiographs = Optional.empty();
    private boolean tomography;
    private int statisticsOf;
    private boolean drawing;
    private boolean drawn = true;

    /// Takes documents in with the pulse.
    public LiveViewModel(Pulse pulse) {
        sinogram.hang();
        wake = pulse.slot(_ -> takeIn());
        frames = new FrameSlot(pulse, made -> frame.set(Optional.of(made)));
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
        if (document instanceof RunStart start) {
            radiographs = Radiographs.of(start);
        }
        if (document instanceof Event event) {
            radiographs.ifPresent(
                    r -> r.accept(event).ifPresent(p -> frames.offer(() -> corrected(r, p))));
        }
        if (document instanceof StreamDatum datum) {
            if (!datum.frames().isEmpty()) {
                Frame last = datum.frames().getLast();
                int number = datum.firstSeqNum() + datum.frames().size() - 1;
                radiographs.ifPresentOrElse(r -> r.accept(last, number), () -> frames.offer(last));
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

    private static RunFrame corrected(Radiographs run, Radiographs.Projection projection) {
        return RunFrame.of(
                run.corrected(projection.frame()),
                projection.field().words() + ", at " + Figures.of(projection.angle(), 3) + "°");
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
                mapRun = Optional.empty();
                chosenSlice = OptionalInt.empty();
                map.clear();
                sinogram.clear();
                // A tomography is looked at as pictures; whatever comes after it is not.
                boolean pictures = Radiographs.of(start).isPresent();
                if (pictures != tomography) {
                    tomography = pictures;
                    frameShown.set(pictures);
                }
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
        mapRun = current().flatMap(MapRun::of);
        List<Quantity.Choice> all = current().map(LiveRun::choices).orElse(List.of());
        // A map has one colour for each cell.
        List<Quantity.Choice> offered =
                mapRun.isEmpty()
                        ? all
                        : all.stream()
                                .flatMap(c -> c.curves().stream())
                                .map(q -> new Quantity.Choice(q.title(), List.of(q)))
                                .toList();
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
        if (drawn && tomography) {
            drawSinogram();
        }
        if (!drawn || runs.isEmpty() || choice.get().isEmpty()) {
            return;
        }
        if (mapRun.isPresent()) {
            drawMap(mapRun.get());
            return;
        }
        // Each step below changes the plot; one measurement follows the last.
        drawing = true;
        LiveRun run = runs.getFirst();
        List<Quantity> shown = choice.get().get().curves();
        statisticsOf = Math.min(statisticsOf, shown.size() - 1);
        List<Curve> curves = new ArrayList<>();
        Map<LiveRun, Integer> older = new LinkedHashMap<>();
        if (shown.size() == 1) {
            Quantity only = shown.getFirst();
            overlaid().forEach(o -> older.put(o, seriesOf(o)));
            curves.add(new Curve(choice.get().get().name(), run.trace(only), 1, true));
            spectrum.mean(run, Spectrum.repeatsBefore(run, runs), only).ifPresent(curves::add);
            older.forEach(
                    (o, colour) -> curves.add(new Curve(o.number(), o.trace(only), colour, false)));
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
                shown.size() == 1
                        ? y
                        : new PlotModel.Axis(choice.get().get().name(), y.units(), y.precision()));
        plot.show(curves);
        spectrum.draw(
                run, shown.size() == 1 ? Optional.of(shown.getFirst()) : Optional.empty(), older);
        plot.plan(
                run.end()
                        .flatMap(end ->
                                run.place().map(place -> new PlotModel.Planned(place, end))));
        markHold();
        drawing = false;
        measure();
    }

    private void drawMap(MapRun run) {
        Quantity shown = choice.get().orElseThrow().curves().getFirst();
        run.update(shown);
        if (run.slices() == 0) {
            return;
        }
        Raster raster = run.slice(slice());
        if (map.raster().filter(r -> r == raster).isEmpty()) {
            map.show(raster, yAxis(run.run(), shown));
        } else {
            map.changed();
        }
    }

    private void drawSinogram() {
        radiographs
                .flatMap(Radiographs::sinogram)
                .ifPresent(raster -> {
                    if (sinogram.raster().filter(r -> r == raster).isPresent()) {
                        sinogram.changed();
                    } else {
                        sinogram.show(raster, new PlotModel.Axis("absorption", "", 3));
                    }
                });
    }

    private void markHold() {
        List<Marker> markers = new ArrayList<>(spectrum.mark());
        Optional<LiveRun> run = current();
        hold.get()
                .ifPresent(h ->
                        run.flatMap(LiveRun::place)
                                .ifPresent(at ->
                                        markers.add(
                                                new Marker(
                                                        at,
                                                        h.title(),
                                                        h.detail(),
                                                        Marker.Kind.SUSPENDED))));
        plot.mark(markers);
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
                        what.map(w -> Quantity.words(key, w)).orElse(key),
                        what.map(DataKey::units).orElse(""),
                        what.map(DataKey::precision).orElse(3));
            }
            case Quantity.Ratio _, Quantity.Absorption _, Quantity.Derivative _ ->
                    new PlotModel.Axis(quantity.title(), "", 4);
        };
    }

    private void measure() {
        if (!drawing && !plot.curves().isEmpty()) {
            Trace trace = plot.curves().getFirst().trace();
            double[][] points = trace.within(plot.viewX(), STATISTICS_POINTS);
            statistics.set(PeakStatistics.of(points[0], points[1]));
        }
    }

    /// What a spectrum has beside its curve.
    public Spectrum spectrum() {
        return spectrum;
    }

    /// The map of the latest run; empty unless it is one.
    public MapModel map() {
        return map;
    }

    /// The latest run as a map, empty if it is none.
    Optional<MapRun> mapRun() {
        return mapRun;
    }

    /// Whether the latest run is a tomography.
    public boolean isTomography() {
        return tomography;
    }

    /// One row of every projection of a tomography.
    public MapModel sinogram() {
        return sinogram;
    }

    /// The row that the sinogram is made of, -1 before the first projection.
    public int sinogramRow() {
        return radiographs.map(Radiographs::row).orElse(-1);
    }

    /// Takes the sinogram from another row, from the next projection on.
    public void chooseSinogramRow(int row) {
        radiographs.ifPresent(r -> r.setRow(row));
        sinogram.clear();
        revision.set(revision.get() + 1);
    }

    /// The slice shown, from 0.
    int slice() {
        return chosenSlice.orElse(mapRun.map(MapRun::latest).orElse(0));
    }

    /// Whether the slice that is being measured is shown.
    boolean followsSlices() {
        return chosenSlice.isEmpty();
    }

    /// Shows the next slice (1) or the one before (-1).
    void stepSlice(int direction) {
        int last = mapRun.map(MapRun::slices).orElse(1) - 1;
        chosenSlice = OptionalInt.of(Math.clamp(slice() + (long) direction, 0, last));
        redraw();
    }

    /// Shows the slice that is being measured.
    void followSlices() {
        chosenSlice = OptionalInt.empty();
        redraw();
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
        boolean byDefault =
                (runs.size() > 1 && runs.get(1) == run)
                        || Spectrum.repeatsBefore(runs.getFirst(), runs).contains(run);
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

    /// The latest frame for the picture.
    public ReadOnlyObjectProperty<Optional<RunFrame>> frameProperty() {
        return frame.getReadOnlyProperty();
    }
}
