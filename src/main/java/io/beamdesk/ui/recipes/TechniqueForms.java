package io.beamdesk.ui.recipes;

import com.google.gson.JsonObject;
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
                    TomographyForms.STEP,
                    TomographyForms.FLY);

    private TechniqueForms() {}

    /// The form of a recipe's technique.
    static Optional<TechniqueForm> of(JsonObject recipe) {
        String word = JsonPath.text(recipe, "technique");
        return ALL.stream().filter(form -> form.technique().equals(word)).findFirst();
    }
}
