package io.beamdesk.cli;

import io.beamdesk.pv.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A frame in words: what it is, not its pixels, which are looked at in a window.
final class FrameText {
    private FrameText() {}

    /// As a person reads it.
    static String line(Value.NdArray frame) {
        if (frame.dimensions().isEmpty()) {
            return "no frame yet";
        }
        String sizes =
                frame.dimensions().stream().map(String::valueOf).collect(Collectors.joining(" x "));
        return "frame "
                + frame.uniqueId()
                + ", "
                + sizes
                + " "
                + type(frame)
                + (frame.codec().isEmpty() ? "" : ", compressed by " + frame.codec());
    }

    /// As a program reads it.
    static Map<String, Object> fields(Value.NdArray frame) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unique_id", frame.uniqueId());
        fields.put("dimensions", frame.dimensions());
        fields.put("type", type(frame));
        fields.put("codec", frame.codec());
        fields.put("taken", frame.taken().toString());
        return fields;
    }

    private static String type(Value.NdArray frame) {
        String signed =
                switch (frame.elements()) {
                    case Value.Bytes _ -> "int8";
                    case Value.Shorts _ -> "int16";
                    case Value.Ints _ -> "int32";
                    case Value.Longs _ -> "int64";
                    case Value.Floats _ -> "float32";
                    case Value.Doubles _ -> "float64";
                    case Value.Floating _,
                            Value.Whole _,
                            Value.Choice _,
                            Value.Text _,
                            Value.Texts _,
                            Value.NdArray _ ->
                            "no numbers";
                };
        return frame.unsigned() ? "u" + signed : signed;
    }
}
