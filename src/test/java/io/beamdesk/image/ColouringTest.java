package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColouringTest {
    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    private static int[] paint(Pixels pixels, Look look) {
        int[] argb = new int[pixels.count()];
        new Colouring().paint(pixels, look, argb);
        return argb;
    }

    private static Look between(double low, double high) {
        return Look.PLAIN.withScaling(new Scaling.Fixed(new Levels(low, high)));
    }

    @Property
    void paintIsBrighterForLargerNumbers(
            @ForAll @Size(value = 64) List<@IntRange(min = 0, max = 65_535) Integer> given,
            @ForAll @DoubleRange(min = -100, max = 30_000) double low,
            @ForAll @DoubleRange(min = 1, max = 40_000) double span,
            @ForAll @DoubleRange(min = 0.2, max = 5) double gamma) {
        int[] numbers = given.stream().mapToInt(n -> n).toArray();
        int[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int[] argb =
                paint(
                        Frames.grey(Depth.UINT16, 8, sorted),
                        between(low, low + span).withGamma(gamma));
        int[] shown = Arrays.stream(argb).map(p -> p & 0xFF).toArray();
        assertThat(shown).isSorted();
    }

    @Property
    void paintIsTheSameForEveryDepth(
            @ForAll @Size(value = 64) List<@IntRange(min = 0, max = 127) Integer> given,
            @ForAll @DoubleRange(min = -5, max = 60) double low,
            @ForAll @DoubleRange(min = 1, max = 80) double span) {
        int[] numbers = given.stream().mapToInt(n -> n).toArray();
        Look look = between(low, low + span).withMap(ColourMap.MAGMA);
        int[] expected = paint(Frames.grey(Depth.UINT8, 8, numbers), look);
        for (Depth depth : Depth.values()) {
            assertThat(paint(Frames.grey(depth, 8, numbers), look))
                    .as("%s", depth)
                    .isEqualTo(expected);
        }
    }

    @Test
    void paintShowsLargeUnsignedNumbersBrightAndNegativeOnesDark() {
        Look look = between(0, 100);
        assertThat(paint(Frames.grey(Depth.UINT16, 2, 40_000, 0), look))
                .containsExactly(WHITE, BLACK);
        assertThat(paint(Frames.grey(Depth.INT16, 2, -20_000, 100), look))
                .containsExactly(BLACK, WHITE);
        assertThat(paint(Frames.grey(Depth.UINT8, 2, 200, 0), look)).containsExactly(WHITE, BLACK);
        assertThat(paint(Frames.grey(Depth.INT8, 2, -1, 127), look)).containsExactly(BLACK, WHITE);
        assertThat(paint(Frames.grey(Depth.UINT32, 2, -1, 0), look)).containsExactly(WHITE, BLACK);
        assertThat(paint(Frames.grey(Depth.INT32, 2, -1, 100), look)).containsExactly(BLACK, WHITE);
    }

    @Test
    void paintLeavesNoNumberTransparent() {
        float[] numbers = {0, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        Pixels pixels = new Pixels(4, 1, Depth.FLOAT32, Layout.MONO, numbers);
        assertThat(paint(pixels, between(0, 1))).containsExactly(BLACK, 0, WHITE, BLACK);
    }

    @Test
    void paintInvertsBeforeTheMap() {
        int[] argb =
                paint(
                        Frames.grey(Depth.UINT8, 2, 0, 255),
                        between(0, 255).withMap(ColourMap.VIRIDIS).withInverted(true));
        assertThat(argb).containsExactly(ColourMap.VIRIDIS.at(1), ColourMap.VIRIDIS.at(0));
    }

    @Test
    void paintRampsAnewForAnotherLook() {
        Colouring colouring = new Colouring();
        Pixels pixels = Frames.grey(Depth.UINT8, 1, 255);
        int[] argb = new int[1];
        colouring.paint(pixels, between(0, 255), argb);
        assertThat(argb).containsExactly(WHITE);
        colouring.paint(pixels, between(0, 255).withMap(ColourMap.TURBO), argb);
        assertThat(argb).containsExactly(ColourMap.TURBO.at(1));
        colouring.paint(pixels, between(0, 510), argb);
        assertThat(argb[0] & 0xFF).isBetween(126, 129);
    }

    @Test
    void paintOfAFlatFrameHasLevels() {
        Levels levels =
                new Colouring()
                        .paint(Frames.grey(Depth.UINT16, 4, 7, 7, 7, 7), Look.PLAIN, new int[4]);
        assertThat(levels).isEqualTo(new Levels(7, 8));
    }

    @Property
    void paintPutsColoursWhereEachLayoutHasThem(
            @ForAll @Size(value = 18) List<@IntRange(min = 0, max = 255) Integer> given) {
        int[] numbers = given.stream().mapToInt(n -> n).toArray();
        int columns = 3;
        int rows = 2;
        int[] byRow = new int[18];
        int[] byPlane = new int[18];
        int[] expected = new int[6];
        for (int i = 0; i < 6; i++) {
            expected[i] =
                    BLACK | numbers[3 * i] << 16 | numbers[3 * i + 1] << 8 | numbers[3 * i + 2];
            for (int c = 0; c < 3; c++) {
                byRow[(3 * (i / columns) + c) * columns + i % columns] = numbers[3 * i + c];
                byPlane[c * 6 + i] = numbers[3 * i + c];
            }
        }
        Look look = between(0, 255);
        assertThat(paint(Frames.of(Depth.UINT8, Layout.RGB1, columns, rows, numbers), look))
                .isEqualTo(expected);
        assertThat(paint(Frames.of(Depth.UINT8, Layout.RGB2, columns, rows, byRow), look))
                .isEqualTo(expected);
        assertThat(paint(Frames.of(Depth.UINT8, Layout.RGB3, columns, rows, byPlane), look))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "BAYER_.*")
    void paintOfAFlatBayerFrameIsFlat(Layout bayer) {
        int[] numbers = new int[5 * 7];
        Arrays.fill(numbers, 93);
        int[] argb = paint(Frames.of(Depth.UINT8, bayer, 5, 7, numbers), between(0, 255));
        assertThat(argb).containsOnly(BLACK | 93 * 0x010101);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "BAYER_.*")
    void paintOfABayerFrameUnderRedLightIsRed(Layout bayer) {
        String filter = bayer.name().substring("BAYER_".length());
        int[] numbers =
                IntStream.range(0, 6 * 4)
                        .map(i -> filter.charAt(i / 6 % 2 * 2 + i % 6 % 2) == 'R' ? 200 : 0)
                        .toArray();
        int[] argb = paint(Frames.of(Depth.UINT8, bayer, 6, 4, numbers), between(0, 255));
        assertThat(argb).containsOnly(BLACK | 200 << 16);
    }

    @Test
    void pixelsRefuseAnArrayThatIsTooShort() {
        assertThatThrownBy(() -> new Pixels(3, 2, Depth.UINT8, Layout.RGB1, new byte[17]))
                .hasMessage("the frame has 17 numbers where 3 × 2 × 3 belong");
        assertThatThrownBy(() -> new Pixels(1, 1, Depth.UINT16, Layout.MONO, new int[1]))
                .hasMessage("pixels of type UINT16 do not come as int[]");
    }

    @ParameterizedTest
    @EnumSource
    void colourMapIsOpaqueAndBrightens(ColourMap map) {
        double before = -1;
        for (int i = 0; i <= 255; i++) {
            int argb = map.at(i / 255.0);
            assertThat(argb >>> 24).isEqualTo(0xFF);
            double luma =
                    0.2126 * (argb >> 16 & 0xFF)
                            + 0.7152 * (argb >> 8 & 0xFF)
                            + 0.0722 * (argb & 0xFF);
            if (map != ColourMap.TURBO) {
                assertThat(luma).isGreaterThan(before - 1.5);
            }
            before = luma;
        }
    }

    @Test
    void colourMapHasThePublishedEnds() {
        assertThat(ColourMap.VIRIDIS.at(0)).isEqualTo(0xFF440154);
        assertThat(ColourMap.VIRIDIS.at(1)).isEqualTo(0xFFFDE725);
        assertThat(ColourMap.TURBO.at(0)).isEqualTo(0xFF30123B);
        assertThat(ColourMap.TURBO.at(1)).isEqualTo(0xFF7A0403);
    }
}
