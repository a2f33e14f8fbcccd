package io.beamdesk.ui.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SpanTest {
    @Property
    void ofAnyTwoNumbersCanBeDrawn(@ForAll double a, @ForAll double b) {
        Span span = new Span(a, b);
        assertThat(span.low()).isFinite().isLessThan(span.high());
        assertThat(span.high()).isFinite();
        assertThat(span.low() + span.length() / 10).isGreaterThan(span.low());
    }

    @Property
    void zoomedKeepsThePlaceUnderThePointer(
            @ForAll @DoubleRange(min = -100, max = 100) double low,
            @ForAll @DoubleRange(min = 1, max = 100) double length,
            @ForAll @DoubleRange(min = 0, max = 1) double place,
            @ForAll @DoubleRange(min = 0.1, max = 10) double factor) {
        Span span = new Span(low, low + length);
        double at = span.low() + place * span.length();
        Span zoomed = span.zoomed(at, factor);
        assertThat((at - zoomed.low()) / zoomed.length()).isCloseTo(place, within(1e-6));
        assertThat(zoomed.length()).isCloseTo(span.length() * factor, within(1e-6 * span.length()));
    }

    @Test
    void ofOneValueWidensAroundIt() {
        assertThat(new Span(5, 5).contains(5)).isTrue();
        assertThat(new Span(0, 0)).isEqualTo(new Span(-0.5, 0.5));
    }

    @Property
    void viewportLeadsBackToTheValue(
            @ForAll @DoubleRange(min = -100, max = 100) double x,
            @ForAll @DoubleRange(min = -100, max = 100) double y) {
        Viewport view = new Viewport(new Span(-100, 100), new Span(-100, 100), 60, 10, 500, 300);
        assertThat(view.valueX(view.pixelX(x))).isCloseTo(x, within(1e-9));
        assertThat(view.valueY(view.pixelY(y))).isCloseTo(y, within(1e-9));
        assertThat(view.covers(view.pixelX(x), view.pixelY(y))).isTrue();
    }
}
