package io.beamdesk.sim.pvas;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.epics.pva.data.PVAStructure;
import org.jspecify.annotations.Nullable;

/// A structure that is served under a name. What was posted is never changed after.
public final class PvaVariable {
    /// Takes what a client wrote.
    @FunctionalInterface
    public interface Writer {
        /// @param written the structure with the fields that the client wrote
        /// @throws IllegalArgumentException if it is refused; the client is told the message
        void write(PVAStructure written);
    }

    private static final int FIRST_SIZE = 4096;

    /// More bytes than a text or a number may grow by from value to value.
    private static final int SLACK = 1024;

    private final int sid;
    private final String name;
    private final @Nullable Writer writer;
    private final Set<PvaCircuit.Monitor> monitors = ConcurrentHashMap.newKeySet();
    private volatile PVAStructure value;
    private volatile int size = FIRST_SIZE;

    PvaVariable(int sid, String name, PVAStructure initial, @Nullable Writer writer) {
        this.sid = sid;
        this.name = name;
        this.value = initial;
        this.writer = writer;
    }

    int sid() {
        return sid;
    }

    String name() {
        return name;
    }

    boolean writable() {
        return writer != null;
    }

    PVAStructure value() {
        return value;
    }

    void write(PVAStructure written) {
        if (writer == null) {
            throw new IllegalArgumentException("No write access to " + name);
        }
        writer.write(written);
    }

    /// Replaces the value by one of the same type. A client that has not taken the one before gets
    /// only this one.
    public void post(PVAStructure now) {
        value = now;
        if (!monitors.isEmpty()) {
            ByteBuffer bytes = encoded(now);
            monitors.forEach(monitor -> monitor.offer(bytes));
        }
    }

    void watch(PvaCircuit.Monitor monitor) {
        monitors.add(monitor);
        monitor.offer(encoded(value));
    }

    void unwatch(PvaCircuit.Monitor monitor) {
        monitors.remove(monitor);
    }

    /// The whole structure in the order of bytes that every circuit speaks, from the beginning of the
    /// buffer's array to its position.
    ByteBuffer encoded(PVAStructure structure) {
        while (true) {
            ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            try {
                structure.encode(out);
                size = Math.max(FIRST_SIZE, out.position() + SLACK);
                return out;
            } catch (BufferOverflowException _) {
                size = Math.multiplyExact(size, 2);
            } catch (Exception e) {
                throw new IllegalStateException(name + " cannot be sent", e);
            }
        }
    }
}
