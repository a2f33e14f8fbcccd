package io.beamdesk.app;

import io.beamdesk.config.Beamline;
import io.beamdesk.engine.EngineException;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.engine.RunRequest;
import io.beamdesk.log.Logging;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.RunContext;
import io.beamdesk.queue.Measuring;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.sample.SampleException;
import io.beamdesk.sample.SampleRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The runs of a desk: what their products say of them, what the log says of them in every line, and what is
/// on the disk of them should the process be killed.
final class DeskRuns implements Measuring {
    private final RunEngine engine;
    private final Beamline beamline;
    private final BeamlineDevices devices;
    private final DeskProducts products;
    private final Supplier<SamplePlaces> places;
    private final Supplier<Experiment> experiment;
    private final InstantSource clock;
    private final RunNotes notes = new RunNotes(Folders.runs());
    private @Nullable RunNote current;

    DeskRuns(
            RunEngine engine,
            Beamline beamline,
            BeamlineDevices devices,
            DeskProducts products,
            Supplier<SamplePlaces> places,
            Supplier<Experiment> experiment,
            InstantSource clock) {
        this.engine = engine;
        this.beamline = beamline;
        this.devices = devices;
        this.products = products;
        this.places = places;
        this.experiment = experiment;
        this.clock = clock;
    }

    @Override
    public Forecast check(Recipe recipe, Optional<SampleRef> origin) {
        return Preflight.add(
                engine.forecast(plan(recipe, origin, Optional.empty())),
                products.folder(),
                beamline.file().keepFree());
    }

    private Plan plan(Recipe recipe, Optional<SampleRef> origin, Optional<SampleRef> next) {
        Plan plan = recipe.plan(devices);
        return origin.map(sample -> places.get().before(plan, sample, next)).orElse(plan);
    }

    CompletableFuture<Outcome> run(Recipe recipe, Forecast forecast) {
        return start(
                request(recipe, Optional.empty(), Optional.empty(), forecast, metadata(recipe)),
                recipe.sample(),
                Optional.empty());
    }

    @Override
    public CompletableFuture<Outcome> run(
            Recipe recipe,
            Optional<SampleRef> origin,
            Optional<SampleRef> next,
            Forecast forecast,
            String item,
            Consumer<URI> opened) {
        Map<String, Object> metadata = metadata(recipe);
        metadata.put("queue_item", item);
        origin.ifPresent(sample -> {
            metadata.put("sample_id", sample.id());
            metadata.put("sample_tray", sample.tray());
            metadata.put("sample_position", sample.position());
        });
        return start(
                request(recipe, origin, next, forecast, metadata),
                recipe.sample(),
                Optional.of(opened));
    }

    CompletableFuture<Outcome> bring(SampleRef origin) {
        Plan plan = places.get().bringing(new Arrival(), origin);
        Forecast forecast = engine.forecast(plan);
        if (!forecast.problems().isEmpty()) {
            throw new SampleException(forecast.problems().getFirst().message());
        }
        return start(
                new RunRequest("Going to " + origin.place(), plan, Map.of(), 0, forecast.total()),
                origin.place(),
                Optional.empty());
    }

    CompletableFuture<Outcome> measure(String title, Plan plan) {
        Forecast forecast = engine.forecast(plan);
        if (!forecast.problems().isEmpty()) {
            throw new EngineException(forecast.problems().getFirst().message());
        }
        return start(
                new RunRequest(title, plan, about(title), forecast.points(), forecast.total()),
                "",
                Optional.empty());
    }

    /// Nothing is to be done there.
    private record Arrival() implements Plan {
        @Override
        public String name() {
            return "arrival";
        }

        @Override
        public void run(RunContext run) {}
    }

    /// The one way in which a desk starts a run.
    ///
    /// @param opened told of each product; empty if the queue is not what starts it
    synchronized CompletableFuture<Outcome> start(
            RunRequest request, String sample, Optional<Consumer<URI>> opened) {
        if (engine.status().state() != EngineState.IDLE) {
            return engine.start(request); // refuses with the reason
        }
        ProcessHandle process = ProcessHandle.current();
        RunNote note =
                new RunNote(
                        process.pid(),
                        RunNotes.began(process),
                        request.title(),
                        sample,
                        System.getProperty("user.name", ""),
                        beamline.file()
                                .path()
                                .map(file -> file.toAbsolutePath().toString())
                                .orElse(""),
                        clock.instant(),
                        opened.isPresent(),
                        List.of());
        current = note;
        Logging.marks().measuring(note.title(), note.sample());
        products.tellOpened(product -> {
            opened.ifPresent(reader -> reader.accept(product));
            noteProduct(note, Path.of(product));
        });
        try {
            return engine.start(
                            new RunRequest(
                                    request.title(),
                                    new Noted(request.plan(), () -> keep(note)),
                                    request.metadata(),
                                    request.points(),
                                    request.planned()))
                    .whenComplete((_, _) -> over(note));
        } catch (RuntimeException notStarted) {
            over(note);
            throw notStarted;
        }
    }

    /// A plan whose run is noted on the disk before its first verb, on the thread that runs it: who starts a
    /// run may be the JavaFX thread, which waits for no disk.
    private record Noted(Plan plan, Runnable note) implements Plan {
        @Override
        public String name() {
            return plan.name();
        }

        @Override
        public List<String> remarks() {
            return plan.remarks();
        }

        @Override
        public void run(RunContext run) {
            note.run();
            plan.run(run);
        }
    }

    private synchronized void keep(RunNote note) {
        if (note.isOf(current)) {
            notes.keep(Objects.requireNonNull(current));
        }
    }

    private synchronized void noteProduct(RunNote note, Path product) {
        if (note.isOf(current)) {
            current = Objects.requireNonNull(current).with(product);
            notes.keep(current);
        }
    }

    // The next run may have begun by the time the end of the one before is told.
    private synchronized void over(RunNote note) {
        if (note.isOf(current)) {
            current = null;
            products.tellOpened(_ -> {});
            Logging.marks().measuring("", "");
            notes.forget(note.process());
        }
    }

    private RunRequest request(
            Recipe recipe,
            Optional<SampleRef> origin,
            Optional<SampleRef> next,
            Forecast forecast,
            Map<String, Object> metadata) {
        String sample = recipe.sample().isBlank() ? "" : " · " + recipe.sample();
        return new RunRequest(
                recipe.name() + sample,
                plan(recipe, origin, next),
                metadata,
                forecast.points(),
                forecast.total());
    }

    private Map<String, Object> metadata(Recipe recipe) {
        Map<String, Object> metadata = about(recipe.name());
        metadata.put("recipe", recipe.toJson().toString());
        metadata.put("sample", recipe.sample());
        metadata.put("notes", recipe.notes());
        return metadata;
    }

    /// What every product says of the desk.
    private Map<String, Object> about(String title) {
        Experiment now = experiment.get();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("title", title);
        metadata.put("experiment", now.title());
        metadata.put("proposal", now.proposal());
        metadata.put("user", now.users());
        metadata.put("beamline", beamline.name());
        metadata.put(
                "beamline_file",
                beamline.file().path().map(Path::toString).orElse("simulated.json"));
        metadata.put("beamline_digest", beamline.file().sha256());
        metadata.put("beamdesk_version", Version.text());
        return metadata;
    }
}
