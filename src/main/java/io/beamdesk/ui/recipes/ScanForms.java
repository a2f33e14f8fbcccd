package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.ABOUT;
import static io.beamdesk.ui.recipes.CommonFields.FROM;
import static io.beamdesk.ui.recipes.CommonFields.MEASURE;
import static io.beamdesk.ui.recipes.CommonFields.NOTES;
import static io.beamdesk.ui.recipes.CommonFields.POINTS;
import static io.beamdesk.ui.recipes.CommonFields.RELATIVE;
import static io.beamdesk.ui.recipes.CommonFields.STEP;
import static io.beamdesk.ui.recipes.CommonFields.TO;
import static io.beamdesk.ui.recipes.CommonFields.count;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.ListScanRecipe;
import io.beamdesk.recipe.MapRecipe;
import io.beamdesk.recipe.StepScanRecipe;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.Field.Kind;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Forms of the scans whose points are positions: step scan, map, list scan.
final class ScanForms {
    private static final Field SNAKED =
            new Field.Flag(
                    "snaked",
                    "Rows are",
                    "all one way",
                    "snaked",
                    place ->
                            place.flag("snaked")
                                    ? "every second row goes backwards"
                                    : "each row begins on the same side");

    static final TechniqueForm STEP_SCAN =
            new TechniqueForm(
                    StepScanRecipe.TECHNIQUE,
                    "Step scan",
                    "mdi2c-chart-bell-curve",
                    "Scans",
                    ScanForms::blankStepScan,
                    List.of(
                            ABOUT,
                            new Section(
                                    "Axes",
                                    "the last one moves at every point; all return at the end",
                                    List.of(
                                            List.of(
                                                    new Field.Rows(
                                                            "axes",
                                                            "Axis",
                                                            _ ->
                                                                    List.of(
                                                                            new Field.Device(
                                                                                    "device",
                                                                                    "Axis",
                                                                                    Kind.AXES),
                                                                            FROM,
                                                                            TO,
                                                                            POINTS,
                                                                            STEP),
                                                            _ -> new JsonObject(),
                                                            1,
                                                            StepScanRecipe.MAX_AXES,
                                                            StepScanRecipe.MAX_AXES,
                                                            false)),
                                            List.of(RELATIVE, SNAKED))),
                            MEASURE,
                            NOTES),
                    recipe -> {
                        StepScanRecipe scan = (StepScanRecipe) recipe;
                        return scan.axes().stream()
                                        .map(StepScanRecipe.AxisRange::device)
                                        .collect(Collectors.joining(" × "))
                                + " · "
                                + count(
                                        scan.axes().stream()
                                                .mapToLong(StepScanRecipe.AxisRange::points)
                                                .reduce(1, (a, b) -> a * b),
                                        "point");
                    },
                    _ -> "",
                    new Drawing(
                            "Positions",
                            recipe -> height(((StepScanRecipe) recipe).axes().size()),
                            PathDrawings::stepScan));

    static final TechniqueForm MAP =
            new TechniqueForm(
                    MapRecipe.TECHNIQUE,
                    "Map",
                    "mdi2g-grid",
                    "Maps",
                    ScanForms::blankMap,
                    List.of(
                            ABOUT,
                            side("Row to row", "the slow axis", 0).with(TechniqueForm.Tool.REGION),
                            side("Along a row", "the fast axis", 1),
                            new Section("Order", "", List.of(List.of(RELATIVE, SNAKED))),
                            MEASURE,
                            NOTES),
                    recipe -> {
                        MapRecipe map = (MapRecipe) recipe;
                        return map.axes().stream()
                                        .map(MapRecipe.Side::device)
                                        .collect(Collectors.joining(" × "))
                                + " · "
                                + map.axes().stream()
                                        .map(side -> Figures.of((long) side.line().points()))
                                        .collect(Collectors.joining(" × "));
                    },
                    _ -> "",
                    new Drawing("Grid", _ -> Drawing.Height.MIDDLE, PathDrawings::map));

