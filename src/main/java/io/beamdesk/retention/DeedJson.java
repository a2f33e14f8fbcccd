package io.beamdesk.retention;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A deed as one line of JSON.
final class DeedJson {
    private static final Gson GSON =
            new GsonBuilder()
                    .disableHtmlEscaping()
                    .registerTypeAdapter(
                            Instant.class,
                            (JsonSerializer<Instant>)
                                    (time, _, _) -> new JsonPrimitive(time.toString()))
                    .registerTypeAdapter(
                            Instant.class,
                            (JsonDeserializer<Instant>)
                                    (json, _, _) -> Instant.parse(json.getAsString()))
                    .create();

    private DeedJson() {}

    static String line(Deed deed) {
        JsonObject line = new JsonObject();
        line.addProperty("time", deed.time().toString());
        line.addProperty("person", deed.person());
        line.addProperty("path", deed.path());
        line.addProperty("uid", deed.uid());
        line.addProperty("deed", word(deed.what()));
        line.add("details", GSON.toJsonTree(deed.what()));
        return GSON.toJson(line);
    }

    /// Empty if the line is none, as one that was cut off.
    static Optional<Deed> deed(String line) {
        try {
            JsonObject fields = JsonParser.parseString(line).getAsJsonObject();
            return Optional.of(
                    new Deed(
                            Instant.parse(fields.get("time").getAsString()),
                            fields.get("person").getAsString(),
                            fields.get("path").getAsString(),
                            fields.get("uid").getAsString(),
                            what(
                                    fields.get("deed").getAsString(),
                                    fields.getAsJsonObject("details"))));
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | UnsupportedOperationException
                | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String word(Deed.What what) {
        return switch (what) {
            case Deed.What.Hold _ -> "hold";
            case Deed.What.Release _ -> "release";
            case Deed.What.Extend _ -> "extend";
            case Deed.What.Copied _ -> "copied";
            case Deed.What.Withdrawn _ -> "withdrawn";
            case Deed.What.Deleted _ -> "deleted";
        };
    }

    private static Deed.What what(String word, @Nullable JsonObject details) {
        Class<? extends Deed.What> type =
                switch (word) {
                    case "hold" -> Deed.What.Hold.class;
                    case "release" -> Deed.What.Release.class;
                    case "extend" -> Deed.What.Extend.class;
                    case "copied" -> Deed.What.Copied.class;
                    case "withdrawn" -> Deed.What.Withdrawn.class;
                    case "deleted" -> Deed.What.Deleted.class;
                    default -> throw new JsonParseException("a deed of kind " + word);
                };
        return Objects.requireNonNull(GSON.fromJson(details, type));
    }
}
