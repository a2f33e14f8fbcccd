package io.beamdesk.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmplifierGainTest {
    @ParameterizedTest
    @CsvSource({
        "1e6 V/A, 1e6",
        "10^5 V/A, 1e5",
        "10^10, 1e10",
        "10**7, 1e7",
        "1E9V/A, 1e9",
        "2.5 MV/A, 2.5e6",
        "100 kV/A, 1e5",
        "200 nA/V, 5e6",
        "1 pA/V, 1e12",
        "20 µA/V, 5e4",
        "1 mA/V, 1e3",
        "1000000, 1e6"
    })
    void ofReadsWhatAmplifiersWrite(String label, double gain) {
        assertThat(AmplifierGain.of(label).orElseThrow()).isCloseTo(gain, within(gain * 1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "loud", "0 V/A", "-1e6 V/A", "1e6 V/m", "Low noise", "1e6 V/A x2"})
    void ofDoesNotGuess(String label) {
        assertThat(AmplifierGain.of(label)).isEmpty();
    }
}
