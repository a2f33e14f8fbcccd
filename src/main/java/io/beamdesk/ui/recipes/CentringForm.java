package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.ABOUT;
import static io.beamdesk.ui.recipes.CommonFields.NOTES;
import static io.beamdesk.ui.recipes.CommonFields.SECONDS;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.beamdesk.recipe.CentringRecipe;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.recipes.Field.Alternative;
import io.beamdesk.ui.recipes.Field.Kind;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.List;
import javafx.scene.text.TextAlignment;

/// Form of the centring of a loop.
final class CentringForm {
    private static final Words PIXELS = Words.of("px");

    static final TechniqueForm FORM =
            new TechniqueForm(
                    CentringRecipe.TECHNIQUE,
                    "Centring",
                    "mdi2i-image-filter-center-focus",
                    "Centring",
                    CentringForm::blank,
                    List.of(
                            ABOUT,
                            new Section(
                                    "Pictures",
                                    "of a full turn, beam off; what is set for them goes back",
                                    List.of(
                                            List.of(
                                                    new Field.Device(
                                                            "camera", "Camera", Kind.DETECTORS),
                                                    Field.Number.needed(
                                                            "exposure",
                                                            "Exposure",
                                                            SECONDS,
                                                            Words.of("each picture"))),
                                            List.of(ScreeningForm.SETTINGS))),
                            new Section(
                                    "Place",
                                    "where the loop is to be seen",
                                    List.of(
                                            List.of(
                                                    new Field.Variant(
                                                            "",
                                                            "The loop goes to",
                                                            List.of(
                                                                    new Alternative(
                                                                            "the beam",
                                                                            "",
                                                                            List.of(),
                                                                            CentringForm::toBeam),
                                                                    new Alternative(
                                                                            "a place",
                                                                            "place",
                                                                            List.of(
                                                                                    Field.Number
                                                                                            .needed(
                                                                                                    "place.column",
                                                                                                    "Column",
                                                                                                    PIXELS,
                                                                                                    Words
                                                                                                            .of(
                                                                                                                    "from the left")),
                                                                                    Field.Number
                                                                                            .needed(
                                                                                                    "place.row",
                                                                                                    "Row",
                                                                                                    PIXELS,
                                                                                                    Words
                                                                                                            .of(
                                                                                                                    "from above"))),
                                                                            CentringForm
                                                                                    ::toPlace)))))),
                            NOTES),
                    recipe -> ((CentringRecipe) recipe).camera(),
                    _ -> "",
                    new Drawing("Centring", _ -> Drawing.Height.LOW, CentringForm::draw));

    private CentringForm() {}

    private static JsonObject blank() {
        JsonObject json = CommonFields.blank(CentringRecipe.TECHNIQUE, CentringRecipe.VERSION);
        json.addProperty("camera", "");
        json.addProperty("exposure", 0.05);
        json.add("set", new JsonArray());
        json.addProperty("sample", "");
        json.addProperty("notes", "");
        return json;
    }

    private static JsonObject toBeam(JsonObject before) {
        JsonObject after = before.deepCopy();
        after.remove("place");
        return after;
    }

    private static JsonObject toPlace(JsonObject before) {
        JsonObject after = before.deepCopy();
        after.add("place", new JsonObject());
        return after;
    }

    private static void draw(Pen pen, Recipe recipe, RecipeDesk desk) {
        CentringRecipe.Place place = ((CentringRecipe) recipe).place();
        String where =
                place == null
                        ? "the beam"
                        : "column %.0f, row %.0f".formatted(place.column(), place.row());
        pen.text(
                Face.WORD,
                Ink.MUTED,
                TextAlignment.LEFT,
                0,
                0,
                "pictures of a turn find the loop, pictures of another confirm it at " + where);
    }
}