    static final TechniqueForm LIST_SCAN =
            new TechniqueForm(
                    ListScanRecipe.TECHNIQUE,
                    "List scan",
                    "mdi2f-format-list-bulleted",
                    "Scans",
                    ScanForms::blankListScan,
                    List.of(
                            ABOUT,
                            new Section(
                                    "Axes",
                                    "one column of the table each",
                                    List.of(
                                            List.of(
                                                    new Field.Devices(
                                                            "axes",
                                                            "Axes",
                                                            Kind.AXES,
                                                            ScanForms::fitColumns)))),
                            new Section(
                                            "Positions",
                                            place ->
                                                    count(
                                                            JsonPath.array(
                                                                            place.root(),
                                                                            "positions")
                                                                    .size(),
                                                            "point"),
                                            Optional.empty(),
                                            Optional.empty(),
                                            List.of(
                                                    List.of(
                                                            new Field.Rows(
                                                                    "positions",
                                                                    "Position",
                                                                    ScanForms::columns,
                                                                    ScanForms::freshPosition,
                                                                    1,
                                                                    ListScanRecipe.MAX_ROWS,
                                                                    10,
                                                                    false)),
                                                    List.of(RELATIVE)))
                                    .with(TechniqueForm.Tool.POSITIONS),
                            MEASURE,
                            NOTES),
                    recipe -> {
                        ListScanRecipe list = (ListScanRecipe) recipe;
                        return String.join(", ", list.axes())
                                + " · "
                                + count(list.positions().size(), "point");
                    },
                    _ -> "",
                    new Drawing(
                            "Positions",
                            recipe -> height(((ListScanRecipe) recipe).axes().size()),
                            PathDrawings::list));

    private ScanForms() {}

    private static Drawing.Height height(int axes) {
        return axes == 1 ? Drawing.Height.LOW : Drawing.Height.MIDDLE;
    }

    private static JsonObject blankStepScan() {
        JsonObject json = CommonFields.blank(StepScanRecipe.TECHNIQUE, StepScanRecipe.VERSION);
        JsonArray axes = new JsonArray();
        axes.add(new JsonObject());
        json.add("axes", axes);
        json.addProperty("relative", false);
        json.addProperty("snaked", false);
        return CommonFields.measured(json);
    }

    private static JsonObject blankMap() {
        JsonObject json = CommonFields.blank(MapRecipe.TECHNIQUE, MapRecipe.VERSION);
        JsonArray axes = new JsonArray();
        axes.add(new JsonObject());
        axes.add(new JsonObject());
        json.add("axes", axes);
        json.addProperty("relative", false);
        json.addProperty("snaked", true);
        return CommonFields.measured(json);
    }

    private static JsonObject blankListScan() {
        JsonObject json = CommonFields.blank(ListScanRecipe.TECHNIQUE, ListScanRecipe.VERSION);
        json.add("axes", new JsonArray());
        json.add("positions", new JsonArray());
        json.addProperty("relative", false);
        return CommonFields.measured(json);
    }

    private static Section side(String title, String about, int index) {
        String at = "axes[" + index + "]";
        Words units = CommonFields::deviceUnits;
        Field.Variant given =
                new Field.Variant(
                        at,
                        "Given by",
                        List.of(
                                new Field.Alternative(
                                        "its ends",
                                        "points",
                                        List.of(FROM, TO, POINTS, STEP),
                                        ScanForms::byEnds),
                                new Field.Alternative(
                                        "its centre",
                                        "size",
                                        List.of(
                                                Field.Number.needed(
                                                        "centre", "Centre", units, Words.NONE),
                                                Field.Number.needed(
                                                        "size", "Size", units, Words.NONE),
                                                Field.Number.needed(
                                                        "step", "Step", units, Words.NONE),
                                                new Field.Derived(
                                                        "Points",
                                                        ScanForms::extentPoints,
                                                        Words.NONE,
                                                        Words.of("evenly about the centre"),
                                                        Optional.empty())),
                                        ScanForms::byCentre)));
        return new Section(
                title,
                about,
                List.of(List.of(new Field.Device(at + ".device", "Axis", Kind.AXES), given)));
    }

