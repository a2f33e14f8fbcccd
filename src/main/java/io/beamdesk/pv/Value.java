package io.beamdesk.pv;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What a process variable holds: a scalar, an array, or a frame.
///
/// Values are immutable by agreement: the arrays are not copied, and nobody writes to them.
public sealed interface Value {

    /// A floating-point scalar; NaN and infinities are values like any other.
    ///
    /// @param value the number
    record Floating(double value) implements Value {}

    /// An integer scalar.
    ///
    /// @param value the number
    record Whole(long value) implements Value {}

    /// A choice among labels.
    ///
    /// @param index place among the labels; a server may send one that has no label
    /// @param labels the choices in order, empty until the server has told them
    record Choice(int index, List<String> labels) implements Value {
        /// Copies the labels.
        public Choice {
            labels = List.copyOf(labels);
        }

        /// The label, or the index as a figure where the server gave no label for it.
        public String label() {
            return index >= 0 && index < labels.size()
                    ? labels.get(index)
                    : Integer.toString(index);
        }
    }

    /// A text: a CA string, or a long string served as an array of characters.
    ///
    /// @param value the text
    record Text(String value) implements Value {}

    /// An array of 8-bit integers.
    ///
    /// @param values the elements
    record Bytes(byte[] values) implements Value {}

    /// An array of 16-bit integers. Unsigned pixels may travel in it: the bits survive.
    ///
    /// @param values the elements
    record Shorts(short[] values) implements Value {}

    /// An array of 32-bit integers.
    ///
    /// @param values the elements
    record Ints(int[] values) implements Value {}

    /// An array of 64-bit integers.
    ///
    /// @param values the elements
    record Longs(long[] values) implements Value {}

    /// An array of 32-bit floating-point numbers.
    ///
    /// @param values the elements
    record Floats(float[] values) implements Value {}

    /// An array of 64-bit floating-point numbers.
    ///
    /// @param values the elements
    record Doubles(double[] values) implements Value {}

    /// An array of texts.
    ///
    /// @param values the elements
    record Texts(List<String> values) implements Value {
        /// Copies the list.
        public Texts {
            values = List.copyOf(values);
        }
    }

    /// A frame as areaDetector's PVAccess plugin serves it (NTNDArray).
    ///
    /// @param elements its numbers, an array; of no elements before the first frame; bytes if they are packed
    /// @param type of its numbers, once they are unpacked
    /// @param unsigned whether the bits of its numbers are to be read without a sign
    /// @param dimensions sizes, the one that varies fastest first; empty before the first frame
    /// @param codec how the elements are packed, empty if they are not
    /// @param uniqueId the detector's number of the frame
    /// @param taken when the detector took it
    /// @param attributes what the detector says of it, by name: `ColorMode` and others
    record NdArray(
            Value elements,
            ElementType type,
            boolean unsigned,
            List<Integer> dimensions,
            String codec,
            long uniqueId,
            Instant taken,
            Map<String, Value> attributes)
            implements Value {
        /// Copies the list and the map.
        public NdArray {
            dimensions = List.copyOf(dimensions);
            attributes = Map.copyOf(attributes);
        }
    }

    /// The number this value stands for: a scalar itself, the index of a choice, the element of an
    /// array of one; empty for texts and longer arrays.
    default OptionalDouble number() {
        return switch (this) {
            case Floating(double v) -> OptionalDouble.of(v);
            case Whole(long v) -> OptionalDouble.of(v);
            case Choice(int index, var _) -> OptionalDouble.of(index);
            case Bytes(byte[] v) when v.length == 1 -> OptionalDouble.of(v[0]);
            case Shorts(short[] v) when v.length == 1 -> OptionalDouble.of(v[0]);
            case Ints(int[] v) when v.length == 1 -> OptionalDouble.of(v[0]);
            case Longs(long[] v) when v.length == 1 -> OptionalDouble.of(v[0]);
            case Floats(float[] v) when v.length == 1 -> OptionalDouble.of(v[0]);
            case Doubles(double[] v) when v.length == 1 -> OptionalDouble.of(v[0]);
            case Text _,
                    Texts _,
                    Bytes _,
                    Shorts _,
                    Ints _,
                    Longs _,
                    Floats _,
                    Doubles _,
                    NdArray _ ->
                    OptionalDouble.empty();
        };
    }

    /// Number of elements; 1 for scalars.
    default int count() {
        return switch (this) {
            case Floating _, Whole _, Choice _, Text _ -> 1;
            case Bytes(byte[] v) -> v.length;
            case Shorts(short[] v) -> v.length;
            case Ints(int[] v) -> v.length;
            case Longs(long[] v) -> v.length;
            case Floats(float[] v) -> v.length;
            case Doubles(double[] v) -> v.length;
            case Texts(var v) -> v.size();
            case NdArray frame -> frame.elements().count();
        };
    }
}
