package io.beamdesk.queue;

import io.beamdesk.device.Scheduler;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.Problem;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.engine.RunRequest;
import io.beamdesk.engine.SafeState;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.RunContext;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.sample.SampleRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Measures on a real engine without devices: each item is what a test does in its stead.
public final class WorkBench implements Measuring, AutoCloseable {
    private final Scheduler scheduler = Scheduler.system();
    private final DocumentBus bus = new DocumentBus();
    private final RunEngine engine =
            new RunEngine(
                    scheduler,
                    bus,
                    _ -> {
                        throw new IllegalStateException("no place");
                    },
                    new SafeState(List.of(), List.of(), Duration.ofSeconds(1), scheduler),
                    List.of(),
                    List.of());
    private final int points;
    private volatile Consumer<Job> beginning = _ -> {};
    private volatile BiConsumer<Job, RunContext> work = (_, _) -> {};
    private volatile List<Problem> problems = List.of();

    /// What is to be measured.
    ///
    /// @param opened to be told of products
    public record Job(
            Recipe recipe,
            Optional<SampleRef> origin,
            Optional<SampleRef> next,
            String item,
            Consumer<URI> opened) {}

    private record Written(Consumer<RunContext> body) implements Plan {
        @Override
        public String name() {
            return "written";
        }

        @Override
        public void run(RunContext run) {
            body.accept(run);
        }
    }

    /// @param points of every run, as its check says
    public WorkBench(int points) {
        this.points = points;
    }

    /// A plan that does this.
    public static Plan plan(Consumer<RunContext> body) {
        return new Written(body);
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public RunEngine engine() {
        return engine;
    }

    /// Does this before a run begins; what it throws refuses the run.
    public void beginning(Consumer<Job> now) {
        beginning = now;
    }

    /// Does this as a run.
    public void work(BiConsumer<Job, RunContext> now) {
        work = now;
    }

    /// What checks find in the way.
    public void problems(List<Problem> now) {
        problems = now;
    }

    @Override
    public Forecast check(Recipe recipe, Optional<SampleRef> origin) {
        return new Forecast(
                points,
                Map.of(Forecast.Share.COUNTING, Duration.ofSeconds(30)),
                0,
                Map.of(),
                problems);
    }

    @Override
    public CompletableFuture<Outcome> run(
            Recipe recipe,
            Optional<SampleRef> origin,
            Optional<SampleRef> next,
            Forecast forecast,
            String item,
            Consumer<URI> opened) {
        Job job = new Job(recipe, origin, next, item, opened);
        beginning.accept(job);
        Plan plan = plan(run -> work.accept(job, run));
        return engine.start(
                new RunRequest(recipe.name(), plan, Map.of(), points, forecast.total()));
    }

    /// Ends what runs; the queue of it is to be closed next.
    @Override
    public void close() {
        engine.close();
    }

    /// The rest, once the queue is closed.
    public void putAway() {
        bus.close();
        scheduler.close();
    }
}
