package io.beamdesk.sim.cas;

import io.beamdesk.sim.cas.ServedPv.Cancellation;
import io.beamdesk.sim.cas.ServedPv.RefusedWrite;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: reads its requests on one thread, sends answers and changes on another.
final class Circuit {
    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);
    private static final int LARGEST_PAYLOAD = 1 << 27;

    /// A channel that the client opened.
    private record Link(int cid, ServedPv pv) {}

    /// A subscription of the client and how to end it.
    private record Running(int sid, Outbox.Feed feed, Cancellation cancellation) {}

    /// The fields of a request's header.
    private record Request(int command, int payload, int type, int count, int first, int second) {}

    private final SocketChannel socket;
    private final Function<String, @Nullable ServedPv> directory;
    private final int port;
    private final Outbox outbox = new Outbox();
    private final Map<Integer, Link> links = new HashMap<>();
    private final Map<Integer, Running> subscriptions = new HashMap<>();
    private ByteBuffer input = ByteBuffer.allocate(1 << 16).limit(0);
    private int lastSid;

    Circuit(SocketChannel socket, Function<String, @Nullable ServedPv> directory, int port) {
        this.socket = socket;
        this.directory = directory;
        this.port = port;
    }

    /// Serves until the client or the server closes the connection.
    void serve() {
        Thread writer = Thread.ofVirtual().name("ca-circuit-out").start(this::send);
        outbox.add(out -> out.header(CaCode.VERSION, 0, 0, CaCode.MINOR_VERSION, 0, 0));
        try {
            while (true) {
                outbox.awaitRoom();
                answer(request());
            }
        } catch (IOException gone) {
            LOG.trace("circuit ended", gone);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            subscriptions.values().forEach(each -> each.cancellation().cancel());
            outbox.close();
            close();
            writer.interrupt();
        }
    }

    private void send() {
        try {
            outbox.drain(new WireOut(socket));
        } catch (IOException gone) {
            LOG.trace("circuit ended", gone);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            outbox.close();
            close();
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            LOG.trace("circuit closed", alreadyGone);
        }
    }

    private Request request() throws IOException {
        need(16);
        int command = input.getShort() & 0xFFFF;
        int payload = input.getShort() & 0xFFFF;
        int type = input.getShort() & 0xFFFF;
        int count = input.getShort() & 0xFFFF;
        int first = input.getInt();
        int second = input.getInt();
        if (payload == 0xFFFF && count == 0) {
            need(8);
            payload = input.getInt();
            count = input.getInt();
        }
        if (payload < 0 || payload > LARGEST_PAYLOAD) {
            throw new IOException("A client sends a message of " + payload + " bytes.");
        }
        need(payload);
        return new Request(command, payload, type, count, first, second);
    }

    /// Fills the input until that many bytes can be read from it.
    private void need(int bytes) throws IOException {
        if (input.remaining() >= bytes) {
            return;
        }
        if (input.capacity() < bytes) {
            input = ByteBuffer.allocate(bytes).put(input);
        } else {
            input.compact();
        }
        while (input.position() < bytes) {
            if (socket.read(input) < 0) {
                throw new EOFException();
            }
        }
        input.flip();
    }

    private void answer(Request request) {
        int start = input.position();
        switch (request.command()) {
            case CaCode.CREATE_CHANNEL -> open(request);
            case CaCode.READ_NOTIFY -> read(request);
            case CaCode.WRITE, CaCode.WRITE_NOTIFY -> write(request);
            case CaCode.EVENT_ADD -> subscribe(request);
            case CaCode.EVENT_CANCEL -> unsubscribe(request);
            case CaCode.CLEAR_CHANNEL -> clear(request);
            case CaCode.EVENTS_OFF -> outbox.holdUpdates(true);
            case CaCode.EVENTS_ON -> outbox.holdUpdates(false);
            case CaCode.ECHO, CaCode.READ_SYNC ->
                    reply(request, request.command(), request.first());
            case CaCode.SEARCH -> search(request);
            default -> LOG.trace("message {} needs no answer", request.command());
        }
        input.position(start + request.payload());
    }

    private void reply(Request request, int command, int first) {
        outbox.add(out ->
                out.header(command, 0, request.type(), request.count(), first, request.second()));
    }

    private void search(Request request) {
        if (directory.apply(name(request)) != null) {
            outbox.add(out -> out.header(CaCode.SEARCH, 0, port, 0, ~0, request.second()));
        }
    }

    private String name(Request request) {
        byte[] bytes = new byte[request.payload()];
        input.get(bytes);
        String padded = new String(bytes, StandardCharsets.UTF_8);
        int end = padded.indexOf('\0');
        return end < 0 ? padded : padded.substring(0, end);
    }

    private void open(Request request) {
        int cid = request.first();
        ServedPv pv = directory.apply(name(request));
        if (pv == null) {
            outbox.add(out -> out.header(CaCode.CREATE_FAILED, 0, 0, 0, cid, 0));
            return;
        }
        int sid = ++lastSid;
        links.put(sid, new Link(cid, pv));
        outbox.add(out -> {
            out.header(CaCode.ACCESS_RIGHTS, 0, 0, 0, cid, pv.writable() ? 3 : 1);
            out.header(CaCode.CREATE_CHANNEL, 0, pv.type().code, pv.capacity(), cid, sid);
        });
    }

    private void read(Request request) {
        Link link = links.get(request.first());
        if (link == null) {
            reply(request, CaCode.READ_NOTIFY, CaCode.BAD_CHANNEL);
            return;
        }
        if (!Dbr.isRequest(request.type())) {
            reply(request, CaCode.READ_NOTIFY, CaCode.BAD_TYPE);
            return;
        }
        Snapshot snapshot = link.pv().snapshot();
        int second = request.second();
        outbox.add(out ->
                value(
                        out,
                        CaCode.READ_NOTIFY,
                        request.type(),
                        request.count(),
                        second,
                        snapshot,
                        link.pv()));
    }

    private static void value(
            WireOut out,
            int command,
            int type,
            int asked,
            int second,
            Snapshot snapshot,
            ServedPv pv)
            throws IOException {
        // Zero asks for as many elements as there are; more than there are come as zeros.
        int count = asked == 0 ? snapshot.value().count() : Math.min(asked, pv.capacity());
        if (!Dbr.convertible(type, snapshot, count)) {
            out.header(command, 0, type, 0, CaCode.GET_FAILED, second);
            return;
        }
        int payload = (Dbr.size(type, count) + 7) & ~7;
        out.header(command, payload, type, count, CaCode.NORMAL, second);
        Dbr.write(out, type, count, payload, snapshot, pv.recordType());
    }

    private void write(Request request) {
        boolean notify = request.command() == CaCode.WRITE_NOTIFY;
        Link link = links.get(request.first());
        if (link == null) {
            refuse(request, notify, 0, CaCode.BAD_CHANNEL, "The channel is not open.");
            return;
        }
        int cid = link.cid();
        int count = request.count();
        if (request.type() > 6) {
            refuse(request, notify, cid, CaCode.BAD_TYPE, "Only plain types can be written.");
            return;
        }
        if (!link.pv().writable()) {
            refuse(request, notify, cid, CaCode.NO_WRITE_ACCESS, "It can only be read.");
            return;
        }
        NativeType type = NativeType.of(request.type());
        boolean oneText = type == NativeType.STRING && count == 1;
        boolean complete = oneText || (long) count * type.size <= request.payload();
        if (count < 1 || count > link.pv().capacity() || !complete) {
            refuse(
                    request,
                    notify,
                    cid,
                    CaCode.BAD_COUNT,
                    "It does not take " + count + " elements.");
            return;
        }
        ByteBuffer from = input.slice(input.position(), request.payload());
        Elements value = Dbr.read(from, type, count);
        try {
            link.pv().put(value, notify ? done -> written(request, done) : null);
        } catch (RefusedWrite refused) {
            refuse(request, notify, cid, CaCode.PUT_FAILED, String.valueOf(refused.getMessage()));
        }
    }

    private void written(Request request, boolean done) {
        reply(request, CaCode.WRITE_NOTIFY, done ? CaCode.NORMAL : CaCode.PUT_FAILED);
    }

    /// A write with completion is answered with the status; a plain one raises an exception.
    private void refuse(Request request, boolean notify, int cid, int status, String reason) {
        if (notify) {
            reply(request, CaCode.WRITE_NOTIFY, status);
            return;
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int payload = (16 + text.length + 1 + 7) & ~7;
        outbox.add(out -> {
            out.header(CaCode.ERROR, payload, 0, 0, cid, status);
            out.header(
                    request.command(),
                    Math.min(request.payload(), 0xFF00),
                    request.type(),
                    Math.min(request.count(), 0xFF00),
                    request.first(),
                    request.second());
            out.room(text.length).put(text);
            out.zeros(payload - 16 - text.length);
        });
    }

    private void subscribe(Request request) {
        Link link = links.get(request.first());
        if (link == null || request.payload() < 14 || !Dbr.isRequest(request.type())) {
            LOG.debug("a subscription to an unknown channel or type is ignored");
            return;
        }
        int mask = input.getShort(input.position() + 12);
        int type = request.type();
        int id = request.second();
        Outbox.Feed feed =
                new Outbox.Feed() {
                    @Override
                    void write(WireOut out, Snapshot snapshot) throws IOException {
                        value(
                                out,
                                CaCode.EVENT_ADD,
                                type,
                                request.count(),
                                id,
                                snapshot,
                                link.pv());
                    }
                };
        Cancellation cancellation =
                link.pv().subscribe(mask, snapshot -> outbox.post(feed, snapshot));
        Running replaced = subscriptions.put(id, new Running(request.first(), feed, cancellation));
        if (replaced != null) {
            end(replaced);
        }
    }

    private void unsubscribe(Request request) {
        Running running = subscriptions.remove(request.second());
        if (running != null) {
            end(running);
        }
        // The end of a subscription is told as an update without a value.
        reply(request, CaCode.EVENT_ADD, request.first());
    }

    private void end(Running running) {
        running.cancellation().cancel();
        outbox.end(running.feed());
    }

    private void clear(Request request) {
        int sid = request.first();
        subscriptions
                .values()
                .removeIf(each -> {
                    if (each.sid() == sid) {
                        end(each);
                    }
                    return each.sid() == sid;
                });
        links.remove(sid);
        reply(request, CaCode.CLEAR_CHANNEL, sid);
    }
}
