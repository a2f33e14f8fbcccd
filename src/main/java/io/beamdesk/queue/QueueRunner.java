package io.beamdesk.queue;

import io.beamdesk.engine.EngineException;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Outcome;
import io.beamdesk.engine.Problem;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.HistoryEntry.Result;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.sample.SampleRef;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures the items of a queue one after the other. Pausing, resuming, stopping and aborting are
/// the engine's; what the queue says of itself follows from the engine. After a start of Beamdesk
/// nothing runs before somebody starts the queue, autostart or not.
public final class QueueRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueRunner.class);

    /// After so many failures one after the other the queue stops whatever it was told: what fails
    /// every item is not the items', and each costs dose.
    private static final int MOST_FAILURES = 3;

    private final DurableQueue queue;
    private final RunEngine engine;
    private final Measuring measuring;
    private final InstantSource clock;
    private final Supplier<String> who;
    private final ExecutorService turns =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("queue").factory());
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean going;

    /// Items that failed one after the other since the queue was started.
    private volatile int failures;

    private volatile boolean stopsAfter;
    private volatile boolean wasAutostart;
    private volatile String stopped = "";
    private volatile CompletableFuture<String> end = new CompletableFuture<>();

    /// Wires it.
    ///
    /// @param who the person at the desk now
    public QueueRunner(
            DurableQueue queue,
            RunEngine engine,
            Measuring measuring,
            InstantSource clock,
            Supplier<String> who) {
        this.queue = queue;
        this.engine = engine;
        this.measuring = measuring;
        this.clock = clock;
        this.who = who;
        this.wasAutostart = queue.state().autostart();
    }

    /// Begins to follow the queue and the engine.
    public void open() {
        subscriptions.add(
                queue.watch(state -> {
                    boolean switchedOn = state.autostart() && !wasAutostart;
                    wasAutostart = state.autostart();
                    if (switchedOn) {
                        start();
                    } else {
                        later(this::turn);
                    }
                }));
        subscriptions.add(
                engine.watch(status -> {
                    if (status.state() == EngineState.IDLE) {
                        later(this::turn);
                    }
                }));
    }

    /// Lets the queue go, or go on after it has stopped.
    public void start() {
        stopsAfter = false;
        stopped = "";
        end = new CompletableFuture<>();
        failures = 0;
        going = true;
        tell();
        later(this::turn);
    }

    /// Has the queue stop after the item that is being measured; at once if there is none.
    public void stopAfterThis() {
        stopsAfter = true;
        tell();
        later(() -> {
            if (stopsAfter && queue.state().running().isEmpty()) {
                stop("Stopped by a person");
            }
        });
    }

    /// Completes with the reason when the queue stops that was started last.
    public CompletableFuture<String> untilStopped() {
        return end;
    }

    /// Takes [#stopAfterThis] back while the item is being measured.
    public void keepGoing() {
        stopsAfter = false;
        tell();
    }

    /// Calls the watcher when the queue was started, held, let go on, or has stopped: what neither
    /// the queue nor the engine says of itself. On the thread on which it happens.
    public Subscription watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private void tell() {
        watchers.forEach(Runnable::run);
    }

    /// What the queue does now.
    public QueueStatus status() {
        EngineStatus now = engine.status();
        QueueState state = queue.state();
        Optional<QueueItem> item = state.running().map(Running::item);
        Activity activity =
                switch (now.state()) {
                    case IDLE -> idle(state);
                    case RUNNING -> Activity.RUNNING;
                    case PAUSING -> Activity.PAUSING;
                    case PAUSED -> Activity.PAUSED;
                    case SUSPENDED -> Activity.SUSPENDED;
                    case STOPPING, ABORTING, HALTING, FAILING -> Activity.ENDING;
                };
        boolean others = now.state() != EngineState.IDLE && item.isEmpty();
        String message =
                others
                        ? "The engine runs " + now.title() + ", which is not from the queue"
                        : switch (activity) {
                            case STOPPED -> stopped;
                            case WAITING -> waitsFor(state);
                            default -> now.message();
                        };
        return new QueueStatus(
                others ? Activity.ENGINE_BUSY : activity, message, item, stopsAfter, now);
    }

    private Activity idle(QueueState state) {
        if (state.running().isPresent()) {
            return Activity.BETWEEN;
        }
        if (!going) {
            return Activity.STOPPED;
        }
        return waitsFor(state).isEmpty() ? Activity.BETWEEN : Activity.WAITING;
    }

    private static String waitsFor(QueueState state) {
        Optional<QueueItem> next = state.next();
        if (next.isEmpty()) {
            return "Waits for items";
        }
        return next.get().state() == QueueItem.State.NEEDS_APPROVAL
                ? next.get().label() + " waits for approval"
                : "";
    }

    private void later(Runnable task) {
        try {
            turns.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException problem) {
                    LOG.error("The queue stopped: {}", problem.getMessage(), problem);
                    stop(String.valueOf(problem.getMessage()));
                }
            });
        } catch (RejectedExecutionException _) {
            // Closed meanwhile.
        }
    }

    private void stop(String why) {
        going = false;
        stopsAfter = false;
        stopped = why;
        LOG.info("The queue stopped: {}", why);
        end.complete(why);
        tell();
    }

    private void turn() {
        QueueState state = queue.state();
        if (!going || state.running().isPresent() || engine.status().state() != EngineState.IDLE) {
            return;
        }
        Optional<QueueItem> next = state.next();
        if (next.isEmpty()) {
            if (!state.autostart()) {
                long failed = state.failed();
                stop("All items are done" + (failed > 0 ? " but " + failed + " that failed" : ""));
            }
            return;
        }
        QueueItem item = next.get();
        switch (item.state()) {
            case QUEUED -> begin(item);
            case FAILED -> stop(item.label() + ": " + item.trouble());
            case NEEDS_APPROVAL, SKIPPED -> {
                // Approval wakes it up.
            }
        }
    }

    private void begin(QueueItem item) {
        Recipe recipe;
        Forecast forecast;
        try {
            recipe = item.measurement();
            forecast = measuring.check(recipe, item.origin());
        } catch (RuntimeException wrong) {
            refuse(item, String.valueOf(wrong.getMessage()));
            return;
        }
        if (!forecast.problems().isEmpty()) {
            refuse(
                    item,
                    forecast.problems().stream()
                            .map(Problem::message)
                            .collect(Collectors.joining("; ")));
            return;
        }
        String uid = ItemIds.next(clock.instant());
        boolean begun =
                queue.recordIf(
                        state -> state.next().equals(Optional.of(item)),
                        Step.note(
                                "start " + item.label(),
                                new Change.Replace(
                                        List.of(item.withEstimate(Estimate.of(forecast)))),
                                new Change.Started(item.id(), uid, clock.instant(), who.get())));
        if (!begun) {
            // Somebody changed the queue while the item was checked: it is looked at again.
            later(this::turn);
            return;
        }
        try {
            CompletableFuture<Outcome> run =
                    measuring.run(
                            recipe,
                            item.origin(),
                            sampleAfter(item),
                            forecast,
                            item.id(),
                            product -> {
                                queue.record(Step.note("open", new Change.Opened(product)));
                            });
            var _ = run.thenAccept(outcome -> later(() -> ended(outcome)));
        } catch (EngineException busy) {
            queue.record(Step.note("not started", new Change.NotStarted()));
            stop(String.valueOf(busy.getMessage()));
        } catch (RuntimeException wrong) {
            queue.record(Step.note("not started", new Change.NotStarted()));
            refuse(item, String.valueOf(wrong.getMessage()));
        }
    }

    /// The sample that is measured next, unless the queue stops or waits before it.
    private Optional<SampleRef> sampleAfter(QueueItem item) {
        return stopsAfter || item.pauseAfter()
                ? Optional.empty()
                : queue.state()
                        .next()
                        .filter(next -> next.state() == QueueItem.State.QUEUED)
                        .flatMap(QueueItem::origin);
    }

    private void refuse(QueueItem item, String why) {
        queue.state()
                .item(item.id())
                .ifPresent(now ->
                        queue.record(
                                Step.note(
                                        "refuse " + item.label(),
                                        new Change.Replace(List.of(now.withTrouble(why))))));
        if (queue.state().goesOn()) {
            LOG.warn("{}: {}; the queue goes on", item.label(), why);
            later(this::turn);
        } else {
            stop(item.label() + ": " + why);
        }
    }

    /// Whether the end of a run is one that the queue goes on after: not what a person ended, and
    /// nothing that has left the beamline unsafe.
    private boolean goesOnAfter(Outcome outcome, Result result) {
        failures = result == Result.FAILED ? failures + 1 : 0;
        return result.isDone()
                || (result == Result.FAILED
                        && queue.state().goesOn()
                        && outcome.hazards().isEmpty()
                        && failures < MOST_FAILURES);
    }

    private void ended(Outcome outcome) {
        Running running = queue.state().running().orElseThrow();
        QueueItem item = running.item();
        Result result =
                switch (outcome.exitStatus()) {
                    case SUCCESS -> outcome.stopped() ? Result.STOPPED : Result.SUCCESS;
                    case ABORT -> Result.ABORTED;
                    case FAIL -> Result.FAILED;
                };
        String reason =
                outcome.reason().isEmpty() && !result.isDone() ? "ended early" : outcome.reason();
        HistoryEntry entry =
                new HistoryEntry(
                        running.run(),
                        item.id(),
                        item.title(),
                        item.recipe(),
                        item.sample(),
                        item.origin(),
                        result,
                        reason,
                        outcome.started(),
                        outcome.ended(),
                        outcome.products(),
                        outcome.points(),
                        running.by());
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Ended(entry, result.isDone() ? null : item.withTrouble(reason)));
        if (result.isDone() && (item.loop() || queue.state().loop())) {
            QueueItem again = item.copy(ItemIds.next(clock.instant()), clock.instant(), item.by());
            changes.add(new Change.Put(List.of(new Change.Place(null, List.of(again)))));
        }
        // Decided before it is kept: the record wakes the next turn up.
        boolean goesOn = goesOnAfter(outcome, result);
        String why =
                !goesOn
                        ? item.label() + ": " + reason + again()
                        : stopsAfter
                                ? "Stopped after " + item.label() + " by a person"
                                : item.pauseAfter() ? "Pause after " + item.label() : "";
        if (!why.isEmpty()) {
            going = false;
        }
        queue.record(new Step("end " + item.label(), false, 0, changes));
        if (why.isEmpty()) {
            turn();
        } else {
            stop(why);
        }
    }

    private String again() {
        return queue.state().goesOn() && failures >= MOST_FAILURES
                ? "; " + failures + " items failed one after the other"
                : "";
    }

    /// Waits until everything asked for so far is looked at.
    void settle() {
        CompletableFuture.runAsync(() -> {}, turns).join();
    }

    /// Begins no other item. The engine is to be closed before, so that the end of its run is kept.
    @Override
    public void close() {
        going = false;
        subscriptions.forEach(Subscription::close);
        turns.close();
    }
}
