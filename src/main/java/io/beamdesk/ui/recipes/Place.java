package io.beamdesk.ui.recipes;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.beamdesk.ui.fx.Figures;
import java.util.Optional;
import java.util.OptionalDouble;

/// Where a field of a form stands: the whole recipe, or one row of a list in it.
///
/// @param desk the devices that there are
/// @param root the recipe as it stands in the form
/// @param at path of the row, `axes[0]`; empty for the recipe itself
record Place(RecipeDesk desk, JsonObject root, String at) {
    /// Path of a field of this place from the root.
    String path(String field) {
        return at.isEmpty() ? field : field.startsWith("[") ? at + field : at + "." + field;
    }

    /// What the field says.
    Optional<JsonElement> get(String field) {
        return JsonPath.get(root, path(field));
    }

    /// The text of the field, empty if it has none.
    String text(String field) {
        return JsonPath.text(root, path(field));
    }

    /// The number in the field.
    OptionalDouble number(String field) {
        return JsonPath.number(root, path(field));
    }

    /// Whether the field says true.
    boolean flag(String field) {
        return JsonPath.flag(root, path(field));
    }

    /// The object that is this place.
    JsonObject here() {
        return JsonPath.get(root, at).orElse(JsonNull.INSTANCE) instanceof JsonObject object
                ? object
                : new JsonObject();
    }

    /// The axis that the field names.
    Optional<RecipeDesk.AxisState> axis(String field) {
        return axisNamed(text(field));
    }

    /// The axis of this name.
    Optional<RecipeDesk.AxisState> axisNamed(String name) {
        return desk.axes().stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /// The units of the axis that the field names, empty if nobody knows.
    String units(String field) {
        return axis(field).map(RecipeDesk.AxisState::units).orElse("");
    }

    /// Where an axis is: `now 9 079.60`, empty if nobody knows.
    static String now(RecipeDesk.AxisState axis) {
        return axis.position().isPresent()
                ? "now " + Figures.of(axis.position().getAsDouble(), axis.precision())
                : "";
    }

    /// Where the axis that the field names is now, and its limits.
    String state(String field) {
        return axis(field)
                .map(a -> {
                    String now = now(a);
                    String limits =
                            a.limits().isSet()
                                    ? "limits "
                                            + Figures.brief(a.limits().low())
                                            + " to "
                                            + Figures.brief(a.limits().high())
                                    : "";
                    String both = now + (now.isEmpty() || limits.isEmpty() ? "" : ", ") + limits;
                    return both.isEmpty() ? "" : both + " " + a.units();
                })
                .orElse("");
    }
}
