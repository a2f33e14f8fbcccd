package io.beamdesk.ui.live;

import com.google.gson.JsonPrimitive;
import io.beamdesk.document.Document;
import io.beamdesk.ui.fx.FxPulse;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.fx.Theme;
import io.beamdesk.ui.log.LogViewModel;
import io.beamdesk.ui.recipes.RecipeShelf;
import io.beamdesk.ui.recipes.RecipesPane;
import io.beamdesk.ui.recipes.RecipesViewModel;
import io.beamdesk.ui.recipes.ScriptedDesk;
import io.beamdesk.ui.shell.HeaderViewModel;
import io.beamdesk.ui.shell.RunState;
import io.beamdesk.ui.shell.RunStripViewModel;
import io.beamdesk.ui.shell.Shell;
import io.beamdesk.ui.shell.StopViewModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The Live pane in the frame, with runs made up here: `empty`, `hold`, `done`, `frame`, `cursor`,
/// `small`, `dark`, `combined`.
public final class DemoMeasuring extends Application {
    static final class Start {
        public static void main(String[] args) {
            launch(DemoMeasuring.class, args);
        }
    }

    @Override
    public void start(Stage stage) {
        List<String> options = getParameters().getRaw();
        Theme theme = new Theme(options.contains("dark"));
        Pulse pulse = FxPulse.create();
        Clock clock = Clock.systemUTC();
        ZoneId zone = ZoneOffset.UTC;
        HeaderViewModel header = new HeaderViewModel(clock, zone);
        header.beamlineProperty().set("SIM-1");
        Runnable nothing = () -> {};
        RunStripViewModel strip =
                new RunStripViewModel(
                        new RunStripViewModel.Commands(
                                nothing, nothing, nothing, nothing, nothing, nothing, nothing,
                                nothing));
        LogViewModel log = new LogViewModel(pulse, 100);
        StopViewModel stop =
                new StopViewModel(
                        () -> CompletableFuture.completedFuture(null),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        Platform::runLater,
                        clock,
                        zone);

        LiveViewModel live = new LiveViewModel(pulse);
        CountersModel counters = new CountersModel(List.of("i0", "it", "i2"), pulse, clock);
        MoveTo moveTo =
                new MoveTo(
                        live,
                        (_, _) -> CompletableFuture.completedFuture(null),
                        Platform::runLater);
        List<Pane> panes = new ArrayList<>();
        panes.add(new LivePane(live, moveTo, Optional.of(counters), zone, nothing));
        try {
            RecipeShelf shelf =
                    ScriptedDesk.shelf(
                            List.of(ScriptedDesk.profile("Sample X profile")),
                            Files.createTempDirectory("recipes"));
            for (String name : List.of("Slit profile", "Knife edge", "Capillary, coarse")) {
                shelf.save(ScriptedDesk.profile(name), shelf.fileFor(name), true);
            }
            RecipesViewModel recipes =
                    new RecipesViewModel(
                            new ScriptedDesk(),
                            shelf,
                            Runnable::run,
                            Executors.newVirtualThreadPerTaskExecutor(),
                            task -> {
                                if (Platform.isFxApplicationThread()) {
                                    task.run();
                                } else {
                                    Platform.runLater(task);
                                }
                            });
            recipes.open(recipes.library().found().get(2));
            if (options.contains("faults")) {
                recipes.edit("name", new JsonPrimitive(""));
                recipes.edit("axes[0].from", new JsonPrimitive("−1.5x"));
                recipes.edit("axes[0].points", new JsonPrimitive(0));
            } else if (options.contains("blocked")) {
                recipes.edit("axes[0].from", new JsonPrimitive(-4));
                recipes.edit("axes[0].to", new JsonPrimitive(12.5));
            }
            panes.add(new RecipesPane(recipes, zone, nothing));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Shell shell =
                new Shell(
                        new Shell.Models(
                                header,
                                strip,
                                stop,
                                log,
                                new io.beamdesk.ui.shell.NoticesViewModel(Platform::runLater)),
                        panes,
                        theme,
                        pulse);
        stage.setScene(
                options.contains("small") ? shell.scene(1366, 768) : shell.scene(1920, 1080));
        shell.start();
        options.stream()
                .filter(o -> o.startsWith("pane="))
                .forEach(o -> shell.show(o.substring(5)));
        stage.setX(0);
        stage.setY(0);
        stage.show();
        if (!options.contains("empty")) {
            feed(live, options);
            strip.stateProperty()
                    .set(
                            options.contains("done")
                                    ? RunState.FINISHED
                                    : options.contains("hold")
                                            ? RunState.SUSPENDED
                                            : RunState.RUNNING);
            strip.titleProperty().set("Slit profile · cat-500-01");
            strip.detailProperty().set("sample_x 0.330 mm · scan 0414");
            strip.progressProperty().set(0.61);
            strip.pointsProperty().set("74 of 121 points");
        }
        Random noise = new Random(2);
        for (CountersModel.Counter counter : counters.counters()) {
            double height =
                    counter.name().equals("i0")
                            ? 1_250_000
                            : counter.name().equals("it") ? 860_000 : 344_000;
            for (int s = 600; s >= 0; s -= 2) {
                counter.history()
                        .add(
                                Instant.now().minusSeconds(s),
                                options.contains("hold") && s < 90
                                        ? 205
                                        : height * (1 + 0.004 * noise.nextGaussian()));
            }
            counter.offer(
                    new CountersModel.Rate(options.contains("hold") ? 212 : height, Instant.now()));
        }
        if (options.contains("hold")) {
            live.holdProperty()
                    .set(
                            Optional.of(
                                    new LiveViewModel.Hold(
                                            "Suspended at 0.325 mm",
                                            "point 74 of 121, repeats it")));
        }
        new javafx.animation.Timeline(
                        new javafx.animation.KeyFrame(
                                javafx.util.Duration.millis(1500),
                                _ -> {
                                    if (options.contains("combined")) {
                                        live.choose(live.choicesProperty().get().get(2));
                                    }
                                    if (options.contains("cursor")) {
                                        live.curves().plot().placeCursor(0.1);
                                    }
                                    if (options.contains("frame")) {
                                        live.frames().shownProperty().set(true);
                                    }
                                }))
                .playFromStart();
    }

    private static void feed(LiveViewModel live, List<String> options) {
        Instant now = Instant.now();
        List<Document> all = new ArrayList<>();
        all.addAll(
                DemoRuns.run(
                        "a", 388, "NiO reference", -0.25, 0.55, 121, 121, now.minusSeconds(9000)));
        all.addAll(DemoRuns.run("b", 391, "Ni foil", 0.20, 0.80, 61, 61, now.minusSeconds(7000)));
        all.addAll(
                DemoRuns.run("c", 402, "cat-400-01", 0.02, 0.66, 121, 121, now.minusSeconds(4000)));
        all.addAll(
                DemoRuns.run(
                        "d",
                        414,
                        "cat-500-01",
                        0.11,
                        0.72,
                        121,
                        options.contains("done") ? 121 : 74,
                        now.minusSeconds(74)));
        if (options.contains("frame")) {
            all.add(DemoRuns.frame("d", 74, 1024, 1280));
        }
        all.forEach(live::accept);
        Platform.runLater(() -> {});
        new javafx.animation.Timeline(
                        new javafx.animation.KeyFrame(
                                javafx.util.Duration.millis(800),
                                _ ->
                                        live.session().runs().stream()
                                                .skip(1)
                                                .forEach(r -> live.overlay(r, true))))
                .playFromStart();
    }
}
