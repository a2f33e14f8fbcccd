package io.beamdesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.ui.fx.TrendPlot.Ends;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrendEndsProperty {
    @Test
    void countsBeginAtZero() {
        assertThat(Ends.around(150, 1_250_000, 1)).isEqualTo(new Ends(0, 2_000_000));
    }

    @Test
    void steadyValueLiesInside() {
        assertThat(Ends.around(8333, 8333, 0.01).low()).isLessThan(8333);
        assertThat(Ends.around(8333, 8333, 0.01).high()).isGreaterThan(8333);
    }

    @Property
    void valuesLieBetweenEndsThatAreNotFarApart(
            @ForAll @DoubleRange(min = -1e7, max = 1e7) double min,
            @ForAll @DoubleRange(min = 1, max = 1e7) double span,
            @ForAll @IntRange(min = 0, max = 4) int decimals) {
        Ends ends = Ends.around(min, min + span, Math.pow(10, -decimals));
        assertThat(ends.low()).isLessThanOrEqualTo(min);
        assertThat(ends.high()).isGreaterThanOrEqualTo(min + span);
        assertThat(ends.high() - ends.low()).isLessThanOrEqualTo(6.5 * span);
        assertThat(min < 0 || ends.low() >= 0).isTrue();
    }
}
