package io.beamdesk.product;

/// A small dataset kept in its own object header.
final class HdfValue extends HdfDataset {
    private final HdfLiteral value;

    HdfValue(StringHeap heap, Object value) {
        super(heap);
        this.value = HdfLiteral.of(value, heap);
        attribute(CHECKSUM, this.value.crc().value());
    }

    @Override
    HdfType type() {
        return value.type();
    }

    @Override
    void writeParts(Draft draft) {}

    @Override
    void encodeDataspace(HdfBytes out) {
        out.dataspace(value.dimensions(), false);
    }

    @Override
    void encodeFilters(HdfBytes out) {}

    @Override
    void encodeLayout(HdfBytes out) {
        out.u1(3).u1(0).u2(value.elements().size() * value.type().size());
        value.encodeElements(out);
    }
}
