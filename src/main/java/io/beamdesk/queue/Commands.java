package io.beamdesk.queue;

import io.beamdesk.queue.QueueItem.Approval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What each command means for a state.
final class Commands {
    /// Most items of a queue.
    static final int MOST = 100_000;

    private final QueueState state;
    private final List<QueueItem> items;

    Commands(QueueState state) {
        this.state = state;
        this.items = state.items();
    }

    Verdict decide(QueueCommand command) {
        String problem = named(command);
        if (problem != null) {
            return new Verdict.Refused(problem);
        }
        return switch (command) {
            case QueueCommand.Add add -> add(add);
            case QueueCommand.Remove(List<String> ids) ->
                    edit("remove " + named(ids), dropped(ids));
            case QueueCommand.Move(List<String> ids, int index) -> move(ids, index);
            case QueueCommand.Reorder(List<String> ids) -> reorder(ids);
            case QueueCommand.ToTop(List<String> ids) -> move(ids, 0);
            case QueueCommand.ToBottom(List<String> ids) -> move(ids, items.size());
            case QueueCommand.Duplicate duplicate -> duplicate(duplicate);
            case QueueCommand.Edit edit ->
                    replace(
                            "edit",
                            List.of(edit.id()),
                            item -> item.edited(edit.recipe(), edit.sample(), edit.estimate()));
            case QueueCommand.Skip(List<String> ids, boolean on) ->
                    replace(
                            on ? "skip" : "take back in",
                            ids,
                            item -> item.with(item.handling().skipped(on)));
            case QueueCommand.RequireApproval(List<String> ids) ->
                    replace(
                            "require approval of",
                            ids,
                            item -> item.with(item.handling().approval(new Approval.Needed())));
            case QueueCommand.Approve(List<String> ids, String by) -> approve(ids, by);
            case QueueCommand.Retry(List<String> ids) ->
                    replace("retry", ids, item -> item.withTrouble(""));
            case QueueCommand.PauseAfter(List<String> ids, boolean on) ->
                    replace(
                            on ? "pause after" : "do not pause after",
                            ids,
                            item -> item.with(item.handling().pauseAfter(on)));
            case QueueCommand.Loop(List<String> ids, boolean on) ->
                    replace(
                            on ? "loop" : "do not loop",
                            ids,
                            item -> item.with(item.handling().loop(on)));
            case QueueCommand.LoopAll(boolean on) ->
                    edit(
                            on ? "loop the queue" : "do not loop the queue",
                            on == state.loop() ? List.of() : List.of(new Change.Looping(on)));
            case QueueCommand.Autostart(boolean on) ->
                    accept(
                            on == state.autostart()
                                    ? Step.note("autostart")
                                    : Step.note("autostart", new Change.Autostarting(on)));
            case QueueCommand.GoOn(boolean on) ->
                    accept(
                            on == state.goesOn()
                                    ? Step.note("after a failure")
                                    : Step.note("after a failure", new Change.GoingOn(on)));
            case QueueCommand.Clear() ->
                    edit("clear the queue", dropped(items.stream().map(QueueItem::id).toList()));
            case QueueCommand.Undo() -> undo();
        };
    }

    private static Collection<String> ids(QueueCommand command) {
        return switch (command) {
            case QueueCommand.Remove(List<String> ids) -> ids;
            case QueueCommand.Move(List<String> ids, int _) -> ids;
            case QueueCommand.Reorder(List<String> ids) -> ids;
            case QueueCommand.ToTop(List<String> ids) -> ids;
            case QueueCommand.ToBottom(List<String> ids) -> ids;
            case QueueCommand.Duplicate duplicate -> duplicate.copies().keySet();
            case QueueCommand.Edit edit -> List.of(edit.id());
            case QueueCommand.Skip(List<String> ids, boolean _) -> ids;
            case QueueCommand.RequireApproval(List<String> ids) -> ids;
            case QueueCommand.Approve(List<String> ids, String _) -> ids;
            case QueueCommand.Retry(List<String> ids) -> ids;
            case QueueCommand.PauseAfter(List<String> ids, boolean _) -> ids;
            case QueueCommand.Loop(List<String> ids, boolean _) -> ids;
            case QueueCommand.Add _,
                    QueueCommand.LoopAll _,
                    QueueCommand.Autostart _,
                    QueueCommand.GoOn _,
                    QueueCommand.Clear _,
                    QueueCommand.Undo _ ->
                    List.of();
        };
    }

