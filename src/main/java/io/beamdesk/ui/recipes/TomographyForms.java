package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.NAME;
import static io.beamdesk.ui.recipes.CommonFields.NOTES;
import static io.beamdesk.ui.recipes.CommonFields.READ;
import static io.beamdesk.ui.recipes.CommonFields.SECONDS;
import static io.beamdesk.ui.recipes.CommonFields.SETTLE;
import static io.beamdesk.ui.recipes.CommonFields.count;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.FlyTomographyRecipe;
import io.beamdesk.recipe.TomographyRecipe;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Part;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/// The forms of tomography. Its parts are the same whether the rotation stops or not.
final class TomographyForms {
    static final Section SAMPLE =
            new Section(
                    "",
                    "",
                    List.of(
                            List.of(
                                    NAME,
                                    new Field.Text(
                                            "sample",
                                            "Sample name",
                                            true,
                                            "part of the product's name",
                                            1),
                                    new Field.Text("description", "Description", false, "", 1))));

    private static final Field EXPOSURE =
            Field.Number.needed("exposure", "Exposure", SECONDS, Words.of("of every frame"));
    private static final Field PERIOD =
            new Field.Number(
                    "acquire_period",
                    "Acquire period",
                    false,
                    SECONDS,
                    Words.of("not below the exposure"),
                    Words.of("as it is"));
    private static final Field BLUR =
            new Field.Number(
                    "max_blur",
                    "Most blur",
                    false,
                    Words.of("of a step"),
                    Words.of("turned in an exposure"),
                    Words.of("1"));
    private static final Field ENERGY =
            new Field.Number(
                    "energy",
                    "Energy",
                    false,
                    Words.of("eV"),
                    place -> place.axisNamed("energy").map(Place::now).orElse("set before the run"),
                    Words.of("as it is"));

    static final Section FRAMES =
            new Section(
                    "Frames",
                    "",
                    List.of(
                            List.of(new Field.Detector("detector", "Camera"), ENERGY),
                            List.of(EXPOSURE, PERIOD, SETTLE)));

    static final Section DISTANCE =
            part(
                    "Detector distance",
                    "set before the run",
                    new Part("detector_z", () -> with("device"), _ -> false),
                    List.of(
                            new Field.Axis("detector_z.device", "Axis"),
                            position("detector_z.position", "Position", "detector_z.device")));

    static final Section FLATS =
            part(
                    "Flats",
                    "sample out, shutter open",
                    new Part("flats", TomographyForms::freshFlats, _ -> false),
                    List.of(
                            new Field.Axis("flats.device", "Flat axis"),
                            position("flats.out", "Out position", "flats.device"),
                            new Field.Flag(
                                    "flats.relative", "Out is", "absolute", "relative", Words.NONE),
                            frames("flats.before", "Frames before"),
                            frames("flats.after", "Frames after")));

    static final Section DARKS =
            part(
                    "Darks",
                    "shutter closed",
                    new Part("darks", TomographyForms::freshDarks, TomographyForms::noDarks),
                    List.of(
                            frames("darks.before", "Frames before"),
                            frames("darks.after", "Frames after")));

    static final Section TILES =
            part(
                    "Tiling",
                    "everything again at each height",
                    new Part("tiles", TomographyForms::freshTiles, _ -> false),
                    List.of(
                            new Field.Axis("tiles.device", "Vertical axis"),
                            new Field.Numbers(
                                    "tiles.positions",
                                    "Positions",
                                    place -> place.units("tiles.device"),
                                    TomographyForms::neighbours),
                            new Field.Flag(
                                    "tiles.relative",
                                    "Positions are",
                                    "absolute",
                                    "relative",
                                    TomographyForms::origin),
                            new Field.Derived(
                                    "Reach",
                                    TomographyForms::reach,
                                    place -> place.units("tiles.device"),
                                    TomographyForms::limits,
                                    Optional.empty())));

