package io.beamdesk.recipe;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Recipes as JSON texts and files.
public final class RecipeFile {
    private static final Gson GSON =
            new GsonBuilder()
                    .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                    .create();

    private RecipeFile() {}

    /// Reads a file.
    ///
    /// @throws RecipeException if it is not there, not readable or not a recipe
    public static Recipe read(Path file) {
        return of(json(text(file)));
    }

    /// The text of a file.
    ///
    /// @throws RecipeException if it is not there or not readable
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            throw fault("There is no file " + file + "; check its name");
        } catch (CharacterCodingException _) {
            throw fault(file + " is not a text in UTF-8; give a recipe in JSON");
        } catch (IOException problem) {
            throw fault(file + " could not be read: " + problem.getMessage());
        }
    }

    /// Parses a text strictly as JSON.
    ///
    /// @throws RecipeException with line and column if it is not a JSON object
    public static JsonObject json(String text) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement element = JsonParser.parseReader(reader);
            if (!element.isJsonObject()) {
                throw fault("A recipe is a JSON object in braces; this text is not one");
            }
            if (reader.peek() != com.google.gson.stream.JsonToken.END_DOCUMENT) {
                throw fault("There is something after the end of the recipe; remove it");
            }
            return element.getAsJsonObject();
        } catch (JsonParseException
                | IOException
                | StackOverflowError
                | NumberFormatException problem) {
            String why =
                    String.valueOf(problem.getMessage())
                            .lines()
                            .findFirst()
                            .orElse("it is nested too deeply");
            throw fault(
                    "This is not JSON: "
                            + why.replaceFirst("^.*Exception: ", "")
                            + "; correct it there");
        }
    }

    /// A recipe of whatever technique the text names.
    ///
    /// @throws RecipeException with everything that is wrong
    public static Recipe of(JsonObject json) {
        JsonElement named = json.get("technique");
        String word = named instanceof JsonPrimitive p && p.isString() ? p.getAsString() : "";
        Technique technique =
                Technique.of(word)
                        .orElseThrow(() ->
                                fault(
                                        "technique",
                                        (named == null ? "is missing" : "is " + named)
                                                + "; give one of "
                                                + Technique.ALL.stream()
                                                        .map(t -> '"' + t.word() + '"')
                                                        .collect(Collectors.joining(", "))));
        if (json.get("version") instanceof JsonPrimitive version
                && version.isNumber()
                && version.getAsDouble() > technique.version()) {
            throw fault(
                    "version",
                    "is "
                            + version
                            + ", newer than the "
                            + technique.version()
                            + " this Beamdesk knows; use the Beamdesk it was written with or a newer one");
        }
        return technique.reader().apply(json);
    }

    /// Who saved a recipe and when, if its file says so.
    ///
    /// @param json a recipe
    public static Optional<Saved> saved(JsonObject json) {
        return Fields.saved(json);
    }

    /// The recipe as text, as a file has it.
    public static String toText(Recipe recipe) {
        return text(recipe.toJson());
    }

    /// The same, signed.
    public static String toText(Recipe recipe, Saved saved) {
        JsonObject json = recipe.toJson();
        JsonObject signature = new JsonObject();
        signature.addProperty("by", saved.by());
        signature.addProperty("at", saved.at().toString());
        json.add("saved", signature);
        return text(json);
    }

    private static String text(JsonObject json) {
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json)
                + "\n";
    }

    /// Overrides one field of a recipe by its path: `axes[0].points` with `11`. The value is read as
    /// JSON where it is JSON, otherwise as a text.
    ///
    /// @throws RecipeException if the path leads through something that is not there
    public static void set(JsonObject recipe, String path, String value) {
        JsonElement at = recipe;
        String[] names = path.replaceAll("\\[(\\d{1,6})]", ".$1").split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            at = inner(at, names[i], path, recipe);
        }
        JsonElement parsed;
        try {
            parsed = JsonParser.parseString(value);
        } catch (JsonParseException _) {
            parsed = new JsonPrimitive(value);
        }
        String last = names[names.length - 1];
        JsonElement set = parsed.isJsonNull() ? new JsonPrimitive(value) : parsed;
        switch (at) {
            case JsonObject object -> object.add(last, set);
            case JsonArray array when isIndex(last, array) ->
                    array.set(Integer.parseInt(last), set);
            default -> throw unreachable(last, path, recipe);
        }
    }

    private static JsonElement inner(JsonElement at, String name, String path, JsonObject recipe) {
        return switch (at) {
            case JsonObject object when object.has(name) && !object.get(name).isJsonPrimitive() ->
                    object.get(name);
            case JsonArray array when isIndex(name, array) -> array.get(Integer.parseInt(name));
            default -> throw unreachable(name, path, recipe);
        };
    }

    private static boolean isIndex(String name, JsonArray array) {
        return name.matches("\\d{1,6}") && Integer.parseInt(name) < array.size();
    }

    private static RecipeException unreachable(String name, String path, JsonObject recipe) {
        return fault(
                path,
                "cannot be set, for the recipe has no "
                        + name
                        + " there; use one of "
                        + String.join(", ", recipe.keySet())
                        + ", and axes[0] for the first entry of a list");
    }

    /// A recipe's JSON: technique and version before its own fields.
    static JsonObject json(String technique, int version, Record recipe) {
        JsonObject json = new JsonObject();
        json.addProperty("technique", technique);
        json.addProperty("version", version);
        fields(recipe).entrySet().forEach(field -> json.add(field.getKey(), field.getValue()));
        return json;
    }

    /// The fields of a record.
    static JsonObject fields(Record part) {
        return GSON.toJsonTree(part).getAsJsonObject();
    }

    private static RecipeException fault(String message) {
        return fault("", message);
    }

    private static RecipeException fault(String path, String message) {
        return new RecipeException(List.of(new RecipeException.Fault(path, message)));
    }
}