    /// Why the command names an item that it cannot be about; null if it does not.
    private @Nullable String named(QueueCommand command) {
        Collection<String> named = ids(command);
        if (named.isEmpty()) {
            return null;
        }
        Set<String> present = new HashSet<>();
        items.forEach(item -> present.add(item.id()));
        for (String id : named) {
            if (!present.contains(id)) {
                return state.running()
                        .filter(running -> running.item().id().equals(id))
                        .map(running ->
                                running.item().label()
                                        + " is being measured and not in the queue; stop or abort the run first")
                        .orElse("There is no item " + id + " in the queue any more");
            }
        }
        return null;
    }

    private Verdict accept(Step step) {
        return new Verdict.Accepted(step, step.changes().isEmpty() ? state : state.with(step));
    }

    private Verdict edit(String label, List<Change> changes) {
        return accept(new Step(label, true, 0, changes));
    }

    private static List<Change> dropped(List<String> ids) {
        return ids.isEmpty() ? List.of() : List.of(new Change.Drop(ids));
    }

    private String named(List<String> ids) {
        return ids.size() == 1
                ? state.item(ids.getFirst()).map(QueueItem::label).orElse("")
                : ids.size() + " items";
    }

    private Verdict add(QueueCommand.Add add) {
        return full(add.items().size())
                ? tooMany()
                : known(add.items().stream().map(QueueItem::id).toList())
                        ? new Verdict.Refused(
                                "One of the items is in the queue already; duplicate it instead")
                        : edit(
                                "add "
                                        + (add.items().size() == 1
                                                ? add.items().getFirst().label()
                                                : add.items().size() + " items"),
                                put(items, add.index(), add.items()));
    }

    private boolean full(int more) {
        return items.size() + more > MOST;
    }

    private static Verdict tooMany() {
        return new Verdict.Refused(
                "A queue holds " + MOST + " items at most; measure or remove some first");
    }

    private boolean known(List<String> ids) {
        Set<String> present = new HashSet<>();
        items.forEach(item -> present.add(item.id()));
        state.running().ifPresent(running -> present.add(running.item().id()));
        return !ids.stream().allMatch(present::add);
    }

    private static List<Change> put(List<QueueItem> into, int index, List<QueueItem> coming) {
        if (coming.isEmpty()) {
            return List.of();
        }
        int at = Math.clamp(index, 0, into.size());
        return List.of(new Change.Put(List.of(place(into, at, coming))));
    }

    private static Change.Place place(List<QueueItem> into, int at, List<QueueItem> coming) {
        return new Change.Place(at == into.size() ? null : into.get(at).id(), coming);
    }

    private Verdict move(List<String> ids, int index) {
        Set<String> moving = new HashSet<>(ids);
        List<QueueItem> staying = new ArrayList<>();
        List<QueueItem> moved = new ArrayList<>();
        for (QueueItem item : items) {
            (moving.contains(item.id()) ? moved : staying).add(item);
        }
        List<QueueItem> after = new ArrayList<>(staying);
        after.addAll(Math.clamp(index, 0, staying.size()), moved);
        if (after.equals(items)) {
            return edit("move", List.of());
        }
        List<Change> changes = new ArrayList<>(dropped(ids));
        changes.addAll(put(staying, index, moved));
        return edit("move " + named(ids), changes);
    }

    private Verdict reorder(List<String> ids) {
        Map<String, QueueItem> meant = new HashMap<>();
        items.forEach(item -> meant.put(item.id(), item));
        Set<String> moving = new HashSet<>(ids);
        Iterator<String> wanted = ids.iterator();
        List<QueueItem> after = new ArrayList<>();
        for (QueueItem item : items) {
            after.add(moving.contains(item.id()) ? meant.get(wanted.next()) : item);
        }
        int from = 0;
        int to = items.size();
        while (from < to && after.get(from).equals(items.get(from))) {
            from++;
        }
        while (to > from && after.get(to - 1).equals(items.get(to - 1))) {
            to--;
        }
        if (from == to) {
            return edit("reorder", List.of());
        }
        // What lies between is taken out and put back as a whole.
        List<QueueItem> changed = after.subList(from, to);
        List<Change> changes =
                new ArrayList<>(dropped(changed.stream().map(QueueItem::id).toList()));
        changes.add(new Change.Put(List.of(place(items, to, changed))));
        return edit("reorder " + named(ids), changes);
    }

