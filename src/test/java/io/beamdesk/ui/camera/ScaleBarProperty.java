package io.beamdesk.ui.camera;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ScaleBarProperty {
    @Property
    void roundFitsAndIsNotFarFromTheMost(
            @ForAll @DoubleRange(min = 0.01, max = 1000) double microns) {
        double perPixel = microns / 1000;
        double length = ScaleBar.round(perPixel, 160);
        assertThat(length / perPixel).isBetween(160 / 2.51, 160.001);
    }
}
