package io.beamdesk.product;

import io.beamdesk.document.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Frames of a detector, each a chunk of its own.
abstract sealed class HdfFrames extends HdfStream implements HdfStack
        permits HdfRawFrames, HdfPackedFrames {
    private final String name;
    private long frames;

    HdfFrames(String name, StringHeap heap, HdfType type, int rows, int columns, Filters filters) {
        super(heap, type, new long[] {rows, columns}, 1, filters);
        this.name = name;
    }

    /// What the journal calls it.
    final String name() {
        return name;
    }

    /// Notes the next frame where it was written.
    final void written(long address, int size, long crc32, HdfAppender appender) {
        appender.journal().add(new Journal.Chunk(name, flushedRows(), address, size, crc32));
        index().add(address, size);
        crc().add(crc32, rowBytes());
    }

    /// Takes over a frame whose bytes are in the file already.
    final void adopt(Journal.Chunk chunk) {
        index().add(chunk.address(), chunk.size());
        crc().add(chunk.crc32(), rowBytes());
        frames++;
        adopted(1);
        changed();
    }

    /// Goes on behind what a product has already.
    final void resume(HdfScan.Dataset dataset) {
        resumeChunks(dataset);
        frames = dataset.rows();
        adopted(frames);
    }

    /// Counts frames that are in the file already.
    abstract void adopted(long count);

    @Override
    public final long frames() {
        return frames;
    }

    @Override
    public final HdfDataset dataset() {
        return this;
    }

    /// Adds a frame of this dataset's type and shape; pixels may be copied through `piece`.
    final void add(Frame frame, ByteBuffer piece, HdfAppender appender) throws IOException {
        take(frame, piece, appender);
        frames++;
        changed();
    }

    abstract void take(Frame frame, ByteBuffer piece, HdfAppender appender) throws IOException;
}
