package io.beamdesk.plan.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Grids of any shape.
class GridProperty {
    private static Grid grid(List<Integer> shape, boolean snaked) {
        return new Grid(shape.stream().map(n -> new Line(0, n - 1, n)).toList(), snaked);
    }

    private static List<Integer> indices(Grid grid, int point) {
        List<Integer> indices = new ArrayList<>();
        for (int axis = 0; axis < grid.axes(); axis++) {
            indices.add(grid.index(point, axis));
        }
        return indices;
    }

    @Property(tries = 300)
    void everyPointIsThereExactlyOnce(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 6) Integer> shape,
            @ForAll boolean snaked) {
        Grid grid = grid(shape, snaked);
        Set<List<Integer>> seen = new HashSet<>();
        for (int i = 0; i < grid.size(); i++) {
            List<Integer> indices = indices(grid, i);
            assertThat(seen.add(indices)).as("%s again", indices).isTrue();
            for (int axis = 0; axis < shape.size(); axis++) {
                assertThat(indices.get(axis)).isBetween(0, shape.get(axis) - 1);
            }
        }
        assertThat(seen).hasSize(shape.stream().reduce(1, (a, b) -> a * b));
    }

    @Property(tries = 300)
    void neighboursFollowEachOtherWhenSnaked(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 6) Integer> shape) {
        Grid grid = grid(shape, true);
        for (int i = 1; i < grid.size(); i++) {
            int way = 0;
            for (int axis = 0; axis < grid.axes(); axis++) {
                way += Math.abs(grid.index(i, axis) - grid.index(i - 1, axis));
            }
            assertThat(way).as("from point %d to %d", i - 1, i).isEqualTo(1);
        }
    }

    @Property(tries = 100)
    void withoutSnakingEveryRunGoesForwardsAndTheLastAxisIsTheFastest(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 6) Integer> shape) {
        Grid grid = grid(shape, false);
        for (int i = 0; i < grid.size(); i++) {
            int number = 0;
            for (int axis = 0; axis < grid.axes(); axis++) {
                number = number * shape.get(axis) + grid.index(i, axis);
            }
            assertThat(number).isEqualTo(i);
        }
    }

    @Property
    void lineBeginsAndEndsExactlyAtItsEnds(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double from,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double to,
            @ForAll @IntRange(min = 2, max = 500) int points) {
        List<Double> positions = new Line(from, to, points).positions();
        assertThat(positions).hasSize(points);
        assertThat(positions.getFirst()).isEqualTo(from);
        assertThat(positions.getLast()).isEqualTo(to);
        assertThat(new Line(from, to, 1).positions()).containsExactly((from + to) / 2);
    }
}
