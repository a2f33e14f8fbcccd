package io.beamdesk.pv.pva;

import java.time.Duration;
import java.util.Map;

/// Where PVAccess looks for servers.
///
/// Without any of the `EPICS_PVA_*` variables it speaks to this machine only, as Channel Access does
/// here; whoever wants the facility's network says so with the variables that every EPICS client reads.
///
/// @param addressList addresses to search by UDP, separated by spaces, each `host` or `host:port`
/// @param autoAddressList whether to search by broadcast on every network interface too
/// @param nameServers addresses searched over TCP, separated by spaces
/// @param broadcastPort UDP port of searches where no other is given, and of the beacons of servers; 0 to
///     listen to none
/// @param serverPort TCP port of name servers where no other is given
/// @param ipv6 whether addresses may be of IPv6
/// @param answerTime how long a read waits for the connection and the answer
public record PvaSettings(
        String addressList,
        boolean autoAddressList,
        String nameServers,
        int broadcastPort,
        int serverPort,
        boolean ipv6,
        Duration answerTime) {

    private static final int BROADCAST_PORT = 5076;

    /// This machine only, on the default ports; nothing is listened to on the network.
    public static final PvaSettings LOOPBACK =
            new PvaSettings(
                    "127.0.0.1:" + BROADCAST_PORT,
                    false,
                    "",
                    0,
                    5075,
                    false,
                    Duration.ofSeconds(5));

    /// From the variables of this process.
    ///
    /// @throws IllegalArgumentException if one of them cannot be understood; the message names it
    public static PvaSettings fromEnvironment() {
        return from(System.getenv());
    }

    /// From variables as `EPICS_PVA_ADDR_LIST`, `EPICS_PVA_AUTO_ADDR_LIST`, `EPICS_PVA_NAME_SERVERS`,
    /// `EPICS_PVA_BROADCAST_PORT`, `EPICS_PVA_SERVER_PORT` and `EPICS_PVA_ENABLE_IPV6`. An address list
    /// or name servers given without `EPICS_PVA_AUTO_ADDR_LIST` means broadcast as well, as for every
    /// EPICS client.
    ///
    /// @throws IllegalArgumentException if one of them cannot be understood; the message names it
    public static PvaSettings from(Map<String, String> variables) {
        String list = variables.getOrDefault("EPICS_PVA_ADDR_LIST", "").strip();
        String auto = variables.getOrDefault("EPICS_PVA_AUTO_ADDR_LIST", "").strip();
        String nameServers = variables.getOrDefault("EPICS_PVA_NAME_SERVERS", "").strip();
        boolean configured = !list.isEmpty() || !auto.isEmpty() || !nameServers.isEmpty();
        boolean broadcast = configured && !auto.equalsIgnoreCase("NO");
        int port = port(variables, "EPICS_PVA_BROADCAST_PORT", BROADCAST_PORT);
        return new PvaSettings(
                configured ? list : "127.0.0.1:" + port,
                broadcast,
                nameServers,
                configured ? port : LOOPBACK.broadcastPort,
                port(variables, "EPICS_PVA_SERVER_PORT", LOOPBACK.serverPort),
                variables.getOrDefault("EPICS_PVA_ENABLE_IPV6", "NO").equalsIgnoreCase("YES"),
                LOOPBACK.answerTime);
    }

    /// One server of this machine, found over TCP: nothing is sent anywhere else.
    public static PvaSettings onlyServer(int port) {
        return new PvaSettings(
                "",
                false,
                "127.0.0.1:" + port,
                LOOPBACK.broadcastPort,
                LOOPBACK.serverPort,
                false,
                LOOPBACK.answerTime);
    }

    /// The same with another limit on the time a read takes.
    public PvaSettings withAnswerTime(Duration limit) {
        return new PvaSettings(
                addressList, autoAddressList, nameServers, broadcastPort, serverPort, ipv6, limit);
    }

    private static int port(Map<String, String> variables, String name, int absent) {
        String text = variables.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return absent;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below, together with a number out of range.
        }
        throw new IllegalArgumentException(
                name + " is \"" + text + "\": set it to a port from 1 to 65535 or remove it");
    }
}
