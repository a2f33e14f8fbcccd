package io.beamdesk.app;

import io.beamdesk.device.Place;
import io.beamdesk.plan.MountOrder;
import io.beamdesk.plan.MountOrder.Stop;
import io.beamdesk.queue.QueueItem;
import io.beamdesk.queue.QueueState;
import io.beamdesk.queue.Running;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An order of the waiting items in which the sample changer exchanges and travels less.
///
/// @param order every item that can have its turn, in the order proposed
/// @param moved those of them that have another place in it, as few as explain it
/// @param before exchanges of samples in the order that they have
/// @param after exchanges in the order proposed
public record MountProposal(List<QueueItem> order, List<QueueItem> moved, int before, int after) {
    /// Copies the lists.
    public MountProposal {
        order = List.copyOf(order);
        moved = List.copyOf(moved);
    }

    /// Proposes an order. Items that are passed over take no part; these keep their turns: one that
    /// the queue stops or waits at, one whose sample is in the gripper already, one whose sample is
    /// not mounted by the changer with the one before it, and, if some are chosen, all others.
    ///
    /// @param chosen ids of the items that may move; empty for all
    public static MountProposal of(QueueState state, MountPlaces places, Set<String> chosen) {
        Place mounted =
                state.running()
                        .map(Running::item)
                        .flatMap(QueueItem::origin)
                        .flatMap(places::place)
                        .orElseGet(places::mounted);
        Optional<Place> prepared = places.prepared();
        List<Stop<QueueItem>> given = new ArrayList<>();
        for (QueueItem item : state.items()) {
            if (!state.isPassedOver(item)) {
                Optional<Place> place = item.origin().flatMap(places::place);
                boolean inGripper = given.isEmpty() && place.isPresent() && place.equals(prepared);
                boolean fixed =
                        item.state() != QueueItem.State.QUEUED
                                || item.pauseAfter()
                                || inGripper
                                || (!chosen.isEmpty() && !chosen.contains(item.id()));
                given.add(new Stop<>(item, place, fixed));
            }
        }
        List<Stop<QueueItem>> order = MountOrder.shortened(mounted, given);
        return new MountProposal(
                order.stream().map(Stop::item).toList(),
                moved(given, order),
                exchanges(mounted, given),
                exchanges(mounted, order));
    }

    private static int exchanges(Place mounted, List<Stop<QueueItem>> stops) {
        int exchanges = 0;
        Place at = mounted;
        for (Stop<QueueItem> stop : stops) {
            Place to = stop.place().orElse(at);
            exchanges += to.equals(at) ? 0 : 1;
            at = to;
        }
        return exchanges;
    }

    /// What is not part of the longest run of items that keep their order among themselves.
    private static List<QueueItem> moved(List<Stop<QueueItem>> given, List<Stop<QueueItem>> order) {
        Map<String, Integer> was = new HashMap<>();
        given.forEach(stop -> was.put(stop.item().id(), was.size()));
        int[] turns = order.stream().mapToInt(stop -> was.get(stop.item().id())).toArray();
        // By length, the index of the smallest last turn of a rising run of that length.
        int[] ends = new int[turns.length];
        int[] beforeIt = new int[turns.length];
        int length = 0;
        for (int i = 0; i < turns.length; i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) / 2;
                if (turns[ends[middle]] < turns[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            ends[low] = i;
            beforeIt[i] = low == 0 ? -1 : ends[low - 1];
            length = Math.max(length, low + 1);
        }
        Set<Integer> staying = new HashSet<>();
        for (int i = length == 0 ? -1 : ends[length - 1]; i >= 0; i = beforeIt[i]) {
            staying.add(i);
        }
        List<QueueItem> moved = new ArrayList<>();
        for (int i = 0; i < turns.length; i++) {
            if (!staying.contains(i)) {
                moved.add(order.get(i).item());
            }
        }
        return moved;
    }

    /// Whether another order is proposed.
    public boolean isChange() {
        return !moved.isEmpty();
    }

    /// What it is worth, one sentence.
    public String sentence() {
        if (!isChange()) {
            return "The order is good for the sample changer: " + counted(after) + ".";
        }
        String which = moved.size() == 1 ? "1 item moves" : moved.size() + " items move";
        return before > after
                ? "Saves %d of %s: %s.".formatted(before - after, counted(before), which)
                : "The same %s with a shorter way: %s.".formatted(counted(after), which);
    }

    private static String counted(int exchanges) {
        return exchanges == 1 ? "1 exchange of samples" : exchanges + " exchanges of samples";
    }
}
