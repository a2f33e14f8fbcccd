package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Property
    void percentileHasItsShareAtOrBelow(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 65_535) Integer> given,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        int[] numbers = given.stream().mapToInt(n -> n).toArray();
        Histogram histogram = new Histogram();
        histogram.count(Frames.grey(Depth.UINT16, 1, numbers));
        double level = histogram.percentile(share);
        assertThat(Arrays.stream(numbers).filter(n -> n <= level).count())
                .isGreaterThanOrEqualTo((long) Math.ceil(share * numbers.length));
        assertThat((double) Arrays.stream(numbers).filter(n -> n < level).count())
                .isLessThanOrEqualTo(Math.max(1, Math.ceil(share * numbers.length)));
        assertThat(numbers).contains((int) level);
    }

    @Property
    void percentileOfARangeIsWithinABin(
            @ForAll @Size(min = 2, max = 200)
                    List<@IntRange(min = -1_000_000, max = 1_000_000) Integer> given,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        int[] numbers = given.stream().mapToInt(n -> n).toArray();
        Histogram histogram = new Histogram();
        histogram.count(Frames.grey(Depth.FLOAT64, 1, numbers));
        int[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int exact = sorted[Math.max(1, (int) Math.ceil(share * sorted.length)) - 1];
        double bin = (sorted[sorted.length - 1] - sorted[0]) / 4096.0;
        assertThat(histogram.percentile(share)).isCloseTo(exact, within(1.001 * bin + 1e-6));
    }

    @Test
    void countLeavesOutWhatIsNoNumber() {
        Histogram histogram = new Histogram();
        histogram.count(
                new Pixels(
                        5,
                        1,
                        Depth.FLOAT32,
                        Layout.MONO,
                        new float[] {1, Float.NaN, Float.POSITIVE_INFINITY, 3, 2}));
        assertThat(histogram.total()).isEqualTo(3);
    }

    @Test
    void countForgetsTheFrameBefore() {
        Histogram histogram = new Histogram();
        histogram.count(Frames.grey(Depth.UINT16, 2, 5, 60_000));
        histogram.count(Frames.grey(Depth.UINT16, 2, 5, 6));
        assertThat(histogram.total()).isEqualTo(2);
        assertThat(histogram.in(60_000)).isZero();
        assertThat(histogram.in(5)).isOne();
    }

    @Test
    void sampleOfManyPixelsIsNearTheWhole() {
        Random random = new Random(3);
        int[] numbers = new int[1024 * 1024];
        for (int i = 0; i < numbers.length; i++) {
            // Bright columns at the pitch that a careless step would hit.
            numbers[i] = 1000 + random.nextInt(1000) + (i % 8 == 0 ? 10_000 : 0);
        }
        Histogram histogram = new Histogram();
        histogram.sample(Frames.grey(Depth.UINT16, 1024, numbers), 1 << 15);
        assertThat(histogram.percentile(0.5)).isCloseTo(1571, within(60.0));
        assertThat(histogram.percentile(0.995)).isCloseTo(11_960, within(60.0));
    }
}
