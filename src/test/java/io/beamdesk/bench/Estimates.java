package io.beamdesk.bench;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How long each shipped recipe takes on the simulated beamline, from the command to the safe state,
/// against what was said before. Each desk runs a recipe twice: the first estimate of a device knows
/// only its formula, the second what the first run has shown.
public final class Estimates {
    private Estimates() {}

    /// Prints two lines for each recipe.
    public static void main(String[] args) throws Exception {
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of("assets", "recipes"))) {
            files = listed.filter(file -> args.length == 0 || chosen(file, args)).sorted().toList();
        }
        for (Path file : files) {
            Path folder = Files.createTempDirectory("beamdesk-estimates");
            try (Desk desk = Desk.open(Optional.empty(), folder, Experiment.NONE)) {
                var _ = desk.awaitConnections(Duration.ofSeconds(30));
                Recipe recipe = RecipeFile.of(RecipeFile.json(RecipeFile.text(file)));
                print(file, "first", desk, recipe);
                print(file, "second", desk, recipe);
            }
        }
        System.exit(0);
    }

    private static boolean chosen(Path file, String[] args) {
        return Stream.of(args).anyMatch(file.getFileName().toString()::startsWith);
    }

    private static void print(Path file, String turn, Desk desk, Recipe recipe) throws Exception {
        Forecast forecast = desk.check(recipe);
        long begun = System.nanoTime();
        Outcome outcome = desk.run(recipe, forecast).get();
        double took = (System.nanoTime() - begun) / 1e9;
        double said = forecast.total().toNanos() / 1e9;
        System.out.printf(
                Locale.ROOT,
                "{\"name\": \"estimate-%s-%s\", \"value\": %.2f, \"unit\": \"s\", \"peer\": \"estimate\","
                        + " \"peer_value\": %.2f, \"ratio\": %.3f, \"points\": %d, \"exit_status\": \"%s\"}%n",
                file.getFileName().toString().replace(".json", ""),
                turn,
                took,
                said,
                took / said,
                outcome.points(),
                outcome.exitStatus());
    }
}
