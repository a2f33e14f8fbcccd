package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.ABOUT;
import static io.beamdesk.ui.recipes.CommonFields.NOTES;
import static io.beamdesk.ui.recipes.CommonFields.SECONDS;
import static io.beamdesk.ui.recipes.CommonFields.count;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.beamdesk.recipe.Recipe;
import io.beamdesk.recipe.ScreeningRecipe;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.plot.PlotStyle.Face;
import io.beamdesk.ui.plot.PlotStyle.Ink;
import io.beamdesk.ui.plot.Span;
import io.beamdesk.ui.recipes.Field.Kind;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.List;
import javafx.scene.text.TextAlignment;

/// Form of the screening.
final class ScreeningForm {
    private static final int MOST_SET = 8;

    /// What is set for pictures.
    static final Field SETTINGS =
            new Field.Rows(
                    "set",
                    "Setting",
                    _ -> setting(),
                    _ -> new JsonObject(),
                    0,
                    MOST_SET,
                    MOST_SET,
                    false);

    static final TechniqueForm FORM =
            new TechniqueForm(
                    ScreeningRecipe.TECHNIQUE,
                    "Screening",
                    "mdi2m-magnify-scan",
                    "Screening",
                    ScreeningForm::blank,
                    List.of(
                            ABOUT,
                            new Section(
                                    "Snapshot",
                                    "beam off; what is set for it goes back",
                                    List.of(
                                            List.of(
                                                    new Field.Device(
                                                            "camera", "Camera", Kind.DETECTORS),
                                                    Field.Number.needed(
                                                            "snapshot_exposure",
                                                            "Exposure",
                                                            SECONDS,
                                                            Words.NONE)),
                                            List.of(
                                                    new Field.Flag(
                                                            "centring",
                                                            "Before it",
                                                            "as it stands",
                                                            "centre the loop",
                                                            place ->
                                                                    place.flag("centring")
                                                                            ? "turns the sample by a full turn; not for plates"
                                                                            : "")),
                                            List.of(SETTINGS))),
                            new Section(
                                    "Count",
                                    "before and behind the sample, with the beam on",
                                    List.of(
                                            List.of(
                                                    Field.Number.needed(
                                                            "counts",
                                                            "Counts",
                                                            Words.NONE,
                                                            Words.of("at least 3")),
                                                    Field.Number.needed(
                                                            "exposure",
                                                            "Exposure",
                                                            SECONDS,
                                                            Words.of("each count"))))),
                            NOTES),
                    recipe -> {
                        ScreeningRecipe screening = (ScreeningRecipe) recipe;
                        return screening.camera() + " · " + count(screening.counts(), "count");
                    },
                    _ -> "",
                    new Drawing(
                            "Snapshot and counts", _ -> Drawing.Height.LOW, ScreeningForm::draw));

    private ScreeningForm() {}

    private static List<Field> setting() {
        return List.of(
                new Field.Device("device", "Light, focus", Kind.AXES),
                Field.Number.needed(
                        "position",
                        "Position",
                        CommonFields::deviceUnits,
                        place -> place.state("device")));
    }

    private static JsonObject blank() {
        JsonObject json = CommonFields.blank(ScreeningRecipe.TECHNIQUE, ScreeningRecipe.VERSION);
        json.addProperty("camera", "");
        json.addProperty("snapshot_exposure", 0.05);
        json.add("set", new JsonArray());
        json.addProperty("centring", false);
        json.addProperty("counts", 10);
        json.addProperty("exposure", 0.2);
        json.addProperty("sample", "");
        json.addProperty("notes", "");
        return json;
    }

    /// The exposures one after the other.
    private static void draw(Pen pen, Recipe recipe, RecipeDesk desk) {
        ScreeningRecipe screening = (ScreeningRecipe) recipe;
        double counted = screening.counts() * screening.exposure();
        double end = screening.snapshotExposure() + counted;
        double line = pen.line();
        Pen.Frame frame =
                new Pen.Frame(
                        2 * Pen.GAP,
                        line + Pen.GAP,
                        pen.width() - 2 * Pen.GAP,
                        Math.min(pen.height() - 2 * line - 2 * Pen.GAP, line + 48),
                        new Span(0, end),
                        new Span(0, 1));
        double height = frame.bottom() - frame.top();
        double first = frame.px(screening.snapshotExposure());
        pen.fill(
                Ink.SERIES_2, frame.left(), frame.top(), Math.max(2, first - frame.left()), height);
        for (int i = 0; i < screening.counts(); i++) {
            double from = frame.px(screening.snapshotExposure() + i * screening.exposure());
            double width = (frame.right() - first) / screening.counts() - 1;
            pen.fill(Ink.SERIES_1, from + 1, frame.top(), Math.max(1, width), height);
        }
        pen.stroke(Ink.AXIS, 1, frame.left(), frame.bottom(), frame.right(), frame.bottom());
        pen.figure(TextAlignment.CENTER, frame.left(), frame.bottom() + Pen.GAP, "0");
        pen.figure(
                TextAlignment.RIGHT,
                frame.right(),
                frame.bottom() + Pen.GAP,
                Figures.brief(end) + " s");
        pen.text(
                Face.WORD,
                Ink.MUTED,
                TextAlignment.LEFT,
                0,
                0,
                "a snapshot, then " + count(screening.counts(), "count"));
    }
}
