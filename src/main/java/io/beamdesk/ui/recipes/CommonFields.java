package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.Field.Kind;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the forms of several techniques have in common.
final class CommonFields {
    static final Words SECONDS = Words.of("s");
    static final Field NAME = new Field.Text("name", "Recipe name", true, "", 1);
    static final Field SAMPLE =
            new Field.Text("sample", "Sample name", false, "part of the product's name", 1);
    static final Field EXPOSURE =
            Field.Number.needed(
                    "exposure", "Exposure", SECONDS, Words.of("each point, every detector"));
    static final Field SETTLE =
            new Field.Number(
                    "settle",
                    "Settle",
                    false,
                    SECONDS,
                    Words.of("after the arrival, before the count"),
                    Words.of("0"));
    static final Field DETECTORS = new Field.Devices("detectors", "Detectors", Kind.DETECTORS);
    static final Field COUNTER =
            new Field.Text(
                    "counter",
                    "Counter",
                    true,
                    "the column to be highest",
                    1,
                    place ->
                            place.desk().counters(place.text("detector")).stream()
                                    .map(column -> Field.Option.of(column, column))
                                    .toList());
    static final Field READ = new Field.Devices("read", "Read along", Kind.READABLES);
    static final Field RELATIVE =
            new Field.Flag(
                    "relative",
                    "Positions are",
                    "absolute",
                    "relative",
                    place ->
                            place.flag("relative")
                                    ? "to where each axis stands"
                                    : "in the axis' own coordinate");

    static final Section ABOUT = new Section("", "", List.of(List.of(NAME, SAMPLE)));
    static final Section MEASURE =
            new Section(
                    "Measure",
                    "at every point",
                    List.of(List.of(DETECTORS), List.of(EXPOSURE, SETTLE), List.of(READ)));
    static final Section NOTES =
            new Section(
                    "Notes",
                    "kept in every product",
                    List.of(List.of(new Field.Text("notes", "", false, "", 2))));

    private CommonFields() {}

    /// A recipe with what every one has; needed fields are left out.
    static JsonObject blank(String technique, int version) {
        JsonObject json = new JsonObject();
        json.addProperty("technique", technique);
        json.addProperty("version", version);
        json.addProperty("name", "");
        return json;
    }

    /// Ends a recipe with what is measured.
    static JsonObject measured(JsonObject json) {
        json.add("detectors", new JsonArray());
        json.add("read", new JsonArray());
        json.addProperty("exposure", 1);
        json.addProperty("settle", 0);
        json.addProperty("sample", "");
        json.addProperty("notes", "");
        return json;
    }

    /// A whole number of things: `41 points`.
    static String count(long number, String thing) {
        return Figures.of(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /// The units of the axis that the place names as its device.
    static String deviceUnits(Place place) {
        return place.units("device");
    }

    /// Step between the points of a range; empty while it cannot be told.
    static String step(Place range) {
        OptionalDouble points = range.number("points");
        OptionalDouble from = range.number("from");
        OptionalDouble to = range.number("to");
        return points.isPresent() && from.isPresent() && to.isPresent() && points.getAsDouble() > 1
                ? JsonPath.plain(
                        (to.getAsDouble() - from.getAsDouble()) / (points.getAsDouble() - 1))
                : "";
    }

    /// Gives a range the number of points that comes nearest to the step, both ends kept.
    static Optional<JsonObject> withStep(JsonObject range, double step) {
        OptionalDouble from = JsonPath.number(range, "from");
        OptionalDouble to = JsonPath.number(range, "to");
        if (step == 0 || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        double length = Math.abs(to.getAsDouble() - from.getAsDouble());
        double count = Math.rint(length / Math.abs(step)) + 1;
        return count >= 2 && count <= 1_000_000
                ? Optional.of(JsonPath.with(range, "points", JsonPath.number(count)))
                : Optional.empty();
    }

    static final Field FROM =
            Field.Number.needed("from", "From", CommonFields::deviceUnits, Words.NONE);
    static final Field TO = Field.Number.needed("to", "To", CommonFields::deviceUnits, Words.NONE);
    static final Field POINTS =
            Field.Number.needed("points", "Points", Words.NONE, Words.of("both ends included"));
    static final Field STEP =
            new Field.Derived(
                    "Step",
                    CommonFields::step,
                    CommonFields::deviceUnits,
                    Words.of("(to − from) / (points − 1)"),
                    Optional.of(CommonFields::withStep));

    /// A technique's word in the middle of a sentence.
    static String inSentence(String title) {
        return title.startsWith("X-ray") ? title : title.toLowerCase(Locale.ROOT);
    }
}
