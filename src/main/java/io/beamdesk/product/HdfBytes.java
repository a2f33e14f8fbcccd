package io.beamdesk.product;

import io.jhdf.checksum.ChecksumUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Bytes of an HDF5 structure in the making, little-endian. Names follow the HDF5 file format
/// specification, version 3.0.
final class HdfBytes {
    /// The address of what is not there.
    static final long UNDEFINED = -1L;

    private ByteBuffer buffer = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    int size() {
        return buffer.position();
    }

    HdfBytes u1(int value) {
        room(1).put((byte) value);
        return this;
    }

    HdfBytes u2(int value) {
        room(2).putShort((short) value);
        return this;
    }

    HdfBytes u4(long value) {
        room(4).putInt((int) value);
        return this;
    }

    HdfBytes u8(long value) {
        room(8).putLong(value);
        return this;
    }

    HdfBytes f8(double value) {
        room(8).putDouble(value);
        return this;
    }

    /// The low bytes of a number.
    HdfBytes number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            u1((int) (value >>> (8 * i)));
        }
        return this;
    }

    HdfBytes bytes(byte[] values) {
        room(values.length).put(values);
        return this;
    }

    HdfBytes signature(String letters) {
        return bytes(letters.getBytes(StandardCharsets.US_ASCII));
    }

    /// Zeros up to a size.
    HdfBytes padTo(int size) {
        return bytes(new byte[size - size()]);
    }

    /// Zeros up to the next multiple of eight.
    HdfBytes align() {
        return padTo((size() + 7) & ~7);
    }

    /// The checksum of everything from a position to here.
    HdfBytes checksum(int from) {
        return u4(ChecksumUtils.checksum(buffer.duplicate().flip().position(from)));
    }

    /// A message of an object header.
    HdfBytes message(int type, Runnable body) {
        u1(type);
        int sizeAt = size();
        u2(0).u1(0);
        int bodyAt = size();
        body.run();
        buffer.putShort(sizeAt, (short) (size() - bodyAt));
        return this;
    }

    /// A version 2 object header around its messages.
    HdfBytes objectHeader(Runnable messages) {
        int from = size();
        // Flags 2: the size of the messages takes four bytes, no times are kept.
        signature("OHDR").u1(2).u1(2);
        int sizeAt = size();
        u4(0);
        int messagesAt = size();
        messages.run();
        buffer.putInt(sizeAt, size() - messagesAt);
        return checksum(from);
    }

    /// A dataspace: scalar when it has no dimensions.
    HdfBytes dataspace(long[] dimensions, boolean growing) {
        u1(2).u1(dimensions.length).u1(growing ? 1 : 0).u1(dimensions.length == 0 ? 0 : 1);
        for (long dimension : dimensions) {
            u8(dimension);
        }
        for (int i = 0; growing && i < dimensions.length; i++) {
            u8(i == 0 ? UNDEFINED : dimensions[i]);
        }
        return this;
    }

    /// The bytes so far, ready to be read.
    ByteBuffer written() {
        return buffer.duplicate().flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
            buffer =
                    ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(buffer.flip());
        }
        return buffer;
    }
}
