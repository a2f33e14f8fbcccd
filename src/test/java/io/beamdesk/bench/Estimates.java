package io.beamdesk.bench;

import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.config.Role;
import io.beamdesk.device.Place;
import io.beamdesk.device.epics.SampleChanger;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sim.SimSettings;
import io.beamdesk.sim.physics.Specimen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How long each shipped recipe takes on the simulated beamline, from the command to the safe state,
/// against what was said before. Each desk runs a recipe twice: the first estimate of a device knows
/// only its formula, the second what the first run has shown.
public final class Estimates {
    private static final Set<String> LOOPS = Set.of("centring.json", "screening-loops.json");
    private static final double GOOD_LOOP = 0.2;

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
                if (LOOPS.contains(file.getFileName().toString())) {
                    mountLoop(desk);
                }
                print(file, "first", desk, recipe);
                print(file, "second", desk, recipe);
            }
        }
        System.exit(0);
    }

    /// Mounts a sample with a good loop; the one that is mounted at first is a foil.
    private static void mountLoop(Desk desk) throws Exception {
        Place place = new Place.Position(1, 2);
        while (Specimen.of(SimSettings.defaults().seed() + place.text().hashCode()).loop().width()
                < GOOD_LOOP) {
            place = new Place.Position(1, ((Place.Position) place).position() + 1);
        }
        desk.beamline()
                .role(Role.SAMPLE_CHANGER, SampleChanger.class)
                .orElseThrow()
                .set(place)
                .future()
                .get(2, TimeUnit.MINUTES);
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
