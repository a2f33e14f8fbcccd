package io.beamdesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.document.Document;
import io.beamdesk.document.DocumentJson;
import io.beamdesk.document.Event;
import io.beamdesk.document.EventDescriptor;
import io.beamdesk.document.RunStart;
import io.beamdesk.document.RunStop;
import io.beamdesk.document.StreamDatum;
import io.beamdesk.document.StreamResource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The documents of a run against the fields that the Bluesky event model requires
/// (https://blueskyproject.io/event-model/, its JSON schemas).
class EventModelTest {
    private static final Map<Class<? extends Document>, Set<String>> REQUIRED =
            Map.of(
                    RunStart.class, Set.of("uid", "time"),
                    EventDescriptor.class, Set.of("uid", "time", "run_start", "data_keys"),
                    Event.class,
                            Set.of("uid", "time", "descriptor", "seq_num", "data", "timestamps"),
                    StreamResource.class,
                            Set.of("uid", "data_key", "mimetype", "uri", "parameters"),
                    StreamDatum.class,
                            Set.of("uid", "stream_resource", "descriptor", "indices", "seq_nums"),
                    RunStop.class, Set.of("uid", "time", "run_start", "exit_status"));

    @Test
    void everyDocumentOfAScanHasWhatTheModelRequires() {
        try (Bench bench = new Bench()) {
            bench.run(bench.scan(5));
            Set<String> uids = new HashSet<>();
            Map<String, JsonObject> known = new HashMap<>();
            Map<String, Integer> seqNums = new HashMap<>();
            Map<String, Integer> frames = new HashMap<>();
            for (Document document : bench.documents) {
                JsonObject json =
                        JsonParser.parseString(DocumentJson.json(document)).getAsJsonObject();
                assertThat(json.keySet()).containsAll(REQUIRED.get(document.getClass()));
                assertThat(uids.add(text(json, "uid"))).as("uids are unique").isTrue();
                known.put(text(json, "uid"), json);
                switch (document) {
                    case RunStart _ -> assertThat(known).hasSize(1);
                    case EventDescriptor _ -> checkDescriptor(json, known);
                    case Event _ -> checkEvent(json, known, seqNums);
                    case StreamResource _ -> assertThat(known).containsKey(text(json, "run_start"));
                    case StreamDatum _ -> checkDatum(json, known, frames);
                    case RunStop _ -> {
                        assertThat(text(json, "exit_status")).isIn("success", "abort", "fail");
                        assertThat(known).containsKey(text(json, "run_start"));
                        assertThat(json.getAsJsonObject("num_events").get("primary").getAsInt())
                                .isEqualTo(5);
                    }
                }
            }
            assertThat(bench.documents.getFirst()).isInstanceOf(RunStart.class);
            assertThat(bench.documents.getLast()).isInstanceOf(RunStop.class);
            assertThat(frames.values()).containsExactly(5);
            assertThat(seqNums.values()).containsExactlyInAnyOrder(5, 2);
        }
    }

    private static void checkDescriptor(JsonObject json, Map<String, JsonObject> known) {
        assertThat(known).containsKey(text(json, "run_start"));
        json.getAsJsonObject("data_keys")
                .asMap()
                .forEach((name, element) -> {
                    JsonObject key = element.getAsJsonObject();
                    assertThat(key.keySet())
                            .as(name)
                            .contains("source", "dtype", "shape", "dtype_numpy", "units");
                    assertThat(text(key, "dtype"))
                            .isIn("string", "number", "array", "boolean", "integer");
                    assertThat(key.get("shape").isJsonArray()).isTrue();
                    assertThat(text(key, "source")).contains("://");
                    assertThat(
                                    json.getAsJsonObject("object_keys")
                                            .get(text(key, "object_name"))
                                            .getAsJsonArray()
                                            .asList())
                            .extracting(JsonElement::getAsString)
                            .contains(name);
                });
    }

    private static void checkEvent(
            JsonObject json, Map<String, JsonObject> known, Map<String, Integer> seqNums) {
        JsonObject descriptor = known.get(text(json, "descriptor"));
        List<String> inEvents =
                descriptor.getAsJsonObject("data_keys").entrySet().stream()
                        .filter(key -> !key.getValue().getAsJsonObject().has("external"))
                        .map(Map.Entry::getKey)
                        .toList();
        assertThat(json.getAsJsonObject("data").keySet())
                .containsExactlyInAnyOrderElementsOf(inEvents);
        assertThat(json.getAsJsonObject("timestamps").keySet())
                .containsExactlyInAnyOrderElementsOf(inEvents);
        int seqNum = json.get("seq_num").getAsInt();
        assertThat(seqNum).isEqualTo(seqNums.getOrDefault(text(json, "descriptor"), 0) + 1);
        seqNums.put(text(json, "descriptor"), seqNum);
    }

    private static void checkDatum(
            JsonObject json, Map<String, JsonObject> known, Map<String, Integer> frames) {
        assertThat(known).containsKeys(text(json, "stream_resource"), text(json, "descriptor"));
        JsonObject indices = json.getAsJsonObject("indices");
        JsonObject seqNums = json.getAsJsonObject("seq_nums");
        int start = indices.get("start").getAsInt();
        int stop = indices.get("stop").getAsInt();
        assertThat(start).isEqualTo(frames.getOrDefault(text(json, "stream_resource"), 0));
        assertThat(stop).isGreaterThan(start);
        assertThat(seqNums.get("stop").getAsInt() - seqNums.get("start").getAsInt())
                .isEqualTo(stop - start);
        frames.put(text(json, "stream_resource"), stop);
    }

    private static String text(JsonObject json, String field) {
        return json.get(field).getAsString();
    }
}
