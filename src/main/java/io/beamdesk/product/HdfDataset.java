package io.beamdesk.product;

/// A dataset: an array of elements of one type.
abstract sealed class HdfDataset extends HdfNode permits HdfValue, HdfStream, HdfLinkedFrames {
    private static final int DATASPACE_MESSAGE = 0x01;
    private static final int DATATYPE_MESSAGE = 0x03;
    private static final int FILL_VALUE_MESSAGE = 0x05;
    private static final int LAYOUT_MESSAGE = 0x08;

    HdfDataset(StringHeap heap) {
        super(heap);
    }

    abstract HdfType type();

    abstract void encodeDataspace(HdfBytes out);

    abstract void encodeLayout(HdfBytes out);

    /// The message that names the filters, if there are any.
    abstract void encodeFilters(HdfBytes out);

    /// Version 3: allocated as needed, filled if a fill value is set, and none is.
    void encodeFill(HdfBytes out) {
        out.u1(3).u1(0x0B);
    }

    @Override
    final void encodeMessages(HdfBytes out) {
        out.message(DATASPACE_MESSAGE, () -> encodeDataspace(out));
        out.message(DATATYPE_MESSAGE, () -> type().encode(out));
        out.message(FILL_VALUE_MESSAGE, () -> encodeFill(out));
        encodeFilters(out);
        out.message(LAYOUT_MESSAGE, () -> encodeLayout(out));
    }
}
