package io.beamdesk.queue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/// A program that works with a queue until it is killed. Before each action it prints what it is
/// going to do, after it that it was confirmed.
final class KilledQueue {
    private static final URI PRODUCT = URI.create("file:///data/scan.h5");

    private KilledQueue() {}

    static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[1]));
        try (DurableQueue queue = DurableQueue.open(Path.of(args[0]), InstantSource.system())) {
            print("ready");
            while (true) {
                act(queue, random);
            }
        }
    }

    private static void act(DurableQueue queue, SplittableRandom random) {
        QueueState state = queue.state();
        if (state.running().isPresent() && random.nextInt(3) == 0) {
            QueueItem item = state.running().get().item();
            boolean success = random.nextInt(3) > 0;
            HistoryEntry entry =
                    Items.entry(
                            item,
                            success ? HistoryEntry.Result.SUCCESS : HistoryEntry.Result.FAILED);
            say(success ? "done" : "failed", item.id());
            queue.record(
                    Step.note(
                            "end",
                            new Change.Ended(entry, success ? null : item.withTrouble("failed"))));
        } else if (state.running().isEmpty() && random.nextInt(3) == 0) {
            List<QueueItem> ready =
                    state.items().stream().filter(item -> item.trouble().isEmpty()).toList();
            if (ready.isEmpty()) {
                return;
            }
            String id = ready.getFirst().id();
            say("start", id);
            queue.record(
                    Step.note(
                            "start",
                            new Change.Started(id, ItemIds.next(Items.NOON), Items.NOON, "anna"),
                            new Change.Opened(PRODUCT)));
        } else if (!state.items().isEmpty()
                && random.nextInt(state.items().size() > 30 ? 2 : 8) == 0) {
            String id = state.items().get(random.nextInt(state.items().size())).id();
            say("remove", id);
            queue.apply(new QueueCommand.Remove(List.of(id)));
        } else if (random.nextInt(3) == 0 && !state.items().isEmpty()) {
            String id = state.items().get(random.nextInt(state.items().size())).id();
            say("move", id);
            queue.apply(new QueueCommand.ToTop(List.of(id)));
        } else {
            QueueItem item = Items.item("S");
            say("add", item.id());
            queue.apply(new QueueCommand.Add(List.of(item)));
        }
        print("confirmed");
    }

    private static void say(String what, String id) {
        print(what + " " + id);
    }

    /// In one piece: a line is said or not.
    private static void print(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
