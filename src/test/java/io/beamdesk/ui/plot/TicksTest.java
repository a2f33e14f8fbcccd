package io.beamdesk.ui.plot;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Property
    void ofAnySpanLeavesNoStretchLongerThanAStepWithoutTick(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double low,
            @ForAll @DoubleRange(min = 1e-6, max = 1e9) @Scale(7) double length,
            @ForAll @IntRange(min = 3, max = 20) int most) {
        Span span = new Span(low, low + length);
        Ticks ticks = Ticks.of(span, most);
        // Where the span is a few units of the last place long, its ends are not sharper than
        // these.
        double slack =
                ticks.step() * 1e-6
                        + 4 * Math.ulp(Math.max(Math.abs(span.low()), Math.abs(span.high())));

        assertThat(ticks.values()).isNotEmpty().isSorted().hasSizeBetween(1, most + 1);
        assertThat(ticks.values()).allMatch(span::contains);
        assertThat(ticks.values().getFirst() - span.low())
                .isLessThanOrEqualTo(ticks.step() + slack);
        assertThat(span.high() - ticks.values().getLast())
                .isLessThanOrEqualTo(ticks.step() + slack);
    }

    @Property
    void enclosingAnySpanCoversItAndEndsAtTicks(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @DoubleRange(min = 1e-3, max = 1e6) @Scale(4) double length,
            @ForAll @IntRange(min = 3, max = 12) int most) {
        Span span = new Span(low, low + length);
        Span wide = Ticks.enclosing(span, most);
        double slack = span.length() * 1e-6;

        assertThat(wide.low()).isLessThanOrEqualTo(span.low() + slack);
        assertThat(wide.high()).isGreaterThanOrEqualTo(span.high() - slack);
        assertThat(wide.length()).isLessThan(span.length() * 4);
    }

    @Property
    void labelOfTwoNeighboursDiffers(
            @ForAll @DoubleRange(min = -1e5, max = 1e5) double low,
            @ForAll @DoubleRange(min = 1e-4, max = 1e5) @Scale(5) double length) {
        Ticks ticks = Ticks.of(new Span(low, low + length), 8);
        assertThat(ticks.values().stream().map(ticks::label)).doesNotHaveDuplicates();
    }

    @Test
    void labelUsesDecimalsOfTheStepAndTrueMinus() {
        Ticks ticks = Ticks.of(new Span(-0.2, 0.25), 5);
        assertThat(ticks.values().stream().map(ticks::label))
                .containsExactly("−0.2", "−0.1", "0.0", "0.1", "0.2");
        assertThat(ticks.factor()).isEmpty();
    }

    @Test
    void factorOfCountsTakesThePowerOfTenOutOfTheLabels() {
        Ticks ticks = Ticks.of(new Span(0, 2_000_000), 4);
        assertThat(ticks.factor()).isEqualTo(" ×10⁶");
        assertThat(ticks.label(1_500_000)).isEqualTo("1.5");
    }

    @Test
    void factorOfTinyCurrentsIsNegative() {
        assertThat(Ticks.of(new Span(0, 2e-7), 4).factor()).isEqualTo(" ×10⁻⁹");
    }
}
