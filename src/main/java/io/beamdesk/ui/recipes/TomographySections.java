package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.NAME;
import static io.beamdesk.ui.recipes.CommonFields.READ;
import static io.beamdesk.ui.recipes.CommonFields.SECONDS;
import static io.beamdesk.ui.recipes.CommonFields.SETTLE;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.beamdesk.ui.recipes.Field.Kind;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Part;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The sections of the forms of tomography.
final class TomographySections {
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
                            List.of(new Field.Device("detector", "Camera", Kind.DETECTORS), ENERGY),
                            List.of(EXPOSURE, PERIOD, SETTLE)));

    static final Section TURNING_FRAMES =
            new Section(
                    "Frames",
                    "by the camera's clock while the sample turns",
                    List.of(
                            List.of(
                                    new Field.Device("detector", "Camera", Kind.DETECTORS),
                                    ENERGY,
                                    SETTLE),
                            List.of(EXPOSURE, Pace.FIELD, BLUR)));

    static final Section DISTANCE =
            part(
                    "Detector distance",
                    "set before the run",
                    new Part("detector_z", () -> with("device"), _ -> false),
                    List.of(
                            new Field.Device("detector_z.device", "Axis", Kind.AXES),
                            position("detector_z.position", "Position", "detector_z.device")));

    static final Section FLATS =
            part(
                    "Flats",
                    "sample out, shutter open",
                    new Part("flats", TomographySections::freshFlats, _ -> false),
                    List.of(
                            new Field.Device("flats.device", "Flat axis", Kind.AXES),
                            position("flats.out", "Out position", "flats.device"),
                            new Field.Flag(
                                    "flats.relative", "Out is", "absolute", "relative", Words.NONE),
                            frames("flats.before", "Frames before"),
                            frames("flats.after", "Frames after")));

    static final Section DARKS =
            part(
                    "Darks",
                    "shutter closed",
                    new Part("darks", TomographySections::freshDarks, TomographySections::noDarks),
                    List.of(
                            frames("darks.before", "Frames before"),
                            frames("darks.after", "Frames after")));

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
                                            TomographySections::counters,
                                            Words.NONE,
                                            (_, after) -> after)),
                            List.of(READ)));

    private TomographySections() {}

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
                                new Field.Device("rotation.device", "Rotation axis", Kind.AXES),
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
                                        Pace::angleStep,
                                        degrees,
                                        place ->
                                                place.flag("rotation.last_included")
                                                        ? "range / (N − 1)"
                                                        : "range / N",
                                        Optional.empty()))));
    }

    static Section part(String title, String about, Part part, List<Field> row) {
        return new Section(
                title, Words.of(about), Optional.empty(), Optional.of(part), List.of(row));
    }

    static Field position(String path, String label, String device) {
        return Field.Number.needed(path, label, place -> place.units(device), Words.NONE);
    }

    private static Field frames(String path, String label) {
        return new Field.Number(path, label, false, Words.NONE, Words.NONE, Words.of("0"));
    }

    /// A part with its needed field to fill in.
    static JsonObject with(String needed) {
        JsonObject object = new JsonObject();
        object.addProperty(needed, "");
        return object;
    }

    static JsonObject freshFlats() {
        JsonObject flats = with("device");
        flats.addProperty("out", "");
        flats.addProperty("relative", true);
        flats.addProperty("before", 10);
        flats.addProperty("after", 10);
        return flats;
    }

    static JsonObject freshDarks() {
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

    private static List<Field.Option> counters(Place place) {
        List<Field.Option> options =
                new ArrayList<>(List.of(new Field.Option(JsonNull.INSTANCE, "none")));
        place.desk().detectors().stream()
                .filter(d -> !d.name().equals(place.text("detector")))
                .map(d -> Field.Option.of(d.name(), d.label()))
                .forEach(options::add);
        return options;
    }
}
