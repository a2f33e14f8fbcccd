package io.beamdesk.sim.cas;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The elements of a process variable, in the form in which its record keeps them.
///
/// Arrays are not copied: nobody writes to them after they are handed over. Conversions follow C
/// casts as an IOC does them, so that the bits of unsigned pixels survive a request for DBR_SHORT.
public sealed interface Elements {

    /// Number of elements.
    int count();

    /// Element as a floating-point number.
    ///
    /// @throws NumberFormatException if it is a text that is no number
    double number(int index);

    /// Element as an integer, cut towards zero; a wider integer keeps its low bits.
    ///
    /// @throws NumberFormatException if it is a text that is no number
    int integer(int index);

    /// Element as text, with the precision of the properties.
    default String text(int index, Properties properties) {
        return Integer.toString(integer(index));
    }

    /// One floating-point number.
    static Elements of(double value) {
        return new Doubles(new double[] {value});
    }

    /// One integer.
    static Elements of(int value) {
        return new Ints(new int[] {value});
    }

    /// One choice.
    static Elements choice(int index) {
        return new Shorts(new short[] {(short) index});
    }

    /// One text.
    static Elements of(String text) {
        return new Texts(List.of(text));
    }

    /// A long text as characters with a terminating zero.
    static Elements characters(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Bytes(java.util.Arrays.copyOf(bytes, bytes.length + 1));
    }

    /// The characters up to the first zero, for a long text; the first element of a text.
    default String characters() {
        return switch (this) {
            case Texts texts -> texts.text(0, Properties.NONE);
            case Bytes(byte[] v) -> {
                int end = 0;
                while (end < v.length && v[end] != 0) {
                    end++;
                }
                yield new String(v, 0, end, StandardCharsets.UTF_8);
            }
            case Doubles _, Floats _, Ints _, Shorts _, UnsignedShorts _ ->
                    text(0, Properties.NONE);
        };
    }

    /// 64-bit floating-point numbers.
    ///
    /// @param values the elements
    record Doubles(double[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public double number(int index) {
            return values[index];
        }

        @Override
        public int integer(int index) {
            return (int) values[index];
        }

        @Override
        public String text(int index, Properties properties) {
            return decimal(values[index], properties.precision());
        }
    }

    /// 32-bit floating-point numbers.
    ///
    /// @param values the elements
    record Floats(float[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public double number(int index) {
            return values[index];
        }

        @Override
        public int integer(int index) {
            return (int) values[index];
        }

        @Override
        public String text(int index, Properties properties) {
            return decimal(values[index], properties.precision());
        }
    }

    /// 32-bit integers.
    ///
    /// @param values the elements
    record Ints(int[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public double number(int index) {
            return values[index];
        }

        @Override
        public int integer(int index) {
            return values[index];
        }
    }

    /// 16-bit integers, or choices of an enumeration.
    ///
    /// @param values the elements
    record Shorts(short[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public double number(int index) {
            return values[index];
        }

        @Override
        public int integer(int index) {
            return values[index];
        }

        @Override
        public String text(int index, Properties properties) {
            List<String> labels = properties.labels();
            int choice = values[index];
            return choice >= 0 && choice < labels.size()
                    ? labels.get(choice)
                    : Integer.toString(choice);
        }
    }

    /// Unsigned 16-bit integers such as pixels. Channel Access has no type of this kind: they are
    /// served as 32-bit, and as their bits to a client that asks for 16.
    ///
    /// @param values the elements
    record UnsignedShorts(short[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public double number(int index) {
            return values[index] & 0xFFFF;
        }

        @Override
        public int integer(int index) {
            return values[index] & 0xFFFF;
        }
    }

    /// 8-bit unsigned integers, or characters.
    ///
    /// @param values the elements
    record Bytes(byte[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public double number(int index) {
            return values[index] & 0xFF;
        }

        @Override
        public int integer(int index) {
            return values[index] & 0xFF;
        }
    }

    /// Texts.
    ///
    /// @param values the elements
    record Texts(List<String> values) implements Elements {
        /// Copies the list.
        public Texts {
            values = List.copyOf(values);
        }

        @Override
        public int count() {
            return values.size();
        }

        @Override
        public double number(int index) {
            return Double.parseDouble(values.get(index).strip());
        }

        @Override
        public int integer(int index) {
            return (int) number(index);
        }

        @Override
        public String text(int index, Properties properties) {
            return values.get(index);
        }
    }

    private static String decimal(double value, int precision) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String form = Math.abs(value) < 1e15 ? "%." + precision + "f" : "%." + precision + "e";
        return String.format(Locale.ROOT, form, value);
    }
}
