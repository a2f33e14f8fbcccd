package io.beamdesk.pv.pva;

import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.epics.pva.data.PVABool;
import org.epics.pva.data.PVABoolArray;
import org.epics.pva.data.PVAByte;
import org.epics.pva.data.PVAByteArray;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAFloat;
import org.epics.pva.data.PVAFloatArray;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVAIntArray;
import org.epics.pva.data.PVALong;
import org.epics.pva.data.PVALongArray;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAShort;
import org.epics.pva.data.PVAShortArray;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStringArray;
import org.epics.pva.data.PVAStructure;
import org.jspecify.annotations.Nullable;

/// Translation of PVAccess' normative types (EPICS 7, "Normative Types Specification") to values.
///
/// Unsigned numbers go into the next larger signed type, so that they keep their value.
final class Structures {
    // alarm_t.status of the Normative Types, by number.
    private static final List<String> STATUS =
            List.of("NO_ALARM", "DEVICE", "DRIVER", "RECORD", "DB", "CONF", "UNDEFINED", "CLIENT");
    private static final List<Severity> SEVERITIES =
            List.of(Severity.NONE, Severity.MINOR, Severity.MAJOR, Severity.INVALID);
    private static final List<String> YES_NO = List.of("false", "true");
    private static final Pattern CONDITION = Pattern.compile("[A-Z][A-Z_]*");
    private static final Pattern DECIMALS = Pattern.compile("\\.(\\d)");

    private Structures() {}

    static boolean isFrame(PVAStructure structure) {
        return structure.getStructureName().startsWith("epics:nt/NTNDArray");
    }

    /// Type of the value's elements.
    static ElementType type(PVAStructure structure) {
        if (isFrame(structure)) {
            return ElementType.FRAME;
        }
        return switch (field(structure, "value")) {
            case PVADouble _, PVADoubleArray _ -> ElementType.FLOAT64;
            case PVAFloat _, PVAFloatArray _ -> ElementType.FLOAT32;
            case PVAByte _, PVAByteArray _, PVABoolArray _ -> ElementType.INT8;
            case PVAShort v -> v.isUnsigned() ? ElementType.INT32 : ElementType.INT16;
            case PVAShortArray v -> v.isUnsigned() ? ElementType.INT32 : ElementType.INT16;
            case PVAInt v -> v.isUnsigned() ? ElementType.INT64 : ElementType.INT32;
            case PVAIntArray v -> v.isUnsigned() ? ElementType.INT64 : ElementType.INT32;
            case PVALong _, PVALongArray _ -> ElementType.INT64;
            case PVABool _ -> ElementType.ENUM;
            case PVAStructure v when isChoice(v) -> ElementType.ENUM;
            case null, default -> ElementType.TEXT;
        };
    }

    /// Number of elements that the value can have: one of a scalar, any number of an array.
    static int maxCount(PVAStructure structure) {
        return field(structure, "value") instanceof org.epics.pva.data.PVAArray
                ? Integer.MAX_VALUE
                : 1;
    }

    static boolean isWritable(PVAStructure structure) {
        PVAData value = field(structure, "value");
        return value != null
                && !isFrame(structure)
                && (!(value instanceof PVAStructure choice) || isChoice(choice));
    }

    private static boolean isChoice(PVAStructure value) {
        return field(value, "index") instanceof PVAInt
                && field(value, "choices") instanceof PVAStringArray;
    }

    static Sample sample(PVAStructure structure) {
        Value value = isFrame(structure) ? NdArrays.value(structure) : value(structure);
        return new Sample(value, alarm(structure), time(structure, "timeStamp"));
    }

    private static Value value(PVAStructure structure) {
        PVAData value = field(structure, "value");
        return value == null ? new Value.Text(structure.format()) : value(value);
    }

    /// The value of a field.
    static Value value(PVAData field) {
        return switch (field) {
            case PVADouble v -> new Value.Floating(v.get());
            case PVAFloat v -> new Value.Floating(v.get());
            case PVAByte v -> new Value.Whole(v.isUnsigned() ? v.get() & 0xFF : v.get());
            case PVAShort v -> new Value.Whole(v.isUnsigned() ? v.get() & 0xFFFF : v.get());
            case PVAInt v ->
                    new Value.Whole(v.isUnsigned() ? Integer.toUnsignedLong(v.get()) : v.get());
            case PVALong v -> new Value.Whole(v.get());
            case PVABool v -> new Value.Choice(v.get() ? 1 : 0, YES_NO);
            case PVAString v -> new Value.Text(String.valueOf(v.get()));
            case PVADoubleArray v -> new Value.Doubles(v.get());
            case PVAFloatArray v -> new Value.Floats(v.get());
            case PVAByteArray v -> new Value.Bytes(v.get());
            case PVAShortArray v ->
                    v.isUnsigned() ? new Value.Ints(widened(v.get())) : new Value.Shorts(v.get());
            case PVAIntArray v ->
                    v.isUnsigned() ? new Value.Longs(widened(v.get())) : new Value.Ints(v.get());
            case PVALongArray v -> new Value.Longs(v.get());
            case PVABoolArray v -> new Value.Bytes(bytes(v.get()));
            case PVAStringArray v -> new Value.Texts(List.of(v.get()));
            case PVAStructure v when isChoice(v) ->
                    new Value.Choice((int) number(v, "index", 0), choices(v));
            default -> new Value.Text(field.format());
        };
    }

