package io.beamdesk.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.RecipeFile;
import io.beamdesk.ui.recipes.DryRun.Check;
import io.beamdesk.ui.recipes.TechniqueForm.Action;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
    @TempDir Path folder;
    private final ScriptedDesk desk = new ScriptedDesk();

    private RecipesViewModel model(String name) throws IOException {
        JsonObject json = TechniqueFormsTest.example(name);
        RecipesViewModel model =
                new RecipesViewModel(
                        desk,
                        ScriptedDesk.shelf(List.<Recipe>of(), folder),
                        Runnable::run,
                        Runnable::run,
                        Runnable::run);
        model.begin(json);
        // The devices of the scripted desk.
        for (Fault fault : faults(model)) {
            model.edit(fault.path(), there(fault));
        }
        assertThat(model.faultsProperty().get()).isEmpty();
        return model;
    }

    private record Fault(String path, String message) {}

    private static List<Fault> faults(RecipesViewModel model) {
        return model.faultsProperty().get().stream()
                .map(fault -> new Fault(fault.field(), fault.message()))
                .toList();
    }

    private static JsonElement there(Fault fault) {
        String device =
                fault.message().contains("no axis")
                        ? "sample_x"
                        : fault.message().contains("no detector")
                                ? fault.path().equals("detectors[0]")
                                                || fault.path().endsWith("before.detector")
                                        ? "counters"
                                        : "camera"
                                : "ring_current";
        return new JsonPrimitive(device);
    }

    private static Finding only(RecipesViewModel model) {
        List<Finding> findings =
                model.checkProperty().get() instanceof Check.Done(var forecast)
                        ? Finding.of(forecast, model)
                        : Finding.ofFaults(model);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static void edit(RecipesViewModel model, String assignments) {
        for (String set : assignments.split(";", 0)) {
            String[] words = set.split("=", 2);
            model.edit(words[0], JsonParser.parseString(words[1]));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    step-scan       | axes[0].points=0                           | Set 1        | axes[0].points=1
                    step-scan       | axes[0].points=2.4                         | Set 2        | axes[0].points=2
                    step-scan       | axes[0].device="sampel_x"                  | Use sample_x | axes[0].device="sample_x"
                    step-scan       | detectors=["counters","camra"]             | Use camera   | detectors=["counters","camera"]
                    step-scan       | detectors=["counters","counters"]          | Leave out    | detectors=["counters"]
                    step-scan       | settle=-1                                  | Set 0        | settle=0
                    step-scan       | exposures=2                                | Leave out    |
                    map             | axes[0].step=7                             | Set 5        | axes[0].step=5
                    autorock        | axis.points=3                              | Set 5        | axis.points=5
                    autorock        | detector="counters";counter="ii0"          | Use i0       | counter="i0"
                    time-series     | duration=30                                | Leave out    | duration=30
                    xas-ni          | regions[1].from=-40                        | Set −20      | regions[1].from=-20
                    xas-ni          | regions[2].from=2                          | Set 2.2912   | regions[2].from=2.2912
                    xas-ni          | regions[0].k_power=1                       | Leave out    |
                    xas-ni          | e0=-3                                      | Leave out    |
                    xas-ni          | gains.i0="1e6 V/a"                         | Use 1e6 V/A  | gains.i0="1e6 V/A"
                    tomography-step | acquire_period=0.01                        | Set 0.05     | acquire_period=0.05
                    tomography-fly  | velocity=3                                 | Leave out    |
                    tomography-fly  | exposure=0.07                              | Set 0.04     | exposure=0.04
                    tomography-fly  | max_blur=1.5                               | Set 1        | max_blur=1
                    screening       | counts=0                                   | Set 3        | counts=3
                    """)
    void faultWhoseRemedyIsKnownHasTheButtonThatLeavesARecipeWithoutIt(
            String recipe, String wrong, String label, String right) throws IOException {
        RecipesViewModel model = model(recipe);
        edit(model, wrong);
        Action repair = only(model).repair().orElseThrow();
        assertThat(repair.label()).isEqualTo(label);
        model.edit(repair.label(), repair.change());
        assertThat(model.faultsProperty().get()).isEmpty();
        if (right != null) {
            String[] words = right.split("=", 2);
            assertThat(JsonPath.get(model.draftProperty().get(), words[0]))
                    .contains(JsonParser.parseString(words[1]));
        }
        model.undo();
        assertThat(model.faultsProperty().get()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    step-scan | axes[0].device="nowhere_near"
                    step-scan | axes[0].from="−1x"
                    step-scan | exposure=-1
                    step-scan | name=""
                    """)
    void faultThatOnlyAPersonCanRepairHasNoButtonButLeadsToItsField(String recipe, String wrong)
            throws IOException {
        RecipesViewModel model = model(recipe);
        edit(model, wrong);
        Finding finding = only(model);
        assertThat(finding.repair()).isEmpty();
        assertThat(finding.field().orElseThrow().path()).isEqualTo(wrong.split("=", 2)[0]);
    }

    @Test
    void blockerBeyondALimitIsRepairedOnceItsCheckIsOfWhatIsTyped() throws IOException {
        RecipesViewModel model = model("step-scan");
        edit(model, "axes[0].to=12");
        Finding blocker = only(model);
        assertThat(blocker.level()).isEqualTo(Finding.Level.BLOCKER);
        Action repair = blocker.repair().orElseThrow();
        assertThat(repair.label()).isEqualTo("Keep within limits");
        assertThat(repair.words()).isEqualTo("axes[0].to: 12 → 10");
        JsonObject later =
                JsonPath.with(model.draftProperty().get(), "exposure", JsonPath.number(2));
        assertThat(repair.change().apply(later)).isEqualTo(later);
        model.edit(repair.label(), repair.change());
        assertThat(model.checkProperty().get())
                .isInstanceOfSatisfying(
                        Check.Done.class, done -> assertThat(done.forecast().problems()).isEmpty());
    }

    @Test
    void newAxisOfAPreparationIsOfferedItsChoicesAndNoOther() throws IOException {
        RecipesViewModel model = model("xas-ni");
        model.edit("before", RecipeFile.json("{\"device\": \"filtr\", \"choice\": \"Al 0.1 mm\"}"));
        assertThat(only(model).what()).isEqualTo("Before each spectrum, Device");
        assertThat(only(model).repair().map(Action::label)).isEqualTo(Optional.of("Use filter"));
        model.edit("before.device", new JsonPrimitive("filter"));
        assertThat(model.faultsProperty().get()).isEmpty();
        model.edit("before.choice", new JsonPrimitive("Al 0.2 mm"));
        assertThat(only(model).repair().map(Action::label)).isEqualTo(Optional.of("Use Al 0.1 mm"));
    }
}
