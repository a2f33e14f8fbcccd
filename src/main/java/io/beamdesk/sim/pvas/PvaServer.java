package io.beamdesk.sim.pvas;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.epics.pva.common.PVAHeader;
import org.epics.pva.common.SearchRequest;
import org.epics.pva.common.SearchResponse;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.server.Guid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves structures by name. Clients find it over TCP, as a name server, at its port; where that was
/// chosen also over UDP at the port that follows, as PVAccess has 5075 and 5076.
public final class PvaServer implements AutoCloseable {
    static final Logger LOG = LoggerFactory.getLogger(PvaServer.class);
    private static final int LONGEST_SEARCH = 65_507;

    final Guid guid = new Guid();
    private final ServerSocket listener;
    private final @Nullable DatagramSocket searches;
    private final Map<String, PvaVariable> byName = new ConcurrentHashMap<>();
    private final Map<Integer, PvaVariable> bySid = new ConcurrentHashMap<>();
    private final Set<PvaCircuit> circuits = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sids = new AtomicInteger();
    private @Nullable Thread accepting;
    private volatile boolean closed;

    private PvaServer(ServerSocket listener, @Nullable DatagramSocket searches) {
        this.listener = listener;
        this.searches = searches;
    }

    /// Begins to serve on a port of 127.0.0.1; 0 takes a free one.
    ///
    /// @throws BindException if the port, or the one after it, is taken
    public static PvaServer start(int port) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        ServerSocket listener = new ServerSocket();
        DatagramSocket searches = null;
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(here, port));
            if (port != 0) {
                searches = new DatagramSocket(null);
                // Clients listen for beacons at this port of every interface.
                searches.setReuseAddress(true);
                searches.bind(new InetSocketAddress(here, port + 1));
            }
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        PvaServer server = new PvaServer(listener, searches);
        server.accepting = Thread.ofPlatform().daemon().name("PVA server").start(server::accept);
        if (searches != null) {
            DatagramSocket socket = searches;
            Thread.ofPlatform().daemon().name("PVA searches").start(() -> server.answer(socket));
        }
        return server;
    }

    /// Serves a structure that clients only read.
    public PvaVariable add(String name, PVAStructure initial) {
        return add(name, initial, null);
    }

    /// Serves a structure that clients may write.
    ///
    /// @param write takes the structure with what a client wrote; what it throws, the client is told
    public PvaVariable add(String name, PVAStructure initial, PvaVariable.@Nullable Writer write) {
        PvaVariable variable = new PvaVariable(sids.incrementAndGet(), name, initial, write);
        byName.put(name, variable);
        bySid.put(variable.sid(), variable);
        return variable;
    }

    @Nullable PvaVariable find(String name) {
        return byName.get(name);
    }

    @Nullable PvaVariable find(int sid) {
        return bySid.get(sid);
    }

    /// The port that it serves on.
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                PvaCircuit circuit = new PvaCircuit(this, socket);
                circuits.add(circuit);
                circuit.begin();
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("A PVAccess client could not be accepted: {}", e.getMessage());
                }
            }
        }
    }

    void forget(PvaCircuit circuit) {
        circuits.remove(circuit);
    }

    private void answer(DatagramSocket socket) {
        byte[] bytes = new byte[LONGEST_SEARCH];
        while (!closed) {
            try {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                answer(socket, packet);
            } catch (Exception e) {
                if (!closed) {
                    LOG.debug("A search could not be answered", e);
                }
            }
        }
    }

    private void answer(DatagramSocket socket, DatagramPacket packet) throws Exception {
        ByteBuffer in = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        while (in.remaining() >= PVAHeader.HEADER_SIZE) {
            int start = in.position();
            byte flags = in.get(start + PVAHeader.HEADER_OFFSET_FLAGS);
            in.order(
                    (flags & PVAHeader.FLAG_BIG_ENDIAN) == 0
                            ? ByteOrder.LITTLE_ENDIAN
                            : ByteOrder.BIG_ENDIAN);
            int payload = in.getInt(start + PVAHeader.HEADER_OFFSET_PAYLOAD_SIZE);
            byte version = in.get(start + PVAHeader.HEADER_OFFSET_VERSION);
            byte command = in.get(start + PVAHeader.HEADER_OFFSET_COMMAND);
            in.position(start + PVAHeader.HEADER_SIZE);
            if (command == PVAHeader.CMD_SEARCH) {
                SearchRequest search =
                        SearchRequest.decode(
                                null,
                                (InetSocketAddress) packet.getSocketAddress(),
                                version,
                                payload,
                                in);
                if (search != null && search.channels != null) {
                    for (SearchRequest.Channel wanted : search.channels) {
                        if (find(wanted.getName()) != null) {
                            byte[] reply = found(search.seq, wanted.getCID());
                            socket.send(new DatagramPacket(reply, reply.length, search.client));
                        }
                    }
                }
            }
            in.position(Math.min(in.limit(), start + PVAHeader.HEADER_SIZE + payload));
        }
    }

    private byte[] found(int sequence, int cid) {
        ByteBuffer out = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        SearchResponse.encode(guid, sequence, cid, listener.getInetAddress(), port(), false, out);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    /// Ends every connection.
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("Closing the PVAccess server", e);
        }
        if (searches != null) {
            searches.close();
        }
        circuits.forEach(PvaCircuit::close);
        try {
            // The port is free only when this thread has left it.
            if (accepting != null) {
                accepting.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
