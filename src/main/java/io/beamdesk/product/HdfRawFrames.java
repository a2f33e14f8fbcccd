package io.beamdesk.product;

import io.beamdesk.document.Compression;
import io.beamdesk.document.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Frames as they are, written the moment they arrive.
final class HdfRawFrames extends HdfFrames {
    HdfRawFrames(StringHeap heap, HdfType type, int rows, int columns) {
        super(heap, type, rows, columns, new Filters(Compression.NONE, type.size()));
    }

    @Override
    long flushedRows() {
        return frames();
    }

    @Override
    void flush(HdfAppender appender) {}

    // Copied once, piece by piece: a piece stays in the processor's cache.
    @Override
    void take(Frame frame, ByteBuffer piece, HdfAppender appender) throws IOException {
        long start = appender.allocate(rowBytes());
        int size = type().size();
        int most = piece.capacity() / size;
        for (int done = 0; done < rowElements(); ) {
            int elements = Math.min(most, rowElements() - done);
            piece.clear().order(ByteOrder.LITTLE_ENDIAN);
            HdfPixels.copy(frame, done, elements, piece);
            piece.position(0).limit(elements * size);
            appender.write(piece, start + (long) done * size);
            done += elements;
        }
        index().add(start, rowBytes());
    }
}
