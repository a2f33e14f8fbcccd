package io.beamdesk.product;

import io.beamdesk.document.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Frames of a detector, each a chunk of its own, written the moment it arrives.
final class HdfFrames extends HdfStream {
    private long frames;

    HdfFrames(StringHeap heap, HdfType type, int rows, int columns) {
        super(heap, type, new long[] {rows, columns}, 1);
    }

    long frames() {
        return frames;
    }

    @Override
    long flushedRows() {
        return frames;
    }

    @Override
    void flush(HdfAppender appender) {}

    /// Writes a frame of this dataset's type and shape. The pixels are copied once, piece by piece,
    /// into `piece`, which is small enough to stay in the processor's cache.
    void add(Frame frame, ByteBuffer piece, HdfAppender appender) throws IOException {
        long start = appender.allocate(rowBytes());
        int size = type().size();
        int most = piece.capacity() / size;
        for (int done = 0; done < rowElements(); ) {
            int elements = Math.min(most, rowElements() - done);
            piece.clear().order(ByteOrder.LITTLE_ENDIAN);
            switch (frame.pixels()) {
                case byte[] pixels -> piece.put(pixels, done, elements);
                case short[] pixels -> piece.asShortBuffer().put(pixels, done, elements);
                case int[] pixels -> piece.asIntBuffer().put(pixels, done, elements);
                case float[] pixels -> piece.asFloatBuffer().put(pixels, done, elements);
                case double[] pixels -> piece.asDoubleBuffer().put(pixels, done, elements);
                default -> throw new IllegalArgumentException("Not pixels: " + frame.pixels());
            }
            piece.position(0).limit(elements * size);
            appender.write(piece, start + (long) done * size);
            done += elements;
        }
        index().add(start);
        frames++;
        changed();
    }
}
