package io.beamdesk.product;

import io.jhdf.api.Dataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A dataset in chunks of which parts are read without its whole index, which is what the library
/// reads first; what needs all of it is left to the library.
final class SearchedDataset extends ChunkedDatasetBase {
    private static final int ADDRESS_BYTES = 8;

    private final ChunkedDatasetV4 whole;
    private final ChunkSearch search;
    private final int[] chunk;
    private final Map<ChunkOffset, Chunk> found = new HashMap<>();

    private SearchedDataset(HdfBackingStorage storage, ChunkedDatasetV4 whole, ChunkSearch search) {
        super(storage, whole.getAddress(), whole.getName(), whole.getParent(), whole.getHeader());
        this.whole = whole;
        this.search = search;
        chunk = whole.getChunkDimensions();
    }

    /// The dataset, searched if its index is of a kind that can be.
    static Dataset of(Dataset dataset) {
        if (!(dataset instanceof ChunkedDatasetV4 chunked)) {
            return dataset;
        }
        HdfBackingStorage storage = chunked.getHdfFile().getHdfBackingStorage();
        return search(storage, chunked)
                .<Dataset>map(search -> new SearchedDataset(storage, chunked, search))
                .orElse(dataset);
    }

    private static Optional<ChunkSearch> search(
            HdfBackingStorage storage, ChunkedDatasetV4 dataset) {
        ChunkedDataLayoutMessageV4 layout =
                dataset.getHeader().getMessageOfType(ChunkedDataLayoutMessageV4.class);
        long address = layout.getAddress();
        if (address == HdfBytes.UNDEFINED
                || storage.getSizeOfOffsets() != ADDRESS_BYTES
                || storage.getSizeOfLengths() != ADDRESS_BYTES) {
            return Optional.empty();
        }
        int[] chunk = dataset.getChunkDimensions();
        int bytes =
                Math.toIntExact(
                        Arrays.stream(chunk)
                                .asLongStream()
                                .reduce(dataset.getDataType().getSize(), Math::multiplyExact));
        return switch (layout.getIndexingType()) {
            case ChunkedDataLayoutMessageV4.B_TREE_V2_INDEX ->
                    Optional.of(new ChunkTreeSearch(storage, address, chunk.length, bytes));
            case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX -> {
                long[] most = dataset.getMaxSize();
                long[] chunks = new long[chunk.length];
                for (int d = 0; d < chunk.length; d++) {
                    chunks[d] = Math.ceilDiv(most[d], chunk[d]);
                }
                // Another dimension that grows comes first in the order of the chunks.
                yield most[0] < 0
                        ? Optional.of(new ChunkArraySearch(storage, address, chunks, bytes))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    @Override
    public int[] getChunkDimensions() {
        return chunk.clone();
    }

    @Override
    protected Map<ChunkOffset, Chunk> getChunkLookup() {
        return found;
    }

    @Override
    public ByteBuffer getRawChunkBuffer(int[] offset) {
        find(offset);
        return super.getRawChunkBuffer(offset);
    }

    @Override
    public byte[] getDecompressedChunk(int[] offset) {
        find(offset);
        return super.getDecompressedChunk(offset);
    }

    private void find(int[] offset) {
        found.clear();
        find(Arrays.stream(offset).asLongStream().toArray());
    }

    private void find(long[] offset) {
        long[] scaled = offset.clone();
        for (int d = 0; d < scaled.length; d++) {
            scaled[d] /= chunk[d];
        }
        search.find(scaled, offset).ifPresent(each -> found.put(new ChunkOffset(offset), each));
    }

    @Override
    public ByteBuffer getSliceDataBuffer(long[] offset, int[] count) {
        found.clear();
        if (Arrays.stream(count).allMatch(length -> length > 0)) {
            findAll(offset, count, new long[chunk.length], 0);
        }
        return super.getSliceDataBuffer(offset, count);
    }

    private void findAll(long[] offset, int[] count, long[] at, int dimension) {
        if (dimension == chunk.length) {
            find(at.clone());
            return;
        }
        long first = offset[dimension] / chunk[dimension] * chunk[dimension];
        long end = offset[dimension] + count[dimension];
        for (long each = first; each < end; each += chunk[dimension]) {
            at[dimension] = each;
            findAll(offset, count, at, dimension + 1);
        }
    }

    @Override
    public ByteBuffer getDataBuffer() {
        return whole.getDataBuffer();
    }

    // The library asks so before each slice, and would read the whole index to know.
    @Override
    public boolean isEmpty() {
        return getSize() == 0;
    }

    @Override
    public long getStorageInBytes() {
        return whole.getStorageInBytes();
    }
}
