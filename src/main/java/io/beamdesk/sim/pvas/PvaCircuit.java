package io.beamdesk.sim.pvas;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.epics.pva.common.AccessRightsChange;
import org.epics.pva.common.PVAHeader;
import org.epics.pva.common.SearchRequest;
import org.epics.pva.common.SearchResponse;
import org.epics.pva.data.PVABitSet;
import org.epics.pva.data.PVASize;
import org.epics.pva.data.PVAStatus;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.PVATypeRegistry;
import org.jspecify.annotations.Nullable;

/// One client's connection: a thread that reads its requests, and one that writes what waits.
///
/// What fields a request asks for is not looked at; it gets all, as from the server of records.
final class PvaCircuit implements AutoCloseable {
    private static final int SMALL = 8192;
    private static final byte[] ALL_CHANGED = {1, 1};
    private static final byte[] NONE = {0};

    /// Tells the writer to end.
    private enum End {
        HERE
    }

    /// A client's subscription: it holds the latest value that is not sent yet.
    final class Monitor {
        private final int request;
        private final AtomicReference<@Nullable ByteBuffer> pending = new AtomicReference<>();
        private volatile boolean overrun;

        Monitor(int request) {
            this.request = request;
        }

        void offer(ByteBuffer value) {
            if (pending.getAndSet(value) == null) {
                waiting.add(this);
            } else {
                overrun = true;
            }
        }
    }

    private final PvaServer server;
    private final Socket socket;

    /// Messages as `byte[]`, subscriptions that have something to send, and the end.
    private final BlockingQueue<Object> waiting = new LinkedBlockingQueue<>();

    private final Map<Integer, Monitor> monitors = new ConcurrentHashMap<>();
    private final Map<Integer, PvaVariable> watched = new ConcurrentHashMap<>();
    private final PVATypeRegistry types = new PVATypeRegistry();

    PvaCircuit(PvaServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    void begin() throws IOException {
        socket.setTcpNoDelay(true);
        Thread.ofPlatform().daemon().name("PVA circuit writer").start(this::write);
        Thread.ofPlatform().daemon().name("PVA circuit reader").start(this::read);
    }

    // ---- writing

    private interface Body {
        void encode(ByteBuffer out) throws Exception;
    }

    private void send(byte command, Body body) {
        send(command, SMALL, body);
    }

    private void send(byte command, int size, Body body) {
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        PVAHeader.encodeMessageHeader(out, PVAHeader.FLAG_SERVER, command, 0);
        try {
            body.encode(out);
        } catch (Exception e) {
            PvaServer.LOG.warn("A message to a PVAccess client could not be made", e);
            return;
        }
        out.putInt(PVAHeader.HEADER_OFFSET_PAYLOAD_SIZE, out.position() - PVAHeader.HEADER_SIZE);
        waiting.add(java.util.Arrays.copyOf(out.array(), out.position()));
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(byteOrder());
            send(
                    PVAHeader.CMD_CONNECTION_VALIDATION,
                    b -> {
                        b.putInt(1 << 20);
                        b.putShort(Short.MAX_VALUE);
                        PVASize.encodeSize(2, b);
                        PVAString.encodeString("anonymous", b);
                        PVAString.encodeString("ca", b);
                    });
            while (true) {
                switch (waiting.take()) {
                    case End _ -> {
                        return;
                    }
                    case byte[] message -> out.write(message);
                    case Monitor monitor -> write(out, monitor);
                    default -> throw new IllegalStateException();
                }
            }
        } catch (IOException | InterruptedException e) {
            PvaServer.LOG.debug("A PVAccess client went", e);
        } finally {
            close();
        }
    }

