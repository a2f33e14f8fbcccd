package io.beamdesk.pv.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    @Test
    void wrongNumberIsRefusedByName() {
        assertThatThrownBy(() -> CaSettings.from(Map.of("EPICS_CA_SERVER_PORT", "fifty")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EPICS_CA_SERVER_PORT")
                .hasMessageContaining("fifty");
    }
}
