package io.beamdesk.queue;

import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.sample.SampleRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Items and commands for the tests.
final class Items {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Items() {}

    static Recipe recipe(String name) {
        return RecipeFile.of(
                RecipeFile.json(
                        """
                        {"technique": "step-scan", "version": 1, "name": "%s",
                         "axis": {"device": "x", "from": -3, "to": 3, "points": 7},
                         "detectors": [], "read": ["y"], "exposure": 1}
                        """
                                .formatted(name)));
    }

    static QueueItem item(String sample) {
        return QueueItem.of(
                recipe("Ni XANES"),
                sample,
                NOON,
                "anna",
                Optional.of(new Estimate(7, Duration.ofSeconds(60))));
    }

    /// An item that somebody has to agree to.
    static QueueItem asking(String sample) {
        QueueItem item = item(sample);
        return item.with(item.handling().approval(new QueueItem.Approval.Needed()));
    }

    /// An item of a sample of a tray.
    static QueueItem of(String sample, String position) {
        return item(sample).of(new SampleRef("id-" + sample, "PLT-1", position));
    }

    static List<QueueItem> items(int count) {
        List<QueueItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item("S" + i));
        }
        return items;
    }

    static List<String> ids(QueueState state) {
        return state.items().stream().map(QueueItem::id).toList();
    }

    static List<String> samples(QueueState state) {
        return state.items().stream().map(QueueItem::sample).toList();
    }

    static QueueState after(QueueState state, QueueCommand command) {
        return ((Verdict.Accepted) state.after(command)).state();
    }

    /// A command that this state accepts.
    static QueueCommand random(RandomGenerator random, QueueState state) {
        List<String> some =
                ids(state).stream().filter(_ -> random.nextInt(3) == 0).limit(8).toList();
        boolean on = random.nextBoolean();
        int index = random.nextInt(state.items().size() + 2);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> new QueueCommand.Add(items(1 + random.nextInt(3)), index);
            case 3 -> new QueueCommand.Remove(some);
            case 4 -> new QueueCommand.Move(some, index);
            case 5 -> new QueueCommand.ToTop(some);
            case 6 -> new QueueCommand.ToBottom(some);
            case 7 -> QueueCommand.Duplicate.of(some, NOON, "ben");
            case 8 ->
                    some.isEmpty()
                            ? new QueueCommand.LoopAll(on)
                            : new QueueCommand.Edit(
                                    some.getFirst(), recipe("Foil"), "E", Optional.empty());
            case 9 -> new QueueCommand.Skip(some, on);
            case 10 -> new QueueCommand.RequireApproval(some);
            case 11 -> new QueueCommand.Approve(some, "carla");
            case 12 -> new QueueCommand.PauseAfter(some, on);
            case 13 -> new QueueCommand.Loop(some, on);
            case 14 -> new QueueCommand.Reorder(some.reversed());
            default ->
                    random.nextInt(4) == 0
                            ? new QueueCommand.Clear()
                            : new QueueCommand.Retry(some);
        };
    }

    /// What a run of the front item leads to.
    static QueueState measured(QueueState state, boolean succeeds) {
        QueueItem item = state.items().getFirst();
        QueueState running =
                state.with(Step.note("start", new Change.Started(item.id(), "r", NOON, "anna")));
        QueueItem back = running.running().orElseThrow().item().withTrouble("i0 is gone");
        return running.with(
                Step.note(
                        "end",
                        new Change.Ended(
                                entry(
                                        item,
                                        succeeds
                                                ? HistoryEntry.Result.SUCCESS
                                                : HistoryEntry.Result.FAILED),
                                succeeds ? null : back)));
    }

    static HistoryEntry entry(QueueItem item, HistoryEntry.Result result) {
        return new HistoryEntry(
                ItemIds.next(NOON),
                item.id(),
                item.title(),
                item.recipe(),
                item.sample(),
                item.origin(),
                result,
                result.isDone() ? "" : "i0 is gone",
                NOON,
                NOON.plusSeconds(62),
                List.of(URI.create("file:///data/scan_0007.h5")),
                7,
                "anna");
    }
}
