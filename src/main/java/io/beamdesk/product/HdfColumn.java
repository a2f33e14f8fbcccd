package io.beamdesk.product;

import io.beamdesk.document.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A column of readings. Few rows of it are in memory; they are written into their places in a
/// chunk that has its room in the file already, beyond what any earlier tree speaks of, so
/// that a commit writes each row once.
final class HdfColumn extends HdfStream {
    private static final int BUFFER_BYTES = 1 << 14;

    private final int bufferRows;
    private final ByteBuffer buffer;
    private final StringHeap.@Nullable Text[] texts;
    private long rows;
    private long flushed;
    private String lastText = "";
    private StringHeap.@Nullable Text last;

    HdfColumn(StringHeap heap, HdfType type, long[] rowShape, int chunkRows) {
        super(heap, type, rowShape, chunkRows, new Filters(Compression.NONE, type.size()));
        bufferRows = Math.clamp(BUFFER_BYTES / rowBytes(), 1, chunkRows);
        buffer = ByteBuffer.allocate(bufferRows * rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
        texts = new StringHeap.Text[type == HdfType.TEXT ? bufferRows : 0];
    }

    long rows() {
        return rows;
    }

    @Override
    long flushedRows() {
        return flushed;
    }

    /// Makes room for one more row; after this, adding one cannot fail.
    void prepare(HdfAppender appender) throws IOException {
        boolean chunkFull = rows > flushed && rows % chunkRows() == 0;
        if (chunkFull || rows - flushed == bufferRows) {
            flush(appender);
        }
    }

    /// Adds a row of one number.
    void add(double number) {
        int at = startRow();
        switch (type()) {
            case F8 -> buffer.putDouble(at, number);
            case F4 -> buffer.putFloat(at, (float) number);
            default ->
                    throw new IllegalStateException("A column of " + type() + " takes no double");
        }
    }

    /// Adds a row of one integer.
    void add(long number) {
        int at = startRow();
        switch (type()) {
            case I8 -> buffer.putLong(at, number);
            case U1 -> buffer.put(at, (byte) number);
            default -> throw new IllegalStateException("A column of " + type() + " takes no long");
        }
    }

    /// Adds a row of several numbers.
    void add(double[] numbers) {
        buffer.slice(startRow(), rowBytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .put(numbers);
    }

    /// Adds a row of text.
    void add(String text) {
        int at = startRow() / rowBytes();
        StringHeap.Text same = last;
        if (same == null || !lastText.equals(text)) {
            same = heap().add(text);
            last = same;
            lastText = text;
        }
        texts[at] = same;
    }

    private int startRow() {
        int at = Math.toIntExact(rows - flushed) * rowBytes();
        rows++;
        changed();
        return at;
    }

    @Override
    void flush(HdfAppender appender) throws IOException {
        if (flushed == rows) {
            return;
        }
        int count = Math.toIntExact(rows - flushed);
        if (type() == HdfType.TEXT) {
            heap().flush(appender);
            encodeTexts(count);
        }
        long inChunk = flushed % chunkRows();
        boolean fresh = inChunk == 0;
        long start =
                fresh ? appender.allocate((long) chunkRows() * rowBytes()) : index().lastChunk();
        appender.write(buffer.slice(0, count * rowBytes()), start + inChunk * rowBytes());
        cover(count);
        if (fresh) {
            index().add(start, chunkRows() * rowBytes());
        }
        flushed = rows;
    }

    private void cover(int count) {
        if (type() != HdfType.TEXT) {
            crc().add(buffer.array(), 0, count * rowBytes());
            return;
        }
        for (StringHeap.@Nullable Text text : Arrays.asList(texts).subList(0, count)) {
            if (text != null) {
                text.cover(crc());
            }
        }
    }

    /// Goes on behind what a product has already.
    void resume(HdfScan.Dataset dataset) {
        resumeChunks(dataset);
        rows = dataset.rows();
        flushed = rows;
    }

    private void encodeTexts(int count) {
        HdfBytes references = new HdfBytes();
        for (StringHeap.@Nullable Text text : Arrays.asList(texts).subList(0, count)) {
            if (text != null) {
                text.encode(references);
            }
        }
        buffer.put(0, references.written(), 0, references.size());
    }
}
