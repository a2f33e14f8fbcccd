package io.beamdesk.ui.desk;

import com.google.gson.JsonParseException;
import io.beamdesk.app.Desk;
import io.beamdesk.app.Experiment;
import io.beamdesk.app.Settings;
import io.beamdesk.config.Role;
import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Movable;
import io.beamdesk.device.Signal;
import io.beamdesk.device.epics.Scaler;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.ui.fx.Pane;
import io.beamdesk.ui.fx.Pulse;
import io.beamdesk.ui.live.CountersModel;
import io.beamdesk.ui.live.LivePane;
import io.beamdesk.ui.live.LiveViewModel;
import io.beamdesk.ui.live.MoveTo;
import io.beamdesk.ui.recipes.RecipeShelf;
import io.beamdesk.ui.recipes.RecipesPane;
import io.beamdesk.ui.recipes.RecipesViewModel;
import io.beamdesk.ui.setup.SetupDesk;
import io.beamdesk.ui.setup.SetupPane;
import io.beamdesk.ui.setup.SetupViewModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.application.Platform;

/// Setup, Recipes and Live on a desk.
final class MeasuringPanes implements AutoCloseable {
    private static final List<String> SHIPPED =
            List.of(
                    "step-scan.json",
                    "xas-ni.json",
                    "xas-ni-tuned.json",
                    "map.json",
                    "list-scan.json",
                    "time-series.json",
                    "autorock.json",
                    "centring.json",
                    "screening.json",
                    "screening-loops.json",
                    "tomography-step.json",
                    "tomography-fly.json");

    /// How long a dry run waits for more to be typed.
    private static final Duration TYPING = Duration.ofMillis(200);

    private final Desk desk;
    private final SetupViewModel setupModel;
    private final SetupPane setup;
    private final Consumer<String> show;
    private final RecipeShelf shelf;
    private final RecipesViewModel form;
    private final RecipesPane recipes;
    private final LivePane live;
    private final Optional<CountersModel> counters;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final AutoCloseable documents;

    /// @param show leads to the pane of this title
    MeasuringPanes(
            Desk desk,
            Pulse pulse,
            InstantSource clock,
            ZoneId zone,
            Executor background,
            Consumer<String> show) {
        this.desk = desk;
        setupModel =
                new SetupViewModel(
                        new Set(desk),
                        new SetupViewModel.BeamlineCard(
                                desk.beamline().name(),
                                desk.beamline().title(),
                                desk.beamline()
                                        .file()
                                        .path()
                                        .map(Path::toString)
                                        .orElse("simulated.json, part of Beamdesk")),
                        desk.beamline().devices(),
                        pulse,
                        clock,
                        background,
                        Platform::runLater);
        setup = new SetupPane(setupModel, zone);
        this.show = show;
        shelf =
                new RecipeShelf(
                        MeasuringPanes::shipped,
                        Settings.recipes(),
                        () -> System.getProperty("user.name", ""),
                        clock);
        form =
                new RecipesViewModel(
                        new DeskRecipes(desk),
                        shelf,
                        background,
                        CompletableFuture.delayedExecutor(
                                TYPING.toMillis(), TimeUnit.MILLISECONDS, background),
                        Platform::runLater);
        recipes = new RecipesPane(form, zone, () -> show.accept("Live"));
        LiveViewModel model = new LiveViewModel(pulse);
        documents = desk.bus().connect(model);
        MoveTo moveTo = new MoveTo(model, this::move, Platform::runLater);
        counters = counters(pulse, clock);
        live = new LivePane(model, moveTo, counters, zone, () -> show.accept("Recipes"));
        Pulse.Slot<EngineStatus> engine =
                pulse.slot(status -> {
                    moveTo.engineHoldsProperty()
                            .set(
                                    status.state() == EngineState.IDLE
                                            ? Optional.empty()
                                            : Optional.of(
                                                    "A run is under way. Move-to unlocks when it ends."));
                    model.holdProperty().set(hold(status));
                    recipes.engineChanged();
                });
        subscriptions.add(desk.engine().watch(engine::offer));
        Pulse.Slot<EngineStatus> queue = pulse.slot(_ -> recipes.engineChanged());
        subscriptions.add(desk.queue().watch(() -> queue.offer(desk.engine().status())));
    }

