package io.beamdesk.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/// What a pixel's component is: the numeric types of areaDetector's NDArray of at most 64 bits.
public enum Depth {
    /// 8 bits with a sign, in a `byte[]`.
    INT8("|i1", 1, byte[].class),
    /// 8 bits without a sign, in a `byte[]`.
    UINT8("|u1", 1, byte[].class),
    /// 16 bits with a sign, in a `short[]`.
    INT16("<i2", 2, short[].class),
    /// 16 bits without a sign, in a `short[]`.
    UINT16("<u2", 2, short[].class),
    /// 32 bits with a sign, in an `int[]`.
    INT32("<i4", 4, int[].class),
    /// 32 bits without a sign, in an `int[]`.
    UINT32("<u4", 4, int[].class),
    /// 32-bit floating point, in a `float[]`.
    FLOAT32("<f4", 4, float[].class),
    /// 64-bit floating point, in a `double[]`.
    FLOAT64("<f8", 8, double[].class);

    private final String numpy;
    private final int bytes;
    private final Class<?> array;

    Depth(String numpy, int bytes, Class<?> array) {
        this.numpy = numpy;
        this.bytes = bytes;
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

    /// How many bytes a number has.
    public int bytes() {
        return bytes;
    }

    /// The numbers that these bytes are, in an array of the type's own; bytes themselves are not copied.
    ///
    /// @param little the lowest byte of a number first
    public Object numbers(byte[] little) {
        ByteBuffer in = ByteBuffer.wrap(little).order(ByteOrder.LITTLE_ENDIAN);
        return switch (this) {
            case INT8, UINT8 -> little;
            case INT16, UINT16 -> {
                short[] to = new short[little.length / bytes];
                in.asShortBuffer().get(to);
                yield to;
            }
            case INT32, UINT32 -> {
                int[] to = new int[little.length / bytes];
                in.asIntBuffer().get(to);
                yield to;
            }
            case FLOAT32 -> {
                float[] to = new float[little.length / bytes];
                in.asFloatBuffer().get(to);
                yield to;
            }
            case FLOAT64 -> {
                double[] to = new double[little.length / bytes];
                in.asDoubleBuffer().get(to);
                yield to;
            }
        };
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
