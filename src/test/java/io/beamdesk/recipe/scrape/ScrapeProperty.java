package io.beamdesk.recipe.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.recipe.ListScanRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.StepScanRecipe.AxisRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// A recipe that was written into records, whatever was in them before, comes back out of them.
class ScrapeProperty {
    private final Records records = new Records();

    private static List<String> some(List<String> of, int least, Random random) {
        List<String> chosen = new ArrayList<>(of);
        java.util.Collections.shuffle(chosen, random);
        return chosen.subList(0, least + random.nextInt(of.size() - least + 1));
    }

    private static double settle(Random random) {
        return random.nextInt(100_000) / 1000.0;
    }

    private static List<String> detectors(Random random) {
        return some(List.of("scaler", "camera"), 1, random);
    }

    private static Recipe steps(List<String> axes, Random random) {
        return new StepScanRecipe(
                "scan",
                axes.stream()
                        .map(axis ->
                                new AxisRange(
                                        axis,
                                        random.nextDouble(-1e6, 1e6),
                                        random.nextDouble(-1e6, 1e6),
                                        random.nextInt(2, axes.size() == 1 ? 2001 : 100)))
                        .toList(),
                random.nextBoolean(),
                false,
                detectors(random),
                some(List.of("ring"), 0, random),
                random.nextDouble(1e-3, 100),
                settle(random),
                "",
                "");
    }

    private static Recipe table(List<String> axes, Random random) {
        List<List<Double>> rows = new ArrayList<>();
        for (int i = random.nextInt(1, 50); i > 0; i--) {
            rows.add(axes.stream().map(_ -> random.nextGaussian()).toList());
        }
        return new ListScanRecipe(
                "scan",
                axes,
                rows,
                random.nextBoolean(),
                detectors(random),
                some(List.of("ring"), 0, random),
                random.nextDouble(1e-3, 100),
                settle(random),
                "",
                "");
    }

    private void comesBack(Recipe recipe, String record)
            throws InterruptedException, ExecutionException {
        SscanChange change = records.compare(recipe, record);
        assertThat(change.problems()).isEmpty();
        SscanChange left = records.record(record).apply(change).get();
        assertThat(left.differences()).isEmpty();
        Recipe scraped = records.scrape(record).recipe().orElseThrow();
        var expected = recipe.toJson();
        expected.addProperty("notes", "Scraped from " + record + ".");
        assertThat(scraped.toJson()).isEqualTo(expected);
    }

    @Property(tries = 150)
    void whatIsAppliedIsScraped(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int outermost)
            throws InterruptedException, ExecutionException {
        Random random = new Random(seed);
        List<String> all = List.of("x", "y", "z");
        for (int i = 0; i < 3; i++) {
            Recipe recipe =
                    random.nextBoolean()
                            ? table(some(all, 1, random), random)
                            : steps(some(all.subList(0, outermost), 1, random), random);
            comesBack(recipe, "SIM:scan" + outermost);
        }
    }
}
