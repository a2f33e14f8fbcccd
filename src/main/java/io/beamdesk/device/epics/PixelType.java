package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Value;
import java.util.Arrays;
import java.util.Optional;

/// The pixel types of areaDetector (`DataType_RBV`) that Channel Access can carry.
///
/// Unsigned pixels are asked for as the signed type of the same size: the bits survive the server's
/// cast, and a 16-bit frame takes half of what it takes as 32-bit integers.
enum PixelType {
    INT8("Int8", ElementType.INT8, "|i1"),
    UINT8("UInt8", ElementType.INT8, "|u1"),
    INT16("Int16", ElementType.INT16, "<i2"),
    UINT16("UInt16", ElementType.INT16, "<u2"),
    INT32("Int32", ElementType.INT32, "<i4"),
    UINT32("UInt32", ElementType.INT32, "<u4"),
    FLOAT32("Float32", ElementType.FLOAT32, "<f4"),
    FLOAT64("Float64", ElementType.FLOAT64, "<f8");

    private final String label;
    final ElementType request;
    final String numpy;

    PixelType(String label, ElementType request, String numpy) {
        this.label = label;
        this.request = request;
        this.numpy = numpy;
    }

    /// The type that the detector names.
    ///
    /// @throws DeviceException if Channel Access has none like it (64-bit integers)
    static PixelType of(String device, String pv, Value value) {
        String label =
                switch (value) {
                    case Value.Choice choice -> choice.label();
                    case Value.Text(String text) -> text;
                    case Value.Floating _,
                            Value.Whole _,
                            Value.Bytes _,
                            Value.Shorts _,
                            Value.Ints _,
                            Value.Longs _,
                            Value.Floats _,
                            Value.Doubles _,
                            Value.Texts _,
                            Value.NdArray _ ->
                            value.toString();
                };
        return Arrays.stream(values())
                .filter(type -> type.label.equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new DeviceException(
                                device,
                                device
                                        + ": "
                                        + pv
                                        + " is "
                                        + label
                                        + ", which Channel Access cannot carry; choose"
                                        + " UInt16 or another type of at most 32 bits"));
    }

    /// The first `count` elements as an array of the type's primitive; empty if there are fewer.
    static Optional<Object> pixels(Value value, int count) {
        if (value.count() < count) {
            return Optional.empty();
        }
        boolean whole = value.count() == count;
        return switch (value) {
            case Value.Bytes(byte[] v) -> Optional.of(whole ? v : Arrays.copyOf(v, count));
            case Value.Shorts(short[] v) -> Optional.of(whole ? v : Arrays.copyOf(v, count));
            case Value.Ints(int[] v) -> Optional.of(whole ? v : Arrays.copyOf(v, count));
            case Value.Floats(float[] v) -> Optional.of(whole ? v : Arrays.copyOf(v, count));
            case Value.Doubles(double[] v) -> Optional.of(whole ? v : Arrays.copyOf(v, count));
            case Value.Floating _, Value.Whole _, Value.Choice _, Value.Text _, Value.Texts _ ->
                    Optional.empty();
            case Value.Longs _, Value.NdArray _ -> Optional.empty();
        };
    }
}
