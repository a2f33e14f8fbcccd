package io.beamdesk.queue;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The queue at a moment; immutable.
public final class QueueState {
    /// How many commands can be taken back.
    public static final int UNDO_DEPTH = 100;

    /// The queue that nobody has used.
    public static final QueueState EMPTY =
            new QueueState(List.of(), null, Modes.USUAL, List.of(), List.of());

    /// A command that can be taken back.
    ///
    /// @param label what was done, for people
    /// @param changes that lead back
    record Undoable(String label, List<Change> changes) {}

    /// How the queue goes, until somebody says otherwise.
    ///
    /// @param autostart see [QueueState#autostart]
    /// @param loop see [QueueState#loop]
    /// @param goesOn see [QueueState#goesOn]
    record Modes(boolean autostart, boolean loop, boolean goesOn) {
        static final Modes USUAL = new Modes(false, false, false);
    }

    private final List<QueueItem> items;
    private final @Nullable Running running;
    private final Modes modes;
    private final List<HistoryEntry> recent;
    private final List<Undoable> undoables;

    QueueState(
            List<QueueItem> items,
            @Nullable Running running,
            Modes modes,
            List<HistoryEntry> recent,
            List<Undoable> undoables) {
        this.items = Collections.unmodifiableList(items);
        this.running = running;
        this.modes = modes;
        this.recent = Collections.unmodifiableList(recent);
        this.undoables = Collections.unmodifiableList(undoables);
    }

    /// What waits, in the order in which it will be measured.
    public List<QueueItem> items() {
        return items;
    }

    /// What is being measured.
    public Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    /// Whether the queue goes on by itself whenever there is something to measure.
    public boolean autostart() {
        return modes.autostart;
    }

    /// Whether every item goes to the end again when it is done.
    public boolean loop() {
        return modes.loop;
    }

    /// Whether the queue goes on after an item that failed, which is then passed over; otherwise it
    /// stops.
    public boolean goesOn() {
        return modes.goesOn;
    }

    /// The latest runs, the last one last.
    public List<HistoryEntry> recent() {
        return recent;
    }

    /// What [QueueCommand.Undo] would take back, for people; empty if nothing.
    public Optional<String> undoable() {
        return undoables.isEmpty() ? Optional.empty() : Optional.of(undoables.getLast().label());
    }

