package io.beamdesk.recipe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Checks a JSON value against a schema, with the keywords of JSON Schema 2020-12 that the recipes'
/// schemas use (https://json-schema.org/draft/2020-12/json-schema-validation); any other keyword is
/// an error of the schema.
final class SchemaCheck {
    private final List<String> faults = new ArrayList<>();

    private SchemaCheck() {}

    /// What is wrong with the value, each with its path.
    static List<String> faults(JsonObject schema, JsonElement value) {
        SchemaCheck check = new SchemaCheck();
        check.check(schema, value, "");
        return check.faults;
    }

    private void check(JsonObject schema, JsonElement value, String path) {
        for (Map.Entry<String, JsonElement> keyword : schema.entrySet()) {
            if (!holds(keyword.getKey(), keyword.getValue(), schema, value, path)) {
                faults.add(path + " " + keyword.getKey() + " " + keyword.getValue());
            }
        }
    }

    private boolean holds(
            String keyword, JsonElement wanted, JsonObject schema, JsonElement value, String path) {
        return switch (keyword) {
            case "$schema", "title", "description" -> true;
            case "type" -> isType(wanted.getAsString(), value);
            case "const" -> wanted.equals(value);
            case "minLength" -> !isText(value) || value.getAsString().length() >= wanted.getAsInt();
            case "minimum" -> !isNumber(value) || number(value).compareTo(number(wanted)) >= 0;
            case "exclusiveMinimum" ->
                    !isNumber(value) || number(value).compareTo(number(wanted)) > 0;
            case "maximum" -> !isNumber(value) || number(value).compareTo(number(wanted)) <= 0;
            case "pattern" ->
                    !(value instanceof com.google.gson.JsonPrimitive text && text.isString())
                            || java.util.regex.Pattern.compile(wanted.getAsString())
                                    .matcher(text.getAsString())
                                    .find();
            case "minItems" -> !value.isJsonArray() || size(value) >= wanted.getAsInt();
            case "maxItems" -> !value.isJsonArray() || size(value) <= wanted.getAsInt();
            case "uniqueItems" ->
                    !value.isJsonArray()
                            || new HashSet<>(value.getAsJsonArray().asList()).size() == size(value);
            case "items" -> {
                if (value instanceof JsonArray array) {
                    for (int i = 0; i < array.size(); i++) {
                        check(wanted.getAsJsonObject(), array.get(i), path + "[" + i + "]");
                    }
                }
                yield true;
            }
            case "required" ->
                    !(value instanceof JsonObject object)
                            || wanted.getAsJsonArray().asList().stream()
                                    .allMatch(name -> object.has(name.getAsString()));
            case "properties" -> {
                if (value instanceof JsonObject object) {
                    for (var property : wanted.getAsJsonObject().entrySet()) {
                        String name = property.getKey();
                        if (object.has(name)) {
                            JsonObject inner = property.getValue().getAsJsonObject();
                            check(inner, object.get(name), path + "." + name);
                        }
                    }
                }
                yield true;
            }
            case "additionalProperties" ->
                    !(value instanceof JsonObject object)
                            || schema.getAsJsonObject("properties")
                                    .keySet()
                                    .containsAll(object.keySet());
            case "oneOf" -> meeting(wanted, value) == 1;
            case "anyOf" -> meeting(wanted, value) > 0;
            default -> throw new AssertionError("the schema has the keyword " + keyword);
        };
    }

    private static long meeting(JsonElement choices, JsonElement value) {
        return choices.getAsJsonArray().asList().stream()
                .filter(choice -> faults(choice.getAsJsonObject(), value).isEmpty())
                .count();
    }

    private static boolean isType(String type, JsonElement value) {
        return switch (type) {
            case "object" -> value.isJsonObject();
            case "array" -> value.isJsonArray();
            case "string" -> isText(value);
            case "boolean" -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
            case "number" -> isNumber(value);
            case "integer" -> isNumber(value) && number(value).stripTrailingZeros().scale() <= 0;
            default -> throw new AssertionError("the schema has the type " + type);
        };
    }

    private static boolean isText(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    }

    private static boolean isNumber(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
    }

    private static BigDecimal number(JsonElement value) {
        return value.getAsBigDecimal();
    }

    private static int size(JsonElement array) {
        return array.getAsJsonArray().size();
    }
}
