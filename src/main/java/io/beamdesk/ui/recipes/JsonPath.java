package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.ui.fx.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and changes JSON by path: `axes[0].points`. What is changed is a copy that shares the rest,
/// so that every state of a form can be kept.
final class JsonPath {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private JsonPath() {}

    /// What is there; empty if nothing is, or null.
    static Optional<JsonElement> get(JsonElement root, String path) {
        JsonElement at = root;
        for (String step : steps(path)) {
            JsonElement next =
                    switch (at) {
                        case JsonObject object -> object.get(step);
                        case JsonArray array when isIndex(step, array) ->
                                array.get(Integer.parseInt(step));
                        default -> null;
                    };
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return at.isJsonNull() ? Optional.empty() : Optional.of(at);
    }

    /// The object there, an empty one if there is none.
    static JsonObject object(JsonElement root, String path) {
        return get(root, path).orElse(JsonNull.INSTANCE) instanceof JsonObject object
                ? object
                : new JsonObject();
    }

    /// The list there, an empty one if there is none.
    static JsonArray array(JsonElement root, String path) {
        return get(root, path).orElse(JsonNull.INSTANCE) instanceof JsonArray array
                ? array
                : new JsonArray();
    }

    /// The text there, empty if there is none.
    static String text(JsonElement root, String path) {
        return get(root, path).orElse(JsonNull.INSTANCE) instanceof JsonPrimitive p && p.isString()
                ? p.getAsString()
                : "";
    }

    /// The number there.
    static OptionalDouble number(JsonElement root, String path) {
        return get(root, path).orElse(JsonNull.INSTANCE) instanceof JsonPrimitive p && p.isNumber()
                ? OptionalDouble.of(p.getAsDouble())
                : OptionalDouble.empty();
    }

    /// Whether there is a true there.
    static boolean flag(JsonElement root, String path) {
        return get(root, path).orElse(JsonNull.INSTANCE) instanceof JsonPrimitive p
                && p.isBoolean()
                && p.getAsBoolean();
    }

    /// The texts of the list there.
    static List<String> texts(JsonElement root, String path) {
        List<String> texts = new ArrayList<>();
        for (JsonElement item : array(root, path)) {
            if (item instanceof JsonPrimitive p && p.isString()) {
                texts.add(p.getAsString());
            }
        }
        return texts;
    }

    /// A copy in which something else is there; JSON null takes the field or the item away, and with
    /// the last field the object around it.
    static JsonObject with(JsonObject root, String path, JsonElement value) {
        return (JsonObject) with(root, steps(path), value);
    }

    /// A copy in which the object there is changed.
    static JsonObject change(JsonObject root, String path, UnaryOperator<JsonObject> change) {
        return path.isEmpty()
                ? change.apply(root)
                : with(root, path, change.apply(object(root, path)));
    }

    private static JsonElement with(JsonElement at, List<String> steps, JsonElement value) {
        if (steps.isEmpty()) {
            return value;
        }
        String first = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        if (at instanceof JsonArray array && isIndex(first, array)) {
            JsonArray copy = copy(array);
            int index = Integer.parseInt(first);
            JsonElement now = with(array.get(index), rest, value);
            if (now.isJsonNull()) {
                copy.remove(index);
            } else {
                copy.set(index, now);
            }
            return copy;
        }
        JsonObject copy = at instanceof JsonObject object ? copy(object) : new JsonObject();
        JsonElement inner = copy.get(first);
        JsonElement now = with(inner == null ? new JsonObject() : inner, rest, value);
        boolean emptied = !rest.isEmpty() && now instanceof JsonObject o && o.isEmpty();
        if (now.isJsonNull() || emptied) {
            copy.remove(first);
        } else {
            copy.add(first, now);
        }
        return copy;
    }

    /// A copy that shares what is in it.
    static JsonObject copy(JsonObject object) {
        JsonObject copy = new JsonObject();
        object.entrySet().forEach(field -> copy.add(field.getKey(), field.getValue()));
        return copy;
    }

    /// A copy that shares what is in it.
    static JsonArray copy(JsonArray array) {
        JsonArray copy = new JsonArray(array.size());
        array.forEach(copy::add);
        return copy;
    }

    /// What was typed into a field for a number: the number, or the text as it is, so that it is not
    /// lost and the recipe's own check names it. Nothing takes a field away that is not needed.
    static JsonElement typed(String text, boolean needed) {
        if (text.isBlank()) {
            return needed ? new JsonPrimitive("") : JsonNull.INSTANCE;
        }
        try {
            return number(Figures.parse(text));
        } catch (NumberFormatException _) {
            return new JsonPrimitive(text);
        }
    }

    /// A number as a file has it: whole ones without a point.
    static JsonPrimitive number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? new JsonPrimitive((long) value)
                : new JsonPrimitive(value);
    }

    /// How a value is typed into a field.
    static String typed(Optional<JsonElement> value) {
        return value.orElse(JsonNull.INSTANCE) instanceof JsonPrimitive p
                ? p.isNumber() ? plain(p.getAsDouble()) : p.getAsString()
                : "";
    }

    /// A number as it is typed: as many digits as it has, a true minus.
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        BigDecimal rounded = new BigDecimal(value, new MathContext(12)).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded)
                .toPlainString()
                .replace('-', '−');
    }

    /// Whether `path` is `field`, or something inside it.
    static boolean isWithin(String path, String field) {
        return path.startsWith(field)
                && (path.length() == field.length()
                        || path.charAt(field.length()) == '.'
                        || path.charAt(field.length()) == '[');
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        while (matcher.find()) {
            steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return steps;
    }

    private static boolean isIndex(String step, JsonArray array) {
        return step.matches("\\d{1,6}") && Integer.parseInt(step) < array.size();
    }
}
