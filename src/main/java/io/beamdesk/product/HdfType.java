package io.beamdesk.product;

import java.util.Arrays;
import java.util.Optional;

/// Types of the elements of a dataset.
enum HdfType {
    /// Unsigned byte.
    U1("|u1", 1),
    /// Signed byte.
    I1("|i1", 1),
    /// Unsigned 16-bit integer.
    U2("<u2", 2),
    /// Signed 16-bit integer.
    I2("<i2", 2),
    /// Unsigned 32-bit integer.
    U4("<u4", 4),
    /// Signed 32-bit integer.
    I4("<i4", 4),
    /// Signed 64-bit integer.
    I8("<i8", 8),
    /// 32-bit floating point.
    F4("<f4", 4),
    /// 64-bit floating point.
    F8("<f8", 8),
    /// UTF-8 text of any length; the element is a reference into a global heap.
    TEXT("O", 16);

    private final String numpy;
    private final int size;

    HdfType(String numpy, int size) {
        this.numpy = numpy;
        this.size = size;
    }

    /// The type in NumPy's notation.
    static Optional<HdfType> of(String numpy) {
        return Arrays.stream(values()).filter(type -> type.numpy.equals(numpy)).findFirst();
    }

    /// This type in NumPy's notation.
    String numpy() {
        return numpy;
    }

    /// Bytes of an element.
    int size() {
        return size;
    }

    /// The datatype as HDF5 writes it.
    void encode(HdfBytes out) {
        switch (this) {
            case U1, U2, U4 -> integer(out, size, false);
            case I1, I2, I4, I8 -> integer(out, size, true);
            case F4 -> floating(out, 4, 23, 8, 127);
            case F8 -> floating(out, 8, 52, 11, 1023);
            case TEXT -> {
                // Class 9 (variable length), a string, null-terminated in memory, UTF-8; of bytes.
                out.u1(0x19).u1(0x01).u1(0x01).u1(0).u4(size);
                integer(out, 1, false);
            }
        }
    }

    private static void integer(HdfBytes out, int size, boolean signed) {
        out.u1(0x10).u1(signed ? 0x08 : 0).u1(0).u1(0).u4(size).u2(0).u2(8 * size);
    }

    private static void floating(HdfBytes out, int size, int mantissa, int exponent, int bias) {
        // The sign is the highest bit, the mantissa's leading one is implied (0x20).
        out.u1(0x11).u1(0x20).u1(8 * size - 1).u1(0).u4(size).u2(0).u2(8 * size);
        out.u1(mantissa).u1(exponent).u1(0).u1(mantissa).u4(bias);
    }
}
