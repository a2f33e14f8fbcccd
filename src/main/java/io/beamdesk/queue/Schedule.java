package io.beamdesk.queue;

import io.beamdesk.engine.EngineState;
import io.beamdesk.engine.EngineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When each item is measured, as far as anybody can know.
///
/// @param times of the items in their order
/// @param ends when the last one ends; empty if an item's length is not known, or the queue repeats
/// @param earliest whether somebody has to do something before: resume, approve, retry, start again
///     after a pause; then it ends no earlier
public record Schedule(List<Slot> times, Optional<Instant> ends, boolean earliest) {
    /// When an item is measured.
    ///
    /// @param id of the item
    /// @param starts empty if it is passed over, or an item before it is of unknown length
    /// @param takes empty if nobody has run it dry
    /// @param ends empty if one of both is
    /// @param earliest whether it may be later by as long as a person takes
    public record Slot(
            String id,
            Optional<Instant> starts,
            Optional<Duration> takes,
            Optional<Instant> ends,
            boolean earliest) {}

    /// Copies the list.
    public Schedule {
        times = List.copyOf(times);
    }

    /// The schedule of a queue, begun at `now` if nothing is being measured.
    public static Schedule of(QueueState state, EngineStatus engine, Instant now) {
        boolean measuring = state.running().isPresent();
        Optional<Instant> free =
                measuring
                        ? engine.left(now).or(() -> Optional.of(Duration.ZERO)).map(now::plus)
                        : Optional.of(now);
        boolean earliest =
                measuring
                        && (engine.state() == EngineState.PAUSED
                                || engine.state() == EngineState.PAUSING
                                || engine.state() == EngineState.SUSPENDED
                                || state.running().get().item().pauseAfter());
        boolean repeats = state.loop() || state.running().stream().anyMatch(r -> r.item().loop());
        List<Slot> slots = new ArrayList<>();
        for (QueueItem item : state.items()) {
            Optional<Duration> takes = item.estimate().map(Estimate::time);
            if (state.isPassedOver(item)) {
                slots.add(new Slot(item.id(), Optional.empty(), takes, Optional.empty(), earliest));
                continue;
            }
            earliest |= item.state() != QueueItem.State.QUEUED;
            Optional<Instant> starts = free;
            free = starts.flatMap(start -> takes.map(start::plus));
            slots.add(new Slot(item.id(), starts, takes, free, earliest));
            earliest |= item.pauseAfter();
            repeats |= item.loop();
        }
        boolean waits = slots.isEmpty() ? earliest : slots.getLast().earliest();
        return new Schedule(slots, repeats ? Optional.empty() : free, waits);
    }
}
