package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One run as it is plotted, put together from its documents. Belongs to one thread.
public final class LiveRun {
    private static final String PRIMARY = "primary";

    private final RunStart start;
    private final Columns rows = new Columns();
    private final Map<Quantity, Trace> traces = new HashMap<>();
    private final Map<Quantity, Integer> drawn = new HashMap<>();
    private Optional<EventDescriptor> stream = Optional.empty();
    private Optional<MapRun> map = Optional.empty();
    private Optional<RunStop> stop = Optional.empty();
    private double foreseen = Double.NaN;

    /// A run that has just begun.
    public LiveRun(RunStart start) {
        this.start = start;
    }

    /// Takes what belongs to it, after its start.
    public void accept(Document document) {
        switch (document) {
            case EventDescriptor d
                    when d.runStart().equals(start.uid()) && d.name().equals(PRIMARY) -> {
                stream = Optional.of(d);
                rows.declare(d);
                map = MapRun.of(this);
            }
            case Event e when stream.isPresent() && e.descriptor().equals(stream.get().uid()) ->
                    rows.add(e);
            case RunStop s when s.runStart().equals(start.uid()) -> stop = Optional.of(s);
            case RunStart _,
                    EventDescriptor _,
                    Event _,
                    RunStop _,
                    StreamResource _,
                    StreamDatum _ -> {}
        }
    }

    /// Identity of the run.
    public String uid() {
        return start.uid();
    }

    /// How it began.
    public RunStart start() {
        return start;
    }

    /// How it ended, empty while it goes on.
    public Optional<RunStop> stop() {
        return stop;
    }

    /// Its columns, empty until they are known.
    public Optional<EventDescriptor> stream() {
        return stream;
    }

    /// Number of points measured.
    public int points() {
        return rows.size();
    }

    /// Number of points it will have, empty if it does not say.
    public OptionalInt expected() {
        return start.metadata().get("num_points") instanceof Number n
                ? OptionalInt.of(n.intValue())
                : OptionalInt.empty();
    }

    /// Number in the session, as `0414`; empty if it has none.
    public String number() {
        return start.metadata().get("scan_id") instanceof Number n
                ? String.format(java.util.Locale.ROOT, "%04d", n.longValue())
                : "";
    }

    /// What it measures: its sample and its recipe as far as they have names.
    public String title() {
        List<String> names = new ArrayList<>();
        text("title").or(() -> text("plan_name")).ifPresent(names::add);
        text("sample").ifPresent(names::add);
        return String.join(" · ", names);
    }

    private Optional<String> text(String key) {
        return start.metadata().get(key) instanceof String s && !s.isBlank()
                ? Optional.of(s)
                : Optional.empty();
    }

    /// The run as a map, empty if it is none.
    public Optional<MapRun> map() {
        return map;
    }

