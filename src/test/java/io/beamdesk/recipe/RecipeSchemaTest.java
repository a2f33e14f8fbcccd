package io.beamdesk.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Recipes, their schemas and their reader say the same.
class RecipeSchemaTest {
    private static final Path RECIPES = Path.of("assets", "recipes");

    private static List<JsonObject> shipped() throws IOException {
        try (Stream<Path> files = Files.list(RECIPES)) {
            return files.sorted().map(file -> RecipeFile.json(RecipeFile.text(file))).toList();
        }
    }

    private static JsonObject schema(JsonObject recipe) {
        return RecipeFile.json(
                RecipeFile.text(
                        Path.of(
                                "assets",
                                "schemas",
                                recipe.get("technique").getAsString() + ".schema.json")));
    }

    private static List<String> faults(JsonObject recipe) {
        try {
            var _ = RecipeFile.of(recipe);
            return List.of();
        } catch (RecipeException wrong) {
            return wrong.faults().stream().map(RecipeException.Fault::field).toList();
        }
    }

    @Test
    void everyTechniqueHasAShippedRecipe() throws IOException {
        assertThat(shipped().stream().map(r -> r.get("technique").getAsString()))
                .containsAll(Technique.ALL.stream().map(Technique::word).toList());
    }

    @Test
    void shippedRecipesMeetTheirSchemaAndReadBackAsTheyAreWritten() throws IOException {
        for (JsonObject json : shipped()) {
            assertThat(SchemaCheck.faults(schema(json), json)).as("%s", json.get("name")).isEmpty();
            Recipe recipe = RecipeFile.of(json);
            JsonObject written = RecipeFile.json(RecipeFile.toText(recipe));
            assertThat(SchemaCheck.faults(schema(json), written)).isEmpty();
            assertThat(RecipeFile.of(written)).isEqualTo(recipe);
            assertThat(written.keySet()).containsExactlyElementsOf(json.keySet());
        }
    }