    static final Section ALONG =
            new Section(
                    "Measure along",
                    "with every frame",
                    List.of(
                            List.of(
                                    new Field.Choice(
                                            "monitor",
                                            "Counter",
                                            false,
                                            TomographyForms::counters,
                                            Words.NONE,
                                            (_, after) -> after)),
                            List.of(READ)));

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
                            TILES,
                            DISTANCE,
                            ALONG,
                            NOTES),
                    recipe -> about(TomographyDrawing.Picture.of((TomographyRecipe) recipe)),
                    _ -> "",
                    new Drawing(
                            "",
                            _ -> Drawing.Height.TALL,
                            (pen, recipe, desk) ->
                                    TomographyDrawing.draw(
                                            pen,
                                            TomographyDrawing.Picture.of((TomographyRecipe) recipe),
                                            desk)));

    static final TechniqueForm FLY =
            new TechniqueForm(
                    FlyTomographyRecipe.TECHNIQUE,
                    "Continuous tomography",
                    "mdi2r-rotate-orbit",
                    "Tomography",
                    TomographyForms::blankFly,
                    List.of(
                            SAMPLE,
                            new Section(
                                    "Frames",
                                    "by the camera's clock while the sample turns",
                                    List.of(
                                            List.of(
                                                    new Field.Detector("detector", "Camera"),
                                                    ENERGY),
                                            List.of(EXPOSURE, pass(), BLUR))),
                            rotation("the sample turns at a constant velocity"),
                            FLATS,
                            DARKS,
                            TILES,
                            DISTANCE,
                            new Section("Measure along", "", List.of(List.of(READ))),
                            NOTES),
                    recipe -> about(TomographyDrawing.Picture.of((FlyTomographyRecipe) recipe)),
                    _ -> "",
                    new Drawing(
                            "",
                            _ -> Drawing.Height.TALL,
                            (pen, recipe, desk) ->
                                    TomographyDrawing.draw(
                                            pen,
                                            TomographyDrawing.Picture.of(
                                                    (FlyTomographyRecipe) recipe),
                                            desk)));

    private TomographyForms() {}

    /// How fast it turns, said in one of two ways.
    private static Field pass() {
        return new Field.Variant(
                "",
                "Pace by",
                List.of(
                        new Field.Alternative(
                                "frames",
                                "acquire_period",
                                List.of(
                                        Field.Number.needed(
                                                "acquire_period",
                                                "Acquire period",
                                                SECONDS,
                                                place -> "turns at " + velocity(place) + " °/s")),
                                recipe -> pace(recipe, "velocity", "acquire_period")),
                        new Field.Alternative(
                                "velocity",
                                "velocity",
                                List.of(
                                        Field.Number.needed(
                                                "velocity",
                                                "Velocity",
                                                Words.of("°/s"),
                                                Words.of("of the rotation"))),
                                recipe -> pace(recipe, "acquire_period", "velocity"))));
    }

    private static String velocity(Place place) {
        OptionalDouble period = place.number("acquire_period");
        OptionalDouble step = stepOf(place.root());
        return period.orElse(0) > 0 && step.isPresent()
                ? Figures.brief(Math.abs(step.getAsDouble()) / period.getAsDouble())
                : Figures.DASH;
    }

    /// The same pace said the other way: one is the step over the other.
    private static JsonObject pace(JsonObject recipe, String from, String to) {
        OptionalDouble known = JsonPath.number(recipe, from);
        OptionalDouble step = stepOf(recipe);
        JsonObject copy = JsonPath.copy(recipe);
        copy.remove(from);
        copy.add(
                to,
                known.orElse(0) > 0 && step.isPresent()
                        ? JsonPath.number(
                                Math.rint(Math.abs(step.getAsDouble()) / known.getAsDouble() * 1e6)
                                        / 1e6)
                        : new JsonPrimitive(""));
        return copy;
    }

    private static OptionalDouble stepOf(JsonObject recipe) {
        OptionalDouble range = JsonPath.number(recipe, "rotation.range");
        boolean last =
                JsonPath.get(recipe, "rotation.last_included").isEmpty()
                        || JsonPath.flag(recipe, "rotation.last_included");
        double angles = JsonPath.number(recipe, "rotation.projections").orElse(0) - (last ? 1 : 0);
        return range.isPresent() && angles > 0
                ? OptionalDouble.of(range.getAsDouble() / angles)
                : OptionalDouble.empty();
    }

    private static JsonObject blankFly() {
        JsonObject json = blank(FlyTomographyRecipe.TECHNIQUE, FlyTomographyRecipe.VERSION);
        json.addProperty("acquire_period", 0.2);
        json.addProperty("max_blur", 0.5);
        return json;
    }

    /// The angles.
    ///
    /// @param about how the sample turns
    static Section rotation(String about) {
        Words degrees = Words.of("°");
        return new Section(
                "Rotation",
                about,
                List.of(
                        List.of(
                                new Field.Axis("rotation.device", "Rotation axis"),
                                new Field.Number(
                                        "rotation.start",
                                        "First angle",
                                        false,
                                        degrees,
                                        Words.NONE,
                                        Words.of("0")),
                                Field.Number.needed(
                                        "rotation.range", "Scan range", degrees, Words.NONE)),
                        List.of(
                                Field.Number.needed(
                                        "rotation.projections",
                                        "Number of projections",
                                        Words.NONE,
                                        Words.NONE),
                                new Field.Flag(
                                        "rotation.last_included",
                                        "Last angle",
                                        "left out",
                                        "included",
                                        Words.NONE),
                                new Field.Derived(
                                        "Angle step",
                                        TomographyForms::angleStep,
                                        degrees,
                                        place ->
                                                place.flag("rotation.last_included")
                                                        ? "range / (N − 1)"
                                                        : "range / N",
                                        Optional.empty()))));
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
    static String about(TomographyDrawing.Picture picture) {
        int tiles = picture.tiles().size();
        return Figures.brief(picture.rotation().range())
                + "° · "
                + (tiles > 1
                        ? Figures.of((long) picture.rotation().projections())
                                + " × "
                                + tiles
                                + " tiles"
                        : count(picture.rotation().projections(), "angle"));
    }

    private static Section part(String title, String about, Part part, List<Field> row) {
        return new Section(
                title, Words.of(about), Optional.empty(), Optional.of(part), List.of(row));
    }

    private static Field position(String path, String label, String device) {
        return Field.Number.needed(path, label, place -> place.units(device), Words.NONE);
    }

    private static Field frames(String path, String label) {
        return new Field.Number(path, label, false, Words.NONE, Words.NONE, Words.of("0"));
    }

    private static JsonObject with(String needed) {
        JsonObject object = new JsonObject();
        object.addProperty(needed, "");
        return object;
    }

    private static JsonObject freshFlats() {
        JsonObject flats = with("device");
        flats.addProperty("out", "");
        flats.addProperty("relative", true);
        flats.addProperty("before", 10);
        flats.addProperty("after", 10);
        return flats;
    }

    private static JsonObject freshDarks() {
        JsonObject darks = new JsonObject();
        darks.addProperty("before", 10);
        darks.addProperty("after", 10);
        return darks;
    }

    /// A recipe that was read has the darks that it has not as noughts.
    private static boolean noDarks(JsonObject darks) {
        return JsonPath.number(darks, "before").equals(OptionalDouble.of(0))
                && JsonPath.number(darks, "after").equals(OptionalDouble.of(0));
    }

    private static JsonObject freshTiles() {
        JsonObject tiles = with("device");
        JsonArray positions = new JsonArray();
        positions.add(0);
        tiles.add("positions", positions);
        tiles.addProperty("relative", true);
        return tiles;
    }

    private static String angleStep(Place place) {
        OptionalDouble step = stepOf(place.root());
        return step.isPresent() ? Figures.of(step.getAsDouble(), 4) : "";
    }

    private static List<Field.Option> counters(Place place) {
        List<Field.Option> options =
                new java.util.ArrayList<>(
                        List.of(new Field.Option(com.google.gson.JsonNull.INSTANCE, "none")));
        place.desk().detectors().stream()
                .filter(d -> !d.name().equals(place.text("detector")))
                .map(d -> Field.Option.of(d.name(), d.label()))
                .forEach(options::add);
        return options;
    }

    private static List<Double> positions(Place place) {
        return StreamSupport.stream(
                        JsonPath.array(place.root(), "tiles.positions").spliterator(), false)
                .filter(e -> e instanceof JsonPrimitive p && p.isNumber())
                .map(e -> e.getAsDouble())
                .sorted()
                .toList();
    }

    private static double viewHeight(Place place) {
        return place.desk()
                .view(place.text("detector"))
                .map(RecipeDesk.View::height)
                .orElse(Double.NaN);
    }

    /// `3 tiles, neighbours overlap 0.20 mm (14 %)`.
    private static String neighbours(Place place) {
        List<Double> positions = positions(place);
        String tiles = count(positions.size(), "tile");
        double height = viewHeight(place);
        if (positions.size() < 2 || Double.isNaN(height)) {
            return tiles + ", commas between them";
        }
        double widest = 0;
        for (int i = 1; i < positions.size(); i++) {
            widest = Math.max(widest, positions.get(i) - positions.get(i - 1));
        }
        double overlap = height - widest;
        return overlap >= 0
                ? "%s, neighbours overlap %s mm (%s %%)"
                        .formatted(
                                tiles,
                                Figures.of(overlap, 2),
                                Figures.of(100 * overlap / height, 0))
                : "%s, %s mm between them is not seen".formatted(tiles, Figures.of(-overlap, 2));
    }

    private static String origin(Place place) {
        Optional<RecipeDesk.AxisState> axis = place.axis("tiles.device");
        return !place.flag("tiles.relative")
                ? "in the axis' own coordinate"
                : axis.isPresent() && axis.get().position().isPresent()
                        ? "to where it stands: "
                                + Figures.of(
                                        axis.get().position().getAsDouble(), axis.get().precision())
                        : "to where it stands";
    }

    /// Where the vertical axis goes.
    private static String reach(Place place) {
        DoubleSummaryStatistics positions =
                positions(place).stream().mapToDouble(p -> p).summaryStatistics();
        Optional<RecipeDesk.AxisState> axis = place.axis("tiles.device");
        OptionalDouble now =
                axis.map(RecipeDesk.AxisState::position).orElse(OptionalDouble.empty());
        boolean relative = place.flag("tiles.relative");
        if (positions.getCount() == 0 || axis.isEmpty() || (relative && now.isEmpty())) {
            return "";
        }
        double origin = relative ? now.orElse(0) : 0;
        int digits = axis.get().precision();
        String from = Figures.of(origin + positions.getMin(), digits);
        return positions.getCount() == 1
                ? from
                : from + " to " + Figures.of(origin + positions.getMax(), digits);
    }

    private static String limits(Place place) {
        return place.axis("tiles.device")
                .map(RecipeDesk.AxisState::limits)
                .filter(io.beamdesk.pv.Range::isSet)
                .map(l -> "limits " + Figures.brief(l.low()) + " to " + Figures.brief(l.high()))
                .orElse("");
    }
}
