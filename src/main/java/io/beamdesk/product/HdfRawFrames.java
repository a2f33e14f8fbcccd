package io.beamdesk.product;

import io.beamdesk.document.Compression;
import io.beamdesk.document.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;

/// Frames as they are, written the moment they arrive.
final class HdfRawFrames extends HdfFrames {
    HdfRawFrames(String name, StringHeap heap, HdfType type, int rows, int columns) {
        super(name, heap, type, rows, columns, new Filters(Compression.NONE, type.size()));
    }

    @Override
    long flushedRows() {
        return frames();
    }

    @Override
    void flush(HdfAppender appender) {}

    @Override
    void adopted(long count) {}

    // Copied once, piece by piece: a piece stays in the processor's cache.
    @Override
    void take(Frame frame, ByteBuffer piece, HdfAppender appender) throws IOException {
        long start = appender.allocate(rowBytes());
        CRC32 crc = new CRC32();
        int size = type().size();
        int most = piece.capacity() / size;
        for (int done = 0; done < rowElements(); ) {
            int elements = Math.min(most, rowElements() - done);
            piece.clear().order(ByteOrder.LITTLE_ENDIAN);
            HdfPixels.copy(frame, done, elements, piece);
            piece.position(0).limit(elements * size);
            crc.update(piece.duplicate());
            appender.write(piece, start + (long) done * size);
            done += elements;
        }
        long place = flushedRows();
        written(
                List.of(new Journal.Chunk(name(), place, start, rowBytes(), crc.getValue())),
                appender);
    }
}
