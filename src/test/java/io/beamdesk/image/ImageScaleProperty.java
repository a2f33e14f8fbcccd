package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ImageScaleProperty {
    @Property
    void positionOfAPixelBringsThatPixelToThePlace(
            @ForAll @DoubleRange(min = -100, max = 100) double here,
            @ForAll @DoubleRange(min = 0, max = 4096) double place,
            @ForAll @DoubleRange(min = 0, max = 4096) double pixel,
            @ForAll @DoubleRange(min = 0.01, max = 10) double size,
            @ForAll boolean rising) {
        double perPixel = rising ? size : -size;
        ImageScale.Side before = ImageScale.Side.of("x", here, place, perPixel);
        double target = before.position(pixel);
        ImageScale.Side after = ImageScale.Side.of("x", target, place, perPixel);
        assertThat(before.pixel(target)).isCloseTo(pixel, within(1e-3));
        assertThat(after.pixel(target)).isCloseTo(place, within(1e-6));
        assertThat(target - here).isCloseTo((pixel - place) * perPixel, within(1e-6));
    }

    @Property
    void featureOnItsWayIsBetweenWhereItWasAndThePlace(
            @ForAll @DoubleRange(min = -100, max = 100) double here,
            @ForAll @DoubleRange(min = 0, max = 4096) double place,
            @ForAll @DoubleRange(min = 0, max = 4096) double pixel,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll boolean rising) {
        double perPixel = rising ? 0.005 : -0.005;
        double target = ImageScale.Side.of("x", here, place, perPixel).position(pixel);
        double now = here + share * (target - here);
        assertThat(ImageScale.Side.of("x", now, place, perPixel).pixel(target))
                .isCloseTo(pixel + share * (place - pixel), within(1e-6));
    }
}
