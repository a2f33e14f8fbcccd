package io.beamdesk.cli;

import io.beamdesk.app.Clock;
import io.beamdesk.app.Desk;
import io.beamdesk.app.DeskLog;
import io.beamdesk.app.Settings;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.Problem;
import io.beamdesk.pv.Subscription;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs one recipe without a window.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Runs one recipe without a window; prints the path of the product last. Ctrl-C stops motion, closes the shutter and completes the file.")
final class RunCommand implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();
    @Mixin private RecipeOptions recipes = new RecipeOptions();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        return run(common, recipes.recipe(), new Report(line.getOut(), json), line.getErr());
    }

    /// Runs the demonstration on the beamline of these options.
    int demonstration(CommonOptions options) throws Exception {
        try (InputStream text =
                Objects.requireNonNull(Main.class.getResourceAsStream(Main.DEMONSTRATION))) {
            Recipe recipe =
                    RecipeFile.of(
                            RecipeFile.json(
                                    new String(text.readAllBytes(), StandardCharsets.UTF_8)));
            return run(
                    options,
                    recipe,
                    new Report(new PrintWriter(System.out, true, StandardCharsets.UTF_8), false),
                    new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
    }

    private static int run(CommonOptions options, Recipe recipe, Report report, PrintWriter err)
            throws IOException, InterruptedException {
        Settings settings = DeskLog.begin().settings();
        try (Desk desk =
                Desk.open(
                        options.beamline(settings),
                        options.data(settings),
                        settings.experiment())) {
            desk.awaitConnections(CheckCommand.PATIENCE);
            Forecast forecast = desk.check(recipe);
            if (!forecast.problems().isEmpty()) {
                for (Problem problem : forecast.problems()) {
                    report.object("problem", problem.message(), "device", problem.device());
                    err.println(problem.message());
                }
                err.flush();
                return 1;
            }
            report.line(
                    "%s: %d points, about %s"
                            .formatted(
                                    recipe.name(),
                                    forecast.points(),
                                    Clock.text(forecast.total())));
            CountDownLatch printed = new CountDownLatch(1);
            Thread interrupted = new Thread(() -> interrupt(desk, printed), "ctrl-c");
            Runtime.getRuntime().addShutdownHook(interrupted);
            try (Subscription _ = desk.engine().watch(progress(report))) {
                CompletableFuture<Outcome> end = desk.run(recipe, forecast);
                return conclude(end.join(), report, err);
            } finally {
                printed.countDown();
                forget(interrupted);
            }
        }
    }

    /// On Ctrl-C the virtual machine waits for this thread, and with it for the safe state and the file.
    private static void interrupt(Desk desk, CountDownLatch printed) {
        desk.engine().close("interrupted with Ctrl-C or by the system");
        try {
            printed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The virtual machine is ending: the hook runs, or has run.
        }
    }

    private static java.util.function.Consumer<EngineStatus> progress(Report report) {
        AtomicInteger shown = new AtomicInteger(-1);
        AtomicReference<EngineState> known = new AtomicReference<>(EngineState.RUNNING);
        boolean terminal = isTerminal();
        return status -> {
            if (status.outcome().isPresent()) {
                return;
            }
            EngineState before = known.getAndSet(status.state());
            boolean changed = before != status.state();
            if (shown.getAndSet(status.points()) == status.points() && !changed) {
                return;
            }
            report.object(
                    "state",
                    status.state().name().toLowerCase(java.util.Locale.ROOT),
                    "points",
                    status.points(),
                    "total",
                    status.total(),
                    "message",
                    status.message());
            if (changed && status.state() == EngineState.SUSPENDED) {
                report.line("Suspended: " + status.message());
            } else if (changed && before == EngineState.SUSPENDED) {
                report.line("Going on");
            } else if (terminal) {
                String left = status.left(status.asOf()).map(Clock::text).orElse("");
                report.passing(
                        "%d of %d points, %s left"
                                .formatted(status.points(), status.total(), left));
            } else if (status.points() > 0
                    && status.total() > 0
                    && status.points() * 10L / status.total()
                            > (status.points() - 1) * 10L / status.total()) {
                report.line("%d of %d points".formatted(status.points(), status.total()));
            }
        };
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static int conclude(Outcome outcome, Report report, PrintWriter err) {
        if (!outcome.reason().isEmpty()) {
            if (isTerminal()) {
                report.line("");
            }
            err.println(outcome.reason());
            err.flush();
        }
        if (isTerminal()) {
            report.passing("");
        }
        for (URI product : outcome.products()) {
            report.line(Path.of(product).toString());
        }
        report.object(
                "exit_status", outcome.exitStatus().name().toLowerCase(java.util.Locale.ROOT),
                "reason", outcome.reason(),
                "points", outcome.points(),
                "safe", outcome.safe(),
                "product",
                        outcome.products().isEmpty()
                                ? ""
                                : Path.of(outcome.products().getLast()).toString());
        return switch (outcome.exitStatus()) {
            case SUCCESS -> 0;
            case ABORT -> 130;
            case FAIL -> 1;
        };
    }
}
