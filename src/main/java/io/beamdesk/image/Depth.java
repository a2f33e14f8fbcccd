package io.beamdesk.image;

import java.util.Arrays;
import java.util.Optional;

/// What a pixel's component is: the numeric types of areaDetector's NDArray of at most 64 bits.
public enum Depth {
    /// 8 bits with a sign, in a `byte[]`.
    INT8("|i1", byte[].class),
    /// 8 bits without a sign, in a `byte[]`.
    UINT8("|u1", byte[].class),
    /// 16 bits with a sign, in a `short[]`.
    INT16("<i2", short[].class),
    /// 16 bits without a sign, in a `short[]`.
    UINT16("<u2", short[].class),
    /// 32 bits with a sign, in an `int[]`.
    INT32("<i4", int[].class),
    /// 32 bits without a sign, in an `int[]`.
    UINT32("<u4", int[].class),
    /// 32-bit floating point, in a `float[]`.
    FLOAT32("<f4", float[].class),
    /// 64-bit floating point, in a `double[]`.
    FLOAT64("<f8", double[].class);

    private final String numpy;
    private final Class<?> array;

    Depth(String numpy, Class<?> array) {
        this.numpy = numpy;
        this.array = array;
    }

    /// NumPy's name of the type: `|u1`, `<u2`, `<f4` ...
    public String numpy() {
        return numpy;
    }

    /// The type of that name; empty if a pixel cannot be of it.
    public static Optional<Depth> ofNumpy(String name) {
        return Arrays.stream(values()).filter(d -> d.numpy.equals(name)).findFirst();
    }

    boolean fits(Object pixels) {
        return array.isInstance(pixels);
    }

    /// The number that full light gives: the largest one of an integer type, infinity of the others.
    public double full() {
        return switch (this) {
            case INT8 -> Byte.MAX_VALUE;
            case UINT8 -> 0xFF;
            case INT16 -> Short.MAX_VALUE;
            case UINT16 -> 0xFFFF;
            case INT32 -> Integer.MAX_VALUE;
            case UINT32 -> 0xFFFF_FFFFL;
            case FLOAT32, FLOAT64 -> Double.POSITIVE_INFINITY;
        };
    }
}
