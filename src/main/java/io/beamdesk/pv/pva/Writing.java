package io.beamdesk.pv.pva;

import io.beamdesk.pv.Acceptance;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.Value;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.epics.pva.data.PVABool;
import org.epics.pva.data.PVAByte;
import org.epics.pva.data.PVAByteArray;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVAIntArray;
import org.epics.pva.data.PVAShort;
import org.epics.pva.data.PVAShortArray;
import org.epics.pva.data.PVAStructure;

/// What is written, in the form that core-pva takes for the field. It cuts and wraps in silence, as
/// EPICS does, so whatever the field cannot hold is refused before.
final class Writing {
    private final String pv;
    private final PVAData field;

    private Writing(String pv, PVAData field) {
        this.pv = pv;
        this.field = field;
    }

    /// The value for the structure's field `value`.
    ///
    /// @throws PvException.BadValue if the field cannot hold it
    static Object of(
            String pv,
            PVAStructure structure,
            ElementType type,
            int maxCount,
            Value value,
            List<String> labels) {
        PVAData field = Structures.field(structure, "value");
        if (field == null) {
            throw new PvException.BadValue(pv, "it is a structure without a value");
        }
        Writing writing = new Writing(pv, field);
        // A PVAccess string has no greatest length.
        return type == ElementType.TEXT && maxCount == 1 && value instanceof Value.Text(String text)
                ? text
                : writing.outgoing(Acceptance.fit(pv, value, type, maxCount, labels));
    }

    private Object outgoing(Value fitted) {
        return switch (fitted) {
            case Value.Floating(double v) -> v;
            case Value.Whole(long v) -> whole(v);
            case Value.Choice(int index, var _) ->
                    field instanceof PVABool ? (Object) (index != 0) : (Object) index;
            case Value.Text(String v) -> v;
            case Value.Bytes(byte[] v) -> v;
            case Value.Shorts(short[] v) -> v;
            case Value.Ints(int[] v) -> array(v.length, i -> v[i], v);
            case Value.Longs(long[] v) -> array(v.length, i -> v[i], v);
            case Value.Floats(float[] v) -> v;
            case Value.Doubles(double[] v) -> v;
            case Value.Texts(var v) -> v.toArray(String[]::new);
            case Value.NdArray _ -> throw new PvException.BadValue(pv, "a frame is not written");
        };
    }

    /// Unsigned fields take the bits of a value that was kept in the next larger type.
    private Object array(int count, IntToLongFunction element, Object same) {
        return switch (field) {
            case PVAShortArray _ -> {
                short[] to = new short[count];
                for (int i = 0; i < count; i++) {
                    to[i] = (short) whole(element.applyAsLong(i));
                }
                yield to;
            }
            case PVAIntArray v when v.isUnsigned() -> {
                int[] to = new int[count];
                for (int i = 0; i < count; i++) {
                    to[i] = (int) whole(element.applyAsLong(i));
                }
                yield to;
            }
            default -> same;
        };
    }

    private long whole(long v) {
        long[] range =
                switch (field) {
                    case PVAByte f -> range(8, f.isUnsigned());
                    case PVAByteArray f -> range(8, f.isUnsigned());
                    case PVAShort f -> range(16, f.isUnsigned());
                    case PVAShortArray f -> range(16, f.isUnsigned());
                    case PVAInt f -> range(32, f.isUnsigned());
                    case PVAIntArray f -> range(32, f.isUnsigned());
                    default -> new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
                };
        if (v < range[0] || v > range[1]) {
            throw new PvException.BadValue(pv, v + " is outside " + range[0] + " to " + range[1]);
        }
        return v;
    }

    private static long[] range(int bits, boolean unsigned) {
        return unsigned
                ? new long[] {0, (1L << bits) - 1}
                : new long[] {-(1L << (bits - 1)), (1L << (bits - 1)) - 1};
    }
}
