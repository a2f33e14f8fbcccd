package io.beamdesk.ui.live;

import io.beamdesk.document.RunStart;
import io.beamdesk.ui.plot.Curve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The runs of this session, and which of the older ones are laid over the latest: any number of
/// curves, or the one map that a map is compared with.
public final class Session {
    private static final int MOST_RUNS = 20;

    private final List<LiveRun> runs = new ArrayList<>();
    private final Set<String> unchecked = new HashSet<>();
    private final Set<String> checked = new HashSet<>();
    private final Map<String, Integer> series = new HashMap<>();
    private Optional<Quantity> quantity = Optional.empty();

    Session() {}

    /// Begins a run, and forgets the oldest of too many.
    void begin(RunStart start) {
        runs.addFirst(new LiveRun(start));
        while (runs.size() > MOST_RUNS) {
            String forgotten = runs.removeLast().uid();
            unchecked.remove(forgotten);
            checked.remove(forgotten);
            series.remove(forgotten);
        }
    }

    /// Compares runs by this quantity; empty while several are shown.
    void compareBy(Optional<Quantity> shown) {
        quantity = shown;
    }

    /// The runs, the latest first.
    public List<LiveRun> runs() {
        return List.copyOf(runs);
    }

    /// The latest run, empty before the first.
    public Optional<LiveRun> latest() {
        return runs.stream().findFirst();
    }

    /// The latest run as a map, empty if it is none.
    public Optional<MapRun> map() {
        return latest().flatMap(LiveRun::map);
    }

    /// Whether older runs can be laid over the latest: with one quantity only.
    public boolean canOverlay() {
        return quantity.isPresent();
    }

    /// Whether a run can be laid over the latest: the same quantity against the same axis, or over
    /// the same grid.
    public boolean isComparable(LiveRun run) {
        return quantity.filter(run::measures).isPresent()
                && (map().isPresent()
                        ? run.map().filter(map().get()::isSameGrid).isPresent()
                        : run.map().isEmpty() && run.axisKey().equals(runs.getFirst().axisKey()));
    }

    /// Whether an older run is laid over the latest; the one before it is from the start.
    public boolean isOverlaid(LiveRun run) {
        return overlaid().contains(run);
    }

    /// The older runs that are laid over the latest, the latest of them first; one at most for a map,
    /// whose cells have one colour each.
    List<LiveRun> overlaid() {
        List<LiveRun> repeats =
                runs.isEmpty() ? List.of() : Spectrum.repeatsBefore(runs.getFirst(), runs);
        List<LiveRun> all =
                runs.stream()
                        .skip(1)
                        .filter(this::isComparable)
                        .filter(run -> !unchecked.contains(run.uid()))
                        .filter(run ->
                                run == runs.get(1)
                                        || repeats.contains(run)
                                        || checked.contains(run.uid()))
                        .toList();
        return map().isEmpty()
                ? all
                : all.stream()
                        .filter(run -> checked.contains(run.uid()))
                        .findFirst()
                        .or(() -> all.stream().findFirst())
                        .stream()
                        .toList();
    }

    /// Lays an older run over the latest, or takes it away.
    void overlay(LiveRun run, boolean on) {
        if (on && map().isPresent()) {
            runs.stream().map(LiveRun::uid).forEach(checked::remove);
        }
        (on ? checked : unchecked).add(run.uid());
        (on ? unchecked : checked).remove(run.uid());
    }

    /// Colour and dash of an older run, 2 to 5, kept while it is listed.
    public int seriesOf(LiveRun run) {
        return series.computeIfAbsent(run.uid(), _ -> 2 + series.size() % (Curve.SERIES - 1));
    }
}
