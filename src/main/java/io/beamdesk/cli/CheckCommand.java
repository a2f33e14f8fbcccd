package io.beamdesk.cli;

import io.beamdesk.app.Clock;
import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Settings;
import io.beamdesk.device.DeviceException;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Problem;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs a recipe dry and says what it would do.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Dry run of a recipe: number of points, time, every problem found; exit 1 if there is any.")
final class CheckCommand implements Callable<Integer> {
    /// How long the devices have to answer before they count as unreachable.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    @Mixin private CommonOptions common = new CommonOptions();
    @Mixin private RecipeOptions recipes = new RecipeOptions();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
        Report report = new Report(line.getOut(), json);
        List<Problem> problems = new ArrayList<>();
        try {
            Recipe recipe = recipes.recipe();
            Settings settings = Settings.load();
            try (Desk desk =
                    Desk.open(common.beamline(settings), common.data(settings), Experiment.NONE)) {
                desk.awaitConnections(PATIENCE);
                Forecast forecast = desk.check(recipe);
                print(report, recipe, forecast);
                problems.addAll(forecast.problems());
            }
        } catch (RecipeException wrong) {
            RecipeOptions.lines(wrong).forEach(fault -> problems.add(new Problem("", fault)));
        } catch (DeviceException unknown) {
            problems.add(new Problem(unknown.device(), String.valueOf(unknown.getMessage())));
        }
        for (Problem problem : problems) {
            report.object("problem", problem.message(), "device", problem.device());
            if (!json) {
                line.getErr().println(problem.message());
            }
        }
        return problems.isEmpty() ? 0 : 1;
    }

    private static void print(Report report, Recipe recipe, Forecast forecast) {
        report.line(
                "%s: %d points, about %s, %.1f MB; %s"
                        .formatted(
                                recipe.name(),
                                forecast.points(),
                                Clock.text(forecast.total()),
                                forecast.bytes() / 1e6,
                                forecast.problems().isEmpty()
                                        ? "ready to run"
                                        : "not ready to run:"));
        forecast.remarks().forEach(remark -> report.line("  " + remark));
        forecast.remarks().forEach(remark -> report.object("remark", remark));
        report.object(
                "recipe", recipe.name(),
                "points", forecast.points(),
                "seconds", forecast.total().toMillis() / 1000.0,
                "bytes", forecast.bytes(),
                "problems", forecast.problems().size());
    }
}