    /// The waiting item of this id.
    public Optional<QueueItem> item(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /// The item whose turn is next, whether or not it can run: the first that is not passed over.
    public Optional<QueueItem> next() {
        return items.stream().filter(item -> !isPassedOver(item)).findFirst();
    }

    /// How many of the waiting items have failed.
    public long failed() {
        return items.stream().filter(item -> item.state() == QueueItem.State.FAILED).count();
    }

    /// Whether the queue passes the item over: a skipped one, and one that failed if it goes on after
    /// failures.
    public boolean isPassedOver(QueueItem item) {
        return item.skipped() || (modes.goesOn && item.state() == QueueItem.State.FAILED);
    }

    /// What a command leads to.
    public Verdict after(QueueCommand command) {
        return new Commands(this).decide(command);
    }

    List<Undoable> undoables() {
        return undoables;
    }

    QueueState with(Step step) {
        Draft draft = new Draft();
        for (Change change : step.changes()) {
            draft.apply(change);
        }
        List<Undoable> undo = new ArrayList<>(undoables);
        for (int i = 0; i < step.undone() && !undo.isEmpty(); i++) {
            undo.removeLast();
        }
        if (step.undoable() && !step.changes().isEmpty()) {
            undo.add(new Undoable(step.label(), List.copyOf(draft.inverse)));
            if (undo.size() > UNDO_DEPTH) {
                undo.removeFirst();
            }
        }
        return draft.state(undo);
    }

    /// The state without its past: the runs that are kept elsewhere, and what could be taken back.
    QueueState remembering(int runs) {
        int from = Math.max(0, recent.size() - runs);
        return new QueueState(
                items,
                running,
                modes,
                new ArrayList<>(recent.subList(from, recent.size())),
                undoables);
    }

    /// A state that is being changed, with the way back.
    private final class Draft {
        private final List<QueueItem> next = new ArrayList<>(items);
        private @Nullable Running measured = running;
        private Modes then = modes;
        private List<HistoryEntry> runs = recent;
        private final List<Change> inverse = new ArrayList<>();

        QueueState state(List<Undoable> undo) {
            return new QueueState(next, measured, then, runs, undo);
        }

        void apply(Change change) {
            switch (change) {
                case Change.Put put -> put(put);
                case Change.Drop drop -> drop(drop);
                case Change.Replace replace -> replace(replace);
                case Change.Looping(boolean on) -> {
                    inverse.addFirst(new Change.Looping(then.loop));
                    then = new Modes(then.autostart, on, then.goesOn);
                }
                case Change.Autostarting(boolean on) ->
                        then = new Modes(on, then.loop, then.goesOn);
                case Change.GoingOn(boolean on) -> then = new Modes(then.autostart, then.loop, on);
                case Change.Started started -> start(started);
                case Change.Opened(URI product) -> {
                    if (measured != null) {
                        List<URI> products = new ArrayList<>(measured.products());
                        products.add(product);
                        measured =
                                new Running(
                                        measured.item(),
                                        measured.run(),
                                        measured.started(),
                                        measured.by(),
                                        products);
                    }
                }
                case Change.NotStarted() -> {
                    if (measured != null) {
                        next.addFirst(measured.item());
                        measured = null;
                    }
                }
                case Change.Ended ended -> {
                    measured = null;
                    remember(ended.entry());
                    QueueItem back = ended.back();
                    if (back != null && absent(back.id())) {
                        next.addFirst(back);
                    }
                }
                case Change.Remembered(HistoryEntry entry) -> remember(entry);
            }
        }

        private void remember(HistoryEntry entry) {
            runs = new ArrayList<>(runs);
            runs.add(entry);
        }

        private boolean absent(String id) {
            return indexOf(id) < 0;
        }

        private int indexOf(String id) {
            for (int i = 0; i < next.size(); i++) {
                if (next.get(i).id().equals(id)) {
                    return i;
                }
            }
            return -1;
        }

        private void put(Change.Put put) {
            Set<String> present = new HashSet<>();
            next.forEach(item -> present.add(item.id()));
            Set<String> anchors = Set.copyOf(present);
            if (measured != null) {
                present.add(measured.item().id());
            }
            List<QueueItem> front = new ArrayList<>();
            List<QueueItem> end = new ArrayList<>();
            Map<String, List<QueueItem>> before = new HashMap<>();
            List<String> ids = new ArrayList<>();
            for (Change.Place place : put.places()) {
                String anchor = place.before();
                List<QueueItem> at =
                        anchor == null
                                ? end
                                : anchors.contains(anchor)
                                        ? before.computeIfAbsent(anchor, _ -> new ArrayList<>())
                                        : front;
                for (QueueItem item : place.items()) {
                    if (present.add(item.id())) {
                        at.add(item);
                        ids.add(item.id());
                    }
                }
            }
            List<QueueItem> all = new ArrayList<>(front);
            for (QueueItem item : next) {
                all.addAll(before.getOrDefault(item.id(), List.of()));
                all.add(item);
            }
            all.addAll(end);
            next.clear();
            next.addAll(all);
            inverse.addFirst(new Change.Drop(ids));
        }

        private void drop(Change.Drop drop) {
            Set<String> going = new HashSet<>(drop.ids());
            List<Change.Place> back = new ArrayList<>();
            List<QueueItem> group = new ArrayList<>();
            List<QueueItem> staying = new ArrayList<>();
            for (QueueItem item : next) {
                if (going.contains(item.id())) {
                    group.add(item);
                } else {
                    if (!group.isEmpty()) {
                        back.add(new Change.Place(item.id(), group));
                        group.clear();
                    }
                    staying.add(item);
                }
            }
            if (!group.isEmpty()) {
                back.add(new Change.Place(null, group));
            }
            next.clear();
            next.addAll(staying);
            inverse.addFirst(new Change.Put(back));
        }

        private void replace(Change.Replace replace) {
            List<QueueItem> before = new ArrayList<>();
            Map<String, QueueItem> others = new HashMap<>();
            replace.items().forEach(item -> others.put(item.id(), item));
            next.replaceAll(item -> {
                QueueItem other = others.get(item.id());
                if (other == null) {
                    return item;
                }
                before.add(item);
                return other;
            });
            inverse.addFirst(new Change.Replace(before));
        }

        private void start(Change.Started started) {
            int index = indexOf(started.id());
            if (index >= 0) {
                QueueItem item = next.remove(index);
                measured =
                        new Running(
                                item.withAttempts(item.attempts() + 1),
                                started.run(),
                                started.at(),
                                started.by(),
                                List.of());
            }
        }
    }
}
