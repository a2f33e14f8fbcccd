package io.beamdesk.recipe;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A kind of recipe.
///
/// @param word what a file calls it
/// @param version the newest version of its files that is understood
/// @param reader reads one; throws a [RecipeException] with everything that is wrong
record Technique(String word, int version, Function<JsonObject, Recipe> reader) {
    /// The one place that lists them.
    static final List<Technique> ALL =
            List.of(
                    new Technique(
                            StepScanRecipe.TECHNIQUE, StepScanRecipe.VERSION, StepScanRecipe::of),
                    new Technique(XasRecipe.TECHNIQUE, XasRecipe.VERSION, XasRecipe::of),
                    new Technique(MapRecipe.TECHNIQUE, MapRecipe.VERSION, MapRecipe::of),
                    new Technique(
                            ListScanRecipe.TECHNIQUE, ListScanRecipe.VERSION, ListScanRecipe::of),
                    new Technique(
                            TimeSeriesRecipe.TECHNIQUE,
                            TimeSeriesRecipe.VERSION,
                            TimeSeriesRecipe::of),
                    new Technique(
                            AutorockRecipe.TECHNIQUE, AutorockRecipe.VERSION, AutorockRecipe::of),
                    new Technique(
                            CentringRecipe.TECHNIQUE, CentringRecipe.VERSION, CentringRecipe::of),
                    new Technique(
                            ScreeningRecipe.TECHNIQUE,
                            ScreeningRecipe.VERSION,
                            ScreeningRecipe::of),
                    new Technique(
                            TomographyRecipe.TECHNIQUE,
                            TomographyRecipe.VERSION,
                            TomographyRecipe::of),
                    new Technique(
                            FlyTomographyRecipe.TECHNIQUE,
                            FlyTomographyRecipe.VERSION,
                            FlyTomographyRecipe::of));

    /// The technique of this word.
    static Optional<Technique> of(String word) {
        return ALL.stream().filter(t -> t.word.equals(word)).findFirst();
    }
}