    private static Optional<LiveViewModel.Hold> hold(EngineStatus status) {
        return switch (status.state()) {
            case PAUSED ->
                    Optional.of(
                            new LiveViewModel.Hold(
                                    "Paused",
                                    "after point " + status.points() + " of " + status.total()));
            case SUSPENDED -> Optional.of(new LiveViewModel.Hold("Suspended", status.message()));
            case IDLE, RUNNING, PAUSING, STOPPING, ABORTING, HALTING, FAILING -> Optional.empty();
        };
    }

    /// Opens the recipe of an item of the queue in the form, if it has one.
    boolean edit(QueueItem item) {
        try {
            boolean opened =
                    form.edit(new RecipeShelf.Item(item.id(), item.label()), item.measurement());
            if (opened) {
                show.accept(recipes.title());
            }
            return opened;
        } catch (RecipeException notUnderstood) {
            return false;
        }
    }

    /// Opens the recipe of a file in the form, or the one that a product came from.
    void load(Path file) {
        form.shelf().load(file);
        show.accept(recipes.title());
    }

    /// The recipes that can be chosen.
    RecipeShelf shelf() {
        return shelf;
    }

    /// The beamline's counters, if it has any; one pane at a time shows them.
    Optional<CountersModel> counters() {
        return counters;
    }

    Pane setup() {
        return setup;
    }

    Pane recipes() {
        return recipes;
    }

    Pane live() {
        return live;
    }

    private CompletableFuture<Void> move(String device, double target) {
        try {
            Movable<Double> axis = desk.beamline().movable(device);
            axis.check(target);
            return axis.set(target).future();
        } catch (DeviceException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private Optional<CountersModel> counters(Pulse pulse, InstantSource clock) {
        Optional<Scaler> scaler = desk.beamline().role(Role.SCALER, Scaler.class);
        if (scaler.isEmpty()) {
            return Optional.empty();
        }
        Signal elapsed = scaler.get().elapsed();
        List<String> names =
                List.of(Role.I0, Role.IT, Role.I2).stream()
                        .flatMap(r -> desk.beamline().column(r).stream())
                        .filter(scaler.get().columns()::containsKey)
                        .toList();
        CountersModel model = new CountersModel(names, pulse, clock);
        for (CountersModel.Counter counter : model.counters()) {
            Signal counts = Objects.requireNonNull(scaler.get().columns().get(counter.name()));
            subscriptions.add(
                    counts.watch(
                            state -> counter.offer(rate(state, elapsed.state(), clock.instant()))));
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(model);
    }

    private static CountersModel.Rate rate(Signal.State counts, Signal.State elapsed, Instant now) {
        double time = elapsed.number().orElse(Double.NaN);
        return new CountersModel.Rate(
                time > 0 ? counts.number().orElse(Double.NaN) / time : Double.NaN, now);
    }

    private static List<Recipe> shipped() {
        List<Recipe> recipes = new ArrayList<>();
        for (String name : SHIPPED) {
            try (InputStream text =
                    Objects.requireNonNull(
                            Desk.class.getResourceAsStream("/io/beamdesk/assets/recipes/" + name),
                            name)) {
                recipes.add(
                        RecipeFile.of(
                                RecipeFile.json(
                                        new String(text.readAllBytes(), StandardCharsets.UTF_8))));
            } catch (IOException | JsonParseException broken) {
                throw new IllegalStateException(
                        name + " is part of the application and cannot be read", broken);
            }
        }
        return recipes;
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        setupModel.close();
        try {
            documents.close();
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    private record Set(Desk desk) implements SetupDesk {
        @Override
        public Experiment experiment() {
            return desk.experiment();
        }

        @Override
        public void setExperiment(Experiment now) {
            desk.setExperiment(now);
            remember(settings -> settings.withExperiment(now));
        }

        @Override
        public Path dataFolder() {
            return desk.dataFolder();
        }

        @Override
        public void setDataFolder(Path folder) {
            desk.setDataFolder(folder);
            remember(settings -> settings.withDataFolder(folder.toString()));
        }

        private static void remember(UnaryOperator<Settings> change) {
            try {
                Settings.change(change);
            } catch (IOException problem) {
                throw new UncheckedIOException(
                        "It holds now, but could not be remembered: " + problem.getMessage(),
                        problem);
            }
        }
    }
}
