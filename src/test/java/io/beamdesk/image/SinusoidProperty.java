package io.beamdesk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SinusoidProperty {
    @Property
    void fitFindsWhatWasDrawnWhereverTheTurnBegins(
            @ForAll @DoubleRange(min = -500, max = 500) double centre,
            @ForAll @DoubleRange(min = -400, max = 400) double cosine,
            @ForAll @DoubleRange(min = -400, max = 400) double sine,
            @ForAll @DoubleRange(min = -720, max = 720) double start,
            @ForAll @IntRange(min = 3, max = 12) int clicks) {
        Sinusoid drawn = new Sinusoid(centre, cosine, sine, 0);
        double[] degrees =
                IntStream.range(0, clicks).mapToDouble(i -> start + 360.0 * i / clicks).toArray();
        double[] places = new double[clicks];
        for (int i = 0; i < clicks; i++) {
            places[i] = drawn.at(degrees[i]);
        }
        Sinusoid fit = Sinusoid.of(degrees, places);
        assertThat(fit.centre()).isCloseTo(centre, within(1e-6));
        assertThat(fit.cosine()).isCloseTo(cosine, within(1e-6));
        assertThat(fit.sine()).isCloseTo(sine, within(1e-6));
        assertThat(fit.spread()).isCloseTo(0, within(1e-6));
    }

    @Example
    void spreadIsThatOfThePlaces() {
        Random random = new Random(5);
        double[] degrees = IntStream.range(0, 3600).mapToDouble(i -> i / 10.0).toArray();
        double[] places = new double[degrees.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Sinusoid(100, 20, -30, 0).at(degrees[i]) + 2 * random.nextGaussian();
        }
        assertThat(Sinusoid.of(degrees, places).spread()).isCloseTo(2, within(0.1));
    }

    @Example
    void anglesThatDoNotDetermineItAreRefused() {
        assertThatThrownBy(() -> Sinusoid.of(new double[] {0, 90}, new double[] {1, 2}))
                .hasMessageContaining("at least three");
        assertThatThrownBy(() -> Sinusoid.of(new double[] {0, 5, 10}, new double[] {1, 2, 3}))
                .hasMessageContaining("too near");
        assertThatThrownBy(() -> Sinusoid.of(new double[] {0, 360, 90}, new double[] {1, 1, 3}))
                .hasMessageContaining("too near");
    }
}
