package io.beamdesk.pv.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaSettingsTest {
    @Test
    void withoutVariablesOnlyThisMachineIsSpokenTo() {
        CaSettings settings = CaSettings.from(Map.of());
        assertThat(settings.addressList()).isEqualTo("127.0.0.1");
        assertThat(settings.autoAddressList()).isFalse();
        assertThat(settings.nameServers()).isEmpty();
    }

    @Test
    void addressListIsTakenAsOtherClientsTakeIt() {
        CaSettings settings =
                CaSettings.from(
                        Map.of(
                                "EPICS_CA_ADDR_LIST", "10.0.0.1 10.0.0.2:6000",
                                "EPICS_CA_SERVER_PORT", "6064",
                                "EPICS_CA_CONN_TMO", "2.5"));
        assertThat(settings.addressList()).isEqualTo("10.0.0.1 10.0.0.2:6000");
        assertThat(settings.autoAddressList()).isTrue();
        assertThat(settings.serverPort()).isEqualTo(6064);
        assertThat(settings.connectionTimeout()).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void broadcastIsOnlyWhereItIsAskedFor() {
        assertThat(
                        CaSettings.from(
                                        Map.of(
                                                "EPICS_CA_ADDR_LIST", "10.0.0.1",
                                                "EPICS_CA_AUTO_ADDR_LIST", "NO"))
                                .autoAddressList())
                .isFalse();
        assertThat(CaSettings.from(Map.of("EPICS_CA_AUTO_ADDR_LIST", "YES")).addressList())
                .isEmpty();
        assertThat(CaSettings.from(Map.of("EPICS_CA_AUTO_ADDR_LIST", "NO")).addressList())
                .isEqualTo("127.0.0.1");
        assertThat(CaSettings.from(Map.of("EPICS_CA_SERVER_PORT", "6064")).autoAddressList())
                .isFalse();
    }

    @Test
    void smallArrayLimitOfOtherClientsDoesNotCutImages() {
        assertThat(CaSettings.from(Map.of("EPICS_CA_MAX_ARRAY_BYTES", "16384")).maxArrayBytes())
                .isEqualTo(CaSettings.LOOPBACK.maxArrayBytes());
        assertThat(
                        CaSettings.from(Map.of("EPICS_CA_MAX_ARRAY_BYTES", "1000000000"))
                                .maxArrayBytes())
                .isEqualTo(1_000_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1:fifty",
                "10.0.0.1:0",
                "10.0.0.1:65536",
                "10.0.0.1:",
                ":5064",
                "10.0.0.256",
                "no-such-host.invalid",
                "10.0.0.1,10.0.0.2"
            })
    void wrongWordOfAnAddressListIsRefusedInOneSentence(String word) {
        for (String variable : List.of("EPICS_CA_ADDR_LIST", "EPICS_CA_NAME_SERVERS")) {
            assertThatThrownBy(() -> CaSettings.from(Map.of(variable, "127.0.0.1 " + word)))
                    .isInstanceOf(CaSettings.Wrong.class)
                    .hasMessageStartingWith(variable + ": \"" + word + "\" is not")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void addressListWithPortsAndGapsIsTaken() {
        assertThat(
                        CaSettings.from(
                                        Map.of(
                                                "EPICS_CA_ADDR_LIST",
                                                "  127.0.0.1   10.0.0.2:65535 "))
                                .addressList())
                .isEqualTo("127.0.0.1   10.0.0.2:65535");
    }

    @Test
    void wrongNumberIsRefusedByName() {
        assertThatThrownBy(() -> CaSettings.from(Map.of("EPICS_CA_SERVER_PORT", "fifty")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EPICS_CA_SERVER_PORT")
                .hasMessageContaining("fifty");
    }
}
