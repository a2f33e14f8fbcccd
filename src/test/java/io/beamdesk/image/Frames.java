package io.beamdesk.image;

import java.util.Arrays;

/// Frames of every depth that say the same numbers.
final class Frames {
    private Frames() {}

    static Pixels of(Depth depth, Layout layout, int columns, int rows, int[] numbers) {
        Object array =
                switch (depth) {
                    case INT8, UINT8 -> {
                        byte[] to = new byte[numbers.length];
                        for (int i = 0; i < to.length; i++) {
                            to[i] = (byte) numbers[i];
                        }
                        yield to;
                    }
                    case INT16, UINT16 -> {
                        short[] to = new short[numbers.length];
                        for (int i = 0; i < to.length; i++) {
                            to[i] = (short) numbers[i];
                        }
                        yield to;
                    }
                    case INT32, UINT32 -> numbers.clone();
                    case FLOAT32 -> {
                        float[] to = new float[numbers.length];
                        for (int i = 0; i < to.length; i++) {
                            to[i] = numbers[i];
                        }
                        yield to;
                    }
                    case FLOAT64 -> Arrays.stream(numbers).asDoubleStream().toArray();
                };
        return new Pixels(columns, rows, depth, layout, array);
    }

    static Pixels grey(Depth depth, int columns, int... numbers) {
        return of(depth, Layout.MONO, columns, numbers.length / columns, numbers);
    }
}
