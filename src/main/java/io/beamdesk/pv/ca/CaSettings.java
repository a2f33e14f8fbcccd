package io.beamdesk.pv.ca;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;

/// Where Channel Access looks for servers and how much it takes from them.
///
/// Without any of the `EPICS_CA_*` variables it speaks to this machine only; whoever wants the
/// facility's network says so with the variables that every EPICS client reads (Channel Access
/// Reference Manual, "Configuring EPICS for Your System").
///
/// @param addressList addresses to search, separated by spaces, each `host` or `host:port`
/// @param autoAddressList whether to search by broadcast on every network interface too
/// @param nameServers addresses searched over TCP, separated by spaces
/// @param serverPort port where no other is given
/// @param connectionTimeout silence after which a server is probed
/// @param echoTimeout time a server has to answer the probe before it counts as lost
/// @param maxArrayBytes longest message taken from a server
/// @param searchPeriod longest time between two searches for a name that never answered
/// @param answerTime how long a read waits for the connection and the answer
public record CaSettings(
        String addressList,
        boolean autoAddressList,
        String nameServers,
        int serverPort,
        Duration connectionTimeout,
        Duration echoTimeout,
        int maxArrayBytes,
        Duration searchPeriod,
        Duration answerTime) {

    /// A variable that cannot be understood: one sentence with its name and the wrong word.
    public static final class Wrong extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    /// This machine only, on the default port.
    public static final CaSettings LOOPBACK =
            new CaSettings(
                    "127.0.0.1",
                    false,
                    "",
                    5064,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5),
                    256 << 20,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5));

    /// From the variables of this process.
    ///
    /// @throws Wrong if one of them cannot be understood
    public static CaSettings fromEnvironment() {
        return from(System.getenv());
    }

    /// From variables as `EPICS_CA_ADDR_LIST`, `EPICS_CA_AUTO_ADDR_LIST`, `EPICS_CA_NAME_SERVERS`,
    /// `EPICS_CA_SERVER_PORT`, `EPICS_CA_CONN_TMO`, `EPICS_CA_MAX_ARRAY_BYTES` and
    /// `EPICS_CA_MAX_SEARCH_PERIOD`. An address list or name servers given without
    /// `EPICS_CA_AUTO_ADDR_LIST` means broadcast as well, as for every EPICS client.
    ///
    /// @throws Wrong if one of them cannot be understood
    public static CaSettings from(Map<String, String> variables) {
        String list = addresses(variables, "EPICS_CA_ADDR_LIST");
        String auto = variables.getOrDefault("EPICS_CA_AUTO_ADDR_LIST", "").strip();
        String nameServers = addresses(variables, "EPICS_CA_NAME_SERVERS");
        boolean configured = !list.isEmpty() || !auto.isEmpty() || !nameServers.isEmpty();
        boolean broadcast = configured && !auto.equalsIgnoreCase("NO");
        return new CaSettings(
                list.isEmpty() && nameServers.isEmpty() && !broadcast ? LOOPBACK.addressList : list,
                broadcast,
                nameServers,
                (int) number(variables, "EPICS_CA_SERVER_PORT", LOOPBACK.serverPort, 1, 65535),
                seconds(variables, "EPICS_CA_CONN_TMO", LOOPBACK.connectionTimeout),
                LOOPBACK.echoTimeout,
                // Other clients' default of 16 kB is a floor here: a larger buffer costs nothing
                // until used.
                (int)
                        Math.max(
                                LOOPBACK.maxArrayBytes,
                                number(variables, "EPICS_CA_MAX_ARRAY_BYTES", 0, 0, 2_000_000_000)),
                seconds(variables, "EPICS_CA_MAX_SEARCH_PERIOD", LOOPBACK.searchPeriod),
                LOOPBACK.answerTime);
    }

    /// The same on another port.
    public CaSettings withServerPort(int port) {
        return new CaSettings(
                addressList,
                autoAddressList,
                nameServers,
                port,
                connectionTimeout,
                echoTimeout,
                maxArrayBytes,
                searchPeriod,
                answerTime);
    }

    /// The same with another limit on the time a read takes.
    public CaSettings withAnswerTime(Duration limit) {
        return new CaSettings(
                addressList,
                autoAddressList,
                nameServers,
                serverPort,
                connectionTimeout,
                echoTimeout,
                maxArrayBytes,
                searchPeriod,
                limit);
    }

    /// The same with another patience for a silent server.
    ///
    /// @param silence silence after which it is probed
    /// @param echo time it has to answer the probe
    public CaSettings withConnectionTimeout(Duration silence, Duration echo) {
        return new CaSettings(
                addressList,
                autoAddressList,
                nameServers,
                serverPort,
                silence,
                echo,
                maxArrayBytes,
                searchPeriod,
                answerTime);
    }

    // The client library would complain of a wrong one at every search, and search nowhere else.
    private static String addresses(Map<String, String> variables, String name) {
        String list = variables.getOrDefault(name, "").strip();
        for (String word : list.split("\\s+", 0)) {
            int colon = word.indexOf(':');
            String host = colon < 0 ? word : word.substring(0, colon);
            if (colon == 0 || (colon > 0 && !isPort(word.substring(colon + 1)))) {
                throw new Wrong(
                        wrongWord(name, word)
                                + "is not an address: write host or host:port with a port from 1 to 65535, or remove it");
            }
            try {
                var _ = InetAddress.getByName(host);
            } catch (UnknownHostException _) {
                throw new Wrong(
                        wrongWord(name, word)
                                + "is not known to this machine: correct the host, write its number, or remove it");
            }
        }
        return list;
    }

    private static String wrongWord(String variable, String word) {
        return variable + ": \"" + word + "\" ";
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}")
                && Integer.parseInt(text) >= 1
                && Integer.parseInt(text) <= 65535;
    }

    private static Duration seconds(Map<String, String> variables, String name, Duration absent) {
        return Duration.ofMillis(
                (long) (1000 * number(variables, name, absent.toMillis() / 1000.0, 0.1, 86400)));
    }

    private static double number(
            Map<String, String> variables, String name, double absent, double low, double high) {
        String text = variables.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return absent;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, together with a number out of range.
        }
        throw new Wrong(
                name
                        + " is \""
                        + text
                        + "\": set it to a number from "
                        + low
                        + " to "
                        + high
                        + " or remove it");
    }
}
