package io.beamdesk.sim.cas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/// Output of one circuit: messages go into a buffer that is sent when full or flushed, so that an
/// image never exists twice in memory. Used by one thread.
final class WireOut {
    private static final int CAPACITY = 1 << 17;
    private static final int LARGEST_SHORT_SIZE = 0xFFFF - 8;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);

    WireOut(WritableByteChannel channel) {
        this.channel = channel;
    }

    void header(int command, int payload, int type, int count, int first, int second)
            throws IOException {
        room(24);
        boolean extended = payload > LARGEST_SHORT_SIZE || count > 0xFFFF - 1;
        buffer.putShort((short) command).putShort((short) (extended ? 0xFFFF : payload));
        buffer.putShort((short) type).putShort((short) (extended ? 0 : count));
        buffer.putInt(first).putInt(second);
        if (extended) {
            buffer.putInt(payload).putInt(count);
        }
    }

    /// Makes room, and returns the buffer to write at most that many bytes to.
    ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /// Room for some whole elements of that size, and for at least one.
    int elements(int size) throws IOException {
        if (buffer.remaining() < size) {
            flush();
        }
        return buffer.remaining() / size;
    }

    void zeros(int bytes) throws IOException {
        for (int left = bytes; left > 0; ) {
            int now = Math.min(left, elements(1));
            for (int i = 0; i < now; i++) {
                buffer.put((byte) 0);
            }
            left -= now;
        }
    }

    void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