    private static int[] widened(short[] values) {
        int[] to = new int[values.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = values[i] & 0xFFFF;
        }
        return to;
    }

    private static long[] widened(int[] values) {
        return Arrays.stream(values).mapToLong(Integer::toUnsignedLong).toArray();
    }

    private static byte[] bytes(boolean[] values) {
        byte[] to = new byte[values.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (byte) (values[i] ? 1 : 0);
        }
        return to;
    }

    private static List<String> choices(PVAStructure choice) {
        return field(choice, "choices") instanceof PVAStringArray labels
                ? List.of(labels.get())
                : List.of();
    }

    /// Units, limits and labels, as far as the structure has them.
    static Properties properties(PVAStructure structure) {
        PVAStructure display = part(structure, "display");
        PVAStructure control = part(structure, "control");
        PVAStructure limits = part(structure, "valueAlarm");
        List<String> labels =
                switch (field(structure, "value")) {
                    case PVAStructure v when isChoice(v) -> choices(v);
                    case PVABool _ -> YES_NO;
                    case null, default -> List.of();
                };
        return new Properties(
                text(display, "units"),
                precision(display),
                range(display, "limitLow", "limitHigh"),
                range(control, "limitLow", "limitHigh"),
                range(limits, "lowWarningLimit", "highWarningLimit"),
                range(limits, "lowAlarmLimit", "highAlarmLimit"),
                labels);
    }

    /// display_t has a number of decimals in newer servers and a C format in older ones.
    private static int precision(@Nullable PVAStructure display) {
        Matcher decimals = DECIMALS.matcher(text(display, "format"));
        double format = decimals.find() ? Integer.parseInt(decimals.group(1)) : 0;
        return display == null ? 0 : (int) Math.clamp(number(display, "precision", format), 0, 17);
    }

    private static Range range(@Nullable PVAStructure of, String low, String high) {
        return of == null
                ? Range.NONE
                : new Range(number(of, low, Double.NaN), number(of, high, Double.NaN));
    }

    private static Alarm alarm(PVAStructure structure) {
        PVAStructure alarm = part(structure, "alarm");
        if (alarm == null) {
            return Alarm.NONE;
        }
        int severity = (int) Math.clamp(number(alarm, "severity", 0), 0, 3);
        int status = (int) Math.clamp(number(alarm, "status", 0), 0, STATUS.size() - 1);
        if (severity == 0) {
            return Alarm.NONE;
        }
        // The server of records puts the record's condition into the message: HIHI, UDF_ALARM.
        String message = text(alarm, "message").strip().toUpperCase(Locale.ROOT);
        String condition =
                CONDITION.matcher(message).matches() && !message.equals("NO_ALARM")
                        ? message.replaceFirst("_ALARM$", "")
                        : STATUS.get(status);
        return new Alarm(SEVERITIES.get(severity), condition);
    }

    static Instant time(PVAStructure structure, String name) {
        PVAStructure time = part(structure, name);
        return time == null
                ? Instant.EPOCH
                : Instant.ofEpochSecond(
                        time.get("secondsPastEpoch") instanceof PVALong s ? s.get() : 0,
                        (long) number(time, "nanoseconds", 0));
    }

    static @Nullable PVAData field(PVAStructure structure, String name) {
        return structure.get(name);
    }

    static @Nullable PVAStructure part(PVAStructure structure, String name) {
        return field(structure, name) instanceof PVAStructure part ? part : null;
    }

    static double number(PVAStructure structure, String name, double absent) {
        return field(structure, name) instanceof PVANumber number
                ? number.getNumber().doubleValue()
                : absent;
    }

    static String text(@Nullable PVAStructure structure, String name) {
        return structure != null && field(structure, name) instanceof PVAString text
                ? String.valueOf(text.get())
                : "";
    }
}
