package io.beamdesk.product;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The index of a dataset that grows chunk by chunk along its first dimension: a version 2 B-tree
/// (HDF5 index type 5) of which a commit writes only the right edge. Records are of type 10, or of
/// type 11 where chunks are packed and each has a size of its own.
///
/// Chunks come in order, so all nodes but those at the right edge are final: they are written once
/// and shared by every later tree. No node points back to its header, which is what makes sharing
/// possible here and impossible with fixed and extensible arrays.
final class ChunkIndex {
    private static final int PLAIN_TYPE = 10;
    private static final int FILTERED_TYPE = 11;
    private static final int LEAF_CAPACITY = 63;
    private static final int NODE_OVERHEAD = 10;
    // How libhdf5 would split and merge nodes if it appended; its own defaults for chunks.
    private static final int SPLIT_PERCENT = 100;
    private static final int MERGE_PERCENT = 40;

    private final int rank;
    // Chunks along the second dimension; there is one along all others.
    private final int bands;
    // Bytes of the size of a packed chunk, 0 where chunks are not packed.
    private final int sizeBytes;
    private final int recordSize;
    private final int nodeSize;
    private final List<Level> levels = new ArrayList<>();
    private long[] chunks = new long[16];
    private int[] sizes = new int[0];
    private int count;
    private long header = HdfBytes.UNDEFINED;

    /// One level of the tree, leaves being level 0.
    private static final class Level {
        /// Most records a node and everything below it can hold.
        final long mostBelow;

        /// Records of a final node and everything below it.
        final long finalSize;

        /// Bytes of a pointer to a child.
        final int pointerSize;

        private long[] finalNodes = new long[16];
        private int finalCount;

        Level(long mostBelow, long finalSize, int pointerSize) {
            this.mostBelow = mostBelow;
            this.finalSize = finalSize;
            this.pointerSize = pointerSize;
        }

        void add(long address) {
            if (finalCount == finalNodes.length) {
                finalNodes = Arrays.copyOf(finalNodes, 2 * finalCount);
            }
            finalNodes[finalCount++] = address;
        }
    }

    private ChunkIndex(int rank, int bands, int sizeBytes) {
        this.rank = rank;
        this.bands = bands;
        this.sizeBytes = sizeBytes;
        this.recordSize = 8 + 8 * rank + (sizeBytes == 0 ? 0 : sizeBytes + 4);
        this.nodeSize = (LEAF_CAPACITY + 1) * recordSize;
        // A final leaf keeps one place free, so that a tree can end with a full leaf and never with
        // an empty one: the record after a final node is the separator above it.
        levels.add(new Level(LEAF_CAPACITY, LEAF_CAPACITY - 1, 0));
    }

    /// An index of chunks of that many dimensions.
    static ChunkIndex plain(int rank) {
        return new ChunkIndex(rank, 1, 0);
    }

    /// An index of packed chunks that have so many bytes when they are not.
    ///
    /// @param bands chunks along the second dimension
    static ChunkIndex filtered(int rank, int bands, long chunkBytes) {
        // As libhdf5 counts: one byte more than the size needs, since packing may make it larger.
        int log2 = 63 - Long.numberOfLeadingZeros(chunkBytes);
        return new ChunkIndex(rank, bands, Math.min(8, 1 + (log2 + 8) / 8));
    }

    void encodeLayout(HdfBytes out) {
        out.u1(5).u4(nodeSize).u1(SPLIT_PERCENT).u1(MERGE_PERCENT);
    }

