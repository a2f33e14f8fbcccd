package io.beamdesk.queue;

import io.beamdesk.pv.Subscription;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of a folder: whatever it has accepted is on the disk and is there again after the
/// program or the machine has ended in whatever way. One process has it open at a time.
///
/// `queue.journal` holds the queue as the steps that led to it, and is shortened now and then;
/// `history.journal` holds the runs that the first one has forgotten.
public final class DurableQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DurableQueue.class);
    private static final String QUEUE = "queue.journal";
    private static final String HISTORY = "history.journal";

    /// Runs that stay at hand when the journal is shortened.
    private static final int RECENT = 200;

    private static final long SHORTEN = 4L << 20;
    private static final int CHUNK = 500;

    private final Path folder;
    private final InstantSource clock;
    private final QueueLock lock;
    private final List<String> notices = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private final List<HistoryEntry> unarchived = new ArrayList<>();
    private final List<Consumer<QueueState>> watchers = new CopyOnWriteArrayList<>();
    private final Set<String> suspects = new HashSet<>();
    private final Journal journal;
    private volatile QueueState state;
    private long shortest;
    private boolean closed;

    private DurableQueue(Path folder, InstantSource clock, QueueLock lock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.lock = lock;
        Path file = folder.resolve(QUEUE);
        Journal.Content content = Journal.read(file);
        setAside(file, content);
        this.journal = Journal.open(file, content);
        QueueState read = QueueState.EMPTY;
        for (Step step : content.steps()) {
            read = read.with(step);
            noteRuns(step);
        }
        for (Step step : content.after()) {
            for (Change change : step.changes()) {
                if (change instanceof Change.Started started) {
                    suspects.add(started.id());
                }
            }
        }
        this.state = read;
        this.shortest = journal.length();
    }

    /// Opens the queue of a folder, which is made if it is not there. What was being measured when
    /// Beamdesk ended is at the front and says so.
    ///
    /// @throws QueueException if another process has it open, or it cannot be read or written
    public static DurableQueue open(Path folder, InstantSource clock) {
        try {
            Files.createDirectories(folder);
            QueueLock lock = QueueLock.take(folder, clock.instant());
            DurableQueue queue = null;
            try {
                queue = new DurableQueue(folder, clock, lock);
                queue.recover();
                return queue;
            } finally {
                if (queue == null) {
                    lock.close();
                }
            }
        } catch (IOException problem) {
            throw unreadable(folder, problem);
        }
    }

    /// The queue of a folder as it is now, without opening it: another process may have it open.
    ///
    /// @throws QueueException if it cannot be read
    public static QueueState look(Path folder) {
        try {
            QueueState state = QueueState.EMPTY;
            for (Step step : Journal.read(folder.resolve(QUEUE)).steps()) {
                state = state.with(step);
            }
            return state;
        } catch (IOException problem) {
            throw unreadable(folder, problem);
        }
    }

    /// All runs of the queue of a folder, the last one last, without opening it.
    ///
    /// @throws QueueException if they cannot be read
    public static List<HistoryEntry> history(Path folder) {
        try {
            // The order matters: a run is in the archive before it leaves the journal.
            List<HistoryEntry> recent = look(folder).recent();
            Map<String, HistoryEntry> runs = new LinkedHashMap<>();
            for (Step step : Journal.read(folder.resolve(HISTORY)).steps()) {
                for (Change change : step.changes()) {
                    if (change instanceof Change.Remembered(HistoryEntry entry)) {
                        runs.putIfAbsent(entry.run(), entry);
                    }
                }
            }
            recent.forEach(entry -> runs.putIfAbsent(entry.run(), entry));
            return List.copyOf(runs.values());
        } catch (IOException problem) {
            throw unreadable(folder, problem);
        }
    }

    private static QueueException unreadable(Path folder, IOException problem) {
        return new QueueException(
                "The queue in "
                        + folder
                        + " could not be opened: "
                        + problem
                        + "; check the folder and its rights",
                problem);
    }

    private void setAside(Path file, Journal.Content content) throws IOException {
        if (!Files.exists(file) || Files.size(file) == content.good()) {
            return;
        }
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + clock.millis());
        byte[] all = Files.readAllBytes(file);
        Files.write(aside, java.util.Arrays.copyOfRange(all, (int) content.good(), all.length));
        damages.add(
                content.good() == 0
                        ? file
                                + " is damaged from its beginning: all of it was set aside in "
                                + aside.getFileName()
                                + "; restore a copy of it, or add again what is to be measured"
                        : content.after().isEmpty()
                                ? "The last line of "
                                        + file
                                        + " was not written to its end and was set aside in "
                                        + aside.getFileName()
                                        + "; what it was about had not been confirmed"
                                : file
                                        + " is damaged: what came after the first "
                                        + content.steps().size()
                                        + " steps was set aside in "
                                        + aside.getFileName()
                                        + "; check the queue before you start it");
        notice(damages.getLast());
    }

    private void notice(String sentence) {
        LOG.warn("{}", sentence);
        notices.add(sentence);
    }

    private void noteRuns(Step step) {
        for (Change change : step.changes()) {
            if (change instanceof Change.Ended ended) {
                unarchived.add(ended.entry());
            }
        }
    }

    private void recover() {
        List<QueueItem> measured =
                state.items().stream()
                        .filter(item -> suspects.contains(item.id()))
                        .map(item ->
                                item.withTrouble(
                                        "may have been measured already: the queue's file was damaged"))
                        .toList();
        if (!measured.isEmpty()) {
            record(Step.note("damaged", new Change.Replace(measured)));
        }
        state.running()
                .ifPresent(running -> {
                    String product =
                            running.products().isEmpty()
                                    ? "no product had been opened"
                                    : "product "
                                            + running.products().stream()
                                                    .map(DurableQueue::name)
                                                    .collect(Collectors.joining(", "))
                                            + " may be partial";
                    String why = "was running when Beamdesk ended; " + product;
                    notice(running.item().label() + " " + why);
                    record(
                            Step.note(
                                    "interrupted",
                                    new Change.Ended(
                                            entry(running, why), running.item().withTrouble(why))));
                });
    }

    private HistoryEntry entry(Running running, String why) {
        QueueItem item = running.item();
        return new HistoryEntry(
                running.run(),
                item.id(),
                item.title(),
                item.recipe(),
                item.sample(),
                item.origin(),
                HistoryEntry.Result.INTERRUPTED,
                why,
                running.started(),
                clock.instant(),
                running.products(),
                0,
                running.by());
    }

    private static String name(URI product) {
        String path = product.getPath() == null ? product.toString() : product.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// What was found when it was opened and a person should know, a sentence each.
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /// Those of the notices that are about a damaged file.
    public List<String> damages() {
        return List.copyOf(damages);
    }

    /// The queue now.
    public QueueState state() {
        return state;
    }

    /// Does what a person wants; it is on the disk when this returns. Waits for the disk.
    ///
    /// @return the queue afterwards
    /// @throws QueueException if it is refused, with the reason, or cannot be saved
    public QueueState apply(QueueCommand command) {
        QueueState after;
        synchronized (this) {
            switch (state.after(command)) {
                case Verdict.Refused(String reason) -> throw new QueueException(reason);
                case Verdict.Accepted accepted -> {
                    if (!accepted.isChange()) {
                        return state;
                    }
                    after = save(accepted.step(), accepted.state());
                }
            }
        }
        tell();
        return after;
    }

    /// Keeps what dry runs said of waiting items. No command, so nothing that is undone; an item that
    /// was changed or has gone meanwhile is passed over.
    ///
    /// @throws QueueException if it cannot be saved
    public void estimate(Map<QueueItem, Estimate> found) {
        synchronized (this) {
            List<QueueItem> told = new ArrayList<>();
            for (QueueItem item : state.items()) {
                Estimate estimate = found.get(item);
                if (estimate != null) {
                    told.add(item.withEstimate(estimate));
                }
            }
            if (told.isEmpty()) {
                return;
            }
            Step step = Step.note("estimate", new Change.Replace(told));
            QueueState _ = save(step, state.with(step));
        }
        tell();
    }

    /// Keeps what the queue does by itself.
    QueueState record(Step step) {
        QueueState after;
        synchronized (this) {
            after = save(step, state.with(step));
        }
        tell();
        return after;
    }

    /// Keeps what the queue does by itself if the queue is still so.
    ///
    /// @return whether it is
    boolean recordIf(Predicate<QueueState> still, Step step) {
        synchronized (this) {
            if (!still.test(state)) {
                return false;
            }
            QueueState _ = save(step, state.with(step));
        }
        tell();
        return true;
    }

    private QueueState save(Step step, QueueState after) {
        journal.append(step);
        noteRuns(step);
        state = after;
        if (journal.length() > SHORTEN + 2 * shortest) {
            shorten();
        }
        return state;
    }

    private synchronized void shorten() {
        try {
            archive();
            QueueState kept = state.remembering(RECENT);
            journal.replace(snapshot(kept));
            shortest = journal.length();
            unarchived.clear();
            state = kept;
        } catch (IOException | QueueException problem) {
            // What was to be saved is saved; the next attempt comes with the next steps.
            LOG.warn("The journal of the queue was not shortened: {}", problem.getMessage());
            shortest = journal.length();
        }
    }

    private void archive() throws IOException {
        if (unarchived.isEmpty()) {
            return;
        }
        Path file = folder.resolve(HISTORY);
        Journal.Content content = Journal.read(file);
        setAside(file, content);
        try (Journal archive = Journal.open(file, content)) {
            archive.append(
                    unarchived.stream()
                            .map(entry -> Step.note("run", new Change.Remembered(entry)))
                            .toList());
        }
    }

    private static List<Step> snapshot(QueueState state) {
        List<Step> steps = new ArrayList<>();
        steps.add(
                Step.note(
                        "begin",
                        new Change.Looping(state.loop()),
                        new Change.Autostarting(state.autostart()),
                        new Change.GoingOn(state.goesOn())));
        state.recent().forEach(entry -> steps.add(Step.note("run", new Change.Remembered(entry))));
        state.running()
                .ifPresent(running -> {
                    QueueItem item = running.item();
                    List<Change> changes = new ArrayList<>();
                    changes.add(put(List.of(item.withAttempts(item.attempts() - 1))));
                    changes.add(
                            new Change.Started(
                                    item.id(), running.run(), running.started(), running.by()));
                    running.products().forEach(product -> changes.add(new Change.Opened(product)));
                    steps.add(new Step("running", false, 0, changes));
                });
        for (int i = 0; i < state.items().size(); i += CHUNK) {
            int end = Math.min(state.items().size(), i + CHUNK);
            steps.add(Step.note("items", put(state.items().subList(i, end))));
        }
        return steps;
    }

    private static Change put(List<QueueItem> items) {
        return new Change.Put(List.of(new Change.Place(null, items)));
    }

    /// Calls the watcher with the queue now and after every change, on the thread that changed it.
    public Subscription watch(Consumer<QueueState> watcher) {
        watchers.add(watcher);
        watcher.accept(state);
        return () -> watchers.remove(watcher);
    }

    private void tell() {
        for (Consumer<QueueState> watcher : watchers) {
            try {
                watcher.accept(state);
            } catch (RuntimeException problem) {
                // Who looks on must not touch the queue.
                LOG.error("A watcher of the queue failed: {}", problem.getMessage(), problem);
            }
        }
    }

    /// Shortens the journal and lets others open the queue.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        shorten();
        journal.close();
        lock.close();
    }
}
