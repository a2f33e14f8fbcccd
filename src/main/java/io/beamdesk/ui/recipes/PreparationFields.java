package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.FROM;
import static io.beamdesk.ui.recipes.CommonFields.POINTS;
import static io.beamdesk.ui.recipes.CommonFields.SECONDS;
import static io.beamdesk.ui.recipes.CommonFields.STEP;
import static io.beamdesk.ui.recipes.CommonFields.TO;

import com.google.gson.JsonObject;
import io.beamdesk.ui.recipes.Field.Kind;
import io.beamdesk.ui.recipes.Field.Words;
import io.beamdesk.ui.recipes.TechniqueForm.Part;
import io.beamdesk.ui.recipes.TechniqueForm.Section;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What is done before each spectrum: an autorock, an axis moved, or a choice set.
final class PreparationFields {
    private static final String PATH = "before";

    static final Section BEFORE =
            new Section(
                    "Before each spectrum",
                    Words.of("done and waited for; what it moves stays there"),
                    Optional.empty(),
                    Optional.of(new Part(PATH, PreparationFields::rock, _ -> false)),
                    List.of(
                            List.of(
                                    new Field.Variant(
                                            PATH,
                                            "Do",
                                            List.of(
                                                    alternative(
                                                            "autorock",
                                                            "axis",
                                                            rocking(),
                                                            _ -> rock()),
                                                    alternative(
                                                            "move",
                                                            "position",
                                                            moving(),
                                                            o -> other(o, "position")),
                                                    alternative(
                                                            "set",
                                                            "choice",
                                                            choosing(),
                                                            o -> other(o, "choice")))))));

    private PreparationFields() {}

    private static Field.Alternative alternative(
            String label, String mark, List<Field> fields, UnaryOperator<JsonObject> into) {
        return new Field.Alternative(label, mark, fields, into);
    }

    private static List<Field> rocking() {
        return List.of(
                new Field.Device("axis.device", "Axis", Kind.AXES),
                new Field.Flag(
                        "relative",
                        "Positions are",
                        "absolute",
                        "relative",
                        place -> place.flag("relative") ? "to where it stands" : ""),
                row("axis", List.of(FROM, TO, POINTS, STEP)),
                row(
                        "",
                        List.of(
                                new Field.Device("detector", "Detector", Kind.DETECTORS),
                                CommonFields.COUNTER,
                                Field.Number.needed("exposure", "Exposure", SECONDS, Words.NONE),
                                new Field.Number(
                                        "settle",
                                        "Settle",
                                        false,
                                        SECONDS,
                                        Words.NONE,
                                        Words.of("0")))));
    }

    private static List<Field> moving() {
        return List.of(
                new Field.Device("device", "Axis or setting", Kind.AXES),
                Field.Number.needed(
                        "position",
                        "Position",
                        CommonFields::deviceUnits,
                        place -> place.state("device")));
    }

    private static List<Field> choosing() {
        return List.of(
                new Field.Device("device", "Device", Kind.SETTINGS),
                new Field.Text(
                        "choice",
                        "Choice",
                        true,
                        "as the device calls it",
                        1,
                        PreparationFields::choices));
    }

    private static List<Field.Option> choices(Place place) {
        return place.desk().settings().stream()
                .filter(setting -> setting.name().equals(place.text("device")))
                .flatMap(setting -> setting.choices().stream())
                .map(choice -> Field.Option.of(choice, choice))
                .toList();
    }

    /// Fields in a row of their own.
    private static Field row(String at, List<Field> fields) {
        return new Field.Variant(at, "", List.of(alternative("", "", fields, o -> o)));
    }

    private static JsonObject rock() {
        JsonObject rock = new JsonObject();
        rock.add("axis", new JsonObject());
        rock.addProperty("relative", true);
        rock.addProperty("detector", "");
        rock.addProperty("counter", "i0");
        rock.addProperty("exposure", 0.2);
        rock.addProperty("settle", 0);
        return rock;
    }

    private static JsonObject other(JsonObject before, String mark) {
        JsonObject object = new JsonObject();
        object.addProperty("device", JsonPath.text(before, "device"));
        object.addProperty(mark, "");
        return object;
    }
}
