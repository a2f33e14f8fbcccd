package io.beamdesk.ui.recipes;

import com.google.gson.JsonObject;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.CentringRecipe;
import io.beamdesk.recipe.FlyTomographyRecipe;
import io.beamdesk.recipe.ListScanRecipe;
import io.beamdesk.recipe.MapRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.ScreeningRecipe;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.recipe.TimeSeriesRecipe;
import io.beamdesk.recipe.TomographyRecipe;
import io.beamdesk.recipe.XasRecipe;
import java.util.List;
import java.util.Optional;

/// The forms of all techniques; the one place that lists them.
final class TechniqueForms {
    static final List<TechniqueForm> ALL =
            List.of(
                    XasForm.FORM,
                    ScanForms.STEP_SCAN,
                    ScanForms.MAP,
                    ScanForms.LIST_SCAN,
                    SeriesForms.TIME_SERIES,
                    SeriesForms.AUTOROCK,
                    CentringForm.FORM,
                    ScreeningForm.FORM,
                    TomographyForms.STEP,
                    TomographyForms.FLY);

    private TechniqueForms() {}

    /// The form of a recipe.
    static TechniqueForm of(Recipe recipe) {
        return switch (recipe) {
            case XasRecipe _ -> XasForm.FORM;
            case StepScanRecipe _ -> ScanForms.STEP_SCAN;
            case MapRecipe _ -> ScanForms.MAP;
            case ListScanRecipe _ -> ScanForms.LIST_SCAN;
            case TimeSeriesRecipe _ -> SeriesForms.TIME_SERIES;
            case AutorockRecipe _ -> SeriesForms.AUTOROCK;
            case CentringRecipe _ -> CentringForm.FORM;
            case ScreeningRecipe _ -> ScreeningForm.FORM;
            case TomographyRecipe _ -> TomographyForms.STEP;
            case FlyTomographyRecipe _ -> TomographyForms.FLY;
        };
    }

    /// The form of the technique that a file names.
    static Optional<TechniqueForm> of(JsonObject recipe) {
        String word = JsonPath.text(recipe, "technique");
        return ALL.stream().filter(form -> form.technique().equals(word)).findFirst();
    }
}
