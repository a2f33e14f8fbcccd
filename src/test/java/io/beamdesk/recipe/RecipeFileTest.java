package io.beamdesk.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
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
                    json.getAsJsonObject("axis").addProperty("points", 0);
                    json.getAsJsonObject("axis").remove("device");
                    json.getAsJsonObject("axis").addProperty("form", 1);
                    json.addProperty("exposure", -1);
                    json.addProperty("settle", Double.NaN);
                    json.addProperty("name", " ");
                });
        assertThat(wrong.faults())
                .extracting(RecipeException.Fault::field)
                .containsExactlyInAnyOrder(
                        "name", "axis.device", "axis.points", "axis.form", "settle", "exposure");
        assertThat(wrong)
                .hasMessageContaining("axis.points: is 0; give a whole number from 1 to 1000000");
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
        RecipeFile.set(json, "axis.points", "7");
        RecipeFile.set(json, "sample", "Ni foil 5 um");
        StepScanRecipe recipe = (StepScanRecipe) RecipeFile.of(json);
        assertThat(recipe.axis().points()).isEqualTo(7);
        assertThat(recipe.sample()).isEqualTo("Ni foil 5 um");
        assertThatThrownBy(() -> RecipeFile.set(json, "axes.points", "7"))
                .hasMessageContaining("axes");
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
