package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Property
    void statisticsAreThoseOfTheNumbers(
            @ForAll @Size(value = 24) List<@IntRange(min = 0, max = 127) Integer> given) {
        int[] numbers = given.stream().mapToInt(n -> n).toArray();
        double mean = Arrays.stream(numbers).average().orElseThrow();
        double variance =
                Arrays.stream(numbers)
                        .mapToDouble(n -> (n - mean) * (n - mean))
                        .average()
                        .orElse(0);
        for (Depth depth : Depth.values()) {
            Pixels pixels = Frames.grey(depth, 6, numbers);
            Statistics all = Statistics.of(pixels, Area.of(pixels), 100);
            assertThat(all.count()).isEqualTo(24);
            assertThat(all.mean()).isCloseTo(mean, within(1e-9));
            assertThat(all.deviation()).isCloseTo(Math.sqrt(variance), within(1e-9));
            assertThat(all.min()).isEqualTo(Arrays.stream(numbers).min().orElseThrow());
            assertThat(all.max()).isEqualTo(Arrays.stream(numbers).max().orElseThrow());
            assertThat(all.saturated())
                    .isEqualTo(Arrays.stream(numbers).filter(n -> n >= 100).count());
        }
    }

    @Test
    void statisticsAreOfThePartWithinTheFrame() {
        Pixels pixels = Frames.grey(Depth.UINT8, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Statistics.of(pixels, new Area(1, 1, 10, 10), 255).sum())
                .isEqualTo(5 + 6 + 8 + 9);
        assertThat(Statistics.of(pixels, new Area(-5, -5, 6, 6), 255).sum()).isEqualTo(1);
        assertThat(Statistics.of(pixels, new Area(5, 5, 2, 2), 255).mean()).isNaN();
    }

    @Test
    void centreIsThatOfASpot() {
        int[] numbers = new int[20 * 10];
        Arrays.fill(numbers, 50);
        numbers[4 * 20 + 7] = 150;
        numbers[4 * 20 + 8] = 150;
        Pixels pixels = Frames.grey(Depth.UINT16, 20, numbers);
        Statistics.Centre centre = Statistics.centre(pixels, Area.of(pixels), 50);
        assertThat(centre).isEqualTo(new Statistics.Centre(7.5, 4, 200));
        Statistics.Centre part = Statistics.centre(pixels, new Area(5, 2, 8, 8), 50);
        assertThat(part).isEqualTo(centre);
    }

    @Test
    void centreOfNothingIsTheMiddleWithoutWeight() {
        Pixels pixels = Frames.grey(Depth.UINT8, 3, new int[9]);
        assertThat(Statistics.centre(pixels, Area.of(pixels), 0))
                .isEqualTo(new Statistics.Centre(1, 1, 0));
    }

    @Test
    void profileRunsBetweenThePixels() {
        Pixels pixels = Frames.grey(Depth.INT16, 3, 0, 10, 20, 30, 40, 50);
        assertThat(Profile.along(pixels, 0, 0.5, 2, 0.5).values()).containsExactly(15, 25, 35);
        assertThat(Profile.along(pixels, 0, 0, 0, 1).distance()).containsExactly(0, 1);
        assertThat(Profile.along(pixels, -1, 0, 1, 0).values()).containsExactly(Double.NaN, 0, 10);
        assertThat(Profile.along(pixels, 2, 1, 2, 1).values()).containsExactly(50);
    }

    @Test
    void markPaintsSaturatedPixels() {
        int[] argb = new int[2];
        Pixels pixels = Frames.of(Depth.UINT8, Layout.RGB1, 2, 1, new int[] {1, 2, 3, 1, 255, 3});
        assertThat(Saturation.mark(pixels, 255, 0xFFFF00FF, argb)).isOne();
        assertThat(argb).containsExactly(0, 0xFFFF00FF);
    }
}
