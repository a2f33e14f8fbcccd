package io.beamdesk.app;

import io.beamdesk.device.Place;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.DurableQueue;
import io.beamdesk.queue.Estimate;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.Measuring;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueException;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueRunner;
import io.beamdesk.queue.QueueState;
import io.beamdesk.queue.QueueStatus;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.sample.SampleRef;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of a desk: it measures on the desk's own engine, says in the log who did what, and can
/// only be looked at while another process has it open.
public final class DeskQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Queue");
    private static final int ESTIMATES_AT_ONCE = 500;

    private static final MountPlaces NOT_MOUNTED =
            new MountPlaces() {
                @Override
                public Place mounted() {
                    return Place.NONE;
                }

                @Override
                public Optional<Place> prepared() {
                    return Optional.empty();
                }

                @Override
                public Optional<Place> place(SampleRef sample) {
                    return Optional.empty();
                }
            };

    private record Open(DurableQueue queue, QueueRunner runner) {}

    private final Path folder;
    private final RunEngine engine;
    private final Measuring measuring;
    private final InstantSource clock;
    private final Supplier<String> who;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Set<String> cannotBeEstimated = new HashSet<>();
    // One after the other, so that what was asked for first is done first.
    private final ExecutorService actions =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("queue-actions").factory());
    private volatile Optional<Open> open = Optional.empty();
    private volatile String elsewhere = "";
    private volatile QueueState seen = QueueState.EMPTY;
    private volatile Supplier<MountPlaces> places = () -> NOT_MOUNTED;
    private boolean closed;

    private DeskQueue(
            Path folder,
            RunEngine engine,
            Measuring measuring,
            InstantSource clock,
            Supplier<String> who) {
        this.folder = folder;
        this.engine = engine;
        this.measuring = measuring;
        this.clock = clock;
        this.who = who;
    }

    /// Opens the queue of a folder; if it cannot be opened it can be looked at.
    ///
    /// @param engine what it measures on
    /// @param measuring how it measures
    /// @param who the person at the desk now
    public static DeskQueue open(
            Path folder,
            RunEngine engine,
            Measuring measuring,
            InstantSource clock,
            Supplier<String> who) {
        DeskQueue queue = new DeskQueue(folder, engine, measuring, clock, who);
        queue.open();
        return queue;
    }

    /// Says what knows where the sample changer has the samples; nobody does before. It is asked away
    /// from the JavaFX thread.
    public void mountedFrom(Supplier<MountPlaces> known) {
        places = known;
    }

    /// A better order of what waits for the sample changer. Reads the disk.
    ///
    /// @param chosen ids of the items that may move; empty for all
    /// @throws RuntimeException with one sentence if nobody knows where the samples are
    public MountProposal mountProposal(Set<String> chosen) {
        return MountProposal.of(state(), places.get(), chosen);
    }

    /// Tries once more to open what could only be looked at.
    public void open() {
        synchronized (this) {
            if (open.isPresent() || closed) {
                return;
            }
            try {
                DurableQueue queue = DurableQueue.open(folder, clock);
                QueueRunner runner = new QueueRunner(queue, engine, measuring, clock, who);
                runner.open();
                open = Optional.of(new Open(queue, runner));
                elsewhere = "";
                var _ = queue.watch(_ -> tell());
                var _ = runner.watch(this::tell);
            } catch (QueueException taken) {
                elsewhere = String.valueOf(taken.getMessage());
                LOG.warn("{}", elsewhere);
            }
        }
        look();
        tell();
    }

    /// Looks again at a queue that another process has open.
    public void look() {
        if (open.isEmpty()) {
            try {
                seen = DurableQueue.look(folder);
            } catch (QueueException unreadable) {
                elsewhere = String.valueOf(unreadable.getMessage());
            }
        }
    }

    /// Why the queue can only be looked at, with the process that has it; empty if this desk has it.
    public Optional<String> elsewhere() {
        return open.isPresent() ? Optional.empty() : Optional.of(elsewhere);
    }

    /// What was damaged of the queue's file when it was opened, and what has become of it, a sentence each.
    public List<String> damages() {
        return open.map(o -> o.queue().damages()).orElse(List.of());
    }

    /// The queue now.
    public QueueState state() {
        return open.map(o -> o.queue().state()).orElseGet(() -> seen);
    }

    /// What it does now.
    public QueueStatus status() {
        return open.map(o -> o.runner().status())
                .orElseGet(() ->
                        new QueueStatus(
                                Activity.STOPPED,
                                elsewhere,
                                Optional.empty(),
                                false,
                                engine.status()));
    }

    /// Why nothing else may be run or moved now, as the queue is going; empty if it is not.
    public Optional<String> obstacle() {
        return switch (status().activity()) {
            case STOPPED, ENGINE_BUSY -> Optional.empty();
            case WAITING, BETWEEN, RUNNING, PAUSING, PAUSED, SUSPENDED, ENDING ->
                    Optional.of(
                            "The queue is going; hold it first, or add to it what is to be done.");
        };
    }

    /// Every run of the queue, the last one last. Reads the disk.
    ///
    /// @throws QueueException if it cannot be read
    public List<HistoryEntry> history() {
        return DurableQueue.history(folder);
    }

    /// Who is at the desk now.
    public String user() {
        return who.get();
    }

    /// What an item would do now.
    ///
    /// @throws RuntimeException with one sentence if it cannot be checked
    public Forecast check(QueueItem item) {
        return measuring.check(item.measurement(), item.origin());
    }

    /// What the recipe would do now on a sample of a tray.
    ///
    /// @throws RuntimeException with one sentence if it cannot be checked
    public Forecast check(Recipe recipe, SampleRef origin) {
        return measuring.check(recipe, Optional.of(origin));
    }

    private Open opened() {
        return open.orElseThrow(() -> new QueueException(elsewhere));
    }

    private void refuseWhileOthersRun() {
        EngineStatus now = engine.status();
        if (now.state() != EngineState.IDLE && state().running().isEmpty()) {
            throw new QueueException(
                    now.title()
                            + " is under way and not from the queue; start the queue when it has ended");
        }
    }

    /// Does something away from the caller's thread, after everything that was asked for before.
    ///
    /// @return fails with a [QueueException] that says why it cannot be done
    public CompletableFuture<Void> later(Runnable action) {
        try {
            return CompletableFuture.runAsync(action, actions);
        } catch (RejectedExecutionException _) {
            return CompletableFuture.failedFuture(new QueueException("Beamdesk is being closed"));
        }
    }

    /// Lets the queue go.
    ///
    /// @throws QueueException if something else runs, or it can only be looked at
    public void start() {
        QueueRunner runner = opened().runner();
        refuseWhileOthersRun();
        LOG.info("{} started the queue", user());
        runner.start();
    }

    /// Has the queue stop after the item that is being measured; at once if there is none.
    public void hold() {
        LOG.info(
                "{} holds the queue{}",
                user(),
                state().running().map(r -> " after " + r.item().label()).orElse(""));
        opened().runner().stopAfterThis();
    }

    /// Takes [#hold] back while the item is being measured.
    public void keepGoing() {
        LOG.info("{} lets the queue go on", user());
        opened().runner().keepGoing();
    }

    /// Does what a person wants of the queue as it is then. Waits for the disk.
    ///
    /// @throws QueueException if it is refused, with the reason
    public void apply(Function<QueueState, QueueCommand> wanted) {
        DurableQueue queue = opened().queue();
        QueueState before = queue.state();
        QueueCommand command = wanted.apply(before);
        if (command instanceof QueueCommand.Autostart(boolean on) && on) {
            refuseWhileOthersRun();
        }
        QueueState after = queue.apply(command);
        if (after != before) {
            LOG.info("{}: {}", user(), done(command, before, after));
        }
    }

    private static String done(QueueCommand command, QueueState before, QueueState after) {
        return switch (command) {
            case QueueCommand.Autostart(boolean on) -> on ? "autostart on" : "autostart off";
            case QueueCommand.GoOn(boolean on) ->
                    on ? "go on after a failure" : "stop at a failure";
            case QueueCommand.Undo() -> "undo " + before.undoable().orElse("");
            default -> after.undoable().orElse("queue changed");
        };
    }

    /// Puts a recipe at the end, with what its dry run says.
    public CompletableFuture<Void> enqueue(Recipe recipe) {
        return later(() -> {
            QueueItem item =
                    QueueItem.of(
                            recipe,
                            recipe.sample(),
                            clock.instant(),
                            user(),
                            estimate(recipe, Optional.empty()));
            apply(_ -> new QueueCommand.Add(List.of(item)));
        });
    }

    /// Puts a recipe at the end for each of these samples, under their names.
    public CompletableFuture<Void> enqueue(Recipe recipe, Map<SampleRef, String> samples) {
        return later(() -> {
            List<QueueItem> items = new ArrayList<>();
            samples.forEach((origin, name) ->
                    items.add(
                            QueueItem.of(recipe, name, clock.instant(), user(), Optional.empty())
                                    .of(origin)));
            apply(_ -> new QueueCommand.Add(items));
            var _ = estimateRest();
        });
    }

    /// Gives an item another recipe or sample.
    public CompletableFuture<Void> edit(String id, Recipe recipe, String sample) {
        return later(() -> {
            Optional<Estimate> estimate = estimate(recipe, origin(id, sample));
            apply(_ -> new QueueCommand.Edit(id, recipe, sample, estimate));
        });
    }

    private Optional<SampleRef> origin(String id, String sample) {
        return state().item(id)
                .filter(item -> item.sample().equals(sample))
                .flatMap(QueueItem::origin);
    }

    private Optional<Estimate> estimate(Recipe recipe, Optional<SampleRef> origin) {
        try {
            return Optional.of(Estimate.of(measuring.check(recipe, origin)));
        } catch (RuntimeException wrong) {
            // It may wait in the queue all the same; the reason is said when it is looked at.
            return Optional.empty();
        }
    }

    /// Runs those items dry that nobody has, as the ones that came from a shell.
    public CompletableFuture<Void> estimateRest() {
        return later(() -> {
            Set<String> waiting = new HashSet<>();
            state().items().forEach(item -> waiting.add(item.recipe()));
            cannotBeEstimated.retainAll(waiting);
            Map<QueueItem, Estimate> found = new HashMap<>();
            for (QueueItem item : state().items()) {
                if (open.isPresent()
                        && item.estimate().isEmpty()
                        && !cannotBeEstimated.contains(item.recipe())
                        && found.size() < ESTIMATES_AT_ONCE) {
                    estimate(item, found);
                }
            }
            if (!found.isEmpty()) {
                opened().queue().estimate(found);
                var _ = estimateRest();
            }
        });
    }

    private void estimate(QueueItem item, Map<QueueItem, Estimate> found) {
        try {
            estimate(item.measurement(), item.origin())
                    .ifPresent(estimate -> found.put(item, estimate));
        } catch (RuntimeException notUnderstood) {
            LOG.debug("{}: {}", item.label(), notUnderstood.getMessage());
        }
        if (!found.containsKey(item)) {
            cannotBeEstimated.add(item.recipe());
        }
    }

    /// Calls the watcher after every change of the queue and of what it does, on any thread.
    public Subscription watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private void tell() {
        watchers.forEach(Runnable::run);
    }

    /// Begins no other item. The engine is to be closed before, so that the end of its run is kept.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        actions.close();
        open.ifPresent(o -> {
            o.runner().close();
            o.queue().close();
        });
    }
}
