package io.beamdesk.document;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import io.beamdesk.document.DataKey.Dtype;
import io.beamdesk.document.DataKey.Role;
import io.beamdesk.document.RunStop.ExitStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads back documents that [DocumentJson] has written. What is not as it writes it is refused
/// with an [IllegalArgumentException] or [IllegalStateException].
public final class DocumentReading {
    private static final Gson GSON =
            new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

    private DocumentReading() {}

    /// The start of a run.
    public static RunStart start(JsonObject fields) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> field : fields.entrySet()) {
            if (!field.getKey().equals("uid")
                    && !field.getKey().equals("time")
                    && !field.getValue().isJsonNull()) {
                metadata.put(field.getKey(), GSON.fromJson(field.getValue(), Object.class));
            }
        }
        return new RunStart(text(fields, "uid"), time(fields.get("time")), metadata);
    }

    /// The columns of a stream.
    public static EventDescriptor descriptor(JsonObject fields) {
        Map<String, DataKey> keys = new LinkedHashMap<>();
        members(fields, "data_keys").forEach((name, key) -> keys.put(name, key(key)));
        Map<String, Map<String, Reading>> configuration = new LinkedHashMap<>();
        members(fields, "configuration")
                .forEach((device, parts) -> configuration.put(device, settings(parts)));
        Map<String, List<String>> hints = new LinkedHashMap<>();
        members(fields, "hints")
                .forEach((device, hint) -> hints.put(device, texts(hint, "fields")));
        return new EventDescriptor(
                text(fields, "uid"),
                text(fields, "run_start"),
                time(fields.get("time")),
                text(fields, "name"),
                keys,
                configuration,
                hints);
    }

    /// A row of a stream.
    public static Event event(JsonObject fields, EventDescriptor descriptor) {
        JsonObject times = fields.getAsJsonObject("timestamps");
        Map<String, Reading> data = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> value : fields.getAsJsonObject("data").entrySet()) {
            String name = value.getKey();
            DataKey key = descriptor.dataKeys().get(name);
            if (key == null) {
                throw new IllegalArgumentException("no column " + name);
            }
            data.put(
                    name, new Reading(value(value.getValue(), key.dtype()), time(times.get(name))));
        }
        return new Event(
                text(fields, "uid"),
                descriptor.uid(),
                time(fields.get("time")),
                fields.get("seq_num").getAsInt(),
                data);
    }

    /// Where the frames of a column are.
    public static StreamResource resource(JsonObject fields) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> parameter :
                fields.getAsJsonObject("parameters").entrySet()) {
            parameters.put(parameter.getKey(), GSON.fromJson(parameter.getValue(), Object.class));
        }
        return new StreamResource(
                text(fields, "uid"),
                text(fields, "run_start"),
                text(fields, "data_key"),
                text(fields, "mimetype"),
                text(fields, "uri"),
                parameters);
    }

    /// Frames that were added, with what is known of them.
    public static StreamDatum datum(JsonObject fields, List<Frame> frames) {
        JsonObject indices = fields.getAsJsonObject("indices");
        return new StreamDatum(
                text(fields, "uid"),
                text(fields, "stream_resource"),
                text(fields, "descriptor"),
                indices.get("start").getAsInt(),
                indices.get("stop").getAsInt(),
                fields.getAsJsonObject("seq_nums").get("start").getAsInt(),
                frames);
    }

    /// The end of a run.
    public static RunStop stop(JsonObject fields) {
        Map<String, Integer> events = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> stream :
                fields.getAsJsonObject("num_events").entrySet()) {
            events.put(stream.getKey(), stream.getValue().getAsInt());
        }
        return new RunStop(
                text(fields, "uid"),
                text(fields, "run_start"),
                time(fields.get("time")),
                ExitStatus.valueOf(text(fields, "exit_status").toUpperCase(Locale.ROOT)),
                text(fields, "reason"),
                events);
    }

    /// The instant of seconds since 1970; [DocumentJson#seconds] gives the same number again.
    public static Instant time(JsonElement seconds) {
        BigDecimal nanos = BigDecimal.valueOf(seconds.getAsDouble()).movePointRight(9);
        return Instant.ofEpochSecond(0, nanos.longValue());
    }

    private static DataKey key(JsonObject fields) {
        List<Integer> shape = new ArrayList<>();
        fields.getAsJsonArray("shape").forEach(length -> shape.add(length.getAsInt()));
        JsonElement external = fields.get("external");
        return new DataKey(
                text(fields, "source"),
                Dtype.valueOf(text(fields, "dtype").toUpperCase(Locale.ROOT)),
                text(fields, "dtype_numpy"),
                shape,
                text(fields, "units"),
                fields.get("precision").getAsInt(),
                fields.has("choices") ? texts(fields, "choices") : List.of(),
                external == null ? Optional.empty() : Optional.of(external.getAsString()),
                text(fields, "object_name"),
                Role.valueOf(text(fields, "role").toUpperCase(Locale.ROOT)));
    }

    private static Map<String, Reading> settings(JsonObject parts) {
        Map<String, Reading> settings = new LinkedHashMap<>();
        JsonObject times = parts.getAsJsonObject("timestamps");
        for (Map.Entry<String, JsonElement> value : parts.getAsJsonObject("data").entrySet()) {
            Object setting =
                    value.getValue() instanceof JsonArray numbers
                            ? numbers(numbers)
                            : GSON.fromJson(value.getValue(), Object.class);
            settings.put(value.getKey(), new Reading(setting, time(times.get(value.getKey()))));
        }
        return settings;
    }

    private static Object value(JsonElement value, Dtype dtype) {
        return switch (dtype) {
            case STRING -> value.getAsString();
            case NUMBER -> value.getAsDouble();
            case ARRAY -> numbers(value.getAsJsonArray());
            case BOOLEAN -> value.getAsBoolean();
            case INTEGER -> value.getAsLong();
        };
    }

    private static double[] numbers(JsonArray array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).getAsDouble();
        }
        return numbers;
    }

    private static Map<String, JsonObject> members(JsonObject fields, String name) {
        Map<String, JsonObject> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> member : fields.getAsJsonObject(name).entrySet()) {
            members.put(member.getKey(), member.getValue().getAsJsonObject());
        }
        return members;
    }

    private static List<String> texts(JsonObject fields, String name) {
        List<String> texts = new ArrayList<>();
        fields.getAsJsonArray(name).forEach(text -> texts.add(text.getAsString()));
        return texts;
    }

    private static String text(JsonObject fields, String name) {
        JsonElement text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no field " + name);
        }
        return text.getAsString();
    }
}
