package io.beamdesk.product;

import java.util.Arrays;
import java.util.List;

/// A small value written as a whole: an attribute, or a dataset that does not grow.
///
/// @param type type of an element
/// @param dimensions none for a scalar, else one
/// @param elements the elements: [StringHeap.Text], [Long] or [Double]
record HdfLiteral(HdfType type, long[] dimensions, List<?> elements) {
    /// The literal for a text, an integer, a floating-point number, or a list of texts.
    static HdfLiteral of(Object value, StringHeap heap) {
        return switch (value) {
            case String text -> scalar(HdfType.TEXT, heap.intern(text));
            case Integer number -> scalar(HdfType.I8, number.longValue());
            case Long number -> scalar(HdfType.I8, number);
            case Boolean flag -> scalar(HdfType.U1, flag ? 1L : 0L);
            case Number number -> scalar(HdfType.F8, number.doubleValue());
            case List<?> list -> {
                List<?> texts = list.stream().map(item -> heap.intern(item.toString())).toList();
                yield new HdfLiteral(HdfType.TEXT, new long[] {texts.size()}, texts);
            }
            case double[] numbers ->
                    new HdfLiteral(
                            HdfType.F8,
                            new long[] {numbers.length},
                            Arrays.stream(numbers).boxed().toList());
            default ->
                    throw new IllegalArgumentException("No HDF5 literal for " + value.getClass());
        };
    }

    private static HdfLiteral scalar(HdfType type, Object element) {
        return new HdfLiteral(type, new long[0], List.of(element));
    }

    /// CRC-32 of the elements, as [HdfStream#crc()] has it.
    Crc crc() {
        Crc crc = new Crc();
        HdfBytes numbers = new HdfBytes();
        for (Object element : elements) {
            switch (element) {
                case StringHeap.Text text -> text.cover(crc);
                case Long number -> numbers.number(number, type.size());
                case Double number -> numbers.f8(number);
                default -> throw new IllegalStateException("Not an element: " + element);
            }
        }
        crc.add(numbers.written().array(), 0, numbers.size());
        return crc;
    }

    void encodeElements(HdfBytes out) {
        for (Object element : elements) {
            switch (element) {
                case StringHeap.Text text -> text.encode(out);
                case Long number -> out.number(number, type.size());
                case Double number -> out.f8(number);
                default -> throw new IllegalStateException("Not an element: " + element);
            }
        }
    }
}
