package io.beamdesk.product;

import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Finds chunks in an extensible array, the index that libhdf5 gives a dataset that grows along one
/// dimension. Block and page sizes double as the HDF5 file format has it
/// (<https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html>).
final class ChunkArraySearch extends ChunkSearch {
    private static final int HEADER = 72;
    private static final int CHECKSUM = 4;
    // Signature, version, client, address of the header.
    private static final int PREFIX = 14;

    private final long[] down;
    private final int elementSize;
    private final int sizeBytes;
    private final int offsetBytes;
    private final int indexElements;
    private final int leastElements;
    private final int directSuperBlocks;
    private final int directBlocks;
    private final int superBlocks;
    private final long pageElements;
    private final long indexBlock;

    /// @param chunks number of chunks along each dimension but the first, which grows
    ChunkArraySearch(HdfBackingStorage storage, long address, long[] chunks, int chunkBytes) {
        super(storage, chunkBytes);
        down = new long[chunks.length];
        long below = 1;
        for (int d = chunks.length - 1; d >= 0; d--) {
            down[d] = below;
            below *= chunks[d];
        }
        ByteBuffer header = block(address, HEADER, "EAHD");
        boolean filtered = header.get(5) == 1;
        elementSize = header.get(6);
        sizeBytes = filtered ? elementSize - 12 : 0;
        int bits = header.get(7);
        offsetBytes = (bits + 7) / 8;
        indexElements = Byte.toUnsignedInt(header.get(8));
        leastElements = Byte.toUnsignedInt(header.get(9));
        int leastPointers = Byte.toUnsignedInt(header.get(10));
        pageElements = 1L << header.get(11);
        directSuperBlocks = 2 * log2(leastPointers);
        directBlocks = 2 * (leastPointers - 1);
        superBlocks = 1 + bits - log2(leastElements) - directSuperBlocks;
        indexBlock = header.getLong(60);
    }

    @Override
    Optional<Chunk> find(long[] scaled, long[] offset) {
        long index = 0;
        for (int d = 0; d < scaled.length; d++) {
            index += scaled[d] * down[d];
        }
        int pointers = PREFIX + indexElements * elementSize;
        int size = pointers + 8 * (directBlocks + superBlocks) + CHECKSUM;
        if (indexBlock == HdfBytes.UNDEFINED) {
            return Optional.empty();
        }
        ByteBuffer top = block(indexBlock, size, "EAIB");
        if (index < indexElements) {
            return chunk(top, PREFIX + (int) index * elementSize, sizeBytes, offset);
        }
        long rest = index - indexElements;
        // Super block u has 2^(u/2) blocks of 2^((u+1)/2) times the least number of elements.
        int superBlock = log2(rest / leastElements + 1);
        rest -= ((1L << superBlock) - 1) * leastElements;
        long elements = (1L << ((superBlock + 1) / 2)) * leastElements;
        int place = Math.toIntExact(rest / elements);
        long block;
        if (superBlock < directSuperBlocks) {
            block = top.getLong(pointers + 8 * (blocksBefore(superBlock) + place));
        } else {
            long second =
                    top.getLong(pointers + 8 * (directBlocks + superBlock - directSuperBlocks));
            if (second == HdfBytes.UNDEFINED) {
                return Optional.empty();
            }
            int blocks = 1 << (superBlock / 2);
            int flags = elements > pageElements ? blocks * flagBytes(elements) : 0;
            int first = PREFIX + offsetBytes + flags;
            block = block(second, first + 8 * blocks + CHECKSUM, "EASB").getLong(first + 8 * place);
        }
        return block == HdfBytes.UNDEFINED
                ? Optional.empty()
                : element(block, elements, rest % elements, offset);
    }

    private Optional<Chunk> element(long block, long elements, long element, long[] offset) {
        int head = PREFIX + offsetBytes;
        if (elements <= pageElements) {
            int all = Math.toIntExact(elements) * elementSize;
            ByteBuffer bytes = block(block, head + all + CHECKSUM, "EADB");
            return chunk(bytes, head + (int) element * elementSize, sizeBytes, offset);
        }
        int pageBytes = Math.toIntExact(pageElements) * elementSize + CHECKSUM;
        long page = block + head + CHECKSUM + element / pageElements * pageBytes;
        ByteBuffer bytes = block(page, pageBytes, "");
        int at = (int) (element % pageElements) * elementSize;
        // No page has been begun where all is zero: nothing lies at the superblock's place.
        return bytes.getLong(at) == 0 ? Optional.empty() : chunk(bytes, at, sizeBytes, offset);
    }

    private int flagBytes(long elements) {
        return Math.toIntExact((elements / pageElements + 7) / 8);
    }

    /// Blocks of the super blocks before one.
    private static int blocksBefore(int superBlock) {
        int blocks = 0;
        for (int u = 0; u < superBlock; u++) {
            blocks += 1 << (u / 2);
        }
        return blocks;
    }

    private static int log2(long number) {
        return 63 - Long.numberOfLeadingZeros(number);
    }
}
