package io.beamdesk.recipe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object and gathers everything that is wrong with them, each with its
/// path; what is wrong reads as a harmless value, so that the rest can be read too.
final class Fields {
    private static final double DAY = 86_400;

    private final String path;
    private final JsonObject object;
    private final List<RecipeException.Fault> faults;
    private final Set<String> known = new HashSet<>();

    private Fields(String path, JsonObject object, List<RecipeException.Fault> faults) {
        this.path = path;
        this.object = object;
        this.faults = faults;
    }

    /// Reads a recipe with the function; that its file says who saved it changes nothing.
    ///
    /// @throws RecipeException with all faults if there is one
    static <T> T read(JsonObject object, Function<Fields, T> reader) {
        List<RecipeException.Fault> faults = new ArrayList<>();
        Fields fields = new Fields("", object, faults);
        T result = reader.apply(fields);
        var _ = fields.saved();
        fields.refuseUnknown();
        if (!faults.isEmpty()) {
            throw new RecipeException(faults);
        }
        return result;
    }

    /// Who saved a recipe and when, if it says so.
    static Optional<Saved> saved(JsonObject recipe) {
        return new Fields("", recipe, new ArrayList<>()).saved();
    }

    private Optional<Saved> saved() {
        return has("saved")
                ? Optional.of(object("saved", "an object with by and at", Saved::read))
                : Optional.empty();
    }

    /// Whether the field is there; it is then a known one.
    boolean has(String field) {
        return element(field) != null;
    }

    /// Whether nothing is wrong so far with this object and what is in it.
    boolean sound() {
        return faults.stream().noneMatch(fault -> fault.field().startsWith(path));
    }

    /// Notes a fault of a field.
    void fault(String field, String message) {
        faults.add(new RecipeException.Fault(path + field, message));
    }

    /// Notes a fault of a field of which is known what would be right; null for nothing.
    void fault(String field, String message, @Nullable Object right) {
        faults.add(new RecipeException.Fault(path + field, message, String.valueOf(right)));
    }

    private @Nullable JsonElement element(String field) {
        known.add(field);
        JsonElement element = object.get(field);
        return element == null || element.isJsonNull() ? null : element;
    }

    private void missing(String field, String expected) {
        fault(field, "is missing; give " + expected);
    }

    private void wrong(String field, JsonElement element, String expected) {
        String text = element.toString();
        fault(
                field,
                "is "
                        + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
                        + "; give "
                        + expected);
    }

    /// A needed text that is not blank.
    String text(String field, String expected) {
        String text = textOr(field, "", expected);
        if (text.isBlank() && faults.stream().noneMatch(f -> f.field().equals(path + field))) {
            missing(field, expected);
        }
        return text.strip();
    }

    /// A text that may be left out.
    String textOr(String field, String otherwise, String expected) {
        JsonElement element = element(field);
        if (element == null) {
            return otherwise;
        }
        if (element instanceof JsonPrimitive text && text.isString()) {
            return text.getAsString();
        }
        wrong(field, element, expected);
        return otherwise;
    }

    /// A needed finite number.
    double number(String field, String expected) {
        JsonElement element = element(field);
        if (element == null) {
            missing(field, expected);
            return 0;
        }
        if (element instanceof JsonPrimitive number && number.isNumber()) {
            double value = number.getAsDouble();
            if (Double.isFinite(value)) {
                return value;
            }
        }
        wrong(field, element, expected);
        return 0;
    }

    /// A finite number that may be left out.
    double numberOr(String field, double otherwise, String expected) {
        return element(field) == null ? otherwise : number(field, expected);
    }

    /// A needed finite number above 0.
    double above0(String field, String expected) {
        int before = faults.size();
        double value = number(field, expected);
        if (faults.size() == before && !(value > 0)) {
            fault(field, "is " + object.get(field) + "; give " + expected + " above 0");
        }
        return value;
    }

    /// A needed integer between two limits.
    int whole(String field, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        int before = faults.size();
        double value = number(field, expected);
        if (faults.size() == before
                && (value != Math.rint(value) || value < least || value > most)) {
            fault(
                    field,
                    "is " + object.get(field) + "; give " + expected,
                    Math.clamp(Math.round(value), least, most));
            return least;
        }
        return (int) value;
    }

    /// True or false; may be left out.
    boolean flagOr(String field, boolean otherwise) {
        JsonElement element = element(field);
        if (element == null) {
            return otherwise;
        }
        if (element instanceof JsonPrimitive flag && flag.isBoolean()) {
            return flag.getAsBoolean();
        }
        wrong(field, element, "true or false");
        return otherwise;
    }

    /// A needed time in seconds, above 0 and up to a day.
    double time(String field) {
        int before = faults.size();
        double seconds = number(field, "a time in seconds");
        if (faults.size() == before && !(seconds > 0 && seconds <= DAY)) {
            fault(field, "is " + object.get(field) + " s; give a time above 0 and up to a day");
        }
        return seconds;
    }

    /// A time in seconds from 0 up to a day; 0 if it is left out.
    double pause(String field) {
        double seconds = numberOr(field, 0, "a time in seconds");
        if (!(seconds >= 0 && seconds <= DAY)) {
            fault(
                    field,
                    "is " + object.get(field) + " s; give a time from 0 up to a day",
                    Math.clamp(seconds, 0, DAY));
        }
        return seconds;
    }

