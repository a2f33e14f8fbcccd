package io.beamdesk.product;

import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.indexing.ChunkImpl;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Finds single chunks of a dataset through its index, reading no more of the index than leads there,
/// so that a look at one image costs the same however many there are.
abstract sealed class ChunkSearch permits ChunkTreeSearch, ChunkArraySearch {
    private static final long UNDEFINED = -1;
    private static final int MOST_BLOCKS = 64;

    private final HdfBackingStorage storage;
    private final Map<Long, ByteBuffer> blocks =
            new LinkedHashMap<>(MOST_BLOCKS, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, ByteBuffer> eldest) {
                    return size() > MOST_BLOCKS;
                }
            };
    private final int chunkBytes;

    /// @param chunkBytes bytes of a chunk that no filter has packed
    ChunkSearch(HdfBackingStorage storage, int chunkBytes) {
        this.storage = storage;
        this.chunkBytes = chunkBytes;
    }

    /// The chunk at a place, counted in chunks along each dimension; empty if none was written there.
    abstract Optional<Chunk> find(long[] scaled, long[] offset);

    /// A block of the index, from its signature on.
    final ByteBuffer block(long address, int size, String signature) {
        ByteBuffer block =
                blocks.computeIfAbsent(
                        address,
                        _ ->
                                storage.readBufferFromAddress(address, size)
                                        .order(ByteOrder.LITTLE_ENDIAN));
        for (int i = 0; i < signature.length(); i++) {
            if (block.get(i) != signature.charAt(i)) {
                throw new ProductException(
                        "The index of the chunks is damaged at byte %d.".formatted(address));
            }
        }
        return block;
    }

    /// The chunk that an entry names: its address, and if filtered its size in so many bytes and the
    /// mask of its filters.
    final Optional<Chunk> chunk(ByteBuffer entry, int at, int sizeBytes, long[] offset) {
        long address = entry.getLong(at);
        if (address == UNDEFINED) {
            return Optional.empty();
        }
        if (sizeBytes == 0) {
            return Optional.of(new ChunkImpl(address, chunkBytes, offset));
        }
        int size = Math.toIntExact(number(entry, at + 8, sizeBytes));
        BitSet mask = BitSet.valueOf(new long[] {entry.getInt(at + 8 + sizeBytes)});
        return Optional.of(new ChunkImpl(address, size, offset, mask));
    }

    /// A number of so many bytes.
    static long number(ByteBuffer bytes, int at, int size) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            number |= Byte.toUnsignedLong(bytes.get(at + i)) << (8 * i);
        }
        return number;
    }
}
