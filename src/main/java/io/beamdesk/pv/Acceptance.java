package io.beamdesk.pv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a variable accepts: turns a value given by a person or a plan into the form the variable
/// holds, or refuses it with the reason.
///
/// EPICS itself cuts, wraps and rounds in silence (1.7 written to an integer becomes 1, 70000 to a
/// 16-bit one becomes 4464); here such a value is refused.
public final class Acceptance {
    /// Characters of a CA string (`MAX_STRING_SIZE` less the terminator).
    public static final int MAX_TEXT = 39;

    private static final Pattern HEX = Pattern.compile("[+-]?0[xX][0-9a-fA-F]{1,15}");

    private final String pv;
    private final ElementType type;
    private final int maxCount;
    private final List<String> labels;

    private Acceptance(String pv, ElementType type, int maxCount, List<String> labels) {
        this.pv = pv;
        this.type = type;
        this.maxCount = maxCount;
        this.labels = labels;
    }

    /// The value as the variable holds it: a scalar of its type if it has one element, else an
    /// array of its type. Labels become indices, texts become numbers or, for an array of 8-bit
    /// integers, a zero-terminated long string.
    ///
    /// @param pv name for the message
    /// @param value what was given
    /// @param type type of the variable's elements
    /// @param maxCount number of elements the variable has
    /// @param labels its choices, empty if it has none or they are not known
    /// @throws PvException.BadValue if the variable cannot hold the value
    public static Value fit(
            String pv, Value value, ElementType type, int maxCount, List<String> labels) {
        Acceptance rules = new Acceptance(pv, type, maxCount, labels);
        if (type == ElementType.FRAME) {
            return rules.frame(value);
        }
        return maxCount == 1 ? rules.scalar(value) : rules.array(value);
    }

    private Value frame(Value value) {
        if (value instanceof Value.NdArray) {
            return value;
        }
        throw bad("the variable holds a frame");
    }

    private Value scalar(Value value) {
        if (value.count() != 1) {
            throw bad("it has " + value.count() + " elements and the variable holds one");
        }
        return switch (type) {
            case FLOAT32, FLOAT64 -> new Value.Floating(number(value, 0));
            case INT8, INT16, INT32 -> new Value.Whole(whole(number(value, 0)));
            case INT64 ->
                    value instanceof Value.Whole ? value : new Value.Whole(whole(number(value, 0)));
            case ENUM -> choice(value);
            case TEXT -> new Value.Text(text(value, 0));
            case FRAME -> frame(value);
        };
    }

    private Value array(Value value) {
        if (type == ElementType.INT8 && value instanceof Value.Text(String text)) {
            return longString(text);
        }
        int count = value.count();
        if (count > maxCount) {
            throw bad("it has " + count + " elements and the variable holds " + maxCount);
        }
        return switch (type) {
            case FLOAT64 ->
                    value instanceof Value.Doubles
                            ? value
                            : new Value.Doubles(doubles(value, count));
            case FLOAT32 -> {
                if (value instanceof Value.Floats) {
                    yield value;
                }
                float[] to = new float[count];
                for (int i = 0; i < count; i++) {
                    to[i] = (float) number(value, i);
                }
                yield new Value.Floats(to);
            }
            case INT8 -> {
                if (value instanceof Value.Bytes) {
                    yield value;
                }
                byte[] to = new byte[count];
                for (int i = 0; i < count; i++) {
                    to[i] = (byte) whole(number(value, i));
                }
                yield new Value.Bytes(to);
            }
            case INT16, ENUM -> {
                if (value instanceof Value.Shorts) {
                    yield value;
                }
                short[] to = new short[count];
                for (int i = 0; i < count; i++) {
                    to[i] = (short) whole(number(value, i));
                }
                yield new Value.Shorts(to);
            }
            case INT32 -> {
                if (value instanceof Value.Ints) {
                    yield value;
                }
                int[] to = new int[count];
                for (int i = 0; i < count; i++) {
                    to[i] = (int) whole(number(value, i));
                }
                yield new Value.Ints(to);
            }
            case INT64 -> {
                if (value instanceof Value.Longs) {
                    yield value;
                }
                long[] to = new long[count];
                for (int i = 0; i < count; i++) {
                    to[i] = whole(number(value, i));
                }
                yield new Value.Longs(to);
            }
            case TEXT -> new Value.Texts(listOf(count, i -> text(value, i)));
            case FRAME -> frame(value);
        };
    }

    private double[] doubles(Value value, int count) {
        double[] to = new double[count];
        for (int i = 0; i < count; i++) {
            to[i] = number(value, i);
        }
        return to;
    }

    private Value longString(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        if (utf8.length + 1 > maxCount) {
            throw bad("the text takes " + utf8.length + " bytes and " + (maxCount - 1) + " fit");
        }
        return new Value.Bytes(Arrays.copyOf(utf8, utf8.length + 1));
    }

