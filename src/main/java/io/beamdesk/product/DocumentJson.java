package io.beamdesk.product;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.Reading;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.StreamResource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Documents as JSON with the field names of the Bluesky event model
/// (https://blueskyproject.io/event-model/).
final class DocumentJson {
    private static final Gson GSON =
            new GsonBuilder()
                    .serializeSpecialFloatingPointValues()
                    .disableHtmlEscaping()
                    .setPrettyPrinting()
                    .create();

    private DocumentJson() {}

    /// Any JSON-like value: text, number, boolean, list, map.
    static String json(Object value) {
        return GSON.toJson(value);
    }

    static String json(RunStart start) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", start.uid());
        fields.put("time", seconds(start.time()));
        new TreeMap<>(start.metadata()).forEach(fields::putIfAbsent);
        return GSON.toJson(fields);
    }

    static String json(RunStop stop) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", stop.uid());
        fields.put("run_start", stop.runStart());
        fields.put("time", seconds(stop.time()));
        fields.put("exit_status", exitStatus(stop));
        fields.put("reason", stop.reason());
        fields.put("num_events", stop.numEvents());
        return GSON.toJson(fields);
    }

    static String json(StreamResource resource) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", resource.uid());
        fields.put("run_start", resource.runStart());
        fields.put("data_key", resource.dataKey());
        fields.put("mimetype", resource.mimetype());
        fields.put("uri", resource.uri());
        fields.put("parameters", resource.parameters());
        return GSON.toJson(fields);
    }

    static String json(EventDescriptor descriptor) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", descriptor.uid());
        fields.put("run_start", descriptor.runStart());
        fields.put("time", seconds(descriptor.time()));
        fields.put("name", descriptor.name());
        fields.put("data_keys", mapped(descriptor.dataKeys(), DocumentJson::dataKey));
        Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
        descriptor
                .configuration()
                .forEach((device, readings) -> {
                    Map<String, Object> parts = new LinkedHashMap<>();
                    parts.put("data", mapped(readings, Reading::value));
                    parts.put("timestamps", mapped(readings, r -> seconds(r.timestamp())));
                    objects.put(device, parts);
                });
        fields.put("configuration", objects);
        fields.put("hints", mapped(descriptor.hints(), names -> Map.of("fields", names)));
        return GSON.toJson(fields);
    }

    static String exitStatus(RunStop stop) {
        return stop.exitStatus().name().toLowerCase(Locale.ROOT);
    }

    /// Seconds since 1970, as the event model and the `time` datasets give them.
    static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }

    private static Map<String, Object> dataKey(DataKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", key.source());
        fields.put("dtype", key.dtype().name().toLowerCase(Locale.ROOT));
        fields.put("dtype_numpy", key.dtypeNumpy());
        fields.put("shape", key.shape());
        fields.put("units", key.units());
        fields.put("precision", key.precision());
        if (!key.choices().isEmpty()) {
            fields.put("choices", key.choices());
        }
        key.external().ifPresent(external -> fields.put("external", external));
        fields.put("object_name", key.objectName());
        fields.put("role", key.role().name().toLowerCase(Locale.ROOT));
        return fields;
    }

    private static <V> Map<String, Object> mapped(
            Map<String, V> map, Function<V, Object> function) {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put(key, function.apply(value)));
        return result;
    }
}
