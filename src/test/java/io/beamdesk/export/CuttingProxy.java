package io.beamdesk.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a client and a server, counts what the client sends, and cuts the line after so
/// many bytes of each connection as it is told.
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Deque<Long> cuts = new ArrayDeque<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger cut = new AtomicInteger();

    CuttingProxy(int target, Long... cutsAfter) throws IOException {
        this.target = target;
        cuts.addAll(Arrays.asList(cutsAfter));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Bytes that reached the server.
    long sent() {
        return sent.get();
    }

    /// Lines that were cut.
    int cut() {
        return cut.get();
    }

    private void serve() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Long after;
                synchronized (cuts) {
                    after = cuts.poll();
                }
                Thread.ofVirtual().start(() -> pass(server, client, Long.MAX_VALUE, false));
                Thread.ofVirtual()
                        .start(() ->
                                pass(client, server, after == null ? Long.MAX_VALUE : after, true));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, long most, boolean counted) {
        byte[] piece = new byte[1 << 14];
        long passed = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                int allowed = (int) Math.min(count, most - passed);
                out.write(piece, 0, allowed);
                passed += allowed;
                if (counted) {
                    sent.addAndGet(allowed);
                }
                if (allowed < count) {
                    cut.incrementAndGet();
                    return;
                }
            }
        } catch (IOException _) {
            // The other side has gone.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
