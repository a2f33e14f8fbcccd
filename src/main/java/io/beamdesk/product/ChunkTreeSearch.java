package io.beamdesk.product;

import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Finds chunks in a version 2 B-tree, the index that [ChunkIndex] writes.
final class ChunkTreeSearch extends ChunkSearch {
    private static final int HEADER = 38;
    private static final int FILTERED_TYPE = 11;

    private final int rank;
    private final int nodeSize;
    private final int recordSize;
    private final int depth;
    private final long root;
    private final int rootRecords;
    private final int sizeBytes;

    ChunkTreeSearch(HdfBackingStorage storage, long address, int rank, int chunkBytes) {
        super(storage, chunkBytes);
        this.rank = rank;
        ByteBuffer header = block(address, HEADER, "BTHD");
        nodeSize = header.getInt(6);
        recordSize = Short.toUnsignedInt(header.getShort(10));
        depth = Short.toUnsignedInt(header.getShort(12));
        root = header.getLong(16);
        rootRecords = Short.toUnsignedInt(header.getShort(24));
        sizeBytes = header.get(5) == FILTERED_TYPE ? recordSize - 12 - 8 * rank : 0;
    }

    @Override
    Optional<Chunk> find(long[] scaled, long[] offset) {
        long address = root;
        int records = rootRecords;
        for (int level = depth; ; level--) {
            ByteBuffer node = block(address, nodeSize, level == 0 ? "BTLF" : "BTIN");
            int low = 0;
            int high = records;
            while (low < high) {
                int middle = (low + high) >>> 1;
                int order = compare(node, middle, scaled);
                if (order == 0) {
                    return chunk(node, 6 + middle * recordSize, sizeBytes, offset);
                }
                if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (level == 0) {
                return Optional.empty();
            }
            int pointer =
                    6
                            + records * recordSize
                            + low * ChunkIndex.pointerSize(nodeSize, recordSize, level);
            address = node.getLong(pointer);
            records = Byte.toUnsignedInt(node.get(pointer + 8));
        }
    }

    private int compare(ByteBuffer node, int record, long[] scaled) {
        int at = 6 + (record + 1) * recordSize - 8 * rank;
        for (int d = 0; d < rank; d++) {
            int order = Long.compare(node.getLong(at + 8 * d), scaled[d]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
