package io.beamdesk.ui.queue;

import io.beamdesk.app.DeskQueue;
import io.beamdesk.queue.QueueCommand;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueState;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What people do to the items of the queue: a command of the queue each, on what still waits when
/// its turn comes. A refusal is said.
final class QueueEdits {
    private final DeskQueue queue;
    private final InstantSource clock;
    private final UnaryOperator<CompletableFuture<Void>> said;

    /// @param said follows a command to its end and says what was refused
    QueueEdits(DeskQueue queue, InstantSource clock, UnaryOperator<CompletableFuture<Void>> said) {
        this.queue = queue;
        this.clock = clock;
        this.said = said;
    }

    CompletableFuture<Void> undo() {
        return apply(_ -> new QueueCommand.Undo());
    }

    CompletableFuture<Void> remove(List<String> ids) {
        return apply(state -> new QueueCommand.Remove(waiting(state, ids)));
    }

    CompletableFuture<Void> clear() {
        return apply(_ -> new QueueCommand.Clear());
    }

    CompletableFuture<Void> duplicate(List<String> ids) {
        return apply(state ->
                QueueCommand.Duplicate.of(waiting(state, ids), clock.instant(), queue.user()));
    }

    /// Moves items by a place towards the front or the end.
    CompletableFuture<Void> shift(List<String> ids, int by) {
        return apply(state -> {
            List<String> moving = waiting(state, ids);
            return new QueueCommand.Move(moving, Math.max(0, first(state, moving) + by));
        });
    }

    /// Moves items to before this one; to the end if it is empty.
    CompletableFuture<Void> moveBefore(List<String> ids, String before) {
        return apply(state -> {
            List<String> moving = waiting(state, ids);
            Set<String> together = new HashSet<>(moving);
            int index = 0;
            for (QueueItem item : state.items()) {
                if (item.id().equals(before)) {
                    break;
                }
                if (!together.contains(item.id())) {
                    index++;
                }
            }
            return new QueueCommand.Move(moving, index);
        });
    }

    private static int first(QueueState state, List<String> moving) {
        Set<String> ids = new HashSet<>(moving);
        for (int i = 0; i < state.items().size(); i++) {
            if (ids.contains(state.items().get(i).id())) {
                return i;
            }
        }
        return 0;
    }

    /// Gives the items this order.
    CompletableFuture<Void> reorder(List<QueueItem> order) {
        List<String> ids = order.stream().map(QueueItem::id).toList();
        return apply(state -> new QueueCommand.Reorder(waiting(state, ids)));
    }

    CompletableFuture<Void> toTop(List<String> ids) {
        return apply(state -> new QueueCommand.ToTop(waiting(state, ids)));
    }

    CompletableFuture<Void> toBottom(List<String> ids) {
        return apply(state -> new QueueCommand.ToBottom(waiting(state, ids)));
    }

    CompletableFuture<Void> skip(List<String> ids, boolean on) {
        return apply(state -> new QueueCommand.Skip(waiting(state, ids), on));
    }

    CompletableFuture<Void> pauseAfter(List<String> ids, boolean on) {
        return apply(state -> new QueueCommand.PauseAfter(waiting(state, ids), on));
    }

    CompletableFuture<Void> requireApproval(List<String> ids) {
        return apply(state -> new QueueCommand.RequireApproval(waiting(state, ids)));
    }

    CompletableFuture<Void> approve(List<String> ids) {
        return apply(state -> new QueueCommand.Approve(waiting(state, ids), queue.user()));
    }

    CompletableFuture<Void> retry(List<String> ids) {
        return apply(state -> new QueueCommand.Retry(waiting(state, ids)));
    }

    CompletableFuture<Void> autostart(boolean on) {
        return apply(_ -> new QueueCommand.Autostart(on));
    }

    CompletableFuture<Void> goOn(boolean on) {
        return apply(_ -> new QueueCommand.GoOn(on));
    }

    CompletableFuture<Void> loop(boolean on) {
        return apply(_ -> new QueueCommand.LoopAll(on));
    }

    // What has begun or gone between the picture and the click is not meant any more.
    private static List<String> waiting(QueueState state, List<String> ids) {
        Set<String> present = new HashSet<>();
        state.items().forEach(item -> present.add(item.id()));
        return ids.stream().filter(present::contains).toList();
    }

    private CompletableFuture<Void> apply(Function<QueueState, QueueCommand> wanted) {
        return said.apply(queue.later(() -> queue.apply(wanted)));
    }
}
