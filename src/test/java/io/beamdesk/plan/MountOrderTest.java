package io.beamdesk.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.device.Place;
import io.beamdesk.plan.MountOrder.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MountOrderTest {
    private record Wish(Optional<Place> place, boolean fixed) {}

    private static Place place(String text) {
        return Place.of(text).orElseThrow();
    }

    @Provide
    static Arbitrary<Place> places() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.integers().between(1, 3),
                                Arbitraries.integers().between(1, 4))
                        .as(Place.Position::new),
                Arbitraries.integers().between(1, 3).map(Place.Slot::new));
    }

    @Provide
    static Arbitrary<List<Stop<Integer>>> stops() {
        Arbitrary<Wish> wish =
                Combinators.combine(places().optional(0.85), Arbitraries.integers().between(0, 4))
                        .as((place, turn) -> new Wish(place, turn == 0));
        return wish.list()
                .ofMaxSize(14)
                .map(wishes -> {
                    List<Stop<Integer>> stops = new ArrayList<>();
                    for (Wish each : wishes) {
                        stops.add(new Stop<>(stops.size(), each.place(), each.fixed()));
                    }
                    return stops;
                });
    }

    @Property
    void shortenedIsAPermutation(
            @ForAll("places") Place mounted, @ForAll("stops") List<Stop<Integer>> given) {
        assertThat(MountOrder.shortened(mounted, given)).containsExactlyInAnyOrderElementsOf(given);
    }

    @Property
    void shortenedIsNeverWorseThanGiven(
            @ForAll("places") Place mounted, @ForAll("stops") List<Stop<Integer>> given) {
        assertThat(MountOrder.length(mounted, MountOrder.shortened(mounted, given)))
                .isLessThanOrEqualTo(MountOrder.length(mounted, given));
    }

    @Property
    void shortenedLeavesFixedStopsTheirTurns(
            @ForAll("places") Place mounted, @ForAll("stops") List<Stop<Integer>> given) {
        List<Stop<Integer>> order = MountOrder.shortened(mounted, given);
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).fixed()) {
                assertThat(order.get(i)).isEqualTo(given.get(i));
            }
        }
    }

    @Property
    void shortenedLeavesWhatTakesTheMountedSampleItsSample(
            @ForAll("places") Place mounted, @ForAll("stops") List<Stop<Integer>> given) {
        assertThat(onWhat(mounted, MountOrder.shortened(mounted, given)))
                .isEqualTo(onWhat(mounted, given));
    }

    /// The sample of each stop, by the number of the stop.
    private static List<Place> onWhat(Place mounted, List<Stop<Integer>> stops) {
        Place[] samples = new Place[stops.size()];
        Place at = mounted;
        for (Stop<Integer> stop : stops) {
            at = stop.place().orElse(at);
            samples[stop.item()] = at;
        }
        return List.of(samples);
    }

    @Property
    void shortenedMountsEachSampleOnceWhereNothingIsFixed(
            @ForAll("places") Place mounted, @ForAll("stops") List<Stop<Integer>> given) {
        List<Stop<Integer>> free =
                given.stream()
                        .filter(stop -> stop.place().isPresent())
                        .map(stop -> new Stop<>(stop.item(), stop.place(), false))
                        .toList();
        long samples = free.stream().map(Stop::place).distinct().count();
        List<Optional<Place>> mounts = new ArrayList<>();
        for (Stop<Integer> stop : MountOrder.shortened(mounted, free)) {
            if (mounts.isEmpty() || !mounts.getLast().equals(stop.place())) {
                mounts.add(stop.place());
            }
        }
        assertThat(mounts).hasSize((int) samples);
    }

    @Test
    void shortenedSweepsFromWhatIsMounted() {
        List<Stop<String>> given = new ArrayList<>();
        for (String text : List.of("P3-1", "P1-2", "H1", "P2-4", "P1-2", "P2-3")) {
            given.add(new Stop<>(text, Optional.of(place(text)), false));
        }
        assertThat(MountOrder.shortened(place("P2-4"), given))
                .extracting(Stop::item)
                .containsExactly("P2-4", "P2-3", "P1-2", "P1-2", "P3-1", "H1");
    }
}
