package io.beamdesk.ui.recipes;

import static io.beamdesk.ui.recipes.CommonFields.SECONDS;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.beamdesk.recipe.XasRecipe;
import io.beamdesk.recipe.XasRegion;
import io.beamdesk.ui.fx.Figures;
import io.beamdesk.ui.recipes.Field.Option;
import io.beamdesk.ui.recipes.Field.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The rows of a spectrum's regions: ends and step in eV or 1/Å relative to the edge, dwell and its law.
final class XasRegions {
    private static final List<Option> UNITS = List.of(Option.of("eV", "eV"), Option.of("k", "Å⁻¹"));
    private static final List<Option> LAWS =
            List.of(
                    new Option(JsonNull.INSTANCE, "constant"),
                    new Option(new JsonPrimitive(1), "as k"),
                    new Option(new JsonPrimitive(2), "as k²"),
                    new Option(new JsonPrimitive(3), "as k³"));

    private static final List<Field> REGION =
            List.of(
                    Field.Number.needed("from", "From", Words.NONE, Words.NONE),
                    Field.Number.needed("to", "To", Words.NONE, Words.NONE),
                    new Field.Choice(
                            "unit", "Unit", true, _ -> UNITS, Words.NONE, XasRegions::converted),
                    Field.Number.needed("step", "Step", Words.NONE, Words.NONE),
                    Field.Number.needed("dwell", "Dwell", SECONDS, Words.NONE),
                    new Field.Choice(
                            "k_power",
                            "Dwell law",
                            false,
                            place -> isK(place.here()) ? LAWS : LAWS.subList(0, 1),
                            Words.NONE,
                            (_, after) -> after),
                    new Field.Derived(
                            "Points",
                            place ->
                                    region(place.here())
                                            .map(r -> Figures.of((long) r.points().size()))
                                            .orElse(""),
                            Words.NONE,
                            Words.NONE,
                            Optional.empty()),
                    new Field.Derived(
                            "Time",
                            place -> region(place.here()).map(XasRegions::counting).orElse(""),
                            Words.NONE,
                            Words.NONE,
                            Optional.empty()));

    static final Field ROWS =
            new Field.Rows("regions", "Region", _ -> REGION, XasRegions::next, 1, 50, 50, true);

    private XasRegions() {}

    /// Pre-edge, XANES and EXAFS as they are commonly measured.
    static JsonArray usual() {
        JsonArray regions = new JsonArray();
        regions.add(region(-200, -30, 10, "eV", 1));
        regions.add(region(-30, 40, 0.5, "eV", 1));
        JsonObject exafs = region(3.25, 14, 0.05, "k", 1);
        exafs.addProperty("k_power", 1);
        regions.add(exafs);
        return regions;
    }

    private static JsonObject region(
            double from, double to, double step, String unit, double dwell) {
        JsonObject region = new JsonObject();
        region.add("from", JsonPath.number(from));
        region.add("to", JsonPath.number(to));
        region.add("step", JsonPath.number(step));
        region.addProperty("unit", unit);
        region.add("dwell", JsonPath.number(dwell));
        return region;
    }

    /// A region that begins where the last one ends.
    private static JsonElement next(Place place) {
        JsonArray regions = JsonPath.array(place.root(), "regions");
        JsonObject fresh = region(0, 50, 0.5, "eV", 1);
        if (!regions.isEmpty() && regions.get(regions.size() - 1) instanceof JsonObject last) {
            fresh = JsonPath.copy(last);
            double end = JsonPath.number(last, "to").orElse(0);
            fresh.add("from", JsonPath.number(end));
            fresh.add("to", JsonPath.number(end + (isK(last) ? 2 : 50)));
        }
        return fresh;
    }

    private static boolean isK(JsonObject region) {
        return JsonPath.text(region, "unit").equals("k");
    }

    /// Keeps the ends where they are when the unit changes.
    private static JsonObject converted(JsonObject before, JsonObject after) {
        if (isK(before) == isK(after)) {
            return after;
        }
        JsonObject region = JsonPath.copy(after);
        for (String end : List.of("from", "to")) {
            OptionalDouble value = JsonPath.number(after, end);
            if (value.isPresent() && value.getAsDouble() >= 0) {
                double converted =
                        isK(after)
                                ? XasRegion.waveNumber(value.getAsDouble())
                                : XasRegion.energy(value.getAsDouble());
                region.add(end, JsonPath.number(Math.rint(converted * 1e4) / 1e4));
            }
        }
        region.add("step", JsonPath.number(isK(after) ? 0.05 : 0.5));
        if (!isK(after)) {
            region.remove("k_power");
        }
        return region;
    }

    private static Optional<XasRegion> region(JsonObject row) {
        OptionalDouble from = JsonPath.number(row, "from");
        OptionalDouble to = JsonPath.number(row, "to");
        OptionalDouble step = JsonPath.number(row, "step");
        OptionalDouble dwell = JsonPath.number(row, "dwell");
        boolean sound =
                from.isPresent()
                        && to.isPresent()
                        && step.isPresent()
                        && dwell.isPresent()
                        && step.getAsDouble() > 0
                        && to.getAsDouble() > from.getAsDouble()
                        && (to.getAsDouble() - from.getAsDouble()) / step.getAsDouble()
                                < XasRecipe.MAX_POINTS;
        return sound
                ? Optional.of(
                        new XasRegion(
                                from.getAsDouble(),
                                to.getAsDouble(),
                                step.getAsDouble(),
                                isK(row) ? XasRegion.Unit.K : XasRegion.Unit.EV,
                                dwell.getAsDouble(),
                                JsonPath.number(row, "k_power").orElse(0)))
                : Optional.empty();
    }

    private static String counting(XasRegion region) {
        double seconds = region.points().stream().mapToDouble(XasRegion.Point::dwell).sum();
        return seconds >= 0 && seconds < 1e8
                ? Figures.time(Duration.ofMillis(Math.round(seconds * 1000)))
                : "";
    }
}
