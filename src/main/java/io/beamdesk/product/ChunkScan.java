package io.beamdesk.product;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads the index that [ChunkIndex] writes, holding every node against its checksum.
final class ChunkScan {
    private static final int MOST_DEPTH = 8;

    private final HdfScan scan;
    private final int rank;
    private final int bands;
    private final Chunks chunks = new Chunks();
    private int nodeSize;
    private int recordSize;

    /// The chunks of a dataset in their order.
    static final class Chunks {
        private long[] addresses = new long[4];
        private int[] sizes = new int[4];
        private int count;

        static Chunks none() {
            return new Chunks();
        }

        int count() {
            return count;
        }

        long address(int chunk) {
            return addresses[chunk];
        }

        /// Bytes in the file; 0 where chunks are not packed.
        int size(int chunk) {
            return sizes[chunk];
        }

        private void add(long address, int size) {
            if (count == addresses.length) {
                addresses = Arrays.copyOf(addresses, 2 * count);
                sizes = Arrays.copyOf(sizes, 2 * count);
            }
            addresses[count] = address;
            sizes[count++] = size;
        }
    }

    /// @param bands chunks along the second dimension
    ChunkScan(HdfScan scan, int rank, int bands) {
        this.scan = scan;
        this.rank = rank;
        this.bands = bands;
    }

    Chunks read(long address) throws IOException {
        if (address == HdfBytes.UNDEFINED) {
            return chunks;
        }
        ByteBuffer header = scan.checked(address, 34, "BTHD", "the index of its chunks");
        header.position(6);
        nodeSize = header.getInt();
        recordSize = Short.toUnsignedInt(header.getShort());
        int depth = header.getShort();
        header.position(16);
        long root = header.getLong();
        int records = Short.toUnsignedInt(header.getShort());
        long total = header.getLong();
        if (depth < 0 || depth > MOST_DEPTH || recordSize < 8 + 8 * rank || total < 0) {
            throw new HdfScan.Damage(
                    "the index of its chunks is of a kind that Beamdesk does not write");
        }
        node(root, depth, records);
        if (chunks.count != total) {
            throw new HdfScan.Damage(
                    "its index has %d chunks of %d".formatted(chunks.count, total));
        }
        return chunks;
    }

    private void node(long address, int depth, int records) throws IOException {
        int pointerSize = depth == 0 ? 0 : ChunkIndex.pointerSize(nodeSize, recordSize, depth);
        int size = 6 + records * recordSize + (depth == 0 ? 0 : (records + 1) * pointerSize);
        String signature = depth == 0 ? "BTLF" : "BTIN";
        ByteBuffer node = scan.checked(address, size, signature, "the index of its chunks");
        int children = 6 + records * recordSize;
        for (int i = 0; i <= records; i++) {
            if (depth > 0) {
                int pointer = children + i * pointerSize;
                int below = Byte.toUnsignedInt(node.get(pointer + 8));
                node(node.getLong(pointer), depth - 1, below);
            }
            if (i < records) {
                record(node, 6 + i * recordSize);
            }
        }
    }

    private void record(ByteBuffer node, int at) {
        int sizeBytes = recordSize - 8 - 8 * rank;
        long size = 0;
        for (int i = 0; i < sizeBytes - 4; i++) {
            size |= Byte.toUnsignedLong(node.get(at + 8 + i)) << (8 * i);
        }
        long place = node.getLong(at + 8 + sizeBytes) * bands;
        place += bands == 1 ? 0 : node.getLong(at + 16 + sizeBytes);
        if (place != chunks.count || size > Integer.MAX_VALUE) {
            throw new HdfScan.Damage(
                    "its chunk %d is at the place of %d".formatted(place, chunks.count));
        }
        chunks.add(node.getLong(at), (int) size);
    }
}
