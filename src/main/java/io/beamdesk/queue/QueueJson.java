package io.beamdesk.queue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.beamdesk.queue.QueueItem.Approval;
import io.beamdesk.queue.QueueItem.Handling;
import io.beamdesk.sample.SampleRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Items, runs and steps as JSON: times in ISO 8601, durations in seconds, recipes as objects.
public final class QueueJson {
    private QueueJson() {}

    /// An item.
    public static JsonObject of(QueueItem item) {
        JsonObject json = new JsonObject();
        json.addProperty("id", item.id());
        json.addProperty("title", item.title());
        json.addProperty("sample", item.sample());
        item.origin().ifPresent(origin -> json.add("origin", of(origin)));
        json.addProperty("skipped", item.skipped());
        switch (item.approval()) {
            case Approval.NotNeeded() -> {}
            case Approval.Needed() -> json.add("approved_by", JsonNull.INSTANCE);
            case Approval.Given(String by) -> json.addProperty("approved_by", by);
        }
        json.addProperty("pause_after", item.pauseAfter());
        json.addProperty("loop", item.loop());
        json.addProperty("added", item.added().toString());
        json.addProperty("by", item.by());
        json.addProperty("trouble", item.trouble());
        json.addProperty("attempts", item.attempts());
        item.estimate()
                .ifPresent(estimate -> {
                    json.addProperty("points", estimate.points());
                    json.addProperty("seconds", estimate.time().toMillis() / 1000.0);
                });
        json.add("recipe", JsonParser.parseString(item.recipe()));
        return json;
    }

    static QueueItem item(JsonObject json) {
        JsonElement by = json.get("approved_by");
        Approval approval =
                by == null
                        ? new Approval.NotNeeded()
                        : by.isJsonNull()
                                ? new Approval.Needed()
                                : new Approval.Given(by.getAsString());
        Optional<Estimate> estimate =
                json.has("seconds")
                        ? Optional.of(
                                new Estimate(
                                        json.get("points").getAsInt(),
                                        Duration.ofMillis(
                                                Math.round(
                                                        json.get("seconds").getAsDouble() * 1000))))
                        : Optional.empty();
        return new QueueItem(
                text(json, "id"),
                text(json, "title"),
                json.get("recipe").toString(),
                text(json, "sample"),
                origin(json),
                new Handling(
                        flag(json, "skipped"),
                        approval,
                        flag(json, "pause_after"),
                        flag(json, "loop")),
                instant(json, "added"),
                text(json, "by"),
                text(json, "trouble"),
                json.get("attempts").getAsInt(),
                estimate);
    }

    private static JsonObject of(SampleRef origin) {
        JsonObject json = new JsonObject();
        json.addProperty("id", origin.id());
        json.addProperty("tray", origin.tray());
        json.addProperty("position", origin.position());
        return json;
    }

    private static Optional<SampleRef> origin(JsonObject json) {
        JsonObject origin = json.getAsJsonObject("origin");
        return origin == null
                ? Optional.empty()
                : Optional.of(
                        new SampleRef(
                                text(origin, "id"),
                                text(origin, "tray"),
                                text(origin, "position")));
    }

    /// A run of the history.
    public static JsonObject of(HistoryEntry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("run", entry.run());
        json.addProperty("item", entry.item());
        json.addProperty("title", entry.title());
        json.addProperty("sample", entry.sample());
        entry.origin().ifPresent(origin -> json.add("origin", of(origin)));
        json.addProperty("result", entry.result().name().toLowerCase(Locale.ROOT));
        json.addProperty("reason", entry.reason());
        json.addProperty("started", entry.started().toString());
        json.addProperty("ended", entry.ended().toString());
        json.add("products", array(entry.products(), uri -> new JsonPrimitive(uri.toString())));
        json.addProperty("points", entry.points());
        json.addProperty("by", entry.by());
        json.add("recipe", JsonParser.parseString(entry.recipe()));
        return json;
    }

    static HistoryEntry entry(JsonObject json) {
        return new HistoryEntry(
                text(json, "run"),
                text(json, "item"),
                text(json, "title"),
                json.get("recipe").toString(),
                text(json, "sample"),
                origin(json),
                HistoryEntry.Result.valueOf(text(json, "result").toUpperCase(Locale.ROOT)),
                text(json, "reason"),
                instant(json, "started"),
                instant(json, "ended"),
                list(json, "products", e -> URI.create(e.getAsString())),
                json.get("points").getAsInt(),
                text(json, "by"));
    }

