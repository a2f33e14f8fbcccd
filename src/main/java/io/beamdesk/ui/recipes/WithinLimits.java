package io.beamdesk.ui.recipes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.engine.Forecast;
import io.beamdesk.engine.Problem;
import io.beamdesk.pv.Range;
import io.beamdesk.recipe.MapRecipe;
import io.beamdesk.recipe.XasRegion;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Brings what a recipe asks of a device back within the limits of the device.
///
/// The dry run tells the targets, which may be relative to where an axis stands: by as much as these
/// are outside, the positions of the recipe are moved inwards.
final class WithinLimits {
    /// Decimals that are kept, for a figure that a person reads.
    private static final double DIGITS = 1e4;

    /// Differences that are none.
    private static final double SAME = 1e-9;

    private final String device;
    private final Range within;
    private final double above;
    private final double below;

    private WithinLimits(String device, Range within, double above, double below) {
        this.device = device;
        this.within = within;
        this.above = above;
        this.below = below;
    }

    /// The recipe with targets within the limits; empty where there is nothing to change for it, or
    /// nothing would be left.
    static Optional<JsonObject> of(JsonObject recipe, Problem problem, Forecast forecast) {
        List<Double> targets = forecast.targets().getOrDefault(problem.device(), List.of());
        if (!problem.within().isSet() || targets.isEmpty()) {
            return Optional.empty();
        }
        DoubleSummaryStatistics range =
                targets.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        WithinLimits limits =
                new WithinLimits(
                        problem.device(),
                        problem.within(),
                        Math.max(0, range.getMax() - problem.within().high()),
                        Math.max(0, problem.within().low() - range.getMin()));
        return limits.mended(recipe).filter(mended -> !mended.equals(recipe));
    }

    private Optional<JsonObject> mended(JsonObject recipe) {
        if (names(recipe)) {
            return Optional.of((JsonObject) inwards(recipe));
        }
        String rotation = JsonPath.text(recipe, "rotation.device");
        if (JsonPath.texts(recipe, "axes").contains(device)) {
            return listed(recipe, JsonPath.texts(recipe, "axes").indexOf(device));
        }
        if (!rotation.isEmpty() && device.startsWith(rotation + "_")) {
            return paced(recipe);
        }
        // The energy, which no field has to name.
        return JsonPath.array(recipe, "regions").isEmpty()
                ? JsonPath.number(recipe, "energy").stream()
                        .mapToObj(energy ->
                                JsonPath.with(recipe, "energy", JsonPath.number(moved(energy))))
                        .findFirst()
                : regions(recipe);
    }

    /// Whether a field of it has the device's name.
    private boolean names(JsonElement json) {
        return switch (json) {
            case JsonObject object ->
                    JsonPath.text(object, "device").equals(device)
                            || object.asMap().values().stream().anyMatch(this::names);
            case JsonArray array -> array.asList().stream().anyMatch(this::names);
            default -> false;
        };
    }

    /// Every part of it that is of the device, with its positions moved.
    private JsonElement inwards(JsonElement json) {
        return switch (json) {
            case JsonObject object when JsonPath.text(object, "device").equals(device) ->
                    part(object);
            case JsonObject object -> {
                JsonObject copy = new JsonObject();
                object.entrySet()
                        .forEach(field -> copy.add(field.getKey(), inwards(field.getValue())));
                yield copy;
            }
            case JsonArray array -> {
                JsonArray copy = new JsonArray(array.size());
                array.forEach(item -> copy.add(inwards(item)));
                yield copy;
            }
            default -> json;
        };
    }

    private JsonObject part(JsonObject part) {
        if (part.has("from") && part.has("to")) {
            return ends(part, "from", "to");
        }
        if (part.has("size")) {
            return extent(part);
        }
        if (part.has("range")) {
            return turn(part);
        }
        JsonObject mended = part;
        for (String field : List.of("position", "out")) {
            OptionalDouble position = JsonPath.number(part, field);
            if (position.isPresent()) {
                double moved = moved(position.getAsDouble());
                mended = JsonPath.with(mended, field, JsonPath.number(moved));
            }
        }
        JsonArray kept = kept(JsonPath.array(part, "positions"), item -> item);
        return kept.isEmpty() ? mended : JsonPath.with(mended, "positions", kept);
    }

    private double moved(double position) {
        return above > 0 ? lowered(position, above) : raised(position, below);
    }

    private JsonObject ends(JsonObject part, String from, String to) {
        double first = JsonPath.number(part, from).orElse(0);
        double last = JsonPath.number(part, to).orElse(0);
        String high = first > last ? from : to;
        String low = first > last ? to : from;
        JsonObject mended = part;
        if (above > 0) {
            double end = lowered(Math.max(first, last), above);
            mended = JsonPath.with(mended, high, JsonPath.number(end));
        }
        if (below > 0) {
            double end = raised(Math.min(first, last), below);
            mended = JsonPath.with(mended, low, JsonPath.number(end));
        }
        return mended;
    }

