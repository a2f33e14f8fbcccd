package io.beamdesk.ui.live;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.Document;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import io.beamdesk.ui.plot.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One run as it is plotted, put together from its documents. Belongs to one thread.
public final class LiveRun {
    private static final String PRIMARY = "primary";

    private final RunStart start;
    private final List<Event> rows = new ArrayList<>();
    private final Map<Quantity, Trace> traces = new HashMap<>();
    private final Map<Quantity, Integer> drawn = new HashMap<>();
    private Optional<EventDescriptor> stream = Optional.empty();
    private Optional<RunStop> stop = Optional.empty();

    /// A run that has just begun.
    public LiveRun(RunStart start) {
        this.start = start;
    }

    /// Takes what belongs to it, after its start.
    public void accept(Document document) {
        switch (document) {
            case EventDescriptor d
                    when d.runStart().equals(start.uid()) && d.name().equals(PRIMARY) ->
                    stream = Optional.of(d);
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

    /// The device that is scanned: the first of the run's motors, empty if it moves none.
    public Optional<String> axisDevice() {
        return start.metadata().get("motors") instanceof List<?> motors
                        && !motors.isEmpty()
                        && motors.getFirst() instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    /// The column of its readback, empty if there is none.
    public Optional<String> axisKey() {
        return axisKey(DataKey.Role.READBACK);
    }

    private Optional<String> axisKey(DataKey.Role role) {
        return axisDevice()
                .flatMap(device ->
                        stream.flatMap(s ->
                                s.dataKeys().entrySet().stream()
                                        .filter(e ->
                                                e.getValue().objectName().equals(device)
                                                        && e.getValue().role() == role)
                                        .map(Map.Entry::getKey)
                                        .findFirst()));
    }

    /// What the axis is, empty for a run that is plotted against the number of the point.
    public Optional<DataKey> axis() {
        return axisKey().flatMap(key -> stream.map(s -> s.dataKeys().get(key)));
    }

    /// What it offers to plot.
    public List<Quantity.Choice> choices() {
        return stream.map(s -> Quantity.choices(s, axisDevice().orElse(""))).orElse(List.of());
    }

    /// Whether it measures the quantity.
    public boolean measures(Quantity quantity) {
        return stream.isPresent() && quantity.measuredBy(stream.get().dataKeys().keySet());
    }

    /// The points of the quantity so far; the same trace every time, longer.
    public Trace trace(Quantity quantity) {
        Trace trace = traces.computeIfAbsent(quantity, _ -> new Trace());
        Optional<String> key = axisKey();
        for (int i = drawn.getOrDefault(quantity, 0); i < rows.size(); i++) {
            Event row = rows.get(i);
            double x = key.isPresent() ? number(row, key.get()) : row.seqNum();
            trace.add(x, quantity.at(column -> number(row, column)));
        }
        drawn.put(quantity, rows.size());
        return trace;
    }

    private static double number(Event row, String key) {
        Reading reading = row.data().get(key);
        return reading != null && reading.value() instanceof Number n
                ? n.doubleValue()
                : Double.NaN;
    }

    /// Where the run will end on its axis: as far as its first step, repeated for the points it
    /// expects, leads; empty if that is not known or it is over.
    public Optional<Double> end() {
        Optional<String> key = axisKey(DataKey.Role.SETPOINT).or(this::axisKey);
        if (stop.isPresent() || expected().isEmpty() || rows.size() >= expected().getAsInt()) {
            return Optional.empty();
        }
        if (axisKey().isEmpty()) {
            return Optional.of((double) expected().getAsInt());
        }
        if (rows.size() < 2 || key.isEmpty()) {
            return Optional.empty();
        }
        // Events may have given way to newer ones: the step is taken between their numbers.
        Event first = rows.getFirst();
        Event last = rows.getLast();
        double step =
                (number(last, key.get()) - number(first, key.get()))
                        / (last.seqNum() - first.seqNum());
        double end = number(first, key.get()) + step * (expected().getAsInt() - first.seqNum());
        return Double.isFinite(end) ? Optional.of(end) : Optional.empty();
    }

    /// Where the run is on its axis.
    public Optional<Double> place() {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                                axisKey()
                                        .map(key -> number(rows.getLast(), key))
                                        .orElse((double) rows.getLast().seqNum()))
                        .filter(Double::isFinite);
    }
}
