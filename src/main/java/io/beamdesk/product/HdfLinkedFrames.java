package io.beamdesk.product;

import io.beamdesk.document.Frame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Frames in files that a detector's IOC writes: a virtual dataset (HDF5 layout class 3), which says of
/// each frame where it is. Type, shape and number are known without those files; where one is missing,
/// libhdf5 reads the fill value: the largest of an unsigned pixel, the least of a signed one, not a number.
///
/// A step that was done again has left frames in the file that are none of the product: a link to the
/// whole dataset could not leave them out.
final class HdfLinkedFrames extends HdfDataset implements HdfStack {
    static final int LAYOUT_CLASS = 3;
    private static final int LEAST_COLLECTION = 4096;
    private static final int HYPERSLABS = 2;
    private static final int RANK = 3;
    // Of one hyperslab: its rank, their number, and two corners.
    private static final int SELECTION_BYTES = 4 + 4 + 2 * RANK * 4;

    private final Path folder;
    private final HdfType type;
    private final int rows;
    private final int columns;
    private final List<LinkedBlock> blocks = new ArrayList<>();
    private long heapAddress = HdfBytes.UNDEFINED;

    /// @param folder of the product
    HdfLinkedFrames(StringHeap heap, Path folder, HdfType type, int rows, int columns) {
        super(heap);
        this.folder = folder.toAbsolutePath().normalize();
        this.type = type;
        this.rows = rows;
        this.columns = columns;
    }

    @Override
    public long frames() {
        return blocks.isEmpty() ? 0 : blocks.getLast().end();
    }

    @Override
    public HdfDataset dataset() {
        return this;
    }

    /// Frames, rows, columns.
    int[] shape() {
        return new int[] {Math.toIntExact(frames()), rows, columns};
    }

    /// Where they are.
    List<LinkedBlock> blocks() {
        return List.copyOf(blocks);
    }

    /// Adds the next frame.
    void add(Frame.Elsewhere place) {
        String file = name(place.file());
        if (!blocks.isEmpty() && blocks.getLast().leadsTo(file, place.dataset(), place.index())) {
            blocks.add(blocks.removeLast().longer());
        } else {
            blocks.add(new LinkedBlock(file, place.dataset(), place.index(), frames(), 1));
        }
        changed();
    }

    /// Relative, so that the folder of both can be moved; slashes on every system, as libhdf5 takes them.
    private String name(Path file) {
        Path there = file.toAbsolutePath().normalize();
        Path named = there.getRoot().equals(folder.getRoot()) ? folder.relativize(there) : there;
        return named.toString().replace('\\', '/');
    }

    /// Goes on behind what a product has already.
    void resume(HdfScan.Dataset dataset) {
        blocks.addAll(dataset.linked());
        changed();
    }

    @Override
    HdfType type() {
        return type;
    }

    @Override
    void encodeDataspace(HdfBytes out) {
        out.dataspace(new long[] {frames(), rows, columns}, false);
    }

    @Override
    void encodeFilters(HdfBytes out) {}

    /// Defined, and written when it is set.
    @Override
    void encodeFill(HdfBytes out) {
        out.u1(3).u1(0x2B).u4(type.size());
        switch (type) {
            case U1, U2, U4 -> out.number(-1, type.size());
            case I1, I2, I4, I8 ->
                    out.number(Long.MIN_VALUE >>> (64 - 8 * type.size()), type.size());
            case F4 -> out.u4(Float.floatToIntBits(Float.NaN));
            case F8 -> out.f8(Double.NaN);
            case TEXT -> throw new IllegalStateException("no frame is of text");
        }
    }

    @Override
    void writeParts(Draft draft) {
        if (blocks.isEmpty()) {
            heapAddress = HdfBytes.UNDEFINED;
            return;
        }
        HdfBytes map = map();
        heapAddress = draft.here();
        HdfBytes out = draft.bytes();
        int from = out.size();
        int used = 16 + 16 + ((map.size() + 7) & ~7);
        int size = Math.max(used, LEAST_COLLECTION);
        out.signature("GCOL").u1(1).u1(0).u2(0).u8(size);
        out.u2(1).u2(1).u4(0).u8(map.size());
        byte[] bytes = new byte[map.size()];
        map.written().get(bytes);
        out.bytes(bytes).padTo(from + used);
        if (size - used >= 16) {
            // Object 0 is the free space, its own head included.
            out.u2(0).u2(0).u4(0).u8(size - used);
        }
        out.padTo(from + size);
    }

    /// The mapping as a block of a global heap, which has its checksum.
    private HdfBytes map() {
        HdfBytes map = new HdfBytes().u1(0).u8(blocks.size());
        for (LinkedBlock block : blocks) {
            map.bytes(block.file().getBytes(StandardCharsets.UTF_8)).u1(0);
            map.bytes(block.dataset().getBytes(StandardCharsets.UTF_8)).u1(0);
            select(map, block.from(), block.count());
            select(map, block.row(), block.count());
        }
        return map.checksum(0);
    }

    /// Whole frames as a selection of one hyperslab, of version 1: corners of four bytes.
    private void select(HdfBytes map, long from, long count) {
        map.u4(HYPERSLABS).u4(1).u4(0).u4(SELECTION_BYTES).u4(RANK).u4(1);
        map.u4(from).u4(0).u4(0);
        map.u4(from + count - 1).u4(rows - 1L).u4(columns - 1L);
    }

    @Override
    void encodeLayout(HdfBytes out) {
        out.u1(4).u1(LAYOUT_CLASS).u8(heapAddress).u4(blocks.isEmpty() ? 0 : 1);
    }
}
