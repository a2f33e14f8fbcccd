package io.beamdesk.ui.queue;

import io.beamdesk.app.DeskQueue;
import io.beamdesk.app.MountProposal;
import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.engine.RunEngine;
import io.beamdesk.pv.Subscription;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.HistoryExport;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueState;
import io.beamdesk.queue.Running;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.ui.fx.Badge;
import io.beamdesk.ui.fx.Pulse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue for people: a picture of it, the chosen items, and what can be done. Everything that
/// takes time is done away from the JavaFX thread, in the order in which it was asked for.
public final class QueueViewModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Queue");
    private static final int LOOK_EVERY = 5;

    private final DeskQueue queue;
    private final InstantSource clock;
    private final Executor background;
    private final QueueEdits edits;
    private Predicate<QueueItem> editor = _ -> false;
    private QueueSurroundings surroundings = QueueSurroundings.NONE;
    private final Supplier<Path> dataFolder;
    private final Pulse.Slot<QueuePicture> pictures;
    private final Pulse.Slot<Badge> badges;
    private final Pulse.Slot<Inspection> inspections;
    private final Pulse.Slot<String> messages;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private final Map<String, Integer> colours = new HashMap<>();
    private final ReadOnlyObjectWrapper<QueuePicture> picture =
            new ReadOnlyObjectWrapper<>(this, "picture", QueuePicture.EMPTY);
    private final ReadOnlyObjectWrapper<List<String>> selected =
            new ReadOnlyObjectWrapper<>(this, "selected", List.of());
    private final ReadOnlyObjectWrapper<Inspection> inspection =
            new ReadOnlyObjectWrapper<>(this, "inspection", new Inspection.None());
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(this, "share");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");
    private final ReadOnlyObjectWrapper<Badge> badge =
            new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);
    private volatile EngineState engineState = EngineState.IDLE;
    private volatile String inspected = "";
    private volatile boolean shown;
    private int ticks;

    /// Wires it and takes the first picture.
    ///
    /// @param queue the desk's
    /// @param engine that the queue runs on
    /// @param pulse that brings pictures to the JavaFX thread
    /// @param background where pictures are computed
    /// @param dataFolder where exports go at first
    public QueueViewModel(
            DeskQueue queue,
            RunEngine engine,
            Pulse pulse,
            InstantSource clock,
            Executor background,
            Supplier<Path> dataFolder) {
        this.queue = queue;
        this.clock = clock;
        this.background = background;
        this.dataFolder = dataFolder;
        edits = new QueueEdits(queue, clock, this::said);
        pictures = pulse.slot(this::show);
        badges = pulse.slot(badge::set);
        inspections = pulse.slot(inspection::set);
        messages = pulse.slot(message::set);
        Pulse.Slot<EngineStatus> progress = pulse.slot(status -> share.set(share(status)));
        subscriptions.add(queue.watch(this::refresh));
        subscriptions.add(
                engine.watch(status -> {
                    progress.offer(status);
                    if (status.state() != engineState) {
                        engineState = status.state();
                        refresh();
                    }
                }));
        refresh();
    }

    private static double share(EngineStatus status) {
        return status.total() > 0 ? (double) status.points() / status.total() : 0;
    }

    /// One sentence of a failure, without what carries it.
    public static String sentence(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null
                        ? problem.getCause()
                        : problem;
        return String.valueOf(cause.getMessage());
    }

    // -- Properties ------------------------------------------------------------------------------

    /// The queue as it is shown; stands still while the pane is not in view.
    ReadOnlyObjectProperty<QueuePicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// Ids of the chosen items in the order of the queue.
    ReadOnlyObjectProperty<List<String>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// The first chosen item closely.
    ReadOnlyObjectProperty<Inspection> inspectionProperty() {
        return inspection.getReadOnlyProperty();
    }

    /// How much of the run is measured, 0 to 1.
    ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /// Why the last command was refused; empty if it was done.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// How many items wait; in colour if one of them needs a person.
    public ReadOnlyObjectProperty<Badge> badgeProperty() {
        return badge.getReadOnlyProperty();
    }

    /// The pane comes into view, or goes.
    public void setShown(boolean now) {
        shown = now;
        if (now) {
            refresh();
            var _ = queue.estimateRest();
        }
    }

    /// A second has passed: times move on while they are seen.
    public void tick() {
        if (shown) {
            ticks++;
            if (queue.elsewhere().isPresent() && ticks % LOOK_EVERY == 0) {
                background.execute(() -> {
                    queue.look();
                    refresh();
                });
            } else {
                refresh();
            }
        }
    }

    private void refresh() {
        if (due.compareAndSet(false, true)) {
            background.execute(() -> {
                // One at a time, so that an older picture never follows a newer one.
                synchronized (colours) {
                    due.set(false);
                    badges.offer(badge(queue.state()));
                    // One of ten thousand items is a megabyte, ten times a second.
                    if (shown) {
                        pictures.offer(QueuePicture.of(queue, colours, clock.instant()));
                    }
                }
            });
        }
    }

    private static Badge badge(QueueState now) {
        boolean approval =
                now.next()
                        .filter(item -> item.state() == QueueItem.State.NEEDS_APPROVAL)
                        .isPresent();
        return Badge.count(
                now.items().size(),
                now.failed() > 0 ? "alarm-major" : approval ? "alarm-minor" : "");
    }

    private void show(QueuePicture now) {
        picture.set(now);
        List<String> still =
                selected.get().stream().filter(id -> now.places().containsKey(id)).toList();
        if (still.size() < selected.get().size()) {
            select(still);
        } else {
            inspect();
        }
    }

    // -- What is chosen --------------------------------------------------------------------------

    /// Chooses items by id.
    void select(List<String> ids) {
        selected.set(List.copyOf(ids));
        inspect();
    }

    /// The item that is looked at: the first chosen, otherwise the one that is measured.
    Optional<QueueItem> looked() {
        List<String> ids = selected.get();
        if (ids.isEmpty()) {
            return picture.get().state().running().map(Running::item);
        }
        Integer row = picture.get().places().get(ids.getFirst());
        return row == null ? Optional.empty() : Optional.of(picture.get().rows().get(row));
    }

    private void inspect() {
        Optional<QueueItem> looked = looked();
        if (looked.isEmpty()) {
            inspected = "";
            inspections.offer(new Inspection.None());
            return;
        }
        QueueItem item = looked.get();
        if (!inspected.equals(item.recipe())) {
            inspected = item.recipe();
            check(item);
        }
    }

    /// Runs the chosen item dry again.
    void check() {
        inspected = "";
        inspect();
    }

    private void check(QueueItem item) {
        inspections.offer(new Inspection.Checking(item));
        background.execute(() -> {
            Inspection found;
            try {
                found = new Inspection.Checked(item, queue.check(item), clock.instant());
            } catch (RuntimeException wrong) {
                found = new Inspection.Wrong(item, sentence(wrong));
            }
            if (inspected.equals(item.recipe())) {
                inspections.offer(found);
            }
        });
    }

    // -- Commands --------------------------------------------------------------------------------

    /// What is done to items.
    QueueEdits edits() {
        return edits;
    }

    /// Starts the queue, holds it, or lets it go on: whatever is its turn.
    void primary() {
        QueuePicture.Primary primary = picture.get().primary();
        var _ =
                run(() -> {
                    switch (primary) {
                        case START -> queue.start();
                        case HOLD -> queue.hold();
                        case KEEP_GOING -> queue.keepGoing();
                    }
                });
    }

    /// Puts a recipe at the end.
    CompletableFuture<Void> enqueue(Recipe recipe) {
        return said(queue.enqueue(recipe));
    }

    /// A better order of the chosen items for the sample changer, or of all if fewer than two are
    /// chosen; fails with one sentence, which is shown.
    CompletableFuture<MountProposal> mountProposal() {
        List<String> chosen = selected.get();
        Set<String> which = chosen.size() < 2 ? Set.of() : Set.copyOf(chosen);
        CompletableFuture<MountProposal> found =
                CompletableFuture.supplyAsync(() -> queue.mountProposal(which), background);
        var _ = said(found.thenAccept(_ -> {}));
        return found;
    }

    /// Says what is around the queue at this desk.
    public void standIn(QueueSurroundings desk) {
        surroundings = desk;
    }

    /// What is around the queue at this desk.
    QueueSurroundings surroundings() {
        return surroundings;
    }

    /// Chooses the items of a sample.
    public void selectSample(String sample) {
        QueueState now = queue.state();
        select(
                Stream.concat(now.running().map(Running::item).stream(), now.items().stream())
                        .filter(item ->
                                item.origin().filter(o -> o.id().equals(sample)).isPresent())
                        .map(QueueItem::id)
                        .toList());
    }

    /// Where items are edited: gives false for one that it cannot edit.
    public void editIn(Predicate<QueueItem> elsewhere) {
        editor = elsewhere;
    }

    /// Whether the item is edited elsewhere from now on.
    boolean isEditedElsewhere(QueueItem item) {
        return editor.test(item);
    }

    CompletableFuture<Void> edit(String id, Recipe recipe, String sample) {
        return said(queue.edit(id, recipe, sample));
    }

    /// Tries to take the queue over from the process that had it.
    void openHere() {
        background.execute(() -> {
            queue.open();
            refresh();
        });
    }

    private CompletableFuture<Void> run(Runnable action) {
        return said(queue.later(action));
    }

    private CompletableFuture<Void> said(CompletableFuture<Void> done) {
        return done.whenComplete((_, refused) -> {
            if (refused == null) {
                messages.offer("");
            } else {
                messages.offer(sentence(refused));
                LOG.warn("{}", sentence(refused));
            }
            refresh();
        });
    }

    // -- History ---------------------------------------------------------------------------------

    /// Where exports go if nobody says otherwise.
    Path dataFolder() {
        return dataFolder.get();
    }

    /// Writes every run of the queue to a file, as JSON if its name ends so, else as CSV.
    CompletableFuture<Void> export(Path file) {
        return said(
                CompletableFuture.runAsync(
                        () -> {
                            List<HistoryEntry> runs = queue.history();
                            boolean json =
                                    file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
                            try {
                                Files.writeString(
                                        file,
                                        json ? HistoryExport.json(runs) : HistoryExport.csv(runs));
                            } catch (IOException problem) {
                                throw new UncheckedIOException(
                                        "The history could not be written to "
                                                + file
                                                + ": "
                                                + problem.getMessage()
                                                + "; choose another folder",
                                        problem);
                            }
                            LOG.info(
                                    "{} exported {} runs of the queue to {}",
                                    queue.user(),
                                    runs.size(),
                                    file);
                        },
                        background));
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
