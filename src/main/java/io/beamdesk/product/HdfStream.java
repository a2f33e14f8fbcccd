package io.beamdesk.product;

import io.beamdesk.document.Compression;
import java.io.IOException;

/// A dataset that grows along its first dimension, in chunks of whole rows that lie in the file
/// before the tree that points to them.
abstract sealed class HdfStream extends HdfDataset permits HdfColumn, HdfFrames {
    private static final int FILTER_PIPELINE_MESSAGE = 0x0B;

    private final HdfType type;
    private final long[] rowShape;
    private final int chunkRows;
    private final int bandRows;
    private final Filters filters;
    private final ChunkIndex index;
    private final Crc crc = new Crc();
    private long indexAddress = HdfBytes.UNDEFINED;

    /// @param chunkRows rows of a chunk along the first dimension
    HdfStream(StringHeap heap, HdfType type, long[] rowShape, int chunkRows, Filters filters) {
        super(heap);
        this.type = type;
        this.rowShape = rowShape.clone();
        this.chunkRows = chunkRows;
        this.filters = filters;
        bandRows = filters.bandRows(rowShape);
        int rank = rowShape.length + 1;
        this.index =
                filters.none()
                        ? ChunkIndex.plain(rank)
                        : ChunkIndex.filtered(rank, bands(), (long) chunkRows * chunkRowBytes());
    }

    /// Puts everything that was added into the file, so that a tree can point to it.
    abstract void flush(HdfAppender appender) throws IOException;

    /// Rows that a tree may speak of.
    abstract long flushedRows();

    /// Takes over the chunks that a product has already.
    final void resumeChunks(HdfScan.Dataset dataset) {
        for (int i = 0; i < dataset.chunks().count(); i++) {
            index.add(dataset.chunks().address(i), dataset.chunks().size(i));
        }
        crc.resume(dataset.checksum().orElse(0));
        changed();
    }

    @Override
    final HdfType type() {
        return type;
    }

    final ChunkIndex index() {
        return index;
    }

    /// How it is packed.
    final Compression compression() {
        return filters.compression();
    }

    final boolean isScalar() {
        return rowShape.length == 0;
    }

    final int chunkRows() {
        return chunkRows;
    }

    /// Chunks of a row along the second dimension.
    final int bands() {
        return bandRows == 0 ? 1 : Math.toIntExact(Math.ceilDiv(rowShape[0], bandRows));
    }

    /// Bytes of a row, or of a band of it, in a chunk.
    final int chunkRowBytes() {
        return bandRows == 0 ? rowBytes() : Math.toIntExact(rowBytes() / rowShape[0] * bandRows);
    }

    /// Bytes of a row in one of its bands: the last may be smaller than its chunk.
    final int bandBytes(int band) {
        return Math.min(chunkRowBytes(), rowBytes() - band * chunkRowBytes());
    }

    final int rowElements() {
        long elements = 1;
        for (long length : rowShape) {
            elements *= length;
        }
        return Math.toIntExact(elements);
    }

    final int rowBytes() {
        return Math.multiplyExact(rowElements(), type.size());
    }

    @Override
    final void encodeFilters(HdfBytes out) {
        if (!filters.none()) {
            out.message(FILTER_PIPELINE_MESSAGE, () -> filters.encode(out));
        }
    }

    /// CRC-32 of the values that were written, little-endian; of texts in UTF-8, each with a zero
    /// byte behind it.
    final Crc crc() {
        return crc;
    }

    @Override
    final void writeParts(Draft draft) {
        attribute(HdfNode.CHECKSUM, crc.value());
        indexAddress = index.write(draft);
    }

    @Override
    final void encodeDataspace(HdfBytes out) {
        out.dataspace(shape(flushedRows()), true);
    }

    @Override
    final void encodeLayout(HdfBytes out) {
        // Version 4, chunked, every length in eight bytes, the size of an element last.
        out.u1(4).u1(2).u1(0).u1(rowShape.length + 2).u1(8);
        long[] chunk = shape(chunkRows);
        if (bandRows > 0) {
            chunk[1] = bandRows;
        }
        for (long length : chunk) {
            out.u8(length);
        }
        out.u8(type.size());
        index.encodeLayout(out);
        out.u8(indexAddress);
    }

    private long[] shape(long rows) {
        long[] shape = new long[rowShape.length + 1];
        shape[0] = rows;
        System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
        return shape;
    }
}
