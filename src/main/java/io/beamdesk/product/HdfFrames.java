package io.beamdesk.product;

import io.beamdesk.document.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Frames of a detector, each a chunk of its own or several: bands of its rows.
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

    /// Notes the next frame where its chunks were written.
    final void written(List<Journal.Chunk> chunks, HdfAppender appender) {
        chunks.forEach(appender.journal()::add);
        note(chunks);
    }

    private void note(List<Journal.Chunk> chunks) {
        for (int band = 0; band < chunks.size(); band++) {
            Journal.Chunk chunk = chunks.get(band);
            index().add(chunk.address(), chunk.size());
            crc().add(chunk.crc32(), bandBytes(band));
        }
    }

    /// Takes over a frame whose bytes are in the file already.
    final void adopt(List<Journal.Chunk> chunks) {
        note(chunks);
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
