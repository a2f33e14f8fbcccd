package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    private static int[] shrunk(int[] argb, int columns, int wide, int high) {
        int[] to = new int[wide * high];
        new Shrinking().of(new Painting(columns, argb), wide, high).fill(to);
        return to;
    }

    @Test
    void evenPictureStaysAsItIs() {
        int[] even = new int[90 * 70];
        Arrays.fill(even, 0xFF3487C1);
        assertThat(shrunk(even, 90, 61, 47)).containsOnly(0xFF3487C1);
    }

    @Test
    void sameSizeIsTheSamePicture() {
        int[] picture = new Random(4).ints(40 * 30).toArray();
        assertThat(shrunk(picture, 40, 40, 30)).isEqualTo(picture);
    }

    @Test
    void eachByteLiesBetweenItsNeighbours() {
        int columns = 101;
        int[] ramp = new int[columns * 3];
        for (int i = 0; i < ramp.length; i++) {
            int grey = 2 * (i % columns);
            ramp[i] = 0xFF000000 | (grey << 16) | ((255 - grey) << 8) | (grey / 2);
        }
        int[] less = shrunk(ramp, columns, 67, 2);
        for (int i = 0; i < 67; i++) {
            double grey = 2 * ((i + 0.5) * columns / 67 - 0.5);
            assertThat((double) (less[i] >> 16 & 0xFF)).isBetween(grey - 2, grey + 2);
            assertThat((double) (less[i] >> 8 & 0xFF)).isBetween(255 - grey - 2, 255 - grey + 2);
            assertThat(less[i] >>> 24).isEqualTo(255);
            assertThat(less[67 + i]).isEqualTo(less[i]);
        }
    }

    @Test
    void rowsShrinkAsColumnsDo() {
        int[] picture = new Random(5).ints(50 * 50).map(p -> p | 0xFF000000).toArray();
        int[] turned = new int[picture.length];
        for (int i = 0; i < picture.length; i++) {
            turned[i % 50 * 50 + i / 50] = picture[i];
        }
        int[] one = shrunk(picture, 50, 33, 33);
        int[] other = shrunk(turned, 50, 33, 33);
        for (int i = 0; i < one.length; i++) {
            for (int shift = 0; shift < 32; shift += 8) {
                assertThat(one[i] >> shift & 0xFF)
                        .isBetween(
                                (other[i % 33 * 33 + i / 33] >> shift & 0xFF) - 2,
                                (other[i % 33 * 33 + i / 33] >> shift & 0xFF) + 2);
            }
        }
    }

    @Test
    void rowsComeInAnyOrderAndOfOnePictureAfterAnother() {
        Shrinking shrinking = new Shrinking();
        int[] first = new Random(6).ints(50 * 40).toArray();
        int[] second = new Random(7).ints(30 * 20).toArray();
        shrinking.of(new Painting(50, first), 33, 29).fill(new int[33 * 29]);
        int[] expected = shrunk(second, 30, 17, 11);
        Rows small = shrinking.of(new Painting(30, second), 17, 11);
        int[] upwards = new int[17 * 11];
        for (int row = 10; row >= 0; row--) {
            small.row(row, upwards, row * 17);
        }
        assertThat(upwards).isEqualTo(expected);
    }

    @Test
    void singleColumnAndSingleRowAreShrunkToo() {
        int[] line = {0xFF000000, 0xFF646464};
        assertThat(shrunk(line, 1, 1, 1)).containsExactly(0xFF323232);
        assertThat(shrunk(line, 2, 1, 1)).containsExactly(0xFF323232);
    }
}
