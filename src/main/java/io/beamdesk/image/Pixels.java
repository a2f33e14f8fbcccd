package io.beamdesk.image;

import java.lang.reflect.Array;
import java.util.function.IntToDoubleFunction;

/// A frame as a plain array, row by row from the top left; not copied, never written to.
///
/// @param columns number of columns
/// @param rows number of rows
/// @param depth type of the array's elements
/// @param layout how the colours lie
/// @param array `byte[]`, `short[]`, `int[]`, `float[]` or `double[]`; may be longer than the frame
public record Pixels(int columns, int rows, Depth depth, Layout layout, Object array) {
    /// Refuses an array that does not hold such a frame.
    public Pixels {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "a frame of " + columns + " × " + rows + " pixels has none");
        }
        if (!depth.fits(array)) {
            throw new IllegalArgumentException(
                    "pixels of type "
                            + depth
                            + " do not come as "
                            + array.getClass().getSimpleName());
        }
        long needed = (long) columns * rows * layout.components();
        if (Array.getLength(array) < needed) {
            throw new IllegalArgumentException(
                    "the frame has "
                            + Array.getLength(array)
                            + " numbers where "
                            + columns
                            + " × "
                            + rows
                            + (layout.components() > 1 ? " × " + layout.components() : "")
                            + " belong");
        }
    }

    /// Grey pixels.
    ///
    /// @param numpy NumPy's name of the type: `|u1`, `<u2`, `<f4` ...
    /// @throws IllegalArgumentException if there is no such type, or the array does not fit
    public static Pixels grey(String numpy, int columns, int rows, Object array) {
        Depth depth =
                Depth.ofNumpy(numpy)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "a pixel cannot be of the type " + numpy));
        return new Pixels(columns, rows, depth, Layout.MONO, array);
    }

    /// Number of pixels.
    public int count() {
        return columns * rows;
    }

    /// Number of numbers: three a pixel if it has colours.
    public int numbers() {
        return columns * rows * layout.components();
    }

    /// The numbers by their place in the array.
    public IntToDoubleFunction reader() {
        return switch (depth) {
            case INT8 -> {
                byte[] p = (byte[]) array;
                yield i -> p[i];
            }
            case UINT8 -> {
                byte[] p = (byte[]) array;
                yield i -> p[i] & 0xFF;
            }
            case INT16 -> {
                short[] p = (short[]) array;
                yield i -> p[i];
            }
            case UINT16 -> {
                short[] p = (short[]) array;
                yield i -> p[i] & 0xFFFF;
            }
            case INT32 -> {
                int[] p = (int[]) array;
                yield i -> p[i];
            }
            case UINT32 -> {
                int[] p = (int[]) array;
                yield i -> Integer.toUnsignedLong(p[i]);
            }
            case FLOAT32 -> {
                float[] p = (float[]) array;
                yield i -> p[i];
            }
            case FLOAT64 -> {
                double[] p = (double[]) array;
                yield i -> p[i];
            }
        };
    }

    /// The number, or one of the numbers, of a pixel.
    ///
    /// @param component 0 for red or grey, 1 for green, 2 for blue
    public double at(int column, int row, int component) {
        return reader().applyAsDouble(index(column, row, component));
    }

    int index(int column, int row, int component) {
        return switch (layout) {
            case MONO, BAYER_RGGB, BAYER_GBRG, BAYER_GRBG, BAYER_BGGR -> row * columns + column;
            case RGB1 -> 3 * (row * columns + column) + component;
            case RGB2 -> (3 * row + component) * columns + column;
            case RGB3 -> (component * rows + row) * columns + column;
        };
    }
}
