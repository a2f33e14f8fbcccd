package io.beamdesk.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Orders of collection and their lengths.
class RouteTest {
    private static final TrayType PLATE = TrayTypes.shipped().get("96-1");

    private static List<Position> shuffled(TrayType type, long seed, int n) {
        List<Position> some = new ArrayList<>(type.positions());
        Collections.shuffle(some, new Random(seed));
        return List.copyOf(some.subList(0, Math.min(n, some.size())));
    }

    @Example
    void lengthIsTheWayInMillimetres() {
        List<Position> corners = SelectionText.read(PLATE, "A1, A12, H12").positions();
        assertThat(Route.length(corners)).isEqualTo(11 * 9.0 + 7 * 9.0);
        assertThat(Route.length(List.of())).isZero();
    }

    @Example
    void serpentinesGoThereAndBack() {
        List<Position> some = SelectionText.read(PLATE, "B2, A1, B1, A2").positions();
        assertThat(SelectionText.write(Route.BY_ROWS.order(some))).isEqualTo("A1, A2, B2, B1");
        assertThat(SelectionText.write(Route.BY_COLUMNS.order(some))).isEqualTo("A1, B1, B2, A2");
        assertThat(Route.AS_SELECTED.order(some)).isEqualTo(some);
    }

    @Property(tries = 60)
    void everyRouteVisitsEachPlaceOnce(
            @ForAll long seed, @ForAll @IntRange(max = 100) int n, @ForAll Route route) {
        List<Position> some = shuffled(TrayTypes.shipped().get("96-3"), seed, n);
        assertThat(route.order(some)).containsExactlyInAnyOrderElementsOf(some);
    }

    @Property(tries = 60)
    void shortestIsNoLongerThanSelectedAndStartsAlike(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int n) {
        List<Position> some = shuffled(PLATE, seed, n);
        List<Position> way = Route.SHORTEST.order(some);
        assertThat(way.getFirst()).isEqualTo(some.getFirst());
        assertThat(Route.length(way)).isLessThanOrEqualTo(Route.length(some) + 1e-6);
    }

    @Property(tries = 40)
    void shortestIsTheShortestOfAllForFewPlaces(@ForAll long seed) {
        List<Position> some = shuffled(PLATE, seed, 6);
        double best = best(some.getFirst(), some.subList(1, some.size()));
        // A local improvement may end a little above the best; on six places by a quarter at most.
        assertThat(Route.length(Route.SHORTEST.order(some))).isBetween(best - 1e-6, 1.25 * best);
    }

    private static double best(Position from, List<Position> left) {
        double best = left.isEmpty() ? 0 : Double.MAX_VALUE;
        for (Position next : left) {
            List<Position> others = new ArrayList<>(left);
            others.remove(next);
            best = Math.min(best, from.distance(next) + best(next, others));
        }
        return best;
    }

    @Example
    void wholePlateIsVisitedAlmostWithoutDetour() {
        List<Position> all = shuffled(TrayTypes.shipped().get("384-1"), 3, 384);
        assertThat(Route.length(Route.SHORTEST.order(all))).isLessThan(1.15 * 383 * 4.5);
    }
}
