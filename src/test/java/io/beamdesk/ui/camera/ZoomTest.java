package io.beamdesk.ui.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ZoomTest {
    @Test
    void fitShowsTheWholeFrameInTheMiddle() {
        assertThat(Zoom.fit(400, 300, 100, 100)).isEqualTo(new Zoom(3, 50, 0));
        assertThat(Zoom.fit(300, 400, 600, 100)).isEqualTo(new Zoom(0.5, 0, 175));
    }

    @Property
    void aboutKeepsThePlaceUnderThePointer(
            @ForAll @DoubleRange(min = 0, max = 400) double x,
            @ForAll @DoubleRange(min = 0, max = 300) double y,
            @ForAll @DoubleRange(min = 0.1, max = 10) double factor) {
        Zoom before = Zoom.fit(400, 300, 100, 80);
        Zoom after = before.about(x, y, factor);
        assertThat(after.column(x)).isCloseTo(before.column(x), within(1e-9));
        assertThat(after.row(y)).isCloseTo(before.row(y), within(1e-9));
    }

    @Property
    void viewAndFrameAreInverse(
            @ForAll @DoubleRange(min = -100, max = 3000) double column,
            @ForAll @DoubleRange(min = 0.01, max = 64) double scale) {
        Zoom zoom = new Zoom(scale, 17, -5);
        assertThat(zoom.column(zoom.viewX(column))).isCloseTo(column, within(1e-6));
        assertThat(zoom.row(zoom.viewY(column))).isCloseTo(column, within(1e-6));
    }

    @Test
    void withinKeepsAPartInSight() {
        Zoom far = new Zoom(10, 5000, -9000).within(400, 300, 100, 100);
        assertThat(far).isEqualTo(new Zoom(10, 368, 32 - 1000));
    }

    @Test
    void withinNeverIsSmallerThanWhatFits() {
        assertThat(new Zoom(0.1, 7, 7).within(400, 300, 1000, 1000))
                .isEqualTo(Zoom.fit(400, 300, 1000, 1000));
        // A small frame may be shown pixel by pixel.
        Zoom small = new Zoom(1, 7, 7);
        assertThat(small.within(400, 300, 20, 20)).isEqualTo(small);
    }

    @Test
    void oneToOneKeepsTheMiddle() {
        Zoom one = Zoom.fit(400, 300, 1000, 1000).oneToOne(400, 300);
        assertThat(one.scale()).isEqualTo(1);
        assertThat(one.column(200)).isCloseTo(500, within(1e-9));
        assertThat(one.row(150)).isCloseTo(500, within(1e-9));
    }

    @Test
    void aboutStopsAtSixtyFourScreenPixels() {
        assertThat(new Zoom(50, 0, 0).about(0, 0, 100).scale()).isEqualTo(64);
    }
}