    /// Names without repetition; may be left out.
    List<String> names(String field, String expected) {
        JsonElement element = element(field);
        List<String> names = new ArrayList<>();
        if (element != null && !element.isJsonArray()) {
            wrong(field, element, expected);
            return names;
        }
        int index = 0;
        for (JsonElement item : element == null ? new JsonArray() : element.getAsJsonArray()) {
            String place = field + "[" + index++ + "]";
            if (!(item instanceof JsonPrimitive text)
                    || !text.isString()
                    || text.getAsString().isBlank()) {
                wrong(place, item, "the name of a device");
            } else if (names.contains(text.getAsString())) {
                fault(place, "names " + item + " again; name each device once", null);
            } else {
                names.add(text.getAsString());
            }
        }
        return names;
    }

    /// A needed object, read by the function.
    <T> T object(String field, String expected, Function<Fields, T> reader) {
        JsonElement element = element(field);
        if (element == null) {
            missing(field, expected);
        } else if (!element.isJsonObject()) {
            wrong(field, element, expected);
        }
        return one(field, element instanceof JsonObject object ? object : null, reader);
    }

    /// A needed list of objects, each read by the function.
    <T> List<T> objects(String field, String expected, Function<Fields, T> reader) {
        JsonElement element = element(field);
        List<T> results = new ArrayList<>();
        if (element == null) {
            missing(field, expected);
        } else if (!element.isJsonArray()) {
            wrong(field, element, expected);
        } else {
            for (JsonElement item : element.getAsJsonArray()) {
                String place = field + "[" + results.size() + "]";
                JsonObject fields = item.isJsonObject() ? item.getAsJsonObject() : null;
                if (fields == null) {
                    wrong(place, item, "an object");
                }
                results.add(one(place, fields, reader));
            }
        }
        return results;
    }

    private <T> T one(String place, @Nullable JsonObject object, Function<Fields, T> reader) {
        // The fields of what is missing are not reported one by one.
        Fields fields =
                object == null
                        ? new Fields("", new JsonObject(), new ArrayList<>())
                        : new Fields(path + place + ".", object, faults);
        T result = reader.apply(fields);
        if (object != null) {
            fields.refuseUnknown();
        }
        return result;
    }

    /// A needed list of objects, each read by the function.
    <T> List<T> objects(String field, int least, int most, Function<Fields, T> reader) {
        String expected =
                least == most
                        ? "a list of " + least + " objects"
                        : "a list of " + least + " to " + most + " objects";
        List<T> items = new ArrayList<>();
        int index = 0;
        for (JsonElement item : list(field, least, most, expected)) {
            String place = field + "[" + index++ + "]";
            if (item.isJsonObject()) {
                Fields fields = new Fields(path + place + ".", item.getAsJsonObject(), faults);
                items.add(reader.apply(fields));
                fields.refuseUnknown();
            } else {
                wrong(place, item, "an object");
            }
        }
        return items;
    }

    /// A needed list of finite numbers.
    List<Double> numbers(String field, int least, int most) {
        String expected = "a list of " + least + " to " + most + " numbers";
        JsonArray given = list(field, least, most, expected);
        List<Double> numbers = numbers(given);
        if (numbers.size() != given.size()) {
            wrong(field, given, expected);
        }
        return numbers;
    }

    /// A needed list of rows, each with that many finite numbers.
    List<List<Double>> rows(String field, int columns, int most) {
        String row = columns == 1 ? "a list of one number" : "a list of " + columns + " numbers";
        List<List<Double>> rows = new ArrayList<>();
        int index = 0;
        for (JsonElement item : list(field, 1, most, "a list of 1 to " + most + " rows")) {
            List<Double> numbers = numbers(item);
            if (numbers.size() == columns) {
                rows.add(numbers);
            } else {
                wrong(field + "[" + index + "]", item, row);
            }
            index++;
        }
        return rows;
    }

    private static List<Double> numbers(JsonElement row) {
        List<Double> numbers = new ArrayList<>();
        if (row.isJsonArray()) {
            for (JsonElement item : row.getAsJsonArray()) {
                boolean finite =
                        item instanceof JsonPrimitive number
                                && number.isNumber()
                                && Double.isFinite(number.getAsDouble());
                if (!finite) {
                    return List.of();
                }
                numbers.add(item.getAsDouble());
            }
        }
        return numbers;
    }

    private JsonArray list(String field, int least, int most, String expected) {
        JsonElement element = element(field);
        if (element == null) {
            missing(field, expected);
        } else if (!element.isJsonArray()) {
            wrong(field, element, expected);
        } else if (element.getAsJsonArray().size() < least
                || element.getAsJsonArray().size() > most) {
            fault(field, "has " + element.getAsJsonArray().size() + " entries; give " + expected);
        } else {
            return element.getAsJsonArray();
        }
        return new JsonArray();
    }

    private void refuseUnknown() {
        for (String field : object.keySet()) {
            if (!known.contains(field)) {
                fault(
                        field,
                        "is not a field here; remove it, or use one of "
                                + String.join(", ", known.stream().sorted().toList()),
                        null);
            }
        }
    }
}
