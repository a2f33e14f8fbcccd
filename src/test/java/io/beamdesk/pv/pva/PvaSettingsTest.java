package io.beamdesk.pv.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PvaSettingsTest {
    @Test
    void fromWithoutVariablesIsThisMachineOnly() {
        assertThat(PvaSettings.from(Map.of())).isEqualTo(PvaSettings.LOOPBACK);
        assertThat(PvaSettings.LOOPBACK.autoAddressList()).isFalse();
        assertThat(PvaSettings.LOOPBACK.addressList()).isEqualTo("127.0.0.1:5076");
        assertThat(PvaSettings.from(Map.of("EPICS_PVA_BROADCAST_PORT", "5176")).addressList())
                .isEqualTo("127.0.0.1:5176");
    }

    @Test
    void fromAnAddressListBroadcastsUnlessToldNotTo() {
        PvaSettings list = PvaSettings.from(Map.of("EPICS_PVA_ADDR_LIST", "10.0.0.1"));
        assertThat(list.autoAddressList()).isTrue();
        assertThat(list.addressList()).isEqualTo("10.0.0.1");
        assertThat(
                        PvaSettings.from(
                                        Map.of(
                                                "EPICS_PVA_ADDR_LIST",
                                                "10.0.0.1",
                                                "EPICS_PVA_AUTO_ADDR_LIST",
                                                "NO"))
                                .autoAddressList())
                .isFalse();
    }

    @Test
    void fromNameServersOnlySearchesNoAddress() {
        PvaSettings settings =
                PvaSettings.from(
                        Map.of(
                                "EPICS_PVA_NAME_SERVERS",
                                "10.0.0.1",
                                "EPICS_PVA_AUTO_ADDR_LIST",
                                "NO"));
        assertThat(settings.addressList()).isEmpty();
        assertThat(settings.nameServers()).isEqualTo("10.0.0.1");
    }

    @Test
    void fromAWrongPortNamesTheVariable() {
        assertThatThrownBy(() -> PvaSettings.from(Map.of("EPICS_PVA_SERVER_PORT", "many")))
                .hasMessage(
                        "EPICS_PVA_SERVER_PORT is \"many\": set it to a port from 1 to 65535 or remove it");
    }
}
