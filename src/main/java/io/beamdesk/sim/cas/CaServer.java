package io.beamdesk.sim.cas;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves process variables over Channel Access on 127.0.0.1 and nowhere else: searches by UDP and
/// circuits by TCP on the same port, and beacons to the repeater of this machine.
///
/// Every thread is virtual; nothing keeps the process alive.
public final class CaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaServer.class);
    private static final int TRIES = 50;
    private static final Duration LEAVING = Duration.ofSeconds(5);
    private static final Duration LONGEST_BEACON_PERIOD = Duration.ofSeconds(15);

    private final ServerSocketChannel acceptor;
    private final DatagramChannel searches;
    private final Function<String, @Nullable ServedPv> directory;
    private final int port;
    private final Set<Circuit> circuits = ConcurrentHashMap.newKeySet();
    private final List<Thread> listening;
    private final Thread beacons;

    private CaServer(
            ServerSocketChannel acceptor,
            DatagramChannel searches,
            int port,
            Function<String, @Nullable ServedPv> directory) {
        this.acceptor = acceptor;
        this.searches = searches;
        this.port = port;
        this.directory = directory;
        this.listening =
                List.of(
                        Thread.ofVirtual().name("ca-accept").start(this::accept),
                        Thread.ofVirtual().name("ca-search").start(this::answerSearches));
        this.beacons = Thread.ofVirtual().name("ca-beacon").start(this::sendBeacons);
    }

    /// Starts serving.
    ///
    /// @param port the port for both UDP and TCP, or 0 for a free one
    /// @param directory finds a process variable by its name, or `null`; called from any thread
    /// @throws BindException if the port is taken
    public static CaServer start(int port, Function<String, @Nullable ServedPv> directory)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            ServerSocketChannel tcp = ServerSocketChannel.open();
            DatagramChannel udp = DatagramChannel.open();
            try {
                tcp.bind(new InetSocketAddress(loopback(), port));
                int bound = ((InetSocketAddress) tcp.getLocalAddress()).getPort();
                udp.bind(new InetSocketAddress(loopback(), bound));
                return new CaServer(tcp, udp, bound, directory);
            } catch (BindException taken) {
                tcp.close();
                udp.close();
                if (port != 0 || attempt == TRIES) {
                    BindException named =
                            new BindException(
                                    "Port "
                                            + port
                                            + " of 127.0.0.1 is taken by another program (an IOC?):"
                                            + " choose another port, or 0 for a free one.");
                    named.initCause(taken);
                    throw named;
                }
            }
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    }

    /// The port that it serves on.
    public int port() {
        return port;
    }

    private void accept() {
        while (acceptor.isOpen()) {
            try {
                SocketChannel socket = acceptor.accept();
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Circuit circuit = new Circuit(socket, directory, port);
                circuits.add(circuit);
                if (!acceptor.isOpen()) {
                    circuit.close();
                }
                Thread.ofVirtual()
                        .name("ca-circuit-in")
                        .start(() -> {
                            circuit.serve();
                            circuits.remove(circuit);
                        });
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException e) {
                LOG.warn("A client could not connect to the simulated beamline.", e);
            }
        }
    }

    private void answerSearches() {
        ByteBuffer request = ByteBuffer.allocate(1 << 16);
        while (searches.isOpen()) {
            try {
                request.clear();
                SocketAddress client = searches.receive(request);
                if (client == null) {
                    continue;
                }
                ByteBuffer answer = answer(request.flip());
                if (answer.limit() > 16) {
                    searches.send(answer, client);
                }
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException e) {
                LOG.debug("A search could not be answered.", e);
            }
        }
    }

    /// Answers the searches of one datagram: a version message that repeats the client's sequence
    /// number, then one message for each name that is served.
    ByteBuffer answer(ByteBuffer request) {
        ByteBuffer answer = ByteBuffer.allocate(1 << 16);
        header(answer, CaCode.VERSION, 0, 0, 0, 0);
        answer.putShort(6, (short) CaCode.MINOR_VERSION);
        while (request.remaining() >= 16) {
            int command = request.getShort() & 0xFFFF;
            int payload = request.getShort() & 0xFFFF;
            int type = request.getShort() & 0xFFFF;
            request.getShort();
            int first = request.getInt();
            int second = request.getInt();
            if (payload > request.remaining()) {
                break;
            }
            byte[] text = new byte[payload];
            request.get(text);
            if (command == CaCode.VERSION && (type & 1) != 0) {
                answer.putShort(4, (short) 1).putInt(8, first);
            } else if (command == CaCode.SEARCH && directory.apply(name(text)) != null) {
                header(answer, CaCode.SEARCH, 8, port, ~0, second);
                answer.putShort((short) CaCode.MINOR_VERSION).putShort((short) 0).putInt(0);
            }
        }
        return answer.flip();
    }

    private static String name(byte[] padded) {
        String text = new String(padded, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static void header(
            ByteBuffer to, int command, int payload, int type, int first, int second) {
        to.putShort((short) command).putShort((short) payload);
        to.putShort((short) type).putShort((short) 0);
        to.putInt(first).putInt(second);
    }

    /// Clients learn from a beacon that a server has come back; these reach this machine only.
    private void sendBeacons() {
        try {
            InetSocketAddress repeater = new InetSocketAddress(loopback(), CaCode.REPEATER_PORT);
            Duration period = Duration.ofMillis(20);
            for (int number = 0; searches.isOpen(); number++) {
                ByteBuffer beacon = ByteBuffer.allocate(16);
                header(beacon, CaCode.BEACON, 0, CaCode.MINOR_VERSION, number, 0x7F000001);
                beacon.putShort(6, (short) port);
                searches.send(beacon.flip(), repeater);
                Thread.sleep(period);
                Duration doubled = period.plus(period);
                period =
                        doubled.compareTo(LONGEST_BEACON_PERIOD) < 0
                                ? doubled
                                : LONGEST_BEACON_PERIOD;
            }
        } catch (ClosedChannelException _) {
            LOG.trace("the last beacon is sent");
        } catch (IOException e) {
            LOG.debug("Beacons end.", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            acceptor.close();
            searches.close();
        } catch (IOException e) {
            LOG.debug("The server's sockets did not close.", e);
        }
        beacons.interrupt();
        circuits.forEach(Circuit::close);
        try {
            // The port is free only when these threads have left it.
            for (Thread thread : listening) {
                thread.join(LEAVING);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
