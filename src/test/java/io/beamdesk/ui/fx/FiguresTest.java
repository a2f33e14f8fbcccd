package io.beamdesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Property
    void parseReadsBackWhatOfWroteToHalfTheLastDecimal(
            @ForAll @DoubleRange(min = -1e11, max = 1e11) double value,
            @ForAll @IntRange(max = 6) int precision) {
        assertThat(Figures.parse(Figures.of(value, precision)))
                .isCloseTo(value, within(0.5 * Math.pow(10, -precision) + Math.abs(value) * 1e-15));
    }

    @Property
    void ofShowsAsManyDecimalsAsThePrecisionAsks(
            @ForAll @DoubleRange(min = -1e11, max = 1e11) double value,
            @ForAll @IntRange(min = 1, max = 6) int precision) {
        String text = Figures.of(value, precision);
        assertThat(text.length() - text.indexOf('.') - 1).isEqualTo(precision);
    }

    @Property
    void ofRoundsByTheDigitsAsTheyAreWritten(
            @ForAll @LongRange(min = 0, max = 99_999_999_999L) long half,
            @ForAll @IntRange(min = -2, max = 2) int away,
            @ForAll @IntRange(max = 6) int precision) {
        // At and beside the places where rounding turns.
        double value = (half + 0.5) / Math.pow(10, precision) * (1 + away * 0x1p-52);
        String expected =
                BigDecimal.valueOf(value).setScale(precision, RoundingMode.HALF_UP).toPlainString();
        assertThat(Figures.of(value, precision).replace("\u00a0", "")).isEqualTo(expected);
    }

    @Property
    void ofNeverWritesTheHyphenNorMinusZero(
            @ForAll @DoubleRange(min = -10, max = 10) double value,
            @ForAll @IntRange(max = 6) int precision) {
        String text = Figures.of(value, precision);
        assertThat(text).doesNotContain("-");
        if (text.startsWith("−")) {
            assertThat(text).matches(".*[1-9].*");
        }
    }

    @Property
    void ofSetsGroupsOfThreeApartFromFiveDigitsOn(
            @ForAll @LongRange(min = -999_999_999L, max = 999_999_999L) long value) {
        String[] groups = Figures.of(value).replace("−", "").split("\u00a0");
        assertThat(String.join("", groups)).isEqualTo(Long.toString(Math.abs(value)));
        if (Math.abs(value) >= 10_000) {
            assertThat(groups[0]).hasSizeBetween(1, 3);
            assertThat(groups).hasSizeGreaterThan(1);
            assertThat(java.util.List.of(groups).subList(1, groups.length))
                    .allMatch(group -> group.length() == 3);
        } else {
            assertThat(groups).hasSize(1);
        }
    }

    @Test
    void ofNaNIsADashAndInfinityASign() {
        assertThat(Figures.of(Double.NaN, 3)).isEqualTo("–");
        assertThat(Figures.of(Double.NEGATIVE_INFINITY, 3)).isEqualTo("−∞");
    }

    @Test
    void ofRoundsHalfUpAndKeepsFourDigitsTogether() {
        assertThat(Figures.of(9079.604, 2)).isEqualTo("9079.60");
        assertThat(Figures.of(-0.0004, 3)).isEqualTo("0.000");
        assertThat(Figures.of(2.5, 0)).isEqualTo("3");
        assertThat(Figures.of(Long.MIN_VALUE))
                .isEqualTo("−9\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0808");
    }

    @Test
    void timeShowsHoursOnlyFromOneHourOn() {
        assertThat(Figures.time(Duration.ofSeconds(296))).isEqualTo("4:56");
        assertThat(Figures.time(Duration.ofSeconds(3896))).isEqualTo("1:04:56");
        assertThat(Figures.time(Duration.ofSeconds(-3))).isEqualTo("0:00");
    }

    @Test
    void parseSaysWhatIsNotANumber() {
        assertThatThrownBy(() -> Figures.parse("12 mm"))
                .hasMessageContaining("\"12 mm\" is not a number");
        assertThatThrownBy(() -> Figures.parse(" ")).hasMessageContaining("no number");
        assertThatThrownBy(() -> Figures.parse("1f")).hasMessageContaining("not a number");
        assertThat(Figures.parse("−1\u00a0234,5")).isEqualTo(-1234.5);
    }
}
