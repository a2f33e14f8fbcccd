package io.beamdesk.ui.recipes;

import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Problem;
import io.beamdesk.pv.Range;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.StepScanRecipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A desk with two axes and two detectors that only adds up.
public final class ScriptedDesk implements RecipeDesk {
    public final List<StepScanRecipe> started = new ArrayList<>();
    public final List<Recipe> queued = new ArrayList<>();
    public Optional<String> busy = Optional.empty();

    public static StepScanRecipe profile(String name) {
        return new StepScanRecipe(
                name,
                List.of(new StepScanRecipe.AxisRange("sample_x", -1.5, 1.5, 121)),
                false,
                false,
                List.of("counters"),
                List.of("ring_current"),
                1.0,
                0.05,
                "Ni foil",
                "Finds the foil across the beam.");
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
                        OptionalDouble.of(2.071)));
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
    public Forecast check(Recipe checked) {
        StepScanRecipe recipe = (StepScanRecipe) checked;
        var axis = recipe.axes().getFirst();
        List<Problem> problems = new ArrayList<>();
        double farthest = Math.max(Math.abs(axis.from()), Math.abs(axis.to()));
        if (farthest > 10) {
            problems.add(
                    new Problem(
                            "sample_x",
                            "sample_x: "
                                    + farthest
                                    + " mm above the limit 10.0 mm; choose a position inside, or move the limit at the motor"));
        }
        return new Forecast(
                axis.points(),
                Map.of(
                        Forecast.Share.COUNTING,
                        Duration.ofMillis((long) (recipe.exposure() * 1050 * axis.points())),
                        Forecast.Share.SETTLING,
                        Duration.ofMillis((long) (recipe.settle() * 1000 * axis.points())),
                        Forecast.Share.MOVING,
                        Duration.ofMillis(180L * axis.points())),
                recipe.detectors().contains("camera")
                        ? 2_600_000L * axis.points()
                        : 72L * axis.points(),
                Map.of(),
                problems);
    }

    @Override
    public Optional<String> busy() {
        return busy;
    }

    @Override
    public void run(Recipe recipe, Forecast forecast) {
        started.add((StepScanRecipe) recipe);
    }

    @Override
    public void enqueue(Recipe recipe) {
        queued.add(recipe);
    }
}
