package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.NOTES;
import static io.beamdesk.ui.recipes.CommonFields.READ;
import static io.beamdesk.ui.recipes.CommonFields.count;
import static io.beamdesk.ui.recipes.TomographySections.ALONG;
import static io.beamdesk.ui.recipes.TomographySections.DARKS;
import static io.beamdesk.ui.recipes.TomographySections.DISTANCE;
import static io.beamdesk.ui.recipes.TomographySections.FLATS;
import static io.beamdesk.ui.recipes.TomographySections.FRAMES;
import static io.beamdesk.ui.recipes.TomographySections.SAMPLE;
import static io.beamdesk.ui.recipes.TomographySections.TURNING_FRAMES;
import static io.beamdesk.ui.recipes.TomographySections.freshDarks;
import static io.beamdesk.ui.recipes.TomographySections.freshFlats;
import static io.beamdesk.ui.recipes.TomographySections.rotation;
import static io.beamdesk.ui.recipes.TomographySections.with;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.beamdesk.recipe.FlyTomographyRecipe;
import io.beamdesk.recipe.TomographyFields;
import io.beamdesk.recipe.TomographyRecipe;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.List;

/// The forms of tomography. Its parts are the same whether the rotation stops or not.
final class TomographyForms {
    static final TechniqueForm STEP =
            new TechniqueForm(
                    TomographyRecipe.TECHNIQUE,
                    "Step-and-shoot tomography",
                    "mdi2r-rotate-3d-variant",
                    "Tomography",
                    () -> blank(TomographyRecipe.TECHNIQUE, TomographyRecipe.VERSION),
                    List.of(
                            SAMPLE,
                            FRAMES,
                            rotation("the sample stops for every projection"),
                            FLATS,
                            DARKS,
                            Tiling.SECTION,
                            DISTANCE,
                            ALONG,
                            NOTES),
                    recipe -> about(((TomographyRecipe) recipe).tomography()),
                    _ -> "",
                    new Drawing(
                            "",
                            _ -> Drawing.Height.TALL,
                            (pen, recipe, desk) ->
                                    TomographyDrawing.draw(
                                            pen, ((TomographyRecipe) recipe).tomography(), desk)));

    static final TechniqueForm FLY =
            new TechniqueForm(
                    FlyTomographyRecipe.TECHNIQUE,
                    "Continuous tomography",
                    "mdi2r-rotate-orbit",
                    "Tomography",
                    TomographyForms::blankFly,
                    List.of(
                            SAMPLE,
                            TURNING_FRAMES,
                            rotation("the sample turns at a constant velocity"),
                            FLATS,
                            DARKS,
                            Tiling.SECTION,
                            DISTANCE,
                            new Section("Measure along", "", List.of(List.of(READ))),
                            NOTES),
                    recipe -> about(((FlyTomographyRecipe) recipe).tomography()),
                    _ -> "",
                    new Drawing(
                            "",
                            _ -> Drawing.Height.TALL,
                            (pen, recipe, desk) ->
                                    TomographyDrawing.draw(
                                            pen,
                                            ((FlyTomographyRecipe) recipe).tomography(),
                                            desk)));

    private TomographyForms() {}

    private static JsonObject blankFly() {
        JsonObject json = blank(FlyTomographyRecipe.TECHNIQUE, FlyTomographyRecipe.VERSION);
        json.addProperty("acquire_period", 0.2);
        json.addProperty("max_blur", 0.5);
        return json;
    }

    /// A new recipe of a tomography: half a turn, flats and darks before and after.
    static JsonObject blank(String technique, int version) {
        JsonObject json = CommonFields.blank(technique, version);
        json.addProperty("sample", "");
        json.addProperty("description", "");
        json.addProperty("detector", "");
        json.add("read", new JsonArray());
        json.addProperty("exposure", 0.1);
        json.addProperty("settle", 0);
        JsonObject rotation = with("device");
        rotation.addProperty("start", 0);
        rotation.addProperty("range", 180);
        rotation.addProperty("projections", 361);
        rotation.addProperty("last_included", true);
        json.add("rotation", rotation);
        json.add("flats", freshFlats());
        json.add("darks", freshDarks());
        json.addProperty("notes", "");
        return json;
    }

    /// What the library says: `180° · 1801 × 3 tiles`.
    static String about(TomographyFields tomography) {
        int tiles = tomography.tiles() == null ? 1 : tomography.tiles().positions().size();
        return Figures.brief(tomography.rotation().range())
                + "° · "
                + (tiles > 1
                        ? Figures.of((long) tomography.rotation().projections())
                                + " × "
                                + tiles
                                + " tiles"
                        : count(tomography.rotation().projections(), "angle"));
    }
}
