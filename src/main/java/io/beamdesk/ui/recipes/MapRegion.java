package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.image.ImageScale;
import io.beamdesk.image.ImageScale.Side;
import java.util.Optional;
import java.util.OptionalDouble;

/// The rectangle that a map measures, as a region of an image: the ends of both axes follow the region,
/// their steps stay, and the points follow from both.
final class MapRegion {
    /// Points along a side that has no step yet.
    private static final int FRESH_POINTS = 21;

    private static final int MOST_POINTS = 1_000_000;
    private static final double DIGITS = 1e6;

    private MapRegion() {}

    /// The region of the image that a map measures.
    ///
    /// @param json a map's recipe as it stands in the form
    /// @return empty if it is incomplete, or of other axes
    static Optional<Region> of(JsonObject json, ImageScale scale, RecipeDesk desk) {
        double[] across = ends(json, scale.across(), desk);
        double[] down = ends(json, scale.down(), desk);
        return across.length == 0 || down.length == 0
                ? Optional.empty()
                : Optional.of(Region.between(across[0], down[0], across[1], down[1]));
    }

    /// Both ends of an axis in pixels; none if they cannot be told.
    private static double[] ends(JsonObject json, Side side, RecipeDesk desk) {
        JsonArray axes = JsonPath.array(json, "axes");
        for (int i = 0; i < axes.size(); i++) {
            String at = "axes[" + i + "]";
            if (!JsonPath.text(json, at + ".device").equals(side.device())) {
                continue;
            }
            JsonObject axis = JsonPath.object(json, at);
            OptionalDouble origin = origin(json, side, desk);
            OptionalDouble from = from(axis);
            OptionalDouble length = length(axis);
            if (origin.isPresent() && from.isPresent() && length.isPresent()) {
                double low = origin.getAsDouble() + from.getAsDouble();
                return new double[] {side.pixel(low), side.pixel(low + length.getAsDouble())};
            }
        }
        return new double[0];
    }

    private static boolean isExtent(JsonObject axis) {
        return axis.has("centre") || axis.has("size") || axis.has("step");
    }

    private static OptionalDouble from(JsonObject axis) {
        if (!isExtent(axis)) {
            return JsonPath.number(axis, "from");
        }
        OptionalDouble centre = JsonPath.number(axis, "centre");
        OptionalDouble size = JsonPath.number(axis, "size");
        return centre.isPresent() && size.isPresent()
                ? OptionalDouble.of(centre.getAsDouble() - size.getAsDouble() / 2)
                : OptionalDouble.empty();
    }

    private static OptionalDouble length(JsonObject axis) {
        if (isExtent(axis)) {
            return JsonPath.number(axis, "size");
        }
        OptionalDouble from = JsonPath.number(axis, "from");
        OptionalDouble to = JsonPath.number(axis, "to");
        return from.isPresent() && to.isPresent()
                ? OptionalDouble.of(to.getAsDouble() - from.getAsDouble())
                : OptionalDouble.empty();
    }

    /// What is added to the recipe's positions of an axis; empty if nobody knows where it stands.
    private static OptionalDouble origin(JsonObject json, Side side, RecipeDesk desk) {
        return JsonPath.flag(json, "relative")
                ? desk.axes().stream()
                        .filter(a -> a.name().equals(side.device()))
                        .map(RecipeDesk.AxisState::position)
                        .findFirst()
                        .orElse(OptionalDouble.empty())
                : OptionalDouble.of(0);
    }

    /// The recipe with the region's rectangle. Axes that it does not name yet are those of the image,
    /// the one across as the fast one.
    static JsonObject into(JsonObject json, Region region, ImageScale scale, RecipeDesk desk) {
        JsonObject copy = JsonPath.copy(json);
        JsonArray axes = JsonPath.array(copy, "axes");
        String slow = JsonPath.text(copy, "axes[0].device");
        String fast = JsonPath.text(copy, "axes[1].device");
        if (axes.size() != 2 || !scale.isOf(slow, fast)) {
            copy = JsonPath.with(copy, "axes[0].device", new JsonPrimitive(scale.down().device()));
            copy =
                    JsonPath.with(
                            copy, "axes[1].device", new JsonPrimitive(scale.across().device()));
        }
        for (int i = 0; i < 2; i++) {
            String at = "axes[" + i + "]";
            Side side = scale.side(JsonPath.text(copy, at + ".device"));
            boolean across = side.equals(scale.across());
            double one = side.position(across ? region.left() : region.top());
            double other = side.position(across ? region.right() : region.bottom());
            double origin = origin(copy, side, desk).orElse(0);
            double low = Math.min(one, other) - origin;
            double high = Math.max(one, other) - origin;
            copy = JsonPath.change(copy, at, axis -> within(axis, low, high));
        }
        return copy;
    }

    /// An axis between two positions. Its step and its direction stay; its length becomes the number of
    /// steps that comes nearest, about the same middle.
    private static JsonObject within(JsonObject axis, double low, double high) {
        JsonObject side = JsonPath.copy(axis);
        double length = high - low;
        double step = step(axis).orElse(length / (FRESH_POINTS - 1));
        double steps = step > 0 ? Math.clamp(Math.rint(length / step), 1, MOST_POINTS - 1) : 1;
        double middle = (low + high) / 2;
        double half = steps * step / 2;
        if (isExtent(axis)) {
            side.add("centre", JsonPath.number(rounded(middle)));
            side.add("size", JsonPath.number(rounded(2 * half)));
            side.add("step", JsonPath.number(rounded(step)));
            return side;
        }
        double from = rounded(middle - half);
        double to = rounded(from + rounded(2 * half));
        boolean falling = length(axis).orElse(0) < 0;
        side.add("from", JsonPath.number(falling ? to : from));
        side.add("to", JsonPath.number(falling ? from : to));
        side.add("points", JsonPath.number(steps + 1));
        return side;
    }

    /// Distance of two points of an axis, above 0; empty while it has none.
    private static OptionalDouble step(JsonObject axis) {
        OptionalDouble step = JsonPath.number(axis, "step");
        OptionalDouble length = length(axis);
        double intervals = JsonPath.number(axis, "points").orElse(0) - 1;
        if (!isExtent(axis) && length.isPresent() && intervals > 0) {
            step = OptionalDouble.of(Math.abs(length.getAsDouble()) / intervals);
        }
        return step.orElse(0) > 0 ? step : OptionalDouble.empty();
    }

    /// A millionth of a unit is less than any axis can tell.
    private static double rounded(double value) {
        return Math.rint(value * DIGITS) / DIGITS;
    }
}
