package io.beamdesk.engine;

import io.beamdesk.device.Readable;
import io.beamdesk.device.Recovery;
import io.beamdesk.device.Scheduler;
import io.beamdesk.document.DocumentBus;
import io.beamdesk.document.RunStop.ExitStatus;
import io.beamdesk.engine.EngineState.Trigger;
import io.beamdesk.plan.Plan;
import io.beamdesk.plan.Verbs;
import io.beamdesk.pv.Subscription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one plan at a time on hardware. Commands return at once and may come from any thread; each
/// run ends in the safe state with a complete product, whatever ends it.
public final class RunEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);

    private final Scheduler scheduler;
    private final DocumentBus bus;
    private final RunStorage storage;
    private final SafeState safeState;
    private final List<Readable> baseline;
    private final List<Suspender> suspenders;
    private final Function<String, Recovery> rules;
    private final Pace pace;

    /// Also the one lock of what the engine says of itself: a device that is being started, under the
    /// gate, may tell of a change while somebody asks for the status.
    private final Gate gate = new Gate(this::stateChanged);

    private final List<Consumer<EngineStatus>> watchers = new CopyOnWriteArrayList<>();

    private RunRequest request = new RunRequest("", new NoPlan(), Map.of(), 0, Duration.ZERO);
    private @Nullable Instant started;
    private @Nullable Instant pausedSince;
    private Duration waited = Duration.ZERO;
    private int points;
    private @Nullable Outcome outcome;
    private boolean closed;
    private volatile @Nullable Live live;
    private CompletableFuture<Outcome> ended = new CompletableFuture<>();

    /// Wires it.
    ///
    /// @param baseline read before and after each run
    /// @param suspenders what every run waits for; closed with the engine
    public RunEngine(
            Scheduler scheduler,
            DocumentBus bus,
            RunStorage storage,
            SafeState safeState,
            List<Readable> baseline,
            List<Suspender> suspenders) {
        this(scheduler, bus, storage, safeState, baseline, suspenders, _ -> Recovery.DEFAULT);
    }

    /// The same with rules for devices that fail.
    ///
    /// @param rules what to do when the device of this name fails in a step
    public RunEngine(
            Scheduler scheduler,
            DocumentBus bus,
            RunStorage storage,
            SafeState safeState,
            List<Readable> baseline,
            List<Suspender> suspenders,
            Function<String, Recovery> rules) {
        this.scheduler = scheduler;
        this.bus = bus;
        this.storage = storage;
        this.safeState = safeState;
        this.baseline = List.copyOf(baseline);
        this.suspenders = List.copyOf(suspenders);
        this.rules = rules;
        pace = new Pace(scheduler::steady);
        this.suspenders.forEach(suspender -> suspender.watch(this::beamlineChanged));
        bus.watchWaiting(this::tell);
        beamlineChanged();
    }

    private void beamlineChanged() {
        gate.beamline(this::reasons);
    }

    private Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Suspender suspender : suspenders) {
            // Two may watch one device.
            suspender
                    .reason()
                    .ifPresent(why ->
                            reasons.merge(suspender.name(), why, (one, two) -> one + "; " + two));
        }
        return reasons;
    }

    /// What runs before anything has run.
    private record NoPlan() implements Plan {
        @Override
        public String name() {
            return "";
        }

        @Override
        public void run(io.beamdesk.plan.RunContext run) {}
    }

    /// What the plan would do from where the devices are now, at the pace of the runs so far.
    public Forecast forecast(Plan plan) {
        return DryRun.of(plan, pace);
    }

    /// Starts a run.
    ///
    /// @return completes with its outcome, never exceptionally, when the safe state was reached or
    ///     given up and the product is complete
    /// @throws EngineException if another one is under way
    public CompletableFuture<Outcome> start(RunRequest requested) {
        CompletableFuture<Outcome> end = new CompletableFuture<>();
        synchronized (gate) {
            if (closed) {
                throw new EngineException("Cannot start now: Beamdesk is being closed");
            }
            if (gate.state() != EngineState.IDLE) {
                gate.command(Trigger.START, ""); // refuses with the reason
            }
            request = requested;
            started = scheduler.instant();
            pausedSince = null;
            waited = Duration.ZERO;
            points = 0;
            outcome = null;
            ended = end;
            gate.command(Trigger.START, "");
        }
        LOG.info("Started {}", requested.title());
        // Before the first verb: a run that begins while the beam is down waits for it.
        beamlineChanged();
        Thread.ofVirtual().name("run").start(() -> execute(requested, end));
        return end;
    }

    private void execute(RunRequest run, CompletableFuture<Outcome> end) {
        RunClock clock = new RunClock(scheduler);
        Instant begun = clock.instant();
        List<URI> products = new ArrayList<>();
        Live live =
                new Live(
                        gate,
                        scheduler,
                        safeState,
                        new Runs(
                                baseline,
                                planned -> {
                                    RunRecord record =
                                            new RunRecord(
                                                    bus,
                                                    storage,
                                                    new RunClock(scheduler),
                                                    merged(run, planned));
                                    products.add(record.uri());
                                    return record;
                                }),
                        rules,
                        pace,
                        this::progressed);
        this.live = live;
        try {
            run.plan().run(new Verbs(live));
        } catch (Gate.RunEnded | Gate.StepInterrupted _) {
            // The gate knows why.
        } catch (Throwable failure) {
            if (!gate.state().isEnding()) {
                gate.command(Trigger.FAIL, Live.sentence(failure));
            }
            LOG.debug("The plan ended with {}", failure.toString(), failure);
        }
        List<String> hazards = secure(live);
        Outcome result = conclude(live, begun, clock, products, hazards);
        synchronized (gate) {
            outcome = result;
            this.live = null;
        }
        log(run, result);
        gate.command(Trigger.ENDED, "");
        end.complete(result);
    }

    private static Map<String, Object> merged(RunRequest run, Map<String, Object> planned) {
        Map<String, Object> metadata = new LinkedHashMap<>(planned);
        metadata.putAll(run.metadata());
        return metadata;
    }

    private List<String> secure(Live live) {
        gate.clean(true);
        while (true) {
            try {
                return safeState.reach(live.used(), gate.state() == EngineState.HALTING);
            } catch (InterruptedException _) {
                LOG.info("Interrupted on the way to the safe state; going on");
            }
        }
    }

    private Outcome conclude(
            Live live, Instant begun, RunClock clock, List<URI> products, List<String> hazards) {
        EngineState state = gate.state();
        ExitStatus status =
                switch (state) {
                    case FAILING -> ExitStatus.FAIL;
                    case ABORTING, HALTING -> ExitStatus.ABORT;
                    case IDLE, RUNNING, PAUSING, PAUSED, SUSPENDED, STOPPING -> ExitStatus.SUCCESS;
                };
        String reason = gate.reason();
        if (!hazards.isEmpty()) {
            status = ExitStatus.FAIL;
            reason =
                    joined(
                            reason,
                            "the safe state is not confirmed: " + String.join("; ", hazards));
        }
        int rows = live.points();
        String problem = live.finish(status, reason);
        if (problem != null && !reason.contains(problem)) {
            status = ExitStatus.FAIL;
            reason = joined(reason, problem);
        }
        return new Outcome(
                status,
                reason,
                hazards,
                state == EngineState.STOPPING,
                products,
                rows,
                begun,
                clock.instant());
    }

    private static String joined(String first, String then) {
        return first.isEmpty() ? then : first + "; then " + then;
    }

    private static void log(RunRequest run, Outcome result) {
        String safe =
                result.safe()
                        ? "safe state confirmed"
                        : "NOT SAFE: " + String.join("; ", result.hazards());
        switch (result.exitStatus()) {
            case SUCCESS ->
                    LOG.info("Finished {}: {} points, {}", run.title(), result.points(), safe);
            case ABORT ->
                    LOG.warn(
                            "Aborted {}: {}, {} points kept, {}",
                            run.title(),
                            result.reason(),
                            result.points(),
                            safe);
            case FAIL ->
                    LOG.error(
                            "Failed {}: {}, {} points kept, {}",
                            run.title(),
                            result.reason(),
                            result.points(),
                            safe);
        }
    }

    /// Pauses at once: axes stop, the shutter closes, and the step is repeated on resuming.
    ///
    /// @throws EngineException if nothing runs that could pause
    public void pauseNow() {
        gate.command(Trigger.PAUSE_NOW, "");
    }

    /// Pauses after the present step.
    ///
    /// @throws EngineException if nothing runs that could pause
    public void pauseAtStep() {
        gate.command(Trigger.PAUSE_AT_STEP, "");
    }

    /// Goes on, or takes a pause back that was not reached; where the beamline is not ready, when it
    /// is.
    ///
    /// @throws EngineException if nothing is paused, or only the beamline holds the run
    public void resume() {
        gate.resume();
    }

    /// Goes on against what the suspenders say, until each of them is content again.
    ///
    /// @throws EngineException if nothing is held
    public void resumeAnyway() {
        List<String> against = gate.resumeAnyway();
        LOG.warn(
                "Resumed by the operator{}",
                against.isEmpty() ? "" : " although " + String.join("; ", against));
    }

    /// Ends the run here and keeps it as a success, with clean-up.
    ///
    /// @throws EngineException if nothing runs
    public void stop() {
        gate.command(Trigger.STOP, "stopped here by the operator, data kept");
    }

    /// Ends the run as aborted, with clean-up: axes are taken back where the plan restores them.
    ///
    /// @throws EngineException if nothing runs
    public void abort(String reason) {
        gate.command(Trigger.ABORT, reason);
    }

    /// Stops every motion of the beamline and closes the shutters at once, run or no run; a run ends
    /// as aborted, and nothing moves afterwards.
    ///
    /// @return completes with what is not confirmed to be safe, empty when all is
    public CompletableFuture<List<String>> halt(String reason) {
        try {
            gate.command(Trigger.HALT, reason);
        } catch (EngineException _) {
            LOG.info("Halt without a run: {}", reason);
        }
        CompletableFuture<List<String>> confirmed = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("halt")
                .start(() -> {
                    try {
                        safeState.secureEverything();
                        confirmed.complete(safeState.reach(List.of(), true));
                    } catch (Throwable problem) {
                        confirmed.complete(List.of("the safe state could not be read: " + problem));
                    }
                });
        return confirmed;
    }

    /// What it can say of itself now.
    public EngineStatus status() {
        synchronized (gate) {
            Instant now = scheduler.steady();
            Duration pause =
                    pausedSince == null ? Duration.ZERO : Duration.between(pausedSince, now);
            EngineState state = gate.state();
            Outcome last = state == EngineState.IDLE ? outcome : null;
            return new EngineStatus(
                    state,
                    request.title(),
                    points,
                    request.points(),
                    Optional.ofNullable(started),
                    request.planned(),
                    waited.plus(pause),
                    now,
                    last == null ? message(state) : last.reason(),
                    Optional.ofNullable(last));
        }
    }

    private String message(EngineState state) {
        return switch (state) {
            case PAUSING, PAUSED, SUSPENDED -> String.join("; ", gate.waitsFor());
            case RUNNING -> bus.isWaiting() ? "waiting for the disk" : "";
            case IDLE, STOPPING, ABORTING, HALTING, FAILING -> gate.reason();
        };
    }

    /// Calls the watcher with the status now and after each change or point, on the engine's threads.
    public Subscription watch(Consumer<EngineStatus> watcher) {
        watchers.add(watcher);
        watcher.accept(status());
        return () -> watchers.remove(watcher);
    }

    private void stateChanged(EngineState now) {
        synchronized (gate) {
            if (now == EngineState.PAUSED || now == EngineState.SUSPENDED) {
                pausedSince = pausedSince == null ? scheduler.steady() : pausedSince;
            } else if (pausedSince != null) {
                waited = waited.plus(Duration.between(pausedSince, scheduler.steady()));
                pausedSince = null;
            }
        }
        LOG.debug("Engine is {}", now);
        tell();
    }

    private void progressed() {
        Live present = live;
        if (present != null) {
            synchronized (gate) {
                points = present.points();
            }
        }
        tell();
    }

    private void tell() {
        if (!watchers.isEmpty()) {
            EngineStatus status = status();
            for (Consumer<EngineStatus> watcher : watchers) {
                try {
                    watcher.accept(status);
                } catch (RuntimeException problem) {
                    // Who looks on must not touch the run.
                    LOG.error("A watcher of the engine failed: {}", problem.getMessage(), problem);
                }
            }
        }
    }

    /// Halts a run that is under way and waits for its end.
    @Override
    public void close() {
        close("Beamdesk was closed");
    }

    /// Halts a run that is under way for this reason and waits for its end; none can start any more.
    public void close(String reason) {
        CompletableFuture<Outcome> end;
        synchronized (gate) {
            closed = true;
            end = ended;
        }
        if (gate.state() != EngineState.IDLE) {
            var _ = halt(reason);
            end.join();
        }
        suspenders.forEach(Suspender::close);
    }
}