    private Verdict duplicate(QueueCommand.Duplicate duplicate) {
        Map<String, String> copies = duplicate.copies();
        if (full(copies.size())) {
            return tooMany();
        }
        if (known(List.copyOf(copies.values()))) {
            return new Verdict.Refused(
                    "A copy would have the identity of another item; duplicate again");
        }
        List<Change.Place> places = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            QueueItem item = items.get(i);
            String copy = copies.get(item.id());
            if (copy != null) {
                QueueItem twin = item.copy(copy, duplicate.when(), duplicate.by());
                places.add(place(items, i + 1, List.of(twin)));
            }
        }
        return edit(
                "duplicate " + named(List.copyOf(copies.keySet())),
                places.isEmpty() ? List.of() : List.of(new Change.Put(places)));
    }

    private Verdict approve(List<String> ids, String by) {
        return replace(
                "approve",
                ids,
                item ->
                        item.approval() instanceof Approval.Needed
                                ? item.with(item.handling().approval(new Approval.Given(by)))
                                : item);
    }

    private Verdict replace(String verb, List<String> ids, UnaryOperator<QueueItem> other) {
        Set<String> meant = new HashSet<>(ids);
        List<QueueItem> replaced = new ArrayList<>();
        for (QueueItem item : items) {
            if (meant.contains(item.id())) {
                QueueItem changed = other.apply(item);
                if (!changed.equals(item)) {
                    replaced.add(changed);
                }
            }
        }
        return edit(
                verb + " " + named(ids),
                replaced.isEmpty() ? List.of() : List.of(new Change.Replace(replaced)));
    }

    private Verdict undo() {
        List<QueueState.Undoable> undoables = state.undoables();
        Map<String, QueueItem> present = new HashMap<>();
        items.forEach(item -> present.put(item.id(), item));
        for (int back = 1; back <= undoables.size(); back++) {
            QueueState.Undoable last = undoables.get(undoables.size() - back);
            List<Change> changes = new ArrayList<>();
            Set<String> gone = new HashSet<>();
            last.changes().forEach(change -> addStillPossible(change, present, gone, changes));
            if (!changes.isEmpty()) {
                return accept(new Step("undo " + last.label(), false, back, changes));
            }
        }
        return new Verdict.Refused(
                undoables.isEmpty()
                        ? "There is nothing to undo"
                        : "Nothing is left to undo: what was changed has been measured meanwhile");
    }

    /// What was measured since the edit stays as the run left it.
    private static void addStillPossible(
            Change change, Map<String, QueueItem> present, Set<String> gone, List<Change> changes) {
        switch (change) {
            case Change.Drop(List<String> ids) -> {
                List<String> left = ids.stream().filter(present::containsKey).toList();
                ids.stream().filter(id -> !present.containsKey(id)).forEach(gone::add);
                left.forEach(present::remove);
                changes.addAll(dropped(left));
            }
            case Change.Put(List<Change.Place> places) -> {
                List<Change.Place> free =
                        places.stream()
                                .map(place ->
                                        new Change.Place(
                                                place.before(),
                                                place.items().stream()
                                                        .filter(item -> !gone.contains(item.id()))
                                                        .toList()))
                                .filter(place -> !place.items().isEmpty())
                                .toList();
                free.forEach(place -> place.items().forEach(item -> present.put(item.id(), item)));
                if (!free.isEmpty()) {
                    changes.add(new Change.Put(free));
                }
            }
            case Change.Replace(List<QueueItem> before) -> {
                List<QueueItem> left =
                        before.stream()
                                .filter(item -> present.containsKey(item.id()))
                                .map(item -> undone(item, present))
                                .toList();
                if (!left.isEmpty()) {
                    changes.add(new Change.Replace(left));
                }
            }
            case Change.Looping _ -> changes.add(change);
            case Change.Autostarting _,
                    Change.GoingOn _,
                    Change.Started _,
                    Change.Opened _,
                    Change.NotStarted _,
                    Change.Ended _,
                    Change.Remembered _ -> {
                // Nobody takes these back.
            }
        }
    }

    private static QueueItem undone(QueueItem before, Map<String, QueueItem> present) {
        QueueItem now = java.util.Objects.requireNonNull(present.get(before.id()));
        return now.attempts() > before.attempts()
                ? before.withTrouble(now.trouble()).withAttempts(now.attempts())
                : before;
    }
}
