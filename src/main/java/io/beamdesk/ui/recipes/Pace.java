package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.SECONDS;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.Field.Words;
import java.util.List;
import java.util.OptionalDouble;

/// How fast the sample turns in a continuous tomography, said in one of two ways: one is the step of the
/// angles over the other.
final class Pace {
    static final Field FIELD =
            new Field.Variant(
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
                                                    place ->
                                                            "turns at "
                                                                    + velocity(place)
                                                                    + " °/s")),
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

    private Pace() {}

    /// Between two angles, as it is shown.
    static String angleStep(Place place) {
        OptionalDouble step = stepOf(place.root());
        return step.isPresent() ? Figures.of(step.getAsDouble(), 4) : "";
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
}
