package io.beamdesk.product;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A column of readings. At most one chunk of it is in memory; a commit writes the rows added since
/// the last one into their places in a chunk that is already there, beyond what any earlier tree
/// speaks of.
final class HdfColumn extends HdfStream {
    private final ByteBuffer chunk;
    private final StringHeap.@Nullable Text[] texts;
    private long rows;
    private long flushed;
    private String lastText = "";
    private StringHeap.@Nullable Text last;

    HdfColumn(StringHeap heap, HdfType type, long[] rowShape, int chunkRows) {
        super(heap, type, rowShape, chunkRows);
        chunk =
                ByteBuffer.allocate(Math.multiplyExact(chunkRows, rowBytes()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        texts = new StringHeap.Text[type == HdfType.TEXT ? chunkRows : 0];
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
        if (rows > flushed && rows % chunkRows() == 0) {
            flush(appender);
        }
    }

    /// Adds a row of one number.
    void add(double number) {
        int at = startRow();
        switch (type()) {
            case F8 -> chunk.putDouble(at, number);
            case F4 -> chunk.putFloat(at, (float) number);
            default -> throw new IllegalStateException("A column of " + type() + " takes no double");
        }
    }

    /// Adds a row of one integer.
    void add(long number) {
        int at = startRow();
        switch (type()) {
            case I8 -> chunk.putLong(at, number);
            case U1 -> chunk.put(at, (byte) number);
            default -> throw new IllegalStateException("A column of " + type() + " takes no long");
        }
    }

    /// Adds a row of several numbers.
    void add(double[] numbers) {
        chunk.slice(startRow(), rowBytes())
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
        int at = Math.toIntExact(rows % chunkRows()) * rowBytes();
        rows++;
        changed();
        return at;
    }

    @Override
    void flush(HdfAppender appender) throws IOException {
        if (flushed == rows) {
            return;
        }
        int first = Math.toIntExact(flushed % chunkRows());
        int end = first + Math.toIntExact(rows - flushed);
        if (type() == HdfType.TEXT) {
            heap().flush(appender);
            encodeTexts(first, end);
        }
        boolean fresh = first == 0;
        long start = fresh ? appender.allocate(chunk.capacity()) : index().lastChunk();
        appender.write(
                chunk.slice(first * rowBytes(), (end - first) * rowBytes()),
                start + (long) first * rowBytes());
        if (fresh) {
            index().add(start);
        }
        flushed = rows;
    }

    private void encodeTexts(int first, int end) {
        HdfBytes references = new HdfBytes();
        for (StringHeap.@Nullable Text text : Arrays.asList(texts).subList(first, end)) {
            if (text != null) {
                text.encode(references);
            }
        }
        chunk.put(first * rowBytes(), references.written(), 0, references.size());
    }
}