    @Test
    void everyChangeIsRefusedByTheReaderAndTheSchemaAlike() throws IOException {
        int refused = 0;
        for (JsonObject json : shipped()) {
            for (JsonObject changed : changes(json)) {
                boolean wrong = !faults(changed).isEmpty();
                boolean refusedBySchema = !SchemaCheck.faults(schema(json), changed).isEmpty();
                // A schema knows neither the elements nor the order of the regions.
                boolean beyondSchema =
                        json.get("technique").getAsString().equals(XasRecipe.TECHNIQUE)
                                && wrong
                                && !refusedBySchema;
                assertThat(refusedBySchema || beyondSchema)
                        .as("%s: the schema refuses it, as the reader does: %s", changed, wrong)
                        .isEqualTo(wrong);
                refused += wrong ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    /// The recipe without each of its fields, with an unknown one beside, and with each made text,
    /// zero, negative, huge, true or an empty list.
    private static List<JsonObject> changes(JsonObject json) {
        List<JsonObject> changes = new ArrayList<>();
        for (String field : json.keySet()) {
            if (field.equals("technique") || field.equals("version")) {
                continue;
            }
            JsonObject without = json.deepCopy();
            without.remove(field);
            changes.add(without);
            for (JsonElement value :
                    List.of(
                            new JsonPrimitive("word"),
                            new JsonPrimitive(0),
                            new JsonPrimitive(-1),
                            new JsonPrimitive(1e7),
                            new JsonPrimitive(true),
                            new JsonArray(),
                            new JsonObject())) {
                JsonObject other = json.deepCopy();
                other.add(field, value);
                changes.add(other);
            }
        }
        JsonObject more = json.deepCopy();
        more.addProperty("colour", "red");
        changes.add(more);
        return changes;
    }

    @Test
    void missingAndUnknownFieldsAreNamedWithTheirPath() throws IOException {
        for (JsonObject json : shipped()) {
            JsonObject schema = schema(json);
            for (JsonElement required : schema.getAsJsonArray("required")) {
                String field = required.getAsString();
                JsonObject without = json.deepCopy();
                without.remove(field);
                assertThat(faults(without))
                        .as("%s without %s", json.get("name"), field)
                        .contains(field);
            }
            json.addProperty("colour", "red");
            assertThat(faults(json)).containsExactly("colour");
        }
    }

    @Test
    void whoSavedItChangesNothingAndIsCheckedLikeEverythingElse() throws IOException {
        for (JsonObject json : shipped()) {
            Recipe recipe = RecipeFile.of(json);
            Saved saved = new Saved("ana", Instant.parse("2023-04-11T12:00:00Z"));
            JsonObject signed = RecipeFile.json(RecipeFile.toText(recipe, saved));
            assertThat(SchemaCheck.faults(schema(json), signed)).isEmpty();
            assertThat(RecipeFile.of(signed)).isEqualTo(recipe);
            assertThat(RecipeFile.saved(signed)).contains(saved);
            assertThat(RecipeFile.saved(json)).isEmpty();
            signed.getAsJsonObject("saved").addProperty("at", "yesterday");
            assertThat(faults(signed)).containsExactly("saved.at");
            assertThat(SchemaCheck.faults(schema(json), signed)).isNotEmpty();
        }
    }

    @Test
    void newerVersionOfEachIsRefused() throws IOException {
        for (JsonObject json : shipped()) {
            json.addProperty("version", 99);
            assertThat(faults(json)).containsExactly("version");
        }
    }

    @Test
    void sideOfAMapIsReadByItsEndsOrByItsMiddle() {
        MapRecipe.Extent side = new MapRecipe.Extent("x", 1, 0.6, 0.2);
        assertThat(side.line().positions()).hasSize(4);
        assertThat(side.line().from()).isEqualTo(0.7, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(side.line().to()).isEqualTo(1.3, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(new MapRecipe.Extent("x", 0, 1, 0.4).line().positions())
                .as("none outside the size")
                .containsExactly(-0.4, 0.0, 0.4);

        JsonObject map = RecipeFile.json(RecipeFile.text(RECIPES.resolve("map.json")));
        RecipeFile.set(map, "axes[0].from", "0");
        RecipeFile.set(map, "axes[0].size", "-1");
        RecipeFile.set(map, "axes[1].device", "sample_y");
        map.getAsJsonArray("axes").get(1).getAsJsonObject().remove("points");
        assertThat(faults(map))
                .containsExactlyInAnyOrder(
                        "axes[0].from", "axes[0].size", "axes[1].device", "axes[1].points");
    }

    @Test
    void seriesIsEndedByACountOrADurationNotByBothOrNone() {
        JsonObject series = RecipeFile.json(RecipeFile.text(RECIPES.resolve("time-series.json")));
        series.addProperty("duration", 10);
        assertThat(faults(series)).containsExactly("count");
        series.remove("count");
        assertThat(faults(series)).isEmpty();
        series.addProperty("period", 0);
        series.add("detectors", new JsonArray());
        assertThat(faults(series)).containsExactly("period");
        series.addProperty("period", 1e-6);
        assertThat(faults(series)).containsExactly("duration");
        series.remove("duration");
        assertThat(faults(series)).containsExactly("count");
    }

    @Test
    void partsOfATomographyMustFitTogether() {
        JsonObject tomography =
                RecipeFile.json(RecipeFile.text(RECIPES.resolve("tomography-step.json")));
        RecipeFile.set(tomography, "flats.device", "rotation");
        RecipeFile.set(tomography, "tiles.device", "rotation");
        RecipeFile.set(tomography, "acquire_period", "0.01");
        assertThat(faults(tomography))
                .containsExactly("flats.device", "tiles.device", "acquire_period");
        RecipeFile.set(tomography, "rotation.range", "0");
        RecipeFile.set(tomography, "tiles.positions", "[\"here\"]");
        assertThat(faults(tomography)).containsExactly("rotation.range", "tiles.positions");
    }

    @Test
    void rowsOfAListAreNamedByTheirPlace() {
        JsonObject list = RecipeFile.json(RecipeFile.text(RECIPES.resolve("list-scan.json")));
        RecipeFile.set(list, "positions[1]", "[1]");
        RecipeFile.set(list, "positions[3][0]", "x");
        assertThat(faults(list)).containsExactly("positions[1]", "positions[3]");
    }
}