    private Value.Choice choice(Value value) {
        // An index means what its own labels say, which an edit on the server may have moved.
        if (value instanceof Value.Choice given && labels.contains(given.label())) {
            return new Value.Choice(labels.indexOf(given.label()), labels);
        }
        String text = textAt(value);
        if (text != null) {
            int at = labels.indexOf(text);
            if (at < 0) {
                at = labels.indexOf(text.strip());
            }
            if (at >= 0) {
                return new Value.Choice(at, labels);
            }
            if (!isNumber(text)) {
                throw bad("\"" + text + "\" is none of its choices" + choices());
            }
        }
        double index = number(value, 0);
        if (index != Math.rint(index) || Double.isInfinite(index)) {
            throw bad(index + " is no choice" + choices());
        }
        return byIndex(index);
    }

    private Value.Choice byIndex(double index) {
        int last = labels.isEmpty() ? 15 : labels.size() - 1;
        if (index < 0 || index > last) {
            throw bad(
                    String.format(Locale.ROOT, "%.0f is outside its choices 0 to %d", index, last)
                            + choices());
        }
        return new Value.Choice((int) index, labels);
    }

    private String choices() {
        return labels.isEmpty() ? "" : ": use one of \"" + String.join("\", \"", labels) + "\"";
    }

    private long whole(double number) {
        long low =
                switch (type) {
                    case INT8 -> Byte.MIN_VALUE;
                    case INT16 -> Short.MIN_VALUE;
                    case INT32 -> Integer.MIN_VALUE;
                    case INT64 -> -(1L << 53);
                    case ENUM, TEXT, FLOAT32, FLOAT64, FRAME -> 0;
                };
        // A CHAR is signed in some records and unsigned in others; the protocol does not tell.
        long high =
                switch (type) {
                    case INT8 -> 0xFF;
                    case INT16 -> Short.MAX_VALUE;
                    case ENUM -> 0xFFFF;
                    case INT32 -> Integer.MAX_VALUE;
                    case INT64 -> 1L << 53;
                    case TEXT, FLOAT32, FLOAT64, FRAME -> 0;
                };
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw bad(number + " is not a whole number");
        }
        if (number != Math.rint(number)) {
            throw bad(number + " is not a whole number, and the variable holds whole numbers");
        }
        if (number < low || number > high) {
            throw bad(String.format(Locale.ROOT, "%.0f is outside %d to %d", number, low, high));
        }
        return (long) number;
    }

    private double number(Value value, int i) {
        return switch (value) {
            case Value.Floating(double v) -> v;
            case Value.Whole(long v) -> exact(v);
            case Value.Choice(int index, var _) -> index;
            case Value.Text(String text) -> parse(text);
            case Value.Bytes(byte[] v) -> v[i];
            case Value.Shorts(short[] v) -> v[i];
            case Value.Ints(int[] v) -> v[i];
            case Value.Longs(long[] v) -> exact(v[i]);
            case Value.Floats(float[] v) -> v[i];
            case Value.Doubles(double[] v) -> v[i];
            case Value.Texts(var v) -> parse(v.get(i));
            case Value.NdArray _ -> throw bad("it is a frame");
        };
    }

    private double exact(long v) {
        if (Math.abs(v) > 1L << 53) {
            throw bad(v + " has more digits than Channel Access carries");
        }
        return v;
    }

    private double parse(String text) {
        String number = text.strip();
        if (HEX.matcher(number).matches()) {
            return Long.decode(number);
        }
        if (!isNumber(text)) {
            throw bad("\"" + text + "\" is not a number");
        }
        return switch (number.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(number);
        };
    }

    private static boolean isNumber(String text) {
        String number = text.strip().toLowerCase(Locale.ROOT);
        return HEX.matcher(number).matches()
                || number.matches(
                        "nan|[+-]?inf(inity)?|[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?");
    }

    private String text(Value value, int i) {
        String text =
                switch (value) {
                    case Value.Floating(double v) -> Double.toString(v);
                    case Value.Whole(long v) -> Long.toString(v);
                    case Value.Choice choice -> choice.label();
                    case Value.Text(String v) -> v;
                    case Value.Bytes(byte[] v) -> Byte.toString(v[i]);
                    case Value.Shorts(short[] v) -> Short.toString(v[i]);
                    case Value.Ints(int[] v) -> Integer.toString(v[i]);
                    case Value.Longs(long[] v) -> Long.toString(v[i]);
                    case Value.Floats(float[] v) -> Float.toString(v[i]);
                    case Value.Doubles(double[] v) -> Double.toString(v[i]);
                    case Value.Texts(var v) -> v.get(i);
                    case Value.NdArray _ -> throw bad("it is a frame");
                };
        int bytes = text.getBytes(UTF_8).length;
        if (bytes > MAX_TEXT) {
            throw bad(
                    "the text takes "
                            + bytes
                            + " bytes and a string holds "
                            + MAX_TEXT
                            + "; if it is a record's field, write to the long string: its name with $ at the end");
        }
        return text;
    }

    private static @Nullable String textAt(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Texts(var texts) -> texts.getFirst();
            case Value.Floating _, Value.Whole _, Value.Choice _ -> null;
            case Value.Bytes _, Value.Shorts _, Value.Ints _, Value.Longs _ -> null;
            case Value.Floats _, Value.Doubles _, Value.NdArray _ -> null;
        };
    }

    private static List<String> listOf(int count, IntFunction<String> element) {
        return IntStream.range(0, count).mapToObj(element).toList();
    }

    private PvException.BadValue bad(String why) {
        return new PvException.BadValue(pv, why);
    }
}
