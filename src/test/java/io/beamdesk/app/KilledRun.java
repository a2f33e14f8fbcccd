package io.beamdesk.app;

import io.beamdesk.engine.Forecast;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A process that measures without end, for tests that kill it: beamline file or an empty word, folder of
/// products, detector.
final class KilledRun {
    private KilledRun() {}

    public static void main(String[] args) throws Exception {
        Desk desk =
                Desk.open(
                        Optional.of(args[0]).filter(file -> !file.isEmpty()).map(Path::of),
                        Path.of(args[1]),
                        Experiment.NONE);
        var _ = desk.awaitConnections(Duration.ofSeconds(60));
        Recipe recipe =
                RecipeFile.of(
                        RecipeFile.json(
                                """
                                {"technique": "time-series", "version": 1, "name": "Long count",
                                 "sample": "B4-1", "count": 100000, "period": 0.1,
                                 "detectors": ["%s"], "read": [], "exposure": 0.05}
                                """
                                        .formatted(args.length > 2 ? args[2] : "scaler")));
        Forecast forecast = desk.check(recipe);
        if (!forecast.problems().isEmpty()) {
            throw new IllegalStateException(forecast.problems().toString());
        }
        var _ =
                desk.engine()
                        .watch(status -> {
                            if (status.points() > 3) {
                                System.out.println("measuring");
                                System.out.flush();
                            }
                        });
        desk.run(recipe, forecast).join();
    }
}
