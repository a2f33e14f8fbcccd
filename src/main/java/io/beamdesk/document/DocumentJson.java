package io.beamdesk.document;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Documents as JSON with the field names of the Bluesky event model
/// (https://blueskyproject.io/event-model/).
public final class DocumentJson {
    private static final Gson GSON =
            new GsonBuilder()
                    .serializeSpecialFloatingPointValues()
                    .disableHtmlEscaping()
                    .setPrettyPrinting()
                    .create();

    private DocumentJson() {}

    /// Any JSON-like value: text, number, boolean, list, map.
    public static String json(Object value) {
        return GSON.toJson(value);
    }

    /// A document as the event model writes it; the frames of a stream datum are left out.
    public static String json(Document document) {
        return GSON.toJson(fields(document));
    }

    /// The fields of a document as the event model has them.
    public static Map<String, Object> fields(Document document) {
        return switch (document) {
            case RunStart start -> fields(start);
            case EventDescriptor descriptor -> fields(descriptor);
            case Event event -> fields(event);
            case StreamResource resource -> fields(resource);
            case StreamDatum datum -> fields(datum);
            case RunStop stop -> fields(stop);
        };
    }

    private static Map<String, Object> fields(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", event.uid());
        fields.put("descriptor", event.descriptor());
        fields.put("time", seconds(event.time()));
        fields.put("seq_num", event.seqNum());
        fields.put("data", mapped(event.data(), Reading::value));
        fields.put("timestamps", mapped(event.data(), r -> seconds(r.timestamp())));
        return fields;
    }

    private static Map<String, Object> fields(StreamDatum datum) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", datum.uid());
        fields.put("stream_resource", datum.streamResource());
        fields.put("descriptor", datum.descriptor());
        fields.put("indices", Map.of("start", datum.start(), "stop", datum.stop()));
        int last = datum.firstSeqNum() + datum.stop() - datum.start();
        fields.put("seq_nums", Map.of("start", datum.firstSeqNum(), "stop", last));
        return fields;
    }

    private static Map<String, Object> fields(RunStart start) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", start.uid());
        fields.put("time", seconds(start.time()));
        new TreeMap<>(start.metadata()).forEach(fields::putIfAbsent);
        return fields;
    }

    private static Map<String, Object> fields(RunStop stop) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", stop.uid());
        fields.put("run_start", stop.runStart());
        fields.put("time", seconds(stop.time()));
        fields.put("exit_status", exitStatus(stop));
        fields.put("reason", stop.reason());
        fields.put("num_events", stop.numEvents());
        return fields;
    }

    private static Map<String, Object> fields(StreamResource resource) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", resource.uid());
        fields.put("run_start", resource.runStart());
        fields.put("data_key", resource.dataKey());
        fields.put("mimetype", resource.mimetype());
        fields.put("uri", resource.uri());
        fields.put("parameters", resource.parameters());
        return fields;
    }

    private static Map<String, Object> fields(EventDescriptor descriptor) {
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
        Map<String, List<String>> keysByDevice = new LinkedHashMap<>();
        descriptor
                .dataKeys()
                .forEach((key, column) ->
                        keysByDevice
                                .computeIfAbsent(column.objectName(), _ -> new ArrayList<>())
                                .add(key));
        fields.put("object_keys", keysByDevice);
        fields.put("hints", mapped(descriptor.hints(), names -> Map.of("fields", names)));
        return fields;
    }

    /// `success`, `abort` or `fail`.
    public static String exitStatus(RunStop stop) {
        return stop.exitStatus().name().toLowerCase(Locale.ROOT);
    }

    /// Seconds since 1970, as the event model and the `time` datasets give them.
    public static double seconds(Instant time) {
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
