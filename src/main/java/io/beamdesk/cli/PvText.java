package io.beamdesk.cli;

import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvName;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A process variable as the commands print it.
final class PvText {
    private static final int SHOWN = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private PvText() {}

    /// `SIM:m1.RBV  12.500 mm  2026-05-04 10:15:30.123456  MAJOR HIHI`, the alarm only if there is one.
    static String line(PvName name, int width, Sample sample, Properties properties) {
        String value = value(sample.value(), properties);
        String alarm =
                sample.alarm().severity() == Severity.NONE
                        ? ""
                        : "  " + sample.alarm().severity() + " " + sample.alarm().status();
        String padded = String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s", name);
        return padded + "  " + value + "  " + TIME.format(sample.timestamp()) + alarm;
    }

    /// Value with its units; as many decimals as the record says, all there are if it says none;
    /// of an array the number of elements and the first of them.
    static String value(Value value, Properties properties) {
        String text =
                switch (value) {
                    case Value.Floating(double v) -> number(v, properties.precision());
                    case Value.Whole(long v) -> Long.toString(v);
                    case Value.Choice choice -> choice.label();
                    case Value.Text(String v) -> v;
                    case Value.Bytes(byte[] v) -> array(v.length, i -> Byte.toString(v[i]));
                    case Value.Shorts(short[] v) -> array(v.length, i -> Short.toString(v[i]));
                    case Value.Ints(int[] v) -> array(v.length, i -> Integer.toString(v[i]));
                    case Value.Longs(long[] v) -> array(v.length, i -> Long.toString(v[i]));
                    case Value.Floats(float[] v) -> array(v.length, i -> Float.toString(v[i]));
                    case Value.Doubles(double[] v) ->
                            array(v.length, i -> number(v[i], properties.precision()));
                    case Value.Texts(var v) -> array(v.size(), i -> "\"" + v.get(i) + "\"");
                    case Value.NdArray v -> FrameText.line(v);
                };
        boolean named = value instanceof Value.Choice || value instanceof Value.Text;
        return properties.units().isEmpty() || named ? text : text + " " + properties.units();
    }

    private static String number(double v, int precision) {
        boolean written = precision > 0 && precision <= 15 && Math.abs(v) < 1e15;
        return written && (v == 0 || Math.abs(v) >= Math.pow(10, -precision))
                ? String.format(Locale.ROOT, "%." + precision + "f", v)
                : Double.toString(v);
    }

    private static String array(int count, IntFunction<String> element) {
        List<String> shown =
                new ArrayList<>(
                        IntStream.range(0, Math.min(count, SHOWN)).mapToObj(element).toList());
        if (count > SHOWN) {
            shown.add("…");
        }
        return count + " [" + String.join(", ", shown) + "]";
    }

    /// The fields of a JSON object for a sample, arrays in full. JSON has no NaN: such a number is a
    /// text.
    static Map<String, Object> fields(PvName name, Sample sample, Properties properties) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pv", name.toString());
        fields.put("value", json(sample.value()));
        if (sample.value() instanceof Value.Choice choice) {
            fields.put("label", choice.label());
        }
        if (!properties.units().isEmpty()) {
            fields.put("units", properties.units());
        }
        fields.put("severity", sample.alarm().severity().name());
        fields.put("status", sample.alarm().status());
        fields.put("time", sample.timestamp().toString());
        return fields;
    }

    private static Object json(Value value) {
        return switch (value) {
            case Value.Floating(double v) -> finite(v);
            case Value.Whole(long v) -> v;
            case Value.Choice(int index, var _) -> index;
            case Value.Text(String v) -> v;
            case Value.Bytes(byte[] v) -> v;
            case Value.Shorts(short[] v) -> v;
            case Value.Ints(int[] v) -> v;
            case Value.Longs(long[] v) -> v;
            case Value.Floats(float[] v) ->
                    IntStream.range(0, v.length).mapToObj(i -> finite(v[i])).toList();
            case Value.Doubles(double[] v) ->
                    IntStream.range(0, v.length).mapToObj(i -> finite(v[i])).toList();
            case Value.Texts(var v) -> v;
            case Value.NdArray v -> FrameText.fields(v);
        };
    }

    private static Object finite(double v) {
        return Double.isFinite(v) ? (Object) v : Double.toString(v);
    }

    private static Object finite(float v) {
        return Float.isFinite(v) ? (Object) v : Float.toString(v);
    }
}
