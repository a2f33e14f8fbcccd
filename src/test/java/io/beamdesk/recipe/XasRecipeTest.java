package io.beamdesk.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.beamdesk.plan.XasScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class XasRecipeTest {
    private static final Path SHIPPED = Path.of("assets/recipes/xas-ni.json");

    private static JsonObject shipped() {
        return RecipeFile.json(RecipeFile.text(SHIPPED));
    }

    private static JsonObject region(JsonObject recipe, int index) {
        return recipe.getAsJsonArray("regions").get(index).getAsJsonObject();
    }

    private static RecipeException refused(Consumer<JsonObject> change) {
        JsonObject json = shipped();
        change.accept(json);
        try {
            RecipeFile.of(json);
        } catch (RecipeException wrong) {
            return wrong;
        }
        throw new AssertionError("was accepted: " + json);
    }

    private static List<String> fields(RecipeException wrong) {
        return wrong.faults().stream().map(RecipeException.Fault::field).toList();
    }

    @Test
    void shippedRecipeReadsBackAsItIsWritten() {
        Recipe recipe = RecipeFile.read(SHIPPED);
        assertThat(RecipeFile.of(RecipeFile.json(RecipeFile.toText(recipe)))).isEqualTo(recipe);
    }

    @Test
    void edgeEnergyIsTheTablesUnlessTheRecipeHasItsOwn() {
        JsonObject json = shipped();
        assertThat(XasRecipe.of(json).edgeEv()).isEqualTo(8333);
        json.addProperty("e0", 8331.5);
        XasRecipe own = XasRecipe.of(json);
        assertThat(own.edgeEv()).isEqualTo(8331.5);
        assertThat(own.points().getFirst().energyEv()).isEqualTo(8231.5);
        assertThat(XasRecipe.of(own.toJson())).isEqualTo(own);
    }

    @Test
    void usualSetHasItsPointsOnce() {
        JsonObject json = shipped();
        json.add(
                "regions",
                JsonParser.parseString(
                        """
                        [{"from": -200, "to": -30, "step": 10, "unit": "eV", "dwell": 1},
                         {"from": -30, "to": 40, "step": 0.5, "unit": "eV", "dwell": 1},
                         {"from": 3.25, "to": 14, "step": 0.05, "unit": "k", "dwell": 1, "k_power": 1}]
                        """));
        List<XasScan.Point> points = XasRecipe.of(json).points();
        assertThat(points).hasSize(17 + 141 + 216);
        assertThat(points.get(17).energyEv()).isEqualTo(8303);
        assertThat(points.get(17).region()).isEqualTo("region 1 (-200 to -30 eV)");
        assertThat(points.getLast().region()).isEqualTo("region 3 (3.25 to 14 1/Å)");
        assertThat(points.getLast().energyEv()).isBetween(9079.7, 9079.8);
    }

    @Test
    void roundedBeginningIsTheEndBeforeItHoweverShortTheLastStep() {
        JsonObject json = shipped();
        json.add(
                "regions",
                JsonParser.parseString(
                        """
                        [{"from": -20, "to": 57.5001, "step": 0.5, "unit": "eV", "dwell": 1},
                         {"from": 3.8848, "to": 5, "step": 0.05, "unit": "k", "dwell": 1}]
                        """));
        List<Double> energies =
                XasRecipe.of(json).points().stream().map(XasScan.Point::energyEv).toList();
        assertThat(energies).hasSize(157 + 23).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void everyFaultIsNamedWithItsPathAtOnce() {
        RecipeException wrong =
                refused(json -> {
                    json.addProperty("element", 28);
                    json.addProperty("e0", -5);
                    json.addProperty("repeats", 0);
                    json.addProperty("detector_settle", -1);
                    json.addProperty("colour", "red");
                    json.getAsJsonObject("gains").addProperty("i3", "1e6 V/A");
                    region(json, 0).addProperty("step", 0);
                    region(json, 0).addProperty("dwell", 0);
                    region(json, 1).addProperty("to", -20);
                    region(json, 1).addProperty("k_power", 1);
                    region(json, 2).addProperty("unit", "keV");
                });
        assertThat(fields(wrong))
                .containsExactlyInAnyOrder(
                        "element",
                        "e0",
                        "repeats",
                        "detector_settle",
                        "colour",
                        "gains.i3",
                        "regions[0].step",
                        "regions[0].dwell",
                        "regions[1].to",
                        "regions[1].k_power",
                        "regions[2].unit");
    }

    @Test
    void unknownElementAndEdgeAreRefusedWithTheNearest() {
        assertThat(refused(json -> json.addProperty("element", "nickel")))
                .hasMessage("element: is \"nickel\"; did you mean Ni (nickel)?");
        assertThat(refused(json -> json.addProperty("edge", "M5")))
                .hasMessageStartingWith("edge: is \"M5\"; give an edge that Ni has: K (8333");
    }

    @Test
    void regionBelowTheOneBeforeIsRefusedWithWhereToBegin() {
        RecipeException wrong = refused(json -> region(json, 2).addProperty("from", 2.2));
        assertThat(fields(wrong)).containsExactly("regions[2].from");
        assertThat(wrong).hasMessageContaining("begin at 2.2912 1/Å or above");
        assertThat(fields(refused(json -> region(json, 1).addProperty("from", -30))))
                .containsExactly("regions[1].from");
    }

    @Test
    void regionsThatAreNoneOrNoListOrTooLongAreRefused() {
        assertThat(fields(refused(json -> json.add("regions", new JsonArray()))))
                .containsExactly("regions");
        assertThat(fields(refused(json -> json.addProperty("regions", 3))))
                .containsExactly("regions");
        assertThat(fields(refused(json -> json.getAsJsonArray("regions").set(1, new JsonArray()))))
                .containsExactly("regions[1]");
        assertThat(fields(refused(json -> region(json, 1).addProperty("step", 1e-12))))
                .containsExactly("regions[1].step");
        assertThat(fields(refused(json -> json.add("detectors", new JsonArray()))))
                .containsExactly("detectors");
    }

    private static JsonObject before(String before) {
        JsonObject json = shipped();
        json.add("before", JsonParser.parseString(before));
        return json;
    }

    @Test
    void whatIsDoneBeforeReadsBackAsItIsWritten() {
        for (String before :
                List.of(
                        "{\"device\": \"filter_wheel\", \"position\": 2.5}",
                        "{\"device\": \"filter\", \"choice\": \"In\"}",
                        """
                        {"axis": {"device": "mono_pitch", "from": -60, "to": 60, "points": 5},
                         "relative": false, "detector": "scaler", "counter": "i0",
                         "exposure": 0.1, "settle": 0.5}
                        """)) {
            XasRecipe recipe = XasRecipe.of(before(before));
            assertThat(recipe.before()).isPresent();
            assertThat(recipe.toJson().get("before")).isEqualTo(JsonParser.parseString(before));
            assertThat(XasRecipe.of(recipe.toJson())).isEqualTo(recipe);
        }
    }

    @Test
    void whatIsWrongWithWhatIsDoneBeforeIsNamedWithItsPath() {
        assertThat(
                        fields(
                                refused(json ->
                                        json.add(
                                                "before",
                                                JsonParser.parseString(
                                                        """
                                                        {"axis": {"device": "p", "from": 0, "to": 1, "points": 4},
                                                         "detector": "scaler", "exposure": 0, "position": 3}
                                                        """)))))
                .contains("before.device", "before.axis");
        assertThat(
                        fields(
                                refused(json ->
                                        json.add(
                                                "before",
                                                JsonParser.parseString(
                                                        """
                                                        {"axis": {"device": "p", "from": 0, "to": 1, "points": 4},
                                                         "detector": "scaler", "exposure": 0}
                                                        """)))))
                .containsExactlyInAnyOrder(
                        "before.axis.points", "before.counter", "before.exposure");
        assertThat(
                        fields(
                                refused(json ->
                                        json.add(
                                                "before",
                                                JsonParser.parseString("{\"device\": \"p\"}")))))
                .contains("before.device", "before.axis");
    }

    @Test
    void recipeOfTheFirstVersionIsReadAndHasNothingBefore() {
        JsonObject json = shipped();
        json.addProperty("version", 1);
        assertThat(XasRecipe.of(json)).isEqualTo(XasRecipe.of(shipped()));
        assertThat(XasRecipe.of(json).toJson().get("version").getAsInt()).isEqualTo(2);
        json.add("before", JsonParser.parseString("{\"device\": \"p\", \"position\": 1}"));
        assertThatThrownBy(() -> XasRecipe.of(json)).hasMessageContaining("before");
    }

    @Test
    void schemaKnowsTheSameFields() throws IOException {
        JsonObject properties =
                JsonParser.parseString(
                                Files.readString(Path.of("assets", "schemas", "xas.schema.json")))
                        .getAsJsonObject()
                        .getAsJsonObject("properties");
        JsonObject whole = shipped();
        whole.addProperty("e0", 8333);
        whole.add("before", JsonParser.parseString("{\"device\": \"filter\", \"choice\": \"In\"}"));
        JsonObject written = XasRecipe.of(whole).toJson();
        Set<String> expected = new TreeSet<>(written.keySet());
        expected.add("saved");
        assertThat(properties.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(
                        properties
                                .getAsJsonObject("regions")
                                .getAsJsonObject("items")
                                .getAsJsonObject("properties")
                                .keySet())
                .containsExactlyInAnyOrderElementsOf(region(written, 2).keySet());
        assertThat(properties.getAsJsonObject("gains").getAsJsonObject("properties").keySet())
                .containsExactlyInAnyOrderElementsOf(written.getAsJsonObject("gains").keySet());
    }
}
