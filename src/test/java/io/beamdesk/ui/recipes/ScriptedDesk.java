package io.beamdesk.ui.recipes;

import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Problem;
import io.beamdesk.pv.Range;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.MapRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import io.beamdesk.recipe.XasRecipe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// A desk with three axes and two detectors that only adds up.
public final class ScriptedDesk implements RecipeDesk {
    public final List<Recipe> queued = new ArrayList<>();
    public final List<Recipe> started = new ArrayList<>();
    public final Map<String, Recipe> updated = new HashMap<>();
    public Optional<String> busy = Optional.empty();
    List<String> remarks = List.of();
    final ScriptedRecords live = new ScriptedRecords();
    final ScriptedSights sights = new ScriptedSights();

    public static StepScanRecipe profile(String name) {
        return new StepScanRecipe(
                name,
                List.of(new AxisRange("sample_x", -1.5, 1.5, 121)),
                false,
                false,
                List.of("counters"),
                List.of("ring_current"),
                1.0,
                0.05,
                "Ni foil",
                "Finds the foil across the beam.");
    }

    /// A shelf at which someone works at noon.
    public static RecipeShelf shelf(List<? extends Recipe> shipped, Path folder) {
        Instant noon = Instant.parse("2023-04-11T12:00:00Z");
        return new RecipeShelf(() -> shipped, folder, () -> "ana", () -> noon);
    }

    @Override
    public List<AxisState> axes() {
        return List.of(
                new AxisState(
                        "sample_x",
                        "Sample X",
                        "mm",
                        3,
                        new Range(-10, 10),
                        OptionalDouble.of(0.33)),
                new AxisState(
                        "sample_y",
                        "Sample Y",
                        "mm",
                        3,
                        new Range(-5, 5),
                        OptionalDouble.of(2.071)),
                new AxisState(
                        "rotation", "Rotation", "deg", 3, Range.NONE, OptionalDouble.empty()));
    }

    @Override
    public List<Choice> detectors() {
        return List.of(
                new Choice("counters", "Counters (i0, it, i2)"), new Choice("camera", "Camera"));
    }

    @Override
    public List<Choice> readables() {
        return List.of(new Choice("ring_current", "Ring current"), new Choice("energy", "Energy"));
    }

    @Override
    public List<Selectable> settings() {
        return List.of(
                new Selectable("i0_gain", "Gain of i0", List.of("1e6 V/A", "10 nA/V")),
                new Selectable("filter", "Filter", List.of("none", "Al 0.1 mm")));
    }

    @Override
    public List<String> counters(String detector) {
        return detector.equals("counters") ? List.of("i0", "it", "i2") : List.of();
    }

    @Override
    public Optional<View> view(String detector) {
        return detector.equals("camera") ? Optional.of(new View(1.66, 1.4)) : Optional.empty();
    }

    @Override
    public List<String> gains(String counter) {
        return counter.equals("i0") ? List.of("1e6 V/A", "10 nA/V") : List.of();
    }

    @Override
    public Sights sights() {
        return sights;
    }

    @Override
    public LiveRecords records() {
        return live;
    }

    @Override
    public Forecast check(Recipe checked) {
        List<AxisRange> axes =
                switch (checked) {
                    case StepScanRecipe scan -> scan.axes();
                    case MapRecipe map -> map.axes().stream().map(ScriptedDesk::range).toList();
                    case AutorockRecipe rock -> List.of(rock.axis());
                    default -> List.of();
                };
        int points =
                checked instanceof XasRecipe xas
                        ? xas.points().size()
                        : axes.stream().mapToInt(AxisRange::points).reduce(1, (a, b) -> a * b);
        List<Problem> problems = new ArrayList<>();
        Map<String, List<Double>> targets = new HashMap<>();
        for (AxisRange axis : axes) {
            double farthest = Math.max(Math.abs(axis.from()), Math.abs(axis.to()));
            if (farthest > 10) {
                problems.add(
                        new Problem(
                                axis.device(),
                                axis.device()
                                        + ": "
                                        + farthest
                                        + " mm above the limit 10.0 mm; choose a position inside, or move the limit at the motor",
                                new Range(-10, 10)));
            }
            targets.put(axis.device(), List.of(axis.from(), axis.to()));
        }
        return new Forecast(
                points,
                Map.of(
                        Forecast.Share.COUNTING,
                        Duration.ofMillis(1050L * points),
                        Forecast.Share.SETTLING,
                        Duration.ofMillis(50L * points),
                        Forecast.Share.MOVING,
                        Duration.ofMillis(180L * points)),
                72L * points,
                targets,
                problems,
                remarks);
    }

    private static AxisRange range(MapRecipe.Side side) {
        return new AxisRange(
                side.device(), side.line().from(), side.line().to(), side.line().points());
    }

    @Override
    public Optional<String> busy() {
        return busy;
    }

    @Override
    public void run(Recipe recipe, Forecast forecast) {
        started.add(recipe);
    }

    @Override
    public CompletableFuture<Void> update(String item, Recipe recipe) {
        updated.put(item, recipe);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void enqueue(Recipe recipe) {
        queued.add(recipe);
    }
}
