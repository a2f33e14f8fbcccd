package io.beamdesk.product;

import io.jhdf.checksum.ChecksumUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An HDF5 file that only grows. A commit writes what has changed of the tree behind the last byte
/// in use, forces it to disk, and then lets the superblock point to it: the only bytes of the file
/// that are ever overwritten.
final class HdfAppender implements AutoCloseable {
    private static final int SUPERBLOCK_SIZE = 48;
    private static final byte[] SIGNATURE =
            "\u0089HDF\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Disk disk;
    private final Journal journal;
    private final StringHeap heap = new StringHeap();
    private final HdfGroup root = new HdfGroup(heap, "NXroot");
    private final List<HdfStream> streams = new ArrayList<>();
    private long end = SUPERBLOCK_SIZE;
    private long dataBytes;
    private long treeBytes;
    private @Nullable IOException broken;

    HdfAppender(Disk disk, Journal journal) {
        this.disk = disk;
        this.journal = journal;
    }

    /// An appender without a journal.
    HdfAppender(Disk disk) {
        this(disk, Journal.none());
    }

    /// Goes on behind what a file has already.
    void resume(long usedEnd) {
        end = (usedEnd + 7) & ~7L;
    }

    /// What came since the last commit.
    Journal journal() {
        return journal;
    }

    StringHeap heap() {
        return heap;
    }

    HdfGroup root() {
        return root;
    }

    /// Has a stream flushed at every commit.
    <S extends HdfStream> S register(S stream) {
        streams.add(stream);
        return stream;
    }

    /// Bytes in use, superseded trees included.
    long end() {
        return end;
    }

    /// Bytes of data: chunks and texts.
    long dataBytes() {
        return dataBytes;
    }

    /// Bytes of all trees, superseded ones included.
    long treeBytes() {
        return treeBytes;
    }

    /// Room for data at the end of the file.
    long allocate(long bytes) {
        long start = end;
        end = (end + bytes + 7) & ~7L;
        dataBytes += bytes;
        return start;
    }

    /// Writes into room that no tree speaks of yet.
    void write(ByteBuffer bytes, long position) throws IOException {
        requireWhole();
        disk.write(bytes, position);
    }

    /// Writes data at the end of the file.
    long appendData(HdfBytes bytes) throws IOException {
        long start = allocate(bytes.size());
        write(bytes.written(), start);
        return start;
    }

    /// Makes everything that was added durable and visible to readers. After a failed write it can
    /// be tried again; after a failed force it cannot, since nobody knows what the disk has.
    void commit() throws IOException {
        requireWhole();
        heap.flush(this);
        for (HdfStream stream : streams) {
            stream.flush(this);
        }
        Draft draft = new Draft(end);
        long rootAddress = root.write(draft);
        HdfBytes tree = draft.bytes().align();
        try {
            disk.write(tree.written(), end);
        } catch (IOException e) {
            draft.failed();
            throw e;
        }
        treeBytes += tree.size();
        end += tree.size();
        force();
        disk.write(superblock(rootAddress), 0);
        force();
        journal.committed();
    }

    /// Forgets the file; what no commit covered is lost.
    @Override
    public void close() throws IOException {
        disk.close();
    }

    private void requireWhole() throws IOException {
        if (broken != null) {
            throw new IOException(broken.getMessage(), broken);
        }
    }

    private void force() throws IOException {
        try {
            disk.force();
        } catch (IOException e) {
            broken = e;
            throw e;
        }
    }

    private ByteBuffer superblock(long rootAddress) {
        ByteBuffer bytes = ByteBuffer.allocate(SUPERBLOCK_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        // Version 2: addresses and lengths of eight bytes, no flags, base address 0, no extension.
        bytes.put(SIGNATURE).put((byte) 2).put((byte) 8).put((byte) 8).put((byte) 0);
        bytes.putLong(0).putLong(HdfBytes.UNDEFINED).putLong(end).putLong(rootAddress);
        return bytes.putInt(ChecksumUtils.checksum(bytes.duplicate().flip())).flip();
    }
}