    /// Positions that lie evenly about a centre may not reach its ends.
    private JsonObject extent(JsonObject part) {
        var line =
                new MapRecipe.Extent(
                                device,
                                JsonPath.number(part, "centre").orElse(0),
                                JsonPath.number(part, "size").orElse(0),
                                JsonPath.number(part, "step").orElse(1))
                        .line();
        double low = below > 0 ? raised(line.from(), below) : line.from();
        double high = above > 0 ? lowered(line.to(), above) : line.to();
        return JsonPath.with(
                JsonPath.with(part, "centre", JsonPath.number((low + high) / 2)),
                "size",
                JsonPath.number(high - low));
    }

    private JsonObject turn(JsonObject part) {
        double start = JsonPath.number(part, "start").orElse(0);
        double range = JsonPath.number(part, "range").orElse(0);
        double low = Math.min(start, start + range);
        double high = Math.max(start, start + range);
        low = below > 0 ? raised(low, below) : low;
        high = above > 0 ? lowered(high, above) : high;
        return JsonPath.with(
                JsonPath.with(part, "start", JsonPath.number(range > 0 ? low : high)),
                "range",
                JsonPath.number(range > 0 ? high - low : low - high));
    }

    /// What gives the position of an item.
    private interface Position {
        JsonElement of(JsonElement item);
    }

    /// The positions that are not outside.
    private JsonArray kept(JsonArray positions, Position position) {
        DoubleSummaryStatistics range =
                positions.asList().stream()
                        .mapToDouble(item -> position.of(item).getAsDouble())
                        .summaryStatistics();
        JsonArray kept = new JsonArray();
        for (JsonElement item : positions) {
            double at = position.of(item).getAsDouble();
            boolean inside =
                    (above == 0 || at <= range.getMax() - above + SAME)
                            && (below == 0 || at >= range.getMin() + below - SAME);
            if (inside) {
                kept.add(item);
            }
        }
        return kept;
    }

    private Optional<JsonObject> listed(JsonObject recipe, int column) {
        JsonArray kept =
                kept(JsonPath.array(recipe, "positions"), row -> row.getAsJsonArray().get(column));
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonPath.with(recipe, "positions", kept));
    }

    /// A rotation at a velocity that it has: by the velocity itself, or by the time between two frames.
    private Optional<JsonObject> paced(JsonObject recipe) {
        if (JsonPath.number(recipe, "velocity").isPresent()) {
            double velocity = moved(JsonPath.number(recipe, "velocity").orElse(0));
            return Optional.of(JsonPath.with(recipe, "velocity", JsonPath.number(velocity)));
        }
        double velocity = above > 0 ? within.high() + above : within.low() - below;
        double wanted = above > 0 ? within.high() : within.low();
        double period = JsonPath.number(recipe, "acquire_period").orElse(0) * velocity / wanted;
        double rounded =
                (above > 0 ? Math.ceil(period * DIGITS - SAME) : Math.floor(period * DIGITS + SAME))
                        / DIGITS;
        return Double.isFinite(rounded) && rounded > 0
                ? Optional.of(JsonPath.with(recipe, "acquire_period", JsonPath.number(rounded)))
                : Optional.empty();
    }

    /// The regions of a spectrum, those outside left out and the others ended before.
    private Optional<JsonObject> regions(JsonObject recipe) {
        List<JsonObject> regions = new ArrayList<>();
        JsonPath.array(recipe, "regions").forEach(region -> regions.add(region.getAsJsonObject()));
        double low = ev(regions.getFirst(), "from") + below;
        double high = ev(regions.getLast(), "to") - above;
        JsonArray kept = new JsonArray();
        for (JsonObject region : regions) {
            JsonObject mended = region;
            if (ev(region, "from") < low) {
                mended = JsonPath.with(mended, "from", end(region, low, true));
            }
            if (ev(region, "to") > high) {
                mended = JsonPath.with(mended, "to", end(region, high, false));
            }
            if (ev(mended, "from") < ev(mended, "to")) {
                kept.add(mended);
            }
        }
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonPath.with(recipe, "regions", kept));
    }

    private static boolean isK(JsonObject region) {
        return JsonPath.text(region, "unit").equals("k");
    }

    private static double ev(JsonObject region, String end) {
        double value = JsonPath.number(region, end).orElse(0);
        return isK(region) ? XasRegion.energy(value) : value;
    }

    private static JsonPrimitive end(JsonObject region, double ev, boolean first) {
        double value = isK(region) ? XasRegion.waveNumber(Math.max(0, ev)) : ev;
        return JsonPath.number(first ? raised(value, 0) : lowered(value, 0));
    }

    /// Less by this, and less by a rounding.
    private static double lowered(double value, double by) {
        double exact = value - by;
        double rounded = Math.rint(exact * DIGITS) / DIGITS;
        // What is outside by less than a rounding is not mended by none.
        return rounded > exact + SAME || (by > 0 && by < SAME) ? rounded - 1 / DIGITS : rounded;
    }

    private static double raised(double value, double by) {
        return -lowered(-value, by);
    }
}
