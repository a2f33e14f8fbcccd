package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.ABOUT;
import static io.beamdesk.ui.recipes.CommonFields.DETECTORS;
import static io.beamdesk.ui.recipes.CommonFields.EXPOSURE;
import static io.beamdesk.ui.recipes.CommonFields.FROM;
import static io.beamdesk.ui.recipes.CommonFields.NOTES;
import static io.beamdesk.ui.recipes.CommonFields.POINTS;
import static io.beamdesk.ui.recipes.CommonFields.READ;
import static io.beamdesk.ui.recipes.CommonFields.RELATIVE;
import static io.beamdesk.ui.recipes.CommonFields.SECONDS;
import static io.beamdesk.ui.recipes.CommonFields.SETTLE;
import static io.beamdesk.ui.recipes.CommonFields.STEP;
import static io.beamdesk.ui.recipes.CommonFields.TO;
import static io.beamdesk.ui.recipes.CommonFields.count;

import com.google.gson.JsonObject;
import io.beamdesk.recipe.AutorockRecipe;
import io.beamdesk.recipe.TimeSeriesRecipe;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.Field.Kind;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.List;
import java.util.Objects;

/// Forms of the time series and the autorock.
final class SeriesForms {
    static final TechniqueForm TIME_SERIES =
            new TechniqueForm(
                    TimeSeriesRecipe.TECHNIQUE,
                    "Time series",
                    "mdi2c-chart-timeline-variant",
                    "Series",
                    SeriesForms::blankTimeSeries,
                    List.of(
                            ABOUT,
                            new Section(
                                    "Time",
                                    "the same measurement again and again, nothing moves",
                                    List.of(
                                            List.of(
                                                    new Field.Variant(
                                                            "",
                                                            "It ends",
                                                            List.of(
                                                                    new Field.Alternative(
                                                                            "after a number",
                                                                            "count",
                                                                            List.of(
                                                                                    Field.Number
                                                                                            .needed(
                                                                                                    "count",
                                                                                                    "Measurements",
                                                                                                    Words
                                                                                                            .NONE,
                                                                                                    Words
                                                                                                            .NONE)),
                                                                            SeriesForms::counted),
                                                                    new Field.Alternative(
                                                                            "after a time",
                                                                            "duration",
                                                                            List.of(
                                                                                    Field.Number
                                                                                            .needed(
                                                                                                    "duration",
                                                                                                    "Duration",
                                                                                                    SECONDS,
                                                                                                    Words
                                                                                                            .of(
                                                                                                                    "none starts after it"))),
                                                                            SeriesForms::timed))),
                                                    new Field.Number(
                                                            "period",
                                                            "Period",
                                                            false,
                                                            SECONDS,
                                                            Words.of(
                                                                    "start to start; 0 for one right after the other"),
                                                            Words.of("0"))))),
                            new Section(
                                    "Measure",
                                    "each time",
                                    List.of(List.of(DETECTORS), List.of(EXPOSURE), List.of(READ))),
                            NOTES),
                    recipe -> {
                        TimeSeriesRecipe series = (TimeSeriesRecipe) recipe;
                        return series.count() != null
                                ? count(series.count(), "time")
                                : Figures.brief(Objects.requireNonNull(series.duration())) + " s";
                    },
                    _ -> "",
                    new Drawing(
                            "Measurements in time",
                            _ -> Drawing.Height.LOW,
                            SeriesDrawings::timeSeries));

    static final TechniqueForm AUTOROCK =
            new TechniqueForm(
                    AutorockRecipe.TECHNIQUE,
                    "Autorock",
                    "mdi2a-arrow-collapse-horizontal",
                    "Alignment",
                    SeriesForms::blankAutorock,
                    List.of(
                            ABOUT,
                            new Section(
                                    "Axis",
                                    "scanned, and left where the counter is highest",
                                    List.of(
                                            List.of(
                                                    new Field.Device(
                                                            "axis.device", "Axis", Kind.AXES),
                                                    RELATIVE),
                                            inside("axis"))),
                            new Section(
                                    "Measure",
                                    "at every point",
                                    List.of(
                                            List.of(
                                                    new Field.Device(
                                                            "detector", "Detector", Kind.DETECTORS),
                                                    CommonFields.COUNTER),
                                            List.of(EXPOSURE, SETTLE))),
                            NOTES),
                    recipe -> {
                        AutorockRecipe rock = (AutorockRecipe) recipe;
                        return rock.axis().device() + " · highest " + rock.counter();
                    },
                    _ -> "",
                    new Drawing("Range", _ -> Drawing.Height.LOW, PathDrawings::autorock));

    private SeriesForms() {}

    /// The fields of a range that stands in an object of the recipe.
    private static List<Field> inside(String at) {
        return List.of(
                new Field.Variant(
                        at,
                        "",
                        List.of(
                                new Field.Alternative(
                                        "", "points", List.of(FROM, TO, POINTS, STEP), o -> o))));
    }

    private static JsonObject blankTimeSeries() {
        JsonObject json =
                CommonFields.measured(
                        CommonFields.blank(TimeSeriesRecipe.TECHNIQUE, TimeSeriesRecipe.VERSION));
        json.remove("settle");
        json.addProperty("period", 0);
        return json;
    }

    private static JsonObject blankAutorock() {
        JsonObject json = CommonFields.blank(AutorockRecipe.TECHNIQUE, AutorockRecipe.VERSION);
        json.add("axis", new JsonObject());
        json.addProperty("relative", true);
        json.addProperty("detector", "");
        json.addProperty("counter", "");
        json.addProperty("exposure", 1);
        json.addProperty("settle", 0);
        json.addProperty("sample", "");
        json.addProperty("notes", "");
        return json;
    }

    private static double pace(JsonObject series) {
        return Math.max(
                JsonPath.number(series, "period").orElse(0),
                JsonPath.number(series, "exposure").orElse(0));
    }

    private static JsonObject counted(JsonObject series) {
        JsonObject copy = JsonPath.copy(series);
        copy.remove("duration");
        double count = JsonPath.number(series, "duration").orElse(0) / pace(series);
        if (count >= 1 && Double.isFinite(count)) {
            copy.add("count", JsonPath.number(Math.floor(count)));
        }
        return copy;
    }

    private static JsonObject timed(JsonObject series) {
        JsonObject copy = JsonPath.copy(series);
        copy.remove("count");
        double duration = JsonPath.number(series, "count").orElse(0) * pace(series);
        copy.add(
                "duration",
                duration > 0 ? JsonPath.number(duration) : new com.google.gson.JsonPrimitive(""));
        return copy;
    }
}