    private static Optional<MapRecipe.Extent> extent(JsonObject side) {
        OptionalDouble centre = JsonPath.number(side, "centre");
        OptionalDouble size = JsonPath.number(side, "size");
        OptionalDouble step = JsonPath.number(side, "step");
        return centre.isPresent()
                        && size.isPresent()
                        && step.isPresent()
                        && step.getAsDouble() > 0
                        && size.getAsDouble() >= step.getAsDouble()
                ? Optional.of(
                        new MapRecipe.Extent(
                                "", centre.getAsDouble(), size.getAsDouble(), step.getAsDouble()))
                : Optional.empty();
    }

    private static String extentPoints(Place side) {
        return extent(side.here()).map(e -> Figures.of((long) e.line().points())).orElse("");
    }

    private static JsonObject device(JsonObject side) {
        JsonObject fresh = new JsonObject();
        JsonPath.get(side, "device").ifPresent(device -> fresh.add("device", device));
        return fresh;
    }

    private static JsonObject byEnds(JsonObject side) {
        JsonObject ends = device(side);
        extent(side)
                .ifPresent(e -> {
                    ends.add("from", JsonPath.number(rounded(e.line().from())));
                    ends.add("to", JsonPath.number(rounded(e.line().to())));
                    ends.addProperty("points", e.line().points());
                });
        return ends;
    }

    private static JsonObject byCentre(JsonObject side) {
        JsonObject centred = device(side);
        OptionalDouble from = JsonPath.number(side, "from");
        OptionalDouble to = JsonPath.number(side, "to");
        double points = JsonPath.number(side, "points").orElse(0);
        double size = Math.abs(to.orElse(0) - from.orElse(0));
        if (from.isPresent() && to.isPresent()) {
            centred.add(
                    "centre",
                    JsonPath.number(rounded((from.getAsDouble() + to.getAsDouble()) / 2)));
        }
        centred.add("size", size > 0 ? JsonPath.number(rounded(size)) : new JsonPrimitive(""));
        if (points > 1 && size > 0) {
            centred.add("step", JsonPath.number(rounded(size / (points - 1))));
        }
        return centred;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e9) / 1e9;
    }

    private static List<Field> columns(Place place) {
        List<Field> columns = new ArrayList<>();
        for (String name : JsonPath.texts(place.root(), "axes")) {
            columns.add(
                    Field.Number.needed(
                            "[" + columns.size() + "]",
                            place.axisNamed(name).map(RecipeDesk.AxisState::label).orElse(name),
                            p -> p.axisNamed(name).map(RecipeDesk.AxisState::units).orElse(""),
                            Words.NONE));
        }
        return columns;
    }

    private static JsonArray freshPosition(Place place) {
        JsonArray row = new JsonArray();
        JsonPath.texts(place.root(), "axes").forEach(_ -> row.add(0));
        return row;
    }

    /// Takes the columns of axes along that are still there; a new axis stays at 0.
    private static JsonObject fitColumns(JsonObject before, JsonObject after) {
        List<String> old = JsonPath.texts(before, "axes");
        List<String> now = JsonPath.texts(after, "axes");
        JsonArray rows = new JsonArray();
        JsonPath.array(before, "positions")
                .forEach(row -> {
                    JsonArray fitted = new JsonArray();
                    now.forEach(name ->
                            fitted.add(
                                    JsonPath.get(row, "[" + old.indexOf(name) + "]")
                                            .orElse(new JsonPrimitive(0))));
                    rows.add(fitted);
                });
        return JsonPath.with(after, "positions", rows);
    }
}
