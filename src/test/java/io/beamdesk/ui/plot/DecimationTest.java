package io.beamdesk.ui.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecimationTest {
    private static final Span VIEW = new Span(0, 100);

    @Property
    void updateKeepsTheExtremesOfEveryColumn(
            @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = -1e6, max = 1e6) Double> ys,
            @ForAll @IntRange(min = 1, max = 40) int columns) {
        Trace trace = new Trace();
        for (int i = 0; i < ys.size(); i++) {
            trace.add(100.0 * i / ys.size(), ys.get(i));
        }
        Decimation reduced = new Decimation(trace, VIEW, columns);
        reduced.update();

        assertThat(reduced.size()).isLessThanOrEqualTo(columns + 2);
        for (int i = 0; i < trace.size(); i++) {
            int column = (int) Math.floor(trace.x(i) / 100 * columns);
            double y = trace.y(i);
            assertThat(bucket(reduced, column, y)).as("point %d", i).isTrue();
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < reduced.size(); i++) {
            low = Math.min(low, reduced.lowY(i));
            high = Math.max(high, reduced.highY(i));
        }
        assertThat(low).isEqualTo(ys.stream().mapToDouble(y -> y).min().orElseThrow());
        assertThat(high).isEqualTo(ys.stream().mapToDouble(y -> y).max().orElseThrow());
    }

    private static boolean bucket(Decimation reduced, int column, double y) {
        for (int i = 0; i < reduced.size(); i++) {
            if (reduced.column(i) == column && reduced.lowY(i) <= y && reduced.highY(i) >= y) {
                return true;
            }
        }
        return false;
    }

    @Property
    void updateInPiecesGivesTheSameAsAtOnce(
            @ForAll @Size(min = 2, max = 200) List<@DoubleRange(min = -10, max = 110) Double> xs,
            @ForAll @IntRange(min = 1, max = 199) int cut) {
        Trace grown = new Trace();
        Decimation pieces = new Decimation(grown, VIEW, 30);
        for (int i = 0; i < xs.size(); i++) {
            grown.add(xs.get(i), i);
            if (i == cut) {
                pieces.update();
            }
        }
        pieces.update();
        Decimation once = new Decimation(grown, VIEW, 30);
        once.update();

        assertThat(pieces.size()).isEqualTo(once.size());
        for (int i = 0; i < once.size(); i++) {
            assertThat(pieces.lowY(i)).isEqualTo(once.lowY(i));
            assertThat(pieces.lastX(i)).isEqualTo(once.lastX(i));
        }
    }

    @Test
    void updateOfAMillionPointsLeavesOneBucketAColumn() {
        Trace trace = new Trace();
        for (int i = 0; i < 1_000_000; i++) {
            trace.add(i / 10_000.0, Math.sin(i));
        }
        Decimation reduced = new Decimation(trace, VIEW, 1000);
        reduced.update();
        assertThat(reduced.size()).isEqualTo(1000);
    }

    /// Any order of x, gaps, and any part in view: the groups that are taken at once must give what
    /// the points one by one give.
    @Property(tries = 20)
    void updateOfAMillionPointsKeepsTheExtremesOfEveryColumn(
            @ForAll @IntRange(min = 1, max = 2000) int columns,
            @ForAll @IntRange(min = 0, max = 1_000_000) int turn,
            @ForAll @IntRange(min = 1, max = 5000) int gapEvery,
            @ForAll @DoubleRange(min = 0, max = 60) double from,
            @ForAll long seed) {
        int count = 1_000_000;
        Random noise = new Random(seed);
        Span view = new Span(from, from + 40);
        Trace trace = new Trace();
        double[] low = new double[columns + 2];
        double[] high = new double[columns + 2];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            double x = 1e-4 * (i < turn ? i : 2 * turn - i);
            double y = i % gapEvery == 1 ? Double.NaN : noise.nextGaussian();
            trace.add(x, y);
            if (Double.isFinite(y)) {
                int column = 1 + column(view, columns, x);
                low[column] = Math.min(low[column], y);
                high[column] = Math.max(high[column], y);
            }
        }
        Decimation reduced = new Decimation(trace, view, columns);
        reduced.update();

        double[] foundLow = new double[columns + 2];
        double[] foundHigh = new double[columns + 2];
        Arrays.fill(foundLow, Double.POSITIVE_INFINITY);
        Arrays.fill(foundHigh, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < reduced.size(); i++) {
            int column = 1 + reduced.column(i);
            foundLow[column] = Math.min(foundLow[column], reduced.lowY(i));
            foundHigh[column] = Math.max(foundHigh[column], reduced.highY(i));
        }
        assertThat(foundLow).containsExactly(low);
        assertThat(foundHigh).containsExactly(high);
    }

    private static int column(Span view, int columns, double x) {
        return (int)
                Math.clamp(Math.floor((x - view.low()) / view.length() * columns), -1, columns);
    }

    @Test
    void withinOfManyPointsKeepsThePeak() {
        Trace trace = new Trace();
        for (int i = 0; i < 1_000_000; i++) {
            trace.add(i / 10_000.0, i == 345_678 ? 5 : Math.sin(i));
        }
        double[][] outline = trace.within(VIEW, 8192);
        assertThat(outline[0].length).isLessThanOrEqualTo(8192);
        assertThat(outline[1]).contains(5.0);
        assertThat(outline[0][List.of(Arrays.stream(outline[1]).boxed().toArray()).indexOf(5.0)])
                .isEqualTo(34.5678);
    }

    @Test
    void updateAtAGapDoesNotJoinWhatLiesOnEitherSide() {
        Trace trace = new Trace();
        trace.add(1, 1);
        trace.add(2, Double.NaN);
        trace.add(3, 1);
        Decimation reduced = new Decimation(trace, VIEW, 100);
        reduced.update();
        assertThat(reduced.size()).isEqualTo(2);
        assertThat(reduced.joined(0)).isFalse();
        assertThat(reduced.joined(1)).isFalse();
    }

    @Test
    void besideStepsByPlaceNotByOrderOfMeasurement() {
        Trace trace = new Trace();
        trace.add(3, 30);
        trace.add(1, 10);
        trace.add(2, 20);
        assertThat(trace.beside(1, 1)).isEqualTo(2);
        assertThat(trace.beside(3, 1)).isEqualTo(-1);
        assertThat(trace.beside(3, -1)).isEqualTo(2);
        assertThat(trace.nearest(2.9)).isZero();
    }
}
