package io.beamdesk.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beamdesk.document.DataKey;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuantityTest {
    private static final Map<String, Double> ROW = Map.of("i0", 2_815_175.0, "it", 10_136_162.0);

    private static EventDescriptor stream(Map<String, Double> gains) {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        for (String column : List.of("i0", "it")) {
            keys.put(
                    column,
                    DataKey.number("ca://" + column, "counts", 0, "scaler", DataKey.Role.SIGNAL));
        }
        Map<String, Reading> settings = new LinkedHashMap<>();
        gains.forEach((name, gain) -> settings.put(name, new Reading(gain, Instant.EPOCH)));
        return new EventDescriptor(
                "descriptor",
                "run",
                Instant.EPOCH,
                "primary",
                keys,
                Map.of("scaler", settings),
                Map.of("scaler", List.of("i0", "it")));
    }

    private static Quantity absorption(Map<String, Double> gains) {
        return Quantity.choices(stream(gains), List.of("sample_x")).stream()
                .flatMap(choice -> choice.curves().stream())
                .filter(Quantity.Absorption.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static double at(Quantity quantity) {
        return quantity.at(key -> Optional.ofNullable(ROW.get(key)).orElse(Double.NaN));
    }

    @Test
    void absorptionIsCorrectedForTheGainsThatTheRunHasKept() {
        Quantity corrected = absorption(Map.of("i0_gain", 1e5, "it_gain", 1e6));
        assertThat(at(corrected)).isCloseTo(1.02, within(0.005));
        assertThat(corrected.title()).isEqualTo("ln((i0 / g) / (it / g))");
    }

    @Test
    void absorptionIsOfTheCountsAsTheyAreWhereAGainIsNotKnownAndSaysSo() {
        Quantity plain = absorption(Map.of("i0_gain", 1e5));
        assertThat(at(plain)).isCloseTo(Math.log(2_815_175.0 / 10_136_162.0), within(1e-12));
        assertThat(plain.title()).isEqualTo("ln(i0 / it)");
    }
}
