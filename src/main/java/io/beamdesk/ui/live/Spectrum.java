package io.beamdesk.ui.live;

import com.google.gson.JsonParseException;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.recipe.XasRecipe;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.plot.Curve;
import io.beamdesk.ui.plot.Marker;
import io.beamdesk.ui.plot.PlotModel;
import io.beamdesk.ui.plot.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What an absorption spectrum has beside its curve: the slope below it on the same energy axis, the
/// edge where the slope is greatest, the edge of the table, and the mean of its repeats.
public final class Spectrum {
    /// The edge that the recipe names.
    ///
    /// @param name element and edge
    /// @param energyEv the energy that the recipe goes by
    public record Edge(String name, double energyEv) {}

    /// Where the slope is greatest so far.
    ///
    /// @param energyEv energy
    /// @param slope per eV
    public record Steepest(double energyEv, double slope) {}

    private static final String PLAN = "xas_scan";

    private final PlotModel plot;
    private final PlotModel slope;
    private final Map<Quantity, Mean> means = new HashMap<>();
    private String edgeOf = "";
    private Optional<Edge> edge = Optional.empty();

    private record Mean(List<LiveRun> runs, Trace trace) {}

    Spectrum(PlotModel plot) {
        this.plot = plot;
        slope = new PlotModel(plot);
    }

    /// Whether the run is a spectrum.
    static boolean isSpectrum(LiveRun run) {
        return PLAN.equals(run.start().metadata().get("plan_name"));
    }

    /// The slope; without curves where the latest run is no spectrum.
    public PlotModel slope() {
        return slope;
    }

    /// Where the slope of the latest run is greatest, empty for less than three points.
    public Optional<Steepest> steepest() {
        if (slope.curves().isEmpty()) {
            return Optional.empty();
        }
        Trace trace = slope.curves().getFirst().trace();
        int at = trace.highest();
        return at < 0 ? Optional.empty() : Optional.of(new Steepest(trace.x(at), trace.y(at)));
    }

    /// The edge that the recipe of the latest run names.
    public Optional<Edge> edge() {
        return edge;
    }

    /// Draws the slopes of these curves, or none.
    ///
    /// @param run the latest run
    /// @param quantity what is plotted above, empty if several are
    /// @param older runs laid over it, with their colours
    void draw(LiveRun run, Optional<Quantity> quantity, Map<LiveRun, Integer> older) {
        if (!isSpectrum(run) || quantity.isEmpty()) {
            edge = Optional.empty();
            edgeOf = "";
            if (!slope.curves().isEmpty()) {
                slope.show(List.of());
                slope.mark(List.of());
            }
            return;
        }
        if (!edgeOf.equals(run.uid())) {
            edgeOf = run.uid();
            edge = edge(run);
        }
        Quantity of = quantity.get();
        Quantity derivative = new Quantity.Derivative(of);
        String name = plot.yAxis().title().startsWith("μ") ? "dμ/dE" : derivative.title() + "/dE";
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve(name, run.trace(derivative), 1, true));
        older.forEach((o, series) ->
                curves.add(new Curve(o.number(), o.trace(derivative), series, false)));
        slope.label(plot.xAxis(), new PlotModel.Axis(name, "1/eV", 4));
        slope.show(curves);
    }

    /// Lines at both edges, for the plot above (with the measured one named) and the slope (with the
    /// table's).
    List<Marker> mark() {
        List<Marker> above = new ArrayList<>();
        List<Marker> below = new ArrayList<>();
        edge.ifPresent(e -> {
            String words = e.name() + " " + Figures.of(e.energyEv(), 1);
            above.add(new Marker(e.energyEv(), "", "", Marker.Kind.TABLE));
            below.add(new Marker(e.energyEv(), words, "", Marker.Kind.TABLE));
        });
        steepest()
                .ifPresent(s -> {
                    String words = "E₀ " + Figures.of(s.energyEv(), 1) + " eV";
                    above.add(new Marker(s.energyEv(), words, "", Marker.Kind.REFERENCE));
                    below.add(new Marker(s.energyEv(), "", "", Marker.Kind.REFERENCE));
                });
        slope.mark(below);
        return slope.curves().isEmpty() ? List.of() : above;
    }

    /// The mean of the run and the repeats before it at every point that all of them have, empty if it
    /// is the first.
    Optional<Curve> mean(LiveRun run, List<LiveRun> before, Quantity quantity) {
        List<LiveRun> all = new ArrayList<>(before);
        all.addFirst(run);
        if (all.size() < 2) {
            means.clear();
            return Optional.empty();
        }
        Mean mean = means.get(quantity);
        if (mean == null || !mean.runs().equals(all)) {
            mean = new Mean(List.copyOf(all), new Trace());
            means.put(quantity, mean);
        }
        List<Trace> traces = all.stream().map(r -> r.trace(quantity)).toList();
        int shared = traces.stream().mapToInt(Trace::size).min().orElseThrow();
        for (int i = mean.trace().size(); i < shared; i++) {
            double x = 0;
            double y = 0;
            for (Trace trace : traces) {
                x += trace.x(i) / traces.size();
                y += trace.y(i) / traces.size();
            }
            mean.trace().add(x, y);
        }
        return Optional.of(new Curve("mean of " + all.size(), mean.trace(), Curve.MEAN, false));
    }

    /// The repeats before this run, the latest first: runs of the same plan with the numbers before.
    static List<LiveRun> repeatsBefore(LiveRun run, List<LiveRun> runs) {
        List<LiveRun> before = new ArrayList<>();
        LiveRun last = run;
        for (LiveRun candidate : runs.subList(runs.indexOf(run) + 1, runs.size())) {
            if (!isSpectrum(run) || !precedes(candidate, last)) {
                break;
            }
            before.add(candidate);
            last = candidate;
        }
        return before;
    }

    private static boolean precedes(LiveRun candidate, LiveRun run) {
        return isSpectrum(candidate)
                && candidate.argument("repeat") instanceof Number first
                && run.argument("repeat") instanceof Number second
                && first.intValue() + 1 == second.intValue()
                && Objects.equals(candidate.title(), run.title())
                && Objects.equals(candidate.argument("points"), run.argument("points"));
    }

    private static Optional<Edge> edge(LiveRun run) {
        if (!(run.start().metadata().get("recipe") instanceof String text)) {
            return Optional.empty();
        }
        try {
            return RecipeFile.of(RecipeFile.json(text)) instanceof XasRecipe xas
                    ? Optional.of(new Edge(xas.element() + " " + xas.edge(), xas.edgeEv()))
                    : Optional.empty();
        } catch (JsonParseException | RecipeException _) {
            // A recipe of another version: the spectrum is shown without its edge.
            return Optional.empty();
        }
    }
}
