package io.beamdesk.product;

import io.beamdesk.document.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Frames of a detector, each a chunk of its own.
abstract sealed class HdfFrames extends HdfStream permits HdfRawFrames, HdfPackedFrames {
    private long frames;

    HdfFrames(StringHeap heap, HdfType type, int rows, int columns, Filters filters) {
        super(heap, type, new long[] {rows, columns}, 1, filters);
    }

    /// Frames that were added.
    final long frames() {
        return frames;
    }

    /// Adds a frame of this dataset's type and shape; pixels may be copied through `piece`.
    final void add(Frame frame, ByteBuffer piece, HdfAppender appender) throws IOException {
        take(frame, piece, appender);
        frames++;
        changed();
    }

    abstract void take(Frame frame, ByteBuffer piece, HdfAppender appender) throws IOException;
}