    /// Adds the next chunk, of so many bytes in the file.
    void add(long address, int size) {
        if (count == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * count);
        }
        if (sizeBytes > 0) {
            if (count >= sizes.length) {
                sizes = Arrays.copyOf(sizes, chunks.length);
            }
            sizes[count] = size;
        }
        chunks[count++] = address;
        header = HdfBytes.UNDEFINED;
    }

    long lastChunk() {
        return chunks[count - 1];
    }

    /// Writes what is new and returns the address of the index, [HdfBytes#UNDEFINED] if empty.
    long write(Draft draft) {
        if (count == 0 || header != HdfBytes.UNDEFINED) {
            return header;
        }
        int[] finalCounts = levels.stream().mapToInt(level -> level.finalCount).toArray();
        draft.onFailure(() -> {
            header = HdfBytes.UNDEFINED;
            for (int i = 0; i < levels.size(); i++) {
                levels.get(i).finalCount = i < finalCounts.length ? finalCounts[i] : 0;
            }
        });
        int depth = 0;
        while (count > level(depth).finalSize + 1) {
            depth++;
        }
        long root = node(draft, depth, 0, count);
        header = draft.here();
        HdfBytes out = draft.bytes();
        int from = out.size();
        out.signature("BTHD").u1(0).u1(treeType()).u4(nodeSize).u2(recordSize).u2(depth);
        out.u1(SPLIT_PERCENT).u1(MERGE_PERCENT).u8(root).u2(records(depth, count)).u8(count);
        out.checksum(from);
        return header;
    }

    private int treeType() {
        return sizeBytes == 0 ? PLAIN_TYPE : FILTERED_TYPE;
    }

    /// Bytes of a pointer to a child in a node of that depth.
    static int pointerSize(int nodeSize, int recordSize, int depth) {
        long mostBelow = (nodeSize - NODE_OVERHEAD) / recordSize;
        int pointer = 9;
        for (int level = 1; level < depth; level++) {
            int capacity = (nodeSize - NODE_OVERHEAD - pointer) / (recordSize + pointer);
            mostBelow = (capacity + 1L) * mostBelow + capacity;
            pointer = 9 + bytesFor(mostBelow);
        }
        return pointer;
    }

    private Level level(int depth) {
        while (levels.size() <= depth) {
            Level below = levels.getLast();
            int pointer = 9 + (levels.size() > 1 ? bytesFor(below.mostBelow) : 0);
            int capacity = (nodeSize - NODE_OVERHEAD - pointer) / (recordSize + pointer);
            levels.add(
                    new Level(
                            (capacity + 1L) * below.mostBelow + capacity,
                            capacity * (below.finalSize + 1) + below.finalSize,
                            pointer));
        }
        return levels.get(depth);
    }

    private static int bytesFor(long number) {
        return (63 - Long.numberOfLeadingZeros(number)) / 8 + 1;
    }

    /// Records in the top node of a subtree of `size` records.
    private int records(int depth, long size) {
        return Math.toIntExact(depth == 0 ? size : (size - 1) / (level(depth - 1).finalSize + 1));
    }

    private long node(Draft draft, int depth, long first, long size) {
        Level level = level(depth);
        boolean complete = size == level.finalSize && first + size < count;
        int place = Math.toIntExact(first / (level.finalSize + 1));
        if (complete && place < level.finalCount) {
            return level.finalNodes[place];
        }
        int records = records(depth, size);
        long childSize = depth == 0 ? 0 : level(depth - 1).finalSize;
        long lastSize = size - records * (childSize + 1);
        long[] children = new long[depth == 0 ? 0 : records + 1];
        for (int i = 0; i < children.length; i++) {
            long from = first + i * (childSize + 1);
            children[i] = node(draft, depth - 1, from, i < records ? childSize : lastSize);
        }
        long address = draft.here();
        HdfBytes out = draft.bytes();
        int from = out.size();
        out.signature(depth == 0 ? "BTLF" : "BTIN").u1(0).u1(treeType());
        for (int i = 0; i < records; i++) {
            // In an internal node the records stand between the children.
            long chunk = depth == 0 ? first + i : first + (i + 1) * (childSize + 1) - 1;
            out.u8(chunks[Math.toIntExact(chunk)]);
            if (sizeBytes > 0) {
                // All filters were applied: no bit of the mask is set.
                out.number(sizes[Math.toIntExact(chunk)], sizeBytes).u4(0);
            }
            out.u8(chunk / bands);
            for (int d = 1; d < rank; d++) {
                out.u8(d == 1 ? chunk % bands : 0);
            }
        }
        for (int i = 0; i < children.length; i++) {
            long below = i < records ? childSize : lastSize;
            out.u8(children[i]).u1(records(depth - 1, below));
            out.number(below, level.pointerSize - 9);
        }
        out.checksum(from).padTo(from + nodeSize);
        if (complete) {
            level.add(address);
        }
        return address;
    }
}
