package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    private static int[] shrunk(int[] argb, int columns, int rows, int wide, int high) {
        int[] to = new int[wide * high];
        new Shrinking().shrink(argb, columns, rows, to, wide, high);
        return to;
    }

    @Test
    void evenPictureStaysAsItIs() {
        int[] even = new int[90 * 70];
        Arrays.fill(even, 0xFF3487C1);
        assertThat(shrunk(even, 90, 70, 61, 47)).containsOnly(0xFF3487C1);
    }

    @Test
    void sameSizeIsTheSamePicture() {
        int[] picture = new Random(4).ints(40 * 30).toArray();
        assertThat(shrunk(picture, 40, 30, 40, 30)).isEqualTo(picture);
    }

    @Test
    void eachByteLiesBetweenItsNeighbours() {
        int columns = 101;
        int[] ramp = new int[columns * 3];
        for (int i = 0; i < ramp.length; i++) {
            int grey = 2 * (i % columns);
            ramp[i] = 0xFF000000 | (grey << 16) | ((255 - grey) << 8) | (grey / 2);
        }
        int[] less = shrunk(ramp, columns, 3, 67, 2);
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
        int[] one = shrunk(picture, 50, 50, 33, 33);
        int[] other = shrunk(turned, 50, 50, 33, 33);
        for (int i = 0; i < one.length; i++) {
            for (int shift = 0; shift < 32; shift += 8) {
                assertThat(one[i] >> shift & 0xFF)
                        .isBetween(
                                (other[i % 33 * 33 + i / 33] >> shift & 0xFF) - 2,
                                (other[i % 33 * 33 + i / 33] >> shift & 0xFF) + 2);
            }
        }
    }
}
