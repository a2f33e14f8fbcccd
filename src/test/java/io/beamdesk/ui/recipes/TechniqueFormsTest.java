package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.RecipeException.Fault;
import io.beamdesk.recipe.RecipeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TechniqueFormsTest {
    private final ScriptedDesk desk = new ScriptedDesk();

    static List<TechniqueForm> forms() {
        return TechniqueForms.ALL;
    }

    static JsonObject example(String file) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(
                        RecipeFile.class.getResourceAsStream(
                                "/io/beamdesk/assets/recipes/" + file + ".json"))) {
            return RecipeFile.of(
                            RecipeFile.json(
                                    new String(text.readAllBytes(), StandardCharsets.UTF_8)))
                    .toJson();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void blankRecipeHasAFieldForEveryFault(TechniqueForm form) {
        JsonObject blank = form.blank().get();
        List<Fault> faults = List.of();
        try {
            RecipeFile.of(blank);
        } catch (RecipeException refused) {
            faults = refused.faults();
        }
        assertThat(faults).isNotEmpty();
        assertThat(faults)
                .allSatisfy(fault ->
                        assertThat(form.field(desk, blank, fault.field()))
                                .as(fault.toString())
                                .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step-scan",
                "xas-ni",
                "xas-ni-tuned",
                "map",
                "list-scan",
                "time-series",
                "autorock",
                "centring",
                "screening",
                "screening-loops",
                "tomography-step",
                "tomography-fly"
            })
    void exampleHasAFieldForEveryValue(String file) throws IOException {
        JsonObject recipe = example(file);
        TechniqueForm form = TechniqueForms.of(recipe).orElseThrow();
        assertThat(recipe.keySet())
                .filteredOn(key -> !key.equals("technique") && !key.equals("version"))
                .allSatisfy(key ->
                        assertThat(form.fields(desk, recipe))
                                .anyMatch(placed -> JsonPath.isWithin(placed.path(), key)));
        assertThat(form.about().apply(RecipeFile.of(recipe))).isNotBlank();
    }

    @Test
    void xasFaultOfARegionIsNamedByRegionAndField() throws IOException {
        JsonObject recipe =
                JsonPath.with(example("xas-ni"), "regions[1].to", new JsonPrimitive(-40));
        TechniqueForm form = TechniqueForms.of(recipe).orElseThrow();
        assertThat(form.field(desk, recipe, "regions[1].to").orElseThrow().name(form))
                .isEqualTo("Region 2, To");
    }

    @Test
    void mapSideKeepsItsPositionsWhenItIsGivenTheOtherWay() throws IOException {
        JsonObject recipe = example("map");
        TechniqueForm form = TechniqueForms.of(recipe).orElseThrow();
        Field.Variant side =
                form.fields(desk, recipe).stream()
                        .map(TechniqueForm.Placed::field)
                        .filter(Field.Variant.class::isInstance)
                        .map(Field.Variant.class::cast)
                        .findFirst()
                        .orElseThrow();
        JsonObject byEnds = JsonPath.change(recipe, side.at(), side.alternatives().get(0).into());
        assertThat(JsonPath.number(byEnds, "axes[0].from")).hasValue(-2.5);
        assertThat(JsonPath.number(byEnds, "axes[0].points")).hasValue(11);
        JsonObject again = JsonPath.change(byEnds, side.at(), side.alternatives().get(1).into());
        assertThat(again).isEqualTo(recipe);
    }

    @Test
    void withSharesWhatIsNotChangedAndLeavesTheOldOneAsItWas() throws IOException {
        JsonObject recipe = example("list-scan");
        JsonObject changed = JsonPath.with(recipe, "positions[0][1]", new JsonPrimitive(5));
        assertThat(JsonPath.number(recipe, "positions[0][1]")).hasValue(0);
        assertThat(JsonPath.number(changed, "positions[0][1]")).hasValue(5);
        assertThat(changed.get("detectors")).isSameAs(recipe.get("detectors"));
    }

    @Test
    void stepBecomesTheNearestNumberOfPointsWithBothEndsKept() throws IOException {
        JsonObject range = JsonPath.object(example("step-scan"), "axes[0]");
        assertThat(CommonFields.withStep(range, 0.1).map(r -> JsonPath.number(r, "points")))
                .hasValueSatisfying(points -> assertThat(points).hasValue(61));
        assertThat(CommonFields.withStep(range, 0)).isEmpty();
    }

    private static JsonObject longNickel() throws IOException {
        return JsonPath.with(example("xas-ni"), "regions[2].to", new JsonPrimitive(14));
    }

    @Test
    void nextElementsEdgeInTheRangeIsAWarningWhoseRepairEndsTheRegionBeforeIt() throws IOException {
        JsonObject recipe = longNickel();
        TechniqueForm form = TechniqueForms.of(recipe).orElseThrow();
        TechniqueForm.Warning copper =
                form.warnings().apply(RecipeFile.of(recipe)).stream().findFirst().orElseThrow();
        assertThat(copper.what()).isEqualTo("Cu K edge inside the range, at k = 13.02 Å⁻¹");
        assertThat(copper.field()).isEqualTo("regions[2].to");
        JsonObject ended = copper.repair().orElseThrow().change().apply(recipe);
        assertThat(JsonPath.number(ended, "regions[2].to")).hasValue(12.95);
        assertThat(form.warnings().apply(RecipeFile.of(ended))).isEmpty();
    }

    @Test
    void neighboursAreTheNextTwoElementsOnly() throws IOException {
        JsonObject wide = JsonPath.with(longNickel(), "regions[2].to", new JsonPrimitive(25));
        assertThat(NeighbourEdges.neighbours((io.beamdesk.recipe.XasRecipe) RecipeFile.of(wide)))
                .extracting(NeighbourEdges.Neighbour::symbol)
                .containsExactly("Cu", "Zn");
    }

    @Test
    void partThatIsLeftOutHasNoFields() throws IOException {
        JsonObject recipe = example("tomography-step");
        TechniqueForm form = TechniqueForms.of(recipe).orElseThrow();
        JsonObject without = JsonPath.copy(recipe);
        List.of("flats", "darks", "tiles", "detector_z").forEach(without::remove);
        JsonObject read = RecipeFile.of(without).toJson();
        assertThat(form.fields(desk, recipe)).anyMatch(p -> p.path().startsWith("flats."));
        assertThat(form.fields(desk, read))
                .noneMatch(p -> p.path().matches("(flats|darks|tiles|detector_z)\\..*"));
    }
}
