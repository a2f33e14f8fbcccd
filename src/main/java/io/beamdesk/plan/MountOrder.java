package io.beamdesk.plan;

import io.beamdesk.device.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// In which order samples are mounted, so that each is mounted once and the changer travels little.
public final class MountOrder {
    /// Something to be done on a sample.
    ///
    /// @param item what
    /// @param place of the sample; empty to take the one that is mounted then
    /// @param fixed whether it keeps its turn
    /// @param <T> type of the item
    public record Stop<T>(T item, Optional<Place> place, boolean fixed) {}

    /// An exchange outweighs any way within the store.
    private static final double EXCHANGE = 1e6;

    private static final double PUCK = 100;
    private static final double HOTEL = 10_000;

    private MountOrder() {}

    /// The same stops in an order that is never worse than the given one. Fixed stops, and the one
    /// before a stop that takes what is mounted, keep their turns; stops on one sample keep their
    /// order among themselves unless a fixed one parts them.
    ///
    /// @param mounted what is mounted before, or [Place#NONE]
    public static <T> List<Stop<T>> shortened(Place mounted, List<Stop<T>> given) {
        List<Stop<T>> order = new ArrayList<>();
        List<Stop<T>> free = new ArrayList<>();
        Place from = mounted;
        for (int i = 0; i < given.size(); i++) {
            Stop<T> stop = given.get(i);
            if (!keepsItsTurn(given, i)) {
                free.add(stop);
                continue;
            }
            order.addAll(best(from, free, stop.place()));
            free.clear();
            order.add(stop);
            from = last(from, order);
        }
        order.addAll(best(from, free, Optional.empty()));
        return order;
    }

    private static <T> boolean keepsItsTurn(List<Stop<T>> given, int index) {
        Stop<T> stop = given.get(index);
        boolean usedByNext = index + 1 < given.size() && given.get(index + 1).place().isEmpty();
        return stop.fixed() || stop.place().isEmpty() || usedByNext;
    }

    private static <T> Place last(Place from, List<Stop<T>> stops) {
        Place last = from;
        for (Stop<T> stop : stops) {
            last = stop.place().orElse(last);
        }
        return last;
    }

    private static <T> List<Stop<T>> best(Place from, List<Stop<T>> given, Optional<Place> then) {
        Map<Place, List<Stop<T>>> samples = new LinkedHashMap<>();
        for (Stop<T> stop : given) {
            samples.computeIfAbsent(stop.place().orElseThrow(), _ -> new ArrayList<>()).add(stop);
        }
        List<Stop<T>> best = List.copyOf(given);
        double length = length(from, best, then);
        for (List<Place> places : candidates(from, List.copyOf(samples.keySet()), then)) {
            List<Stop<T>> candidate =
                    places.stream()
                            .flatMap(place -> samples.getOrDefault(place, List.of()).stream())
                            .toList();
            double its = length(from, candidate, then);
            if (its < length) {
                best = candidate;
                length = its;
            }
        }
        return best;
    }

    /// Orders of the samples worth trying: each once in the given order, and sweeps through the store,
    /// with what is mounted first and what is mounted then last.
    private static List<List<Place>> candidates(
            Place from, List<Place> places, Optional<Place> then) {
        Comparator<Place> along = Comparator.comparingDouble(MountOrder::along);
        List<Place> rising = places.stream().sorted(along).toList();
        List<Place> below = rising.stream().filter(p -> along(p) < along(from)).toList();
        List<Place> above = rising.stream().filter(p -> along(p) >= along(from)).toList();
        List<List<Place>> orders = new ArrayList<>();
        for (List<Place> order :
                List.of(
                        places,
                        joined(below.reversed(), above),
                        joined(above, below.reversed()),
                        rising,
                        rising.reversed())) {
            orders.add(withEnds(from, order, then));
        }
        return orders;
    }

    private static List<Place> joined(List<Place> one, List<Place> other) {
        List<Place> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static List<Place> withEnds(Place from, List<Place> order, Optional<Place> then) {
        List<Place> ends = new ArrayList<>(order);
        if (ends.remove(from)) {
            ends.addFirst(from);
        }
        if (then.isPresent() && !then.get().equals(from) && ends.remove(then.get())) {
            ends.addLast(then.get());
        }
        return ends;
    }

    /// How far the changer travels for the stops in this order, in a measure of its own in which an
    /// exchange outweighs any way.
    ///
    /// @param mounted what is mounted before
    public static <T> double length(Place mounted, List<Stop<T>> stops) {
        return length(mounted, stops, Optional.empty());
    }

    private static <T> double length(Place from, List<Stop<T>> stops, Optional<Place> then) {
        double length = 0;
        Place at = from;
        for (Stop<T> stop : stops) {
            Place to = stop.place().orElse(at);
            length += way(at, to);
            at = to;
        }
        return length + way(at, then.orElse(at));
    }

    private static double way(Place from, Place to) {
        if (from.equals(to)) {
            return 0;
        }
        boolean empty = from.equals(Place.NONE) || to.equals(Place.NONE);
        return EXCHANGE + (empty ? 0 : Math.abs(along(from) - along(to)));
    }

    /// Where a place lies along the store.
    private static double along(Place place) {
        return switch (place) {
            case Place.Position(int puck, int position) -> puck * PUCK + position;
            case Place.Slot(int number) -> HOTEL + number;
            case Place.Nowhere _ -> 0;
        };
    }
}
