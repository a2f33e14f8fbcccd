package io.beamdesk.product;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A disk that remembers every write and every force, can be cut off anywhere, and can fail.
final class MemoryDisk implements Disk {
    /// One operation: bytes at a position, or a force if there are no bytes.
    record Operation(long position, byte[] bytes) {
        boolean isForce() {
            return bytes.length == 0;
        }
    }

    /// Decides whether the k-th operation, counted from 0, fails.
    interface Fault {
        boolean fails(int operation);
    }

    private final List<Operation> operations = new ArrayList<>();
    private final Fault fault;
    private int count;

    MemoryDisk(Fault fault) {
        this.fault = fault;
    }

    MemoryDisk() {
        this(_ -> false);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        if (fault.fails(count++)) {
            // A disk that fills up in the middle of a write keeps its first part.
            byte[] part = Arrays.copyOf(copy, copy.length / 2);
            if (part.length > 0 && position > 0) {
                operations.add(new Operation(position, part));
            }
            throw new IOException("No space left on device");
        }
        operations.add(new Operation(position, copy));
    }

    @Override
    public void force() throws IOException {
        if (fault.fails(count++)) {
            throw new IOException("Input/output error");
        }
        operations.add(new Operation(0, new byte[0]));
    }

    @Override
    public void close() {}

    List<Operation> operations() {
        return operations;
    }

    /// Operations asked for, failed ones included.
    int count() {
        return count;
    }

    /// What the disk holds.
    byte[] content() {
        return content(operations);
    }

    static byte[] content(List<Operation> operations) {
        long size = 0;
        for (Operation operation : operations) {
            size = Math.max(size, operation.position + operation.bytes.length);
        }
        byte[] content = new byte[Math.toIntExact(size)];
        for (Operation operation : operations) {
            System.arraycopy(
                    operation.bytes,
                    0,
                    content,
                    Math.toIntExact(operation.position),
                    operation.bytes.length);
        }
        return content;
    }

    /// What a power cut after so many operations may leave: everything forced by then, and of the
    /// writes since then some, some not, and some in part. A write of one sector is whole or
    /// absent.
    static byte[] afterPowerCut(List<Operation> operations, int cut, RandomGenerator random) {
        List<Operation> kept = new ArrayList<>();
        int forced = 0;
        for (int i = 0; i < cut; i++) {
            if (operations.get(i).isForce()) {
                forced = i;
            }
        }
        kept.addAll(operations.subList(0, forced));
        for (Operation operation : operations.subList(forced, cut)) {
            byte[] bytes = operation.bytes;
            boolean oneSector = operation.position == 0;
            int length = oneSector ? bytes.length : random.nextInt(bytes.length + 1);
            if (random.nextBoolean()) {
                kept.add(new Operation(operation.position, Arrays.copyOf(bytes, length)));
            }
        }
        return content(kept);
    }
}
