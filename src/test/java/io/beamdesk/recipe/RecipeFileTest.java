package io.beamdesk.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RecipeFileTest {
    private static final Path SHIPPED = Path.of("assets/recipes/step-scan.json");

    private static RecipeException refused(Consumer<JsonObject> change) {
        JsonObject json = RecipeFile.json(RecipeFile.text(SHIPPED));
        change.accept(json);
        try {
            RecipeFile.of(json);
        } catch (RecipeException wrong) {
            return wrong;
        }
        throw new AssertionError("was accepted: " + json);
    }

    @Test
    void shippedRecipeReadsBackAsItIsWritten() {
        Recipe recipe = RecipeFile.read(SHIPPED);
        assertThat(RecipeFile.of(RecipeFile.json(RecipeFile.toText(recipe)))).isEqualTo(recipe);
    }

    @Test
    void everyFaultIsNamedWithItsPathAtOnce() {
        RecipeException wrong =
                refused(json -> {
                    JsonObject axis = json.getAsJsonArray("axes").get(0).getAsJsonObject();
                    axis.addProperty("points", 0);
                    axis.remove("device");
                    axis.addProperty("form", 1);
                    json.addProperty("exposure", -1);
                    json.addProperty("settle", Double.NaN);
                    json.addProperty("name", " ");
                });
        assertThat(wrong.faults())
                .extracting(RecipeException.Fault::field)
                .containsExactlyInAnyOrder(
                        "name",
                        "axes[0].device",
                        "axes[0].points",
                        "axes[0].form",
                        "settle",
                        "exposure");
        assertThat(wrong)
                .hasMessageContaining(
                        "axes[0].points: is 0; give a whole number from 1 to 1000000");
    }

    private static final String VERSION_1 =
            """
            {"technique": "step-scan", "version": 1, "name": "Profile",
             "axis": {"device": "sample_x", "from": -3, "to": 3, "points": 41},
             "detectors": ["scaler"], "exposure": 0.1}
            """;

    @Test
    void versionOneIsReadAsAListOfOneAxisAndWrittenAsVersionTwo() {
        StepScanRecipe recipe = (StepScanRecipe) RecipeFile.of(RecipeFile.json(VERSION_1));
        assertThat(recipe.axes())
                .containsExactly(new StepScanRecipe.AxisRange("sample_x", -3, 3, 41));
        assertThat(recipe.snaked()).isFalse();
        assertThat(recipe.toJson().get("version").getAsInt()).isEqualTo(2);
        assertThat(RecipeFile.of(recipe.toJson())).isEqualTo(recipe);
    }

    @Test
    void faultOfVersionOneIsNamedAsVersionOneCallsIt() {
        JsonObject json = RecipeFile.json(VERSION_1);
        json.getAsJsonObject("axis").addProperty("points", 0);
        json.add("axes", new com.google.gson.JsonArray());
        json.addProperty("snaked", true);
        assertThatThrownBy(() -> RecipeFile.of(json))
                .isInstanceOfSatisfying(
                        RecipeException.class,
                        wrong ->
                                assertThat(wrong.faults())
                                        .extracting(RecipeException.Fault::field)
                                        .containsExactlyInAnyOrder(
                                                "axis.points", "axes", "snaked"));
    }

    @Test
    void gridOfTooManyPointsOrOfAnAxisTwiceIsRefused() {
        assertThat(
                        refused(json -> {
                            JsonObject axis = json.getAsJsonArray("axes").get(0).getAsJsonObject();
                            axis.addProperty("points", 2000);
                            json.getAsJsonArray("axes").add(axis.deepCopy());
                        }))
                .hasMessageContaining("axes: make 4000000 points together")
                .hasMessageContaining("axes[1].device: names sample_x again");
        assertThat(refused(json -> json.add("axes", new com.google.gson.JsonArray())))
                .hasMessageContaining("axes: has 0 entries; give a list of 1 to 8 objects");
    }

    @Test
    void newerVersionIsRefusedWithWhatToDo() {
        assertThat(refused(json -> json.addProperty("version", 99)))
                .hasMessageContaining("version")
                .hasMessageContaining("newer");
        assertThat(refused(json -> json.addProperty("technique", "magic")))
                .hasMessageContaining("\"magic\"");
    }

    @Test
    void textThatIsNotJsonIsRefusedWithLineAndColumn() {
        assertThatThrownBy(() -> RecipeFile.json("{\n  \"name\": \n}"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> RecipeFile.read(Path.of("no/such.json")))
                .hasMessageContaining("no/such.json");
    }

    @Test
    void overrideReachesAFieldByItsPath() {
        JsonObject json = RecipeFile.json(RecipeFile.text(SHIPPED));
        RecipeFile.set(json, "axes[0].points", "7");
        RecipeFile.set(json, "detectors[1]", "alignment_camera");
        RecipeFile.set(json, "sample", "Ni foil 5 um");
        StepScanRecipe recipe = (StepScanRecipe) RecipeFile.of(json);
        assertThat(recipe.axes().getFirst().points()).isEqualTo(7);
        assertThat(recipe.detectors()).containsExactly("scaler", "alignment_camera");
        assertThat(recipe.sample()).isEqualTo("Ni foil 5 um");
        for (String path :
                List.of("axis.points", "axes[1].points", "axes.points", "name.x", "axes[9]")) {
            assertThatThrownBy(() -> RecipeFile.set(json, path, "7"))
                    .as(path)
                    .isInstanceOf(RecipeException.class)
                    .hasMessageContaining(path + ": cannot be set")
                    .hasMessageContaining("axes");
        }
    }

    @Test
    void mutatedRecipesAreReadOrRefusedNeverAnythingElse() {
        String text = RecipeFile.text(SHIPPED);
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder mutated = new StringBuilder(text);
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(mutated.length());
                switch (random.nextInt(3)) {
                    case 0 -> mutated.deleteCharAt(at);
                    case 1 -> mutated.insert(at, "{}[],:\"0-eE.\\u\n ".charAt(random.nextInt(16)));
                    default -> mutated.setCharAt(at, (char) random.nextInt(0x3000));
                }
            }
            try {
                RecipeFile.of(RecipeFile.json(mutated.toString()));
            } catch (RecipeException wrong) {
                refused++;
                assertThat(wrong.faults()).isNotEmpty();
                assertThat(wrong.getMessage()).isNotBlank();
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }
}
