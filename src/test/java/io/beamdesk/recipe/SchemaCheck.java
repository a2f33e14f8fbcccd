package io.beamdesk.recipe;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/// What a JSON Schema says of a value, as an implementation that is not ours reads it.
public final class SchemaCheck {
    private static final JsonSchemaFactory DIALECT =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private SchemaCheck() {}

    /// What is wrong with the value, each with its path.
    public static List<String> faults(JsonObject schema, JsonElement value) {
        return DIALECT
                .getSchema(schema.toString())
                .validate(value.toString(), InputFormat.JSON)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
