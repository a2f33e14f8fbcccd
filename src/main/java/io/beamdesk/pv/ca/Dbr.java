package io.beamdesk.pv.ca;

import static java.nio.charset.StandardCharsets.UTF_8;

import gov.aps.jca.dbr.CTRL;
import gov.aps.jca.dbr.DBR;
import gov.aps.jca.dbr.DBRType;
import gov.aps.jca.dbr.LABELS;
import gov.aps.jca.dbr.PRECISION;
import gov.aps.jca.dbr.STS;
import gov.aps.jca.dbr.TIME;
import gov.aps.jca.dbr.TimeStamp;
import io.beamdesk.pv.Alarm;
import io.beamdesk.pv.ElementType;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.Range;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Translation between Channel Access' request buffers (`DBR_*` of `db_access.h`) and values.
final class Dbr {
    /// EPICS counts seconds from the start of 1990, UTC.
    private static final long EPICS_EPOCH = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();

    // epicsAlarmConditionStrings of alarmString.h, by number.
    private static final List<String> CONDITIONS =
            List.of(
                    "NO_ALARM",
                    "READ",
                    "WRITE",
                    "HIHI",
                    "HIGH",
                    "LOLO",
                    "LOW",
                    "STATE",
                    "COS",
                    "COMM",
                    "TIMEOUT",
                    "HWLIMIT",
                    "CALC",
                    "SCAN",
                    "LINK",
                    "SOFT",
                    "BAD_SUB",
                    "UDF",
                    "DISABLE",
                    "SIMM",
                    "READ_ACCESS",
                    "WRITE_ACCESS");
    // menuAlarmSevr, by number.
    private static final List<Severity> SEVERITIES =
            List.of(Severity.NONE, Severity.MINOR, Severity.MAJOR, Severity.INVALID);
    // Each alarm once, as a sample comes fifty thousand times a second.
    private static final List<List<Alarm>> ALARMS = alarms();

    private Dbr() {}

    private static List<List<Alarm>> alarms() {
        return CONDITIONS.stream()
                .map(status -> SEVERITIES.stream().map(s -> new Alarm(s, status)).toList())
                .toList();
    }

    static ElementType elementType(DBRType type) {
        if (type.isSTRING()) {
            return ElementType.TEXT;
        } else if (type.isBYTE()) {
            return ElementType.INT8;
        } else if (type.isENUM()) {
            return ElementType.ENUM;
        } else if (type.isSHORT()) {
            return ElementType.INT16;
        } else if (type.isINT()) {
            return ElementType.INT32;
        } else if (type.isFLOAT()) {
            return ElementType.FLOAT32;
        }
        return ElementType.FLOAT64;
    }

    /// The buffer with value, alarm and time stamp.
    static DBRType timed(ElementType type) {
        return switch (type) {
            case TEXT -> DBRType.TIME_STRING;
            case INT8 -> DBRType.TIME_BYTE;
            case INT16 -> DBRType.TIME_SHORT;
            case INT32 -> DBRType.TIME_INT;
            case FLOAT32 -> DBRType.TIME_FLOAT;
            // Whole numbers up to 2^53 survive in it.
            case FLOAT64, INT64 -> DBRType.TIME_DOUBLE;
            case ENUM -> DBRType.TIME_ENUM;
            case FRAME -> throw new IllegalArgumentException("Channel Access has no frames");
        };
    }

    static int bytes(ElementType type) {
        return switch (type) {
            case TEXT -> 40;
            case INT8 -> 1;
            case INT16, ENUM -> 2;
            case INT32, FLOAT32 -> 4;
            case FLOAT64, INT64, FRAME -> 8;
        };
    }

    /// The sample in a buffer with a time stamp.
    ///
    /// @param form whether it is a scalar, an array or a long string
    /// @param labels of a choice
    static Sample sample(DBR dbr, Form form, List<String> labels) {
        return new Sample(
                value(dbr.getValue(), dbr.getType(), form, labels), alarm(dbr), time(dbr));
    }

    private static Value value(Object array, DBRType type, Form form, List<String> labels) {
        boolean scalar = form == Form.SCALAR;
        return switch (array) {
            case double[] v ->
                    scalar && v.length == 1 ? new Value.Floating(v[0]) : new Value.Doubles(v);
            case float[] v ->
                    scalar && v.length == 1 ? new Value.Floating(v[0]) : new Value.Floats(v);
            case int[] v -> scalar && v.length == 1 ? new Value.Whole(v[0]) : new Value.Ints(v);
            case short[] v when type.isENUM() && scalar && v.length == 1 ->
                    new Value.Choice(v[0] & 0xFFFF, labels);
            case short[] v -> scalar && v.length == 1 ? new Value.Whole(v[0]) : new Value.Shorts(v);
            case byte[] v when form == Form.LONG_STRING -> new Value.Text(longString(v));
            // DBR_CHAR is unsigned (dbr_char_t).
            case byte[] v ->
                    scalar && v.length == 1 ? new Value.Whole(v[0] & 0xFF) : new Value.Bytes(v);
            case String[] v ->
                    scalar && v.length == 1 ? new Value.Text(v[0]) : new Value.Texts(List.of(v));
            default -> throw new IllegalArgumentException("no value in a buffer of type " + type);
        };
    }