    private static byte[] byteOrder() {
        ByteBuffer out = ByteBuffer.allocate(PVAHeader.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        PVAHeader.encodeMessageHeader(
                out,
                (byte) (PVAHeader.FLAG_CONTROL | PVAHeader.FLAG_SERVER),
                PVAHeader.CTRL_SET_BYTE_ORDER,
                0);
        return out.array();
    }

    @SuppressWarnings("ByteBufferBackingArray") // Of PvaVariable.encoded, which allocates it.
    private static void write(OutputStream out, Monitor monitor) throws IOException {
        byte[] overrun = monitor.overrun ? ALL_CHANGED : NONE;
        monitor.overrun = false;
        ByteBuffer value = monitor.pending.getAndSet(null);
        if (value == null) {
            return;
        }
        ByteBuffer head =
                ByteBuffer.allocate(PVAHeader.HEADER_SIZE + 7).order(ByteOrder.LITTLE_ENDIAN);
        PVAHeader.encodeMessageHeader(
                head,
                PVAHeader.FLAG_SERVER,
                PVAHeader.CMD_MONITOR,
                7 + value.position() + overrun.length);
        head.putInt(monitor.request).put((byte) 0).put(ALL_CHANGED);
        out.write(head.array());
        out.write(value.array(), 0, value.position());
        out.write(overrun);
    }

    // ---- reading

    private void read() {
        try {
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            byte[] head = new byte[PVAHeader.HEADER_SIZE];
            while (true) {
                in.readFully(head);
                ByteBuffer header = ByteBuffer.wrap(head);
                byte flags = head[PVAHeader.HEADER_OFFSET_FLAGS];
                ByteOrder order =
                        (flags & PVAHeader.FLAG_BIG_ENDIAN) == 0
                                ? ByteOrder.LITTLE_ENDIAN
                                : ByteOrder.BIG_ENDIAN;
                if ((flags & PVAHeader.FLAG_CONTROL) != 0) {
                    continue;
                }
                byte[] payload =
                        new byte[header.order(order).getInt(PVAHeader.HEADER_OFFSET_PAYLOAD_SIZE)];
                in.readFully(payload);
                take(
                        head[PVAHeader.HEADER_OFFSET_COMMAND],
                        head[PVAHeader.HEADER_OFFSET_VERSION],
                        ByteBuffer.wrap(payload).order(order));
            }
        } catch (EOFException _) {
            // The client closed the connection.
        } catch (Exception e) {
            PvaServer.LOG.debug("A PVAccess client went", e);
        } finally {
            close();
        }
    }

    private void take(byte command, byte version, ByteBuffer in) throws Exception {
        switch (command) {
            case PVAHeader.CMD_CONNECTION_VALIDATION ->
                    send(PVAHeader.CMD_CONNECTION_VALIDATED, PVAStatus.StatusOK::encode);
            case PVAHeader.CMD_ECHO -> send(command, SMALL + in.remaining(), b -> b.put(in));
            case PVAHeader.CMD_SEARCH -> search(version, in);
            case PVAHeader.CMD_CREATE_CHANNEL -> create(in);
            case PVAHeader.CMD_DESTROY_CHANNEL -> {
                int sid = in.getInt();
                int cid = in.getInt();
                send(command, b -> b.putInt(sid).putInt(cid));
            }
            case PVAHeader.CMD_GET_TYPE -> {
                PvaVariable variable = variable(in.getInt());
                int request = in.getInt();
                send(
                        command,
                        b -> {
                            b.putInt(request);
                            PVAStatus.StatusOK.encode(b);
                            variable.value().encodeType(b, new BitSet());
                        });
            }
            case PVAHeader.CMD_GET, PVAHeader.CMD_PUT, PVAHeader.CMD_MONITOR -> {
                PvaVariable variable = variable(in.getInt());
                int request = in.getInt();
                byte step = in.get();
                if ((step & PVAHeader.CMD_SUB_INIT) != 0) {
                    send(
                            command,
                            b -> {
                                b.putInt(request).put(PVAHeader.CMD_SUB_INIT);
                                PVAStatus.StatusOK.encode(b);
                                variable.value().encodeType(b, new BitSet());
                            });
                } else if (command == PVAHeader.CMD_MONITOR) {
                    monitor(variable, request, step);
                } else if (command == PVAHeader.CMD_GET || step == PVAHeader.CMD_SUB_GET) {
                    get(variable, command, request, step);
                } else {
                    put(variable, request, step, in);
                }
            }
            case PVAHeader.CMD_DESTROY_REQUEST -> {
                int _ = in.getInt();
                unwatch(in.getInt());
            }
            default -> PvaServer.LOG.debug("A PVAccess client sent command {}", command);
        }
    }

    private PvaVariable variable(int sid) {
        PvaVariable variable = server.find(sid);
        if (variable == null) {
            throw new IllegalArgumentException("there is no channel " + sid);
        }
        return variable;
    }

    private void search(byte version, ByteBuffer in) {
        SearchRequest search =
                SearchRequest.decode(
                        null,
                        (InetSocketAddress) socket.getRemoteSocketAddress(),
                        version,
                        in.remaining(),
                        in);
        if (search == null || search.channels == null) {
            return;
        }
        for (SearchRequest.Channel wanted : search.channels) {
            if (server.find(wanted.getName()) != null) {
                ByteBuffer out = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
                SearchResponse.encode(
                        server.guid,
                        search.seq,
                        wanted.getCID(),
                        socket.getLocalAddress(),
                        server.port(),
                        false,
                        out);
                waiting.add(java.util.Arrays.copyOf(out.array(), out.position()));
            }
        }
    }

    private void create(ByteBuffer in) {
        for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
            int cid = in.getInt();
            String name = PVAString.decodeString(in);
            PvaVariable variable = server.find(name);
            if (variable == null) {
                send(
                        PVAHeader.CMD_CREATE_CHANNEL,
                        b -> {
                            b.putInt(cid).putInt(0);
                            new PVAStatus(PVAStatus.Type.ERROR, "there is no " + name, "")
                                    .encode(b);
                        });
                continue;
            }
            ByteBuffer access = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
            AccessRightsChange.encode(access, cid, variable.writable());
            waiting.add(java.util.Arrays.copyOf(access.array(), access.position()));
            send(
                    PVAHeader.CMD_CREATE_CHANNEL,
                    b -> {
                        b.putInt(cid).putInt(variable.sid());
                        PVAStatus.StatusOK.encode(b);
                    });
        }
    }

