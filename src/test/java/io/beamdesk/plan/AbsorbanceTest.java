package io.beamdesk.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.device.Readable;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbsorbanceTest {
    private static final Counters COUNTERS = new Counters("scaler", "i0", "it", Optional.of("i2"));

    private final Map<String, Double> counts = new LinkedHashMap<>();
    private final Map<String, Double> gains = new HashMap<>();

    AbsorbanceTest() {
        counts.put("i0", 2_815_175.0);
        counts.put("it", 10_136_162.0);
        counts.put("i2", 4_000_000.0);
    }

    private final class Chambers implements Readable {
        @Override
        public String name() {
            return "scaler";
        }

        @Override
        public String label() {
            return "Ion chambers";
        }

        @Override
        public List<Signal> signals() {
            return List.of();
        }

        @Override
        public Map<String, DataKey> describe() {
            Map<String, DataKey> keys = new LinkedHashMap<>();
            counts.keySet()
                    .forEach(column ->
                            keys.put(
                                    column,
                                    DataKey.number(
                                            "loc://" + column,
                                            "counts",
                                            0,
                                            "scaler",
                                            DataKey.Role.SIGNAL)));
            return keys;
        }

        @Override
        public Map<String, Reading> read() {
            return readings(counts);
        }

        @Override
        public Map<String, Reading> configuration() {
            return readings(gains);
        }

        private static Map<String, Reading> readings(Map<String, Double> values) {
            Map<String, Reading> readings = new LinkedHashMap<>();
            values.forEach((name, value) -> readings.put(name, new Reading(value, Instant.EPOCH)));
            return readings;
        }
    }

    private static double value(Absorbance absorbance, String column) throws InterruptedException {
        return (double) absorbance.read().get(column).value();
    }

    @Test
    void muIsCorrectedForTheGainsAndTheCountsStayAsTheyAre() throws InterruptedException {
        gains.putAll(Map.of("i0_gain", 1e5, "it_gain", 1e6, "i2_gain", 1e7));
        Absorbance absorbance =
                new Absorbance(new Chambers(), COUNTERS, () -> Duration.ofMillis(250));

        assertThat(value(absorbance, "mu")).isCloseTo(1.02, within(0.005));
        assertThat(value(absorbance, "mu_reference"))
                .isCloseTo(Math.log((10_136_162.0 / 1e6) / (4_000_000.0 / 1e7)), within(1e-12));
        assertThat(value(absorbance, "i0")).isEqualTo(2_815_175.0);
        assertThat(value(absorbance, "it")).isEqualTo(10_136_162.0);
        assertThat(absorbance.describe().get("mu").source())
                .isEqualTo("derived:ln((i0 / i0_gain) / (it / it_gain))");
        assertThat(absorbance.describe().get("mu_reference").source())
                .isEqualTo("derived:ln((it / it_gain) / (i2 / i2_gain))");
        assertThat(value(absorbance, "dwell")).isEqualTo(0.25);
        assertThat(absorbance.hints()).startsWith("mu", "mu_reference");
    }

    @Test
    void gainThatChangesInTheRunCorrectsTheRowsAfterIt() throws InterruptedException {
        gains.putAll(Map.of("i0_gain", 1e5, "it_gain", 1e6));
        Absorbance absorbance =
                new Absorbance(new Chambers(), COUNTERS, () -> Duration.ofMillis(250));
        double before = value(absorbance, "mu");
        gains.put("it_gain", 1e5);
        counts.put("it", 1_013_616.2);
        assertThat(value(absorbance, "mu")).isCloseTo(before, within(1e-9));
    }

    @Test
    void countsAreTakenAsTheyAreWhereAGainIsNotKnownAndTheFormulaSaysSo()
            throws InterruptedException {
        gains.putAll(Map.of("i0_gain", 1e5, "it_gain", 1e6));
        Absorbance absorbance =
                new Absorbance(new Chambers(), COUNTERS, () -> Duration.ofMillis(250));
        assertThat(absorbance.describe().get("mu_reference").source())
                .isEqualTo("derived:ln(it / i2)");
        assertThat(value(absorbance, "mu_reference"))
                .isCloseTo(Math.log(10_136_162.0 / 4_000_000.0), within(1e-12));
    }

    @Test
    void withoutCountsOrAGainThatWasKnownThereIsNoAbsorbance() throws InterruptedException {
        gains.putAll(Map.of("i0_gain", 1e5, "it_gain", 1e6));
        Absorbance absorbance =
                new Absorbance(new Chambers(), COUNTERS, () -> Duration.ofMillis(250));
        gains.remove("it_gain");
        assertThat(value(absorbance, "mu")).isNaN();
        gains.put("it_gain", 1e6);
        counts.put("it", 0.0);
        assertThat(value(absorbance, "mu")).isNaN();
    }
}
