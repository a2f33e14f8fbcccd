package io.beamdesk.ui.queue;

import io.beamdesk.app.DeskQueue;
import io.beamdesk.engine.EngineStatus;
import io.beamdesk.queue.Estimate;
import io.beamdesk.queue.HistoryEntry;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueState;
import io.beamdesk.queue.QueueStatus;
import io.beamdesk.queue.QueueStatus.Activity;
import io.beamdesk.queue.Running;
import io.beamdesk.queue.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The queue as it is shown at a moment, computed away from the JavaFX thread.
///
/// @param state the queue
/// @param status what it does
/// @param elsewhere why it can only be looked at; empty if this desk has it
/// @param rows what is measured, then what waits
/// @param numbers by row, as people count them; 0 for a failed item, which is not counted
/// @param places row of each item by its id
/// @param schedule of what waits
/// @param colours number of the curve colour of each recipe by its name
/// @param failures when each failed item failed last
/// @param asOf when this was so
record QueuePicture(
        QueueState state,
        QueueStatus status,
        Optional<String> elsewhere,
        List<QueueItem> rows,
        List<Integer> numbers,
        Map<String, Integer> places,
        Schedule schedule,
        Map<String, Integer> colours,
        Map<String, Instant> failures,
        Instant asOf) {
    /// Before anything is known.
    static final QueuePicture EMPTY =
            new QueuePicture(
                    QueueState.EMPTY,
                    new QueueStatus(
                            Activity.STOPPED,
                            "",
                            Optional.empty(),
                            false,
                            new EngineStatus(
                                    io.beamdesk.engine.EngineState.IDLE,
                                    "",
                                    0,
                                    0,
                                    Optional.empty(),
                                    java.time.Duration.ZERO,
                                    java.time.Duration.ZERO,
                                    Instant.EPOCH,
                                    "",
                                    Optional.empty())),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    new Schedule(List.of(), Optional.empty(), false),
                    Map.of(),
                    Map.of(),
                    Instant.EPOCH);

    /// Where the primary action leads.
    enum Primary {
        /// Nothing runs, and the queue may be started.
        START,
        /// It goes on after the present item.
        HOLD,
        /// It was asked to stop after the present item.
        KEEP_GOING
    }

    /// Looks at the queue.
    ///
    /// @param colours of the recipes seen so far, to which new ones are added
    static QueuePicture of(DeskQueue queue, Map<String, Integer> colours, Instant now) {
        QueueState state = queue.state();
        QueueStatus status = queue.status();
        List<QueueItem> rows = new ArrayList<>(state.items().size() + 1);
        state.running().map(Running::item).ifPresent(rows::add);
        rows.addAll(state.items());
        List<Integer> numbers = new ArrayList<>(rows.size());
        Map<String, Integer> places = HashMap.newHashMap(rows.size());
        int number = 0;
        for (int row = 0; row < rows.size(); row++) {
            QueueItem item = rows.get(row);
            places.put(item.id(), row);
            boolean failed = !isRunning(state, item.id()) && item.state() == QueueItem.State.FAILED;
            numbers.add(failed ? 0 : ++number);
        }
        for (HistoryEntry run : state.recent()) {
            colour(colours, run.title());
        }
        rows.forEach(item -> colour(colours, item.title()));
        Map<String, Instant> failures = new HashMap<>();
        state.recent().forEach(run -> failures.put(run.item(), run.ended()));
        return new QueuePicture(
                state,
                status,
                queue.elsewhere(),
                rows,
                numbers,
                places,
                Schedule.of(state, status.engine(), now),
                Map.copyOf(colours),
                failures,
                now);
    }

    private static void colour(Map<String, Integer> colours, String title) {
        colours.putIfAbsent(title, colours.size() % 5 + 1);
    }

    private static boolean isRunning(QueueState state, String id) {
        return state.running().filter(r -> r.item().id().equals(id)).isPresent();
    }

    boolean isRunning(QueueItem item) {
        return isRunning(state, item.id());
    }

    /// The number of an item as people count them; 0 if it has failed or is not there.
    int number(QueueItem item) {
        Integer row = places.get(item.id());
        return row == null ? 0 : numbers.get(row);
    }

    int colour(String title) {
        return colours.getOrDefault(title, 1);
    }

    /// When the item of a row is measured.
    Schedule.Slot slot(int row) {
        if (state.running().isPresent()) {
            Running running = state.running().get();
            if (row == 0) {
                Optional<Instant> ends = status.engine().left(asOf).map(asOf::plus);
                return new Schedule.Slot(
                        running.item().id(),
                        Optional.of(running.started()),
                        running.item().estimate().map(Estimate::time),
                        ends,
                        false);
            }
            return schedule.times().get(row - 1);
        }
        return schedule.times().get(row);
    }

    /// When everything is done.
    Optional<Instant> ends() {
        return rows.isEmpty() ? Optional.empty() : schedule.ends();
    }

    long failed() {
        return state.failed();
    }

    Primary primary() {
        return switch (status.activity()) {
            case STOPPED, ENGINE_BUSY -> Primary.START;
            case WAITING, BETWEEN, RUNNING, PAUSING, PAUSED, SUSPENDED, ENDING ->
                    status.stopsAfter() ? Primary.KEEP_GOING : Primary.HOLD;
        };
    }

    /// Why the queue cannot be started; empty if it can.
    Optional<String> obstacle() {
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        if (status.activity() == Activity.ENGINE_BUSY) {
            return Optional.of(status.message() + ".");
        }
        Optional<QueueItem> next = state.next();
        if (next.isEmpty() && !state.autostart()) {
            return Optional.of(
                    failed() > 0
                            ? "What waits has failed: retry it first."
                            : "Nothing waits: add a recipe first.");
        }
        return next.filter(item -> item.state() == QueueItem.State.FAILED)
                .map(item ->
                        item.label()
                                + " is in front and has failed: retry it, move it or drop it.");
    }
}