    static JsonObject of(Step step) {
        JsonObject json = new JsonObject();
        json.addProperty("do", step.label());
        if (step.undoable()) {
            json.addProperty("undoable", true);
        }
        if (step.undone() > 0) {
            json.addProperty("undone", step.undone());
        }
        json.add("changes", array(step.changes(), QueueJson::of));
        return json;
    }

    static Step step(JsonObject json) {
        JsonElement undone = json.get("undone");
        return new Step(
                text(json, "do"),
                json.has("undoable"),
                undone == null ? 0 : undone.getAsInt(),
                list(json, "changes", e -> change(e.getAsJsonObject())));
    }

    private static JsonObject of(Change change) {
        JsonObject json = new JsonObject();
        switch (change) {
            case Change.Put(List<Change.Place> places) ->
                    json.add("put", array(places, QueueJson::of));
            case Change.Drop(List<String> ids) -> json.add("drop", array(ids, JsonPrimitive::new));
            case Change.Replace(List<QueueItem> items) ->
                    json.add("replace", array(items, QueueJson::of));
            case Change.Looping(boolean on) -> json.addProperty("looping", on);
            case Change.Autostarting(boolean on) -> json.addProperty("autostarting", on);
            case Change.GoingOn(boolean on) -> json.addProperty("going_on", on);
            case Change.Started(String id, String run, Instant at, String by) -> {
                json.addProperty("started", id);
                json.addProperty("run", run);
                json.addProperty("at", at.toString());
                json.addProperty("by", by);
            }
            case Change.Opened(URI product) -> json.addProperty("opened", product.toString());
            case Change.NotStarted() -> json.addProperty("not_started", true);
            case Change.Ended(HistoryEntry entry, QueueItem back) -> {
                json.add("ended", of(entry));
                if (back != null) {
                    json.add("back", of(back));
                }
            }
            case Change.Remembered(HistoryEntry entry) -> json.add("remembered", of(entry));
        }
        return json;
    }

    private static JsonObject of(Change.Place place) {
        JsonObject json = new JsonObject();
        if (place.before() != null) {
            json.addProperty("before", place.before());
        }
        json.add("items", array(place.items(), QueueJson::of));
        return json;
    }

    private static Change change(JsonObject json) {
        String kind = json.keySet().iterator().next();
        return switch (kind) {
            case "put" -> new Change.Put(list(json, kind, e -> place(e.getAsJsonObject())));
            case "drop" -> new Change.Drop(list(json, kind, JsonElement::getAsString));
            case "replace" -> new Change.Replace(list(json, kind, e -> item(e.getAsJsonObject())));
            case "looping" -> new Change.Looping(flag(json, kind));
            case "autostarting" -> new Change.Autostarting(flag(json, kind));
            case "going_on" -> new Change.GoingOn(flag(json, kind));
            case "started" ->
                    new Change.Started(
                            text(json, kind),
                            text(json, "run"),
                            instant(json, "at"),
                            text(json, "by"));
            case "opened" -> new Change.Opened(URI.create(text(json, kind)));
            case "not_started" -> new Change.NotStarted();
            case "ended" ->
                    new Change.Ended(
                            entry(json.getAsJsonObject(kind)),
                            json.has("back") ? item(json.getAsJsonObject("back")) : null);
            case "remembered" -> new Change.Remembered(entry(json.getAsJsonObject(kind)));
            default -> throw new IllegalStateException("nobody knows \"" + kind + "\"");
        };
    }

    private static Change.Place place(JsonObject json) {
        @Nullable JsonElement before = json.get("before");
        return new Change.Place(
                before == null ? null : before.getAsString(),
                list(json, "items", e -> item(e.getAsJsonObject())));
    }

    private static <T> JsonArray array(
            Collection<T> of, Function<T, ? extends JsonElement> element) {
        JsonArray array = new JsonArray(of.size());
        of.forEach(one -> array.add(element.apply(one)));
        return array;
    }

    private static <T> List<T> list(
            JsonObject json, String name, Function<JsonElement, T> element) {
        List<T> list = new ArrayList<>();
        json.getAsJsonArray(name).forEach(one -> list.add(element.apply(one)));
        return list;
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    private static boolean flag(JsonObject json, String name) {
        return json.get(name).getAsBoolean();
    }

    private static Instant instant(JsonObject json, String name) {
        return Instant.parse(text(json, name));
    }
}