    private static String longString(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, UTF_8);
    }

    private static Alarm alarm(DBR dbr) {
        if (!(dbr instanceof STS sts) || sts.getStatus() == null || sts.getSeverity() == null) {
            return new Alarm(Severity.INVALID, "UNKNOWN");
        }
        return ALARMS.get(sts.getStatus().getValue()).get(sts.getSeverity().getValue());
    }

    private static Instant time(DBR dbr) {
        if (!(dbr instanceof TIME timed)) {
            return Instant.EPOCH;
        }
        TimeStamp stamp = timed.getTimeStamp();
        return stamp == null
                ? Instant.EPOCH
                : Instant.ofEpochSecond(EPICS_EPOCH + stamp.secPastEpoch(), stamp.nsec());
    }

    /// The buffer that tells a variable's properties; numbers of every type tell them as doubles.
    static DBRType described(ElementType type) {
        return type == ElementType.ENUM ? DBRType.CTRL_ENUM : DBRType.CTRL_DOUBLE;
    }

    static Properties properties(DBR dbr) {
        if (dbr instanceof LABELS choices) {
            return new Properties(
                    "", 0, Range.NONE, Range.NONE, Range.NONE, Range.NONE, labels(choices));
        }
        if (!(dbr instanceof CTRL limits)) {
            return Properties.NONE;
        }
        return new Properties(
                limits.getUnits(),
                dbr instanceof PRECISION digits ? digits.getPrecision() : 0,
                range(limits.getLowerDispLimit(), limits.getUpperDispLimit()),
                range(limits.getLowerCtrlLimit(), limits.getUpperCtrlLimit()),
                range(limits.getLowerWarningLimit(), limits.getUpperWarningLimit()),
                range(limits.getLowerAlarmLimit(), limits.getUpperAlarmLimit()),
                List.of());
    }

    private static List<String> labels(LABELS choices) {
        String[] labels = choices.getLabels();
        return labels == null ? List.of() : List.copyOf(Arrays.asList(labels));
    }

    private static Range range(Number low, Number high) {
        return new Range(low.doubleValue(), high.doubleValue());
    }

    /// What goes out in a write: an array of the type with its number of elements.
    record Outgoing(DBRType type, int count, Object array) {}

    /// The buffer for a value that the variable accepts.
    static Outgoing outgoing(String pv, Value value) {
        return switch (value) {
            case Value.Floating(double v) -> new Outgoing(DBRType.DOUBLE, 1, new double[] {v});
            case Value.Whole(long v) -> new Outgoing(DBRType.INT, 1, new int[] {(int) v});
            case Value.Choice(int v, var _) ->
                    new Outgoing(DBRType.ENUM, 1, new short[] {(short) v});
            case Value.Text(String v) -> new Outgoing(DBRType.STRING, 1, new String[] {v});
            case Value.Bytes(byte[] v) -> array(pv, DBRType.BYTE, v.length, v);
            case Value.Shorts(short[] v) -> array(pv, DBRType.SHORT, v.length, v);
            case Value.Ints(int[] v) -> array(pv, DBRType.INT, v.length, v);
            case Value.Longs _ ->
                    throw new PvException.BadValue(pv, "Channel Access has no 64-bit integers");
            case Value.NdArray _ ->
                    throw new PvException.BadValue(pv, "Channel Access has no frames");
            case Value.Floats(float[] v) -> array(pv, DBRType.FLOAT, v.length, v);
            case Value.Doubles(double[] v) -> array(pv, DBRType.DOUBLE, v.length, v);
            case Value.Texts(var v) ->
                    array(pv, DBRType.STRING, v.size(), new ArrayList<>(v).toArray(String[]::new));
        };
    }

    private static Outgoing array(String pv, DBRType type, int count, Object array) {
        if (count == 0) {
            throw new PvException.BadValue(
                    pv, "Channel Access cannot write an array of no elements");
        }
        return new Outgoing(type, count, array);
    }

    /// How the elements of a buffer are to be understood.
    enum Form {
        /// One element.
        SCALAR,
        /// Any number of elements, one included.
        ARRAY,
        /// A text as zero-terminated bytes.
        LONG_STRING
    }
}