    @SuppressWarnings("ByteBufferBackingArray") // Of PvaVariable.encoded, which allocates it.
    private void get(PvaVariable variable, byte command, int request, byte step) {
        ByteBuffer value = variable.encoded(variable.value());
        send(
                command,
                SMALL + value.position(),
                b -> {
                    b.putInt(request).put(step);
                    PVAStatus.StatusOK.encode(b);
                    b.put(ALL_CHANGED).put(value.array(), 0, value.position());
                });
    }

    private void put(PvaVariable variable, int request, byte step, ByteBuffer in) throws Exception {
        BitSet written = PVABitSet.decodeBitSet(in);
        PVAStructure structure = variable.value().cloneData();
        structure.decodeElements(written, types, in);
        PVAStatus status;
        try {
            variable.write(structure);
            status = PVAStatus.StatusOK;
        } catch (IllegalArgumentException e) {
            status = new PVAStatus(PVAStatus.Type.ERROR, String.valueOf(e.getMessage()), "");
        }
        PVAStatus told = status;
        send(
                PVAHeader.CMD_PUT,
                b -> {
                    b.putInt(request).put(step);
                    told.encode(b);
                });
    }

    private void monitor(PvaVariable variable, int request, byte step) {
        switch (step) {
            case PVAHeader.CMD_SUB_START -> {
                Monitor monitor = new Monitor(request);
                if (monitors.putIfAbsent(request, monitor) == null) {
                    watched.put(request, variable);
                    variable.watch(monitor);
                }
            }
            case PVAHeader.CMD_SUB_STOP, PVAHeader.CMD_SUB_DESTROY -> unwatch(request);
            // A client that counts how many it has room for: it gets the latest in any case.
            default -> PvaServer.LOG.trace("Monitor step {}", step);
        }
    }

    private void unwatch(int request) {
        Monitor monitor = monitors.remove(request);
        PvaVariable variable = watched.remove(request);
        if (monitor != null && variable != null) {
            variable.unwatch(monitor);
        }
    }

    @Override
    public void close() {
        server.forget(this);
        monitors.keySet().forEach(this::unwatch);
        waiting.add(End.HERE);
        try {
            socket.close();
        } catch (IOException e) {
            PvaServer.LOG.debug("Closing a PVAccess circuit", e);
        }
    }
}
