package io.beamdesk.queue;

import io.beamdesk.recipe.Recipe;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person can do to the queue. Ids are those of items that wait; the one that is being
/// measured is the engine's.
public sealed interface QueueCommand {
    /// Puts new items in, in this order.
    ///
    /// @param index place of the first of them; beyond the end means at the end
    record Add(List<QueueItem> items, int index) implements QueueCommand {
        /// Copies the list.
        public Add {
            items = List.copyOf(items);
        }

        /// Puts them at the end.
        public Add(List<QueueItem> items) {
            this(items, Integer.MAX_VALUE);
        }
    }

    /// Takes items out.
    record Remove(List<String> ids) implements QueueCommand {
        /// Copies the list.
        public Remove {
            ids = List.copyOf(ids);
        }
    }

    /// Moves items together, in the order that they have.
    ///
    /// @param index place of the first of them afterwards
    record Move(List<String> ids, int index) implements QueueCommand {
        /// Copies the list.
        public Move {
            ids = List.copyOf(ids);
        }
    }

    /// Gives items another order: they share the places that they have together.
    ///
    /// @param ids in the order wanted, each once
    record Reorder(List<String> ids) implements QueueCommand {
        /// Copies the list.
        public Reorder {
            ids = List.copyOf(new LinkedHashSet<>(ids));
        }
    }

    /// Moves items to the front.
    record ToTop(List<String> ids) implements QueueCommand {
        /// Copies the list.
        public ToTop {
            ids = List.copyOf(ids);
        }
    }

    /// Moves items to the end.
    record ToBottom(List<String> ids) implements QueueCommand {
        /// Copies the list.
        public ToBottom {
            ids = List.copyOf(ids);
        }
    }

    /// Puts a copy behind each of these items.
    ///
    /// @param copies identity of each copy by the item's
    record Duplicate(Map<String, String> copies, Instant when, String by) implements QueueCommand {
        /// Copies the map.
        public Duplicate {
            copies = Map.copyOf(copies);
        }

        /// Gives the copies their identities.
        public static Duplicate of(List<String> ids, Instant when, String by) {
            Map<String, String> copies = new HashMap<>();
            ids.forEach(id -> copies.put(id, ItemIds.next(when)));
            return new Duplicate(copies, when, by);
        }
    }

    /// Gives an item another recipe or sample. What was approved before is to be approved again.
    record Edit(String id, Recipe recipe, String sample, Optional<Estimate> estimate)
            implements QueueCommand {}

    /// Has items passed over, or not any more.
    record Skip(List<String> ids, boolean on) implements QueueCommand {
        /// Copies the list.
        public Skip {
            ids = List.copyOf(ids);
        }
    }

    /// Has items wait until somebody agrees.
    record RequireApproval(List<String> ids) implements QueueCommand {
        /// Copies the list.
        public RequireApproval {
            ids = List.copyOf(ids);
        }
    }

    /// Agrees to items that wait for it.
    record Approve(List<String> ids, String by) implements QueueCommand {
        /// Copies the list.
        public Approve {
            ids = List.copyOf(ids);
        }
    }

    /// Says that items that failed, were aborted or interrupted may run again.
    record Retry(List<String> ids) implements QueueCommand {
        /// Copies the list.
        public Retry {
            ids = List.copyOf(ids);
        }
    }

    /// Has the queue stop after items, or not any more.
    record PauseAfter(List<String> ids, boolean on) implements QueueCommand {
        /// Copies the list.
        public PauseAfter {
            ids = List.copyOf(ids);
        }
    }

    /// Has items go to the end again when they are done, or not any more.
    record Loop(List<String> ids, boolean on) implements QueueCommand {
        /// Copies the list.
        public Loop {
            ids = List.copyOf(ids);
        }
    }

    /// Has every item go to the end again when it is done, or not any more.
    record LoopAll(boolean on) implements QueueCommand {}

    /// Has the queue go on by itself whenever there is something to measure, or not any more. Not
    /// undone by [Undo], which must not start a run.
    record Autostart(boolean on) implements QueueCommand {}

    /// Has the queue go on after an item that failed, which stays in front and is passed over until
    /// somebody retries it, or stop. Not undone by [Undo], which must not start a run.
    record GoOn(boolean on) implements QueueCommand {}

    /// Takes every waiting item out.
    record Clear() implements QueueCommand {}

    /// Takes the last command back that changed the items or their order, as far as they have not
    /// been measured meanwhile.
    record Undo() implements QueueCommand {}
}