    /// What it moves, the outermost first.
    List<String> motors() {
        return start.metadata().get("motors") instanceof List<?> motors
                ? motors.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// The device that is scanned: the first of the run's motors, empty if it moves none.
    public Optional<String> axisDevice() {
        return motors().stream().findFirst();
    }

    /// The column of its readback, empty if there is none.
    public Optional<String> axisKey() {
        return axisKey(DataKey.Role.READBACK);
    }

    private Optional<String> axisKey(DataKey.Role role) {
        return axisDevice().flatMap(device -> column(device, role));
    }

    /// The column of an axis: where it was asked to go, else where it was.
    Optional<String> columnOf(String device) {
        return column(device, DataKey.Role.SETPOINT)
                .or(() -> column(device, DataKey.Role.READBACK));
    }

    private Optional<String> column(String device, DataKey.Role role) {
        return stream.flatMap(s ->
                s.dataKeys().entrySet().stream()
                        .filter(e ->
                                e.getValue().objectName().equals(device)
                                        && e.getValue().role() == role)
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /// What the axis is, empty for a run that is plotted against the number of the point.
    public Optional<DataKey> axis() {
        return axisKey().flatMap(key -> stream.map(s -> s.dataKeys().get(key)));
    }

    /// The axis that its curves are plotted against.
    public PlotModel.Axis plotAxis() {
        Optional<DataKey> axis = axis();
        return new PlotModel.Axis(
                axisDevice().filter(_ -> axis.isPresent()).orElse("point").replace('_', ' '),
                axis.map(DataKey::units).orElse(""),
                axis.map(DataKey::precision).orElse(0));
    }

    /// The axis that a quantity is plotted along.
    public PlotModel.Axis valueAxis(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Column(String key) -> {
                Optional<DataKey> what = stream.map(s -> s.dataKeys().get(key));
                yield new PlotModel.Axis(
                        what.map(w -> Quantity.words(key, w)).orElse(key),
                        what.map(DataKey::units).orElse(""),
                        what.map(DataKey::precision).orElse(3));
            }
            case Quantity.Ratio _, Quantity.Absorption _, Quantity.Derivative _ ->
                    new PlotModel.Axis(quantity.title(), "", 4);
        };
    }

    /// What it offers to plot: of a map one quantity at a time, for a cell has one colour.
    public List<Quantity.Choice> choices() {
        List<Quantity.Choice> all =
                stream.map(s -> Quantity.choices(s, motors())).orElse(List.of());
        return map.isEmpty()
                ? all
                : all.stream()
                        .flatMap(c -> c.curves().stream())
                        .map(q -> new Quantity.Choice(q.title(), List.of(q)))
                        .toList();
    }

    /// Whether it measures the quantity.
    public boolean measures(Quantity quantity) {
        return stream.isPresent() && quantity.measuredBy(stream.get().dataKeys().keySet());
    }

    /// The columns measured so far.
    Columns rows() {
        return rows;
    }

    /// The points of the quantity so far; the same trace every time, longer.
    public Trace trace(Quantity quantity) {
        Trace trace = traces.computeIfAbsent(quantity, _ -> new Trace());
        int from = drawn.getOrDefault(quantity, 0);
        switch (quantity) {
            case Quantity.Derivative(Quantity of) ->
                    drawn.put(quantity, slopes(trace(of), trace, from));
            case Quantity.Column _, Quantity.Ratio _, Quantity.Absorption _ -> {
                Optional<String> key = axisKey();
                for (int i = from; i < rows.size(); i++) {
                    int row = i;
                    double x = key.isPresent() ? rows.value(key.get(), i) : rows.number(i);
                    trace.add(x, quantity.at(column -> rows.value(column, row)));
                }
                drawn.put(quantity, rows.size());
            }
        }
        return trace;
    }

    /// Adds the slope at every point that has neighbours on both sides, weighed for steps that are
    /// not even: it is exact for a parabola.
    private static int slopes(Trace curve, Trace slopes, int from) {
        int next = Math.max(1, from);
        for (; next < curve.size() - 1; next++) {
            double before = curve.x(next) - curve.x(next - 1);
            double after = curve.x(next + 1) - curve.x(next);
            double left = (curve.y(next) - curve.y(next - 1)) / before;
            double right = (curve.y(next + 1) - curve.y(next)) / after;
            double slope = (left * after + right * before) / (before + after);
            slopes.add(curve.x(next), Double.isFinite(slope) ? slope : Double.NaN);
        }
        return next;
    }

    /// Where the run will end on its axis: at the last of its points if it names them, else as far as
    /// its first step, repeated for the points it expects, leads; empty if that is not known or it is
    /// over.
    public Optional<Double> end() {
        Optional<String> key = axisDevice().flatMap(this::columnOf);
        if (stop.isPresent() || expected().isEmpty() || rows.size() >= expected().getAsInt()) {
            return Optional.empty();
        }
        if (axisKey().isEmpty()) {
            return Optional.of((double) expected().getAsInt());
        }
        if (argument("points") instanceof List<?> points
                && !points.isEmpty()
                && points.getLast() instanceof Number end
                && !Boolean.TRUE.equals(argument("relative"))) {
            return Optional.of(end.doubleValue());
        }
        if (rows.size() < 2 || key.isEmpty()) {
            return Optional.empty();
        }
        // Events may have given way to newer ones: the step is taken between their numbers.
        int last = rows.size() - 1;
        double step =
                (rows.value(key.get(), last) - rows.value(key.get(), 0))
                        / (rows.number(last) - rows.number(0));
        double end = rows.value(key.get(), 0) + step * (expected().getAsInt() - rows.number(0));
        // An end that is the same but for rounding is the same end: the view follows it.
        if (!(Math.abs(end - foreseen) < Math.abs(step) / 2)) {
            foreseen = end;
        }
        return Double.isFinite(foreseen) ? Optional.of(foreseen) : Optional.empty();
    }

    /// An argument of the plan, null if it has none of this name.
    @Nullable Object argument(String name) {
        return start.metadata().get("plan_args") instanceof Map<?, ?> arguments
                ? arguments.get(name)
                : null;
    }

    /// Where the run is on its axis.
    public Optional<Double> place() {
        int last = rows.size() - 1;
        return last < 0
                ? Optional.empty()
                : Optional.of(
                                axisKey()
                                        .map(key -> rows.value(key, last))
                                        .orElse((double) rows.number(last)))
                        .filter(Double::isFinite);
    }
}
