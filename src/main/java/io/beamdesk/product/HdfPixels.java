package io.beamdesk.product;

import io.beamdesk.document.Frame;
import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Pixels of a dataset as [Frame] carries them.
final class HdfPixels {
    private HdfPixels() {}

    /// Type of a dataset's pixels.
    static HdfType typeOf(Dataset dataset) {
        DataType type = dataset.getDataType();
        String kind =
                switch (type) {
                    case FixedPoint fixed -> fixed.isSigned() ? "i" : "u";
                    case FloatingPoint _ -> "f";
                    default -> "?";
                };
        String numpy = (type.getSize() == 1 ? "|" : "<") + kind + type.getSize();
        return HdfType.of(numpy)
                .orElseThrow(() ->
                        new ProductException(
                                "%s holds pixels of type %s, which are not supported."
                                        .formatted(dataset.getPath(), numpy)));
    }

    /// Copies pixels of a frame, from one on, to bytes in their order.
    static void copy(Frame frame, int from, int count, ByteBuffer to) {
        switch (frame.pixels()) {
            case byte[] pixels -> to.put(pixels, from, count);
            case short[] pixels -> to.asShortBuffer().put(pixels, from, count);
            case int[] pixels -> to.asIntBuffer().put(pixels, from, count);
            case float[] pixels -> to.asFloatBuffer().put(pixels, from, count);
            case double[] pixels -> to.asDoubleBuffer().put(pixels, from, count);
            default -> throw new IllegalArgumentException("Not pixels: " + frame.pixels());
        }
    }

    /// The bytes of an array of pixels.
    static byte[] bytes(Object pixels) {
        return switch (pixels) {
            case byte[] values -> values;
            case short[] values -> {
                byte[] bytes = room(2, values.length);
                wrap(bytes).asShortBuffer().put(values);
                yield bytes;
            }
            case int[] values -> {
                byte[] bytes = room(4, values.length);
                wrap(bytes).asIntBuffer().put(values);
                yield bytes;
            }
            case float[] values -> {
                byte[] bytes = room(4, values.length);
                wrap(bytes).asFloatBuffer().put(values);
                yield bytes;
            }
            case double[] values -> {
                byte[] bytes = room(8, values.length);
                wrap(bytes).asDoubleBuffer().put(values);
                yield bytes;
            }
            default -> throw new IllegalArgumentException("Not pixels: " + pixels);
        };
    }

    private static byte[] room(int size, int count) {
        return new byte[Math.multiplyExact(size, count)];
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The array of the Java type that holds such pixels.
    static Object array(ByteBuffer bytes, HdfType type) {
        return switch (type) {
            case U1, I1 -> {
                byte[] pixels = new byte[bytes.remaining()];
                bytes.get(pixels);
                yield pixels;
            }
            case U2, I2 -> {
                short[] pixels = new short[bytes.remaining() / 2];
                bytes.asShortBuffer().get(pixels);
                yield pixels;
            }
            case U4, I4 -> {
                int[] pixels = new int[bytes.remaining() / 4];
                bytes.asIntBuffer().get(pixels);
                yield pixels;
            }
            case F4 -> {
                float[] pixels = new float[bytes.remaining() / 4];
                bytes.asFloatBuffer().get(pixels);
                yield pixels;
            }
            case F8 -> {
                double[] pixels = new double[bytes.remaining() / 8];
                bytes.asDoubleBuffer().get(pixels);
                yield pixels;
            }
            case I8, TEXT -> throw new IllegalArgumentException("No pixels are of type " + type);
        };
    }
}
